"""Find what differs between two releases, part by part and thing by thing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from gcm_graph import namespaces
from gcm_graph.comparing.changes import KINDS, PARTS, Change, Difference, Statement
from gcm_graph.comparing.links import changed_links
from gcm_graph.comparing.trees import Trees, readable, short
from gcm_graph.comparing.versions import ReleaseVersion

_WORDS = frozenset(
    namespaces.GCM + name for name in ("text", "leadIn", "title", "listedTitle", "shortTitle", "mastheadLine")
)
_INFERRED = "inferred"
_ONTOLOGY_LINE = f" <{namespaces.graph('ontology')}> .".encode()
_DEPRECATED = NamedNode(namespaces.PREFIXES["owl"] + "deprecated")
_TRUE = frozenset({"true", "1"})
_LABEL = namespaces.PREFIXES["skos"] + "prefLabel"
_CITATION = namespaces.GCM + "citation"
_BRACKETS = frozenset("[]();")
_ALIKE = 0.5
"""From which likeness on two axioms are one that changed."""


def compare(old: ReleaseVersion, new: ReleaseVersion) -> Difference:
    """Return what differs between two releases.

    What is said of how a release was made, which version it is, and how much is in it, is left out: it differs always.

    Args:
        old: the one.
        new: the other.
    """
    changes = [*_of_statements(old, new)]
    changes += _of_trees("ontology", old.ontology, new.ontology)
    changes += _of_trees("shapes", old.shapes, new.shapes)
    return Difference(
        old=(old.version, old.date),
        new=(new.version, new.date),
        changes=tuple(sorted(changes, key=_place)),
    )


def _of_statements(old: ReleaseVersion, new: ReleaseVersion) -> Iterator[Change]:
    """Yield the changes of texts, links and data, and of what follows from them."""
    sides = {"removed": _parsed(old.lines - new.lines), "added": _parsed(new.lines - old.lines)}
    names = _names(old.lines) | _names(new.lines)
    links = changed_links(sides, {"removed": old.lines, "added": new.lines}, names)
    yield from links
    told = {id(statement) for link in links for statement in (*link.removed, *link.added)}
    gone, come = (_by_thing(each for each in side if id(each) not in told) for side in sides.values())
    before, after = _things(old.lines), _things(new.lines)
    for part, thing in gone.keys() | come.keys():
        removed, added = tuple(gone[part, thing]), tuple(come[part, thing])
        kind = _kind(added, was=thing in before, is_now=thing in after)
        yield Change(part, kind, thing, names.get(thing) or _short(thing), removed, added)


def _of_trees(part: str, old: Iterable[Triple], new: Iterable[Triple]) -> Iterator[Change]:
    """Yield the changes of the ontology or of the shapes, whose blank nodes hang on their things."""
    before, after = Trees(old), Trees(new)
    things, still = set(before.things()), set(after.things())
    for thing in things | still:
        removed, added = _apart(before, thing, after, thing, thing.value)
        if removed or added:
            kind = _kind(added, was=thing in things, is_now=thing in still)
            yield Change(part, kind, thing.value, _short(thing.value), removed, added)
    was, now = {text: node for node, text in before.loose()}, {text: node for node, text in after.loose()}
    gone, come = sorted(was.keys() - now.keys()), sorted(now.keys() - was.keys())
    for text in gone:
        like = max(come, key=lambda other: _likeness(text, other), default="")
        if _likeness(text, like) >= _ALIKE:
            come.remove(like)
            removed, added = _apart(before, was[text], after, now[like], "")
            yield Change(part, "changed", "", like, removed, added)
        else:
            yield Change(part, "removed", "", text, _apart(before, was[text], after, None, "")[0], ())
    for text in come:
        yield Change(part, "added", "", text, (), _apart(before, None, after, now[text], "")[1])


def _apart(
    before: Trees, was: NamedNode | BlankNode | None, after: Trees, now: NamedNode | BlankNode | None, subject: str
) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
    """Return the statements that only the one and only the other description has."""
    old = before.statements(was) if was is not None else {}
    new = after.statements(now) if now is not None else {}
    return (
        tuple(Statement(subject, *each, None, tuple(before.whole(old[each]))) for each in sorted(old.keys() - new)),
        tuple(Statement(subject, *each, None, tuple(after.whole(new[each]))) for each in sorted(new.keys() - old)),
    )


def _likeness(text: str, other: str) -> float:
    """Return how much of the names in two axioms is the same: from 0 to 1."""
    words, others = (set(each.split()) - _BRACKETS for each in (text, other))
    return len(words & others) / len(words | others) if words and others else 0.0


def _kind(added: Iterable[Statement], *, was: bool, is_now: bool) -> str:
    if not was:
        return "added"
    if not is_now:
        return "removed"
    deprecated = any(
        triple.predicate == _DEPRECATED and isinstance(triple.object, Literal) and triple.object.value in _TRUE
        for statement in added
        for triple in statement.triples
    )
    return "deprecated" if deprecated else "changed"


def _parsed(lines: Iterable[bytes]) -> list[Statement]:
    """Return the statements in lines of N-Quads; the ontology is compared by its file, with its blank nodes."""
    stated = sorted(line for line in lines if not line.endswith(_ONTOLOGY_LINE))
    return [_statement(quad) for quad in parse(b"\n".join(stated), format=RdfFormat.N_QUADS)]


def _by_thing(statements: Iterable[Statement]) -> dict[tuple[str, str], list[Statement]]:
    """Return statements by part and thing."""
    found: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        words = statement.triples[0].predicate.value in _WORDS
        part = _INFERRED if statement.graph == _INFERRED else "texts" if words else "data"
        found[part, _thing(statement.subject)].append(statement)
    return found


def _statement(quad: Quad) -> Statement:
    graph = quad.graph_name.value.removeprefix(namespaces.graph("")) if isinstance(quad.graph_name, NamedNode) else None
    subject = quad.subject.value if isinstance(quad.subject, NamedNode) else str(quad.subject)
    return Statement(subject, short(quad.predicate.value), readable(quad.object), graph, (quad.triple,))


def _thing(iri: str) -> str:
    """Return the thing of ours of which an IRI with a fragment is a part; other IRIs are returned as they are."""
    ours = iri.startswith(namespaces.BASE) and not iri.startswith(namespaces.GCM)
    return iri.partition("#")[0] if ours else iri


def _things(lines: Iterable[bytes]) -> frozenset[str]:
    """Return the things that lines of N-Quads are about."""
    subjects = {line.partition(b" ")[0] for line in lines}
    return frozenset(_thing(subject.decode().removeprefix("<").removesuffix(">")) for subject in subjects)


def _names(lines: Iterable[bytes]) -> dict[str, str]:
    """Return what things are called: by their citation where no other has it too, otherwise by their English label."""
    labels: dict[str, str] = {}
    citations: dict[str, str] = {}
    label, citation = f" <{_LABEL}> ".encode(), f" <{_CITATION}> ".encode()
    telling = b"\n".join(line for line in lines if label in line or citation in line)
    for quad in parse(telling, format=RdfFormat.N_QUADS):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            if quad.predicate.value == _CITATION:
                citations[quad.subject.value] = quad.object.value
            elif quad.predicate.value == _LABEL and quad.object.language == "en":
                labels[quad.subject.value] = quad.object.value
    shared = Counter(citations.values())
    return labels | {thing: citation for thing, citation in citations.items() if shared[citation] == 1}


def _short(iri: str) -> str:
    """Return the end of an IRI of ours, a prefixed name, or the IRI."""
    name = short(iri)
    return iri.removeprefix(namespaces.BASE) if name.startswith("<") else name


def _place(change: Change) -> tuple[object, ...]:
    """Return by what changes are put in order: numbers in paths by their size."""
    target = change.link.target if change.link else ""
    return PARTS.index(change.part), KINDS.index(change.kind), _natural(change.thing), change.name, _natural(target)


def _natural(text: str) -> list[tuple[int, str]]:
    pieces = enumerate(re.split(r"([0-9]{1,9})", text))
    return [(int(piece), "") if place % 2 else (0, piece) for place, piece in pieces]
