"""Put a changed link and the annotations that are its evidence together: one change, told by its words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from gcm_graph import namespaces
from gcm_graph.comparing.changes import Change, ChangedLink, Statement
from gcm_graph.comparing.trees import short

_OA = namespaces.PREFIXES["oa"]
_EVIDENCE = "evidence"
_LINKING_GRAPHS = frozenset({"links", "text"})
_EVIDENCE_LINE = f" <{namespaces.graph(_EVIDENCE)}> .".encode()
_INFERRED_LINE = f" <{namespaces.graph('inferred')}> .".encode()

_Ends = tuple[str, str]
"""The unit from which a link leads, and the thing to which it leads."""


@dataclass(slots=True)
class _Found:
    """What is known of a link that may have changed."""

    links: dict[str, list[Statement]] = field(default_factory=lambda: {"removed": [], "added": []})
    evidence: dict[str, list[Statement]] = field(default_factory=lambda: {"removed": [], "added": []})
    words: dict[str, Counter[str]] = field(default_factory=lambda: {"removed": Counter(), "added": Counter()})

    def statements(self, side: str) -> tuple[Statement, ...]:
        return (*self.links[side], *self.evidence[side])

    def changed(self) -> bool:
        """Tell whether more than the places of its words changed."""
        return any(self.links.values()) or self.words["removed"] != self.words["added"]

    def kind(self) -> str:
        was, is_now = bool(self.links["removed"]), bool(self.links["added"])
        return "changed" if was == is_now else "added" if is_now else "removed"


def changed_links(
    sides: Mapping[str, Sequence[Statement]], lines: Mapping[str, frozenset[bytes]], names: Mapping[str, str]
) -> list[Change]:
    """Return the links that changed, each with the statements of its evidence that did.

    Where the same words stand at other places only, as they do behind a word that was added, the link has not changed.

    Args:
        sides: the statements that were `removed` and `added`.
        lines: the lines of N-Quads of the release that has them: by `removed` the old one, by `added` the new one.
        names: what things are called, by their IRIs.
    """
    annotations = {_annotation(each) for side in sides.values() for each in side if each.graph == _EVIDENCE}
    found: dict[_Ends, _Found] = defaultdict(_Found)
    for side, statements in sides.items():
        ends = dict(_told(lines[side], annotations))
        for one, words in ends.values():
            found[one].words[side][words] += 1
        for statement in statements:
            if statement.graph == _EVIDENCE and _annotation(statement) in ends:
                found[ends[_annotation(statement)][0]].evidence[side].append(statement)
    for side, statements in sides.items():
        for statement in statements:
            between = _ends(statement)
            if between and (statement.graph == "links" or (statement.graph in _LINKING_GRAPHS and between in found)):
                found[between].links[side].append(statement)
    changed = {ends: each for ends, each in found.items() if each.changed()}
    bare = {ends for ends, each in changed.items() if not any(each.links.values())}
    kept = dict(_properties(lines["added"], bare)) if bare else {}
    # Evidence of no link, such as the words that set a task, changes none.
    return [_change(ends, each, kept, names) for ends, each in changed.items() if ends not in bare or ends in kept]


def _change(ends: _Ends, found: _Found, kept: Mapping[_Ends, str], names: Mapping[str, str]) -> Change:
    unit, target = ends
    stated = next((each.predicate for each in (*found.links["added"], *found.links["removed"])), "")
    removed, added = found.words["removed"], found.words["added"]
    link = ChangedLink(
        property=stated or kept[ends],
        target=target,
        target_name=names.get(target) or target.removeprefix(namespaces.BASE),
        removed=tuple((removed - added).elements()),
        added=tuple((added - removed).elements()),
    )
    return Change(
        part="links",
        kind=found.kind(),
        thing=unit,
        name=names.get(unit) or unit.removeprefix(namespaces.BASE),
        removed=found.statements("removed"),
        added=found.statements("added"),
        link=link,
    )


def _annotation(statement: Statement) -> str:
    return statement.subject.partition("#")[0]


def _ends(statement: Statement) -> _Ends | None:
    target = statement.triples[0].object
    return (statement.subject, target.value) if isinstance(target, NamedNode) else None


def _told(lines: Iterable[bytes], annotations: set[str]) -> Iterator[tuple[str, tuple[_Ends, str]]]:
    """Yield annotations that are whole with unit, body and quoted words."""
    values: dict[str, dict[str, str]] = defaultdict(dict)
    wanted = {annotation.encode() for annotation in annotations}
    telling: list[bytes] = [
        line
        for line in lines
        if line.endswith(_EVIDENCE_LINE) and line[1 : line.index(b">")].partition(b"#")[0] in wanted
    ]
    # By place: the words of a link come in the order in which they stand in the text.
    telling.sort(key=_place)
    for quad in parse(b"\n".join(telling), format=RdfFormat.N_QUADS):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            name = quad.predicate.value.removeprefix(_OA)
            values[quad.subject.value.partition("#")[0]][name] = quad.object.value
    for annotation, said in values.items():
        if "hasSource" in said and "hasBody" in said:
            yield annotation, ((said["hasSource"], said["hasBody"]), said.get("exact", ""))


def _place(line: bytes) -> tuple[int, bytes]:
    numbers = [piece for piece in line.partition(b">")[0].split(b"/") if piece[:1].isdigit() and b"-" in piece]
    start = numbers[-1].partition(b"-")[0] if numbers else b""
    return (int(start) if start.isdigit() else 0, line)


def _properties(lines: Iterable[bytes], ends: set[_Ends]) -> Iterator[tuple[_Ends, str]]:
    """Yield the property that leads from one end to the other, where it is stated."""
    wanted = {(f"<{unit}>".encode(), f"<{target}>".encode()): (unit, target) for unit, target in ends}
    for line in lines:
        subject, predicate, rest = line.split(b" ", 2)
        between = wanted.get((subject, rest.partition(b" ")[0]))
        if between and not line.endswith((_INFERRED_LINE, _EVIDENCE_LINE)):
            yield between, short(predicate.decode()[1:-1])
