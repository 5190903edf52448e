"""Find the statements that somebody asks about: subject, predicate and object as people write them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from pyoxigraph import Literal, NamedNode

from gcm_graph.citations import LONGEST, CitationSyntaxError, UnknownCitationError, parse_citation, resolve
from gcm_graph.curating.facts import Standing
from gcm_graph.describing.graphs import RDF_TYPE
from gcm_graph.explaining.errors import NotStatedError, UnknownSubjectError
from gcm_graph.explaining.layout import cut
from gcm_graph.explaining.names import prefixed, written
from gcm_graph.explaining.origins import Statement
from gcm_graph.explaining.released import ReleasedGraph
from gcm_graph.explaining.sources import Term
from gcm_graph.namespaces import BASE, GCM, PREFIXES

_MOST = 12
"""The most values or properties that a hint names."""
_LONGEST = 80
"""How many characters of a value, or of what somebody asked for, a message repeats."""


def select(
    graph: ReleasedGraph, subject: str, predicate: str | None = None, value: str | None = None
) -> tuple[Statement, ...]:
    """Return the statements that are asked for, in the order of their properties and values.

    Args:
        graph: the release.
        subject: a citation, a path under the base, a prefixed name or an IRI.
        predicate: a prefixed name, an IRI, or a local name, of the project's ontology first; None for any.
        value: a citation, a path, a prefixed name, an IRI, or the words of a literal in any language; None for any.

    Raises:
        UnknownCitationError: the subject is the number of a unit that there is not.
        UnknownSubjectError: the release says nothing about the subject.
        NotStatedError: it says nothing such about it.
    """
    thing = find_thing(graph, subject)
    about = sorted(graph.statements(thing), key=lambda one: _order(graph, one))
    if predicate is None:
        return tuple(about)
    try:
        chosen = _with_predicate(about, thing, predicate)
    except NotStatedError as error:
        error.hint += _taken(graph, thing, value)
        raise
    if value is None:
        return tuple(chosen)
    found = tuple(statement for statement in chosen if _is_meant(graph, statement.object, value))
    if not found:
        raise _not_stated(graph, thing, chosen, value)
    return found


def find_thing(graph: ReleasedGraph, words: str) -> NamedNode:
    """Return the thing that a citation, path, prefixed name or IRI names.

    Raises:
        UnknownCitationError: the words give the number or letter of a unit that there is not; the hint says which are.
        UnknownSubjectError: the release says nothing about it.
    """
    for iri in _iris(words):
        if graph.is_known(iri):
            return iri
    try:
        return NamedNode(resolve(words, tuple(graph.units.values())).iri)
    except (CitationSyntaxError, UnknownCitationError) as error:
        if isinstance(error, UnknownCitationError) and _is_numbered(words):
            raise
        near = _nearest(words.removeprefix(BASE), _paths(graph))
        hint = f"Did you mean {_listed(near)}?" if near else error.hint or UnknownSubjectError.hint
        raise UnknownSubjectError(f"the release says nothing about {_quoted(words)}", hint=hint) from error


def _is_numbered(citation: str) -> bool:
    """Tell whether a citation gives a number or letter, and not a name, which may be that of something else."""
    said = parse_citation(citation)
    return said.number is not None or bool(said.labels)


def _iris(words: str) -> list[NamedNode]:
    """Return the IRIs that words can stand for as they are."""
    bare = words.strip().removeprefix("<").removesuffix(">")
    prefix, colon, local = bare.partition(":")
    written_out = [bare] if "://" in bare else []
    if colon and prefix in PREFIXES:
        written_out.append(PREFIXES[prefix] + local)
    written_out.append(BASE + bare.strip("/"))
    return [iri for one in written_out if (iri := _iri(one))]


def _iri(words: str) -> NamedNode | None:
    try:
        return NamedNode(words)
    except ValueError:
        return None


def _order(graph: ReleasedGraph, statement: Statement) -> tuple[bool, str, int, str]:
    """Return the sort key of a statement: types first, then properties by name, units in the order of the text."""
    name = prefixed(statement.predicate.value)
    unit = graph.unit(statement.object)
    return statement.predicate != RDF_TYPE, name, 0 if unit is None else unit.reading_order, str(statement.object)


def _with_predicate(about: Sequence[Statement], thing: NamedNode, predicate: str) -> list[Statement]:
    """Return the statements with a property.

    Raises:
        NotStatedError: there is none.
    """
    names = dict.fromkeys(prefixed(statement.predicate.value) for statement in about)
    wanted = _predicate(predicate, {statement.predicate for statement in about})
    chosen = [statement for statement in about if statement.predicate == wanted]
    if chosen:
        return chosen
    near = _nearest(predicate.partition(":")[2] or predicate, names)
    hint = f"Did you mean {_listed(near)}? " if near else ""
    raise NotStatedError(
        f"the release states no {_shown(predicate, wanted)} of {prefixed(thing.value)}",
        hint=f"{hint}It states {_listed(list(names), len(names))}.",
    )


def _predicate(words: str, used: Iterable[NamedNode]) -> NamedNode | None:
    """Return the property that words mean; a local name is one of ours, or else one that the subject has."""
    if words == "a":
        return RDF_TYPE
    bare = words.strip("<>")
    prefix, colon, local = bare.partition(":")
    if not bare or (prefix in PREFIXES and colon and not local):
        return None
    if colon:
        return _iri(PREFIXES[prefix] + local if prefix in PREFIXES else bare)
    properties = {iri.value: iri for iri in used}
    if GCM + words in properties:
        return properties[GCM + words]
    ending = [iri for value, iri in sorted(properties.items()) if value.endswith((f"#{words}", f"/{words}"))]
    return ending[0] if ending else _iri(GCM + words)


def _shown(words: str, iri: NamedNode | None) -> str:
    return _quoted(words) if iri is None else cut(prefixed(iri.value), _LONGEST)


def _quoted(words: str) -> str:
    """Return what somebody asked for, shortened, in quotation marks and with line breaks written out."""
    return repr(cut(words, _LONGEST))


def _is_meant(graph: ReleasedGraph, value: Term, words: str) -> bool:
    """Tell whether words mean a value: the name of a thing, or what a literal says."""
    if isinstance(value, Literal):
        return _folded(value.value) == _folded(words)
    if value in _iris(words):
        return True
    label = graph.label(value)
    if label is not None and _folded(label) == _folded(words):
        return True
    unit = graph.unit(value)
    if unit is None:
        return False
    try:
        return resolve(words, tuple(graph.units.values())) == unit
    except (CitationSyntaxError, UnknownCitationError):
        return False


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()


def _not_stated(graph: ReleasedGraph, subject: NamedNode, chosen: Sequence[Statement], value: str) -> NotStatedError:
    """Return the error that no value is meant, with the nearest values."""
    first = chosen[0]
    shown = {_value(graph, statement.object): None for statement in chosen}
    near = _nearest(value, shown) or list(shown)
    return NotStatedError(
        f"the release states no {prefixed(first.predicate.value)} {_quoted(value)} of {prefixed(first.subject.value)}",
        hint=f"It states {_listed(near, len(shown))}.{_rejection(graph, first, value)}{_taken(graph, subject, value)}",
    )


def _rejection(graph: ReleasedGraph, statement: Statement, value: str) -> str:
    """Return, after a space, why a claim of a value was rejected, or nothing where none was."""
    for claim in graph.subjects("gcm:claimSubject", statement.subject):
        claimed, standing = graph.value(claim, "gcm:claimValue"), graph.words(claim, "gcm:standing")
        same = graph.value(claim, "gcm:claimProperty") == statement.predicate
        if same and standing == Standing.REJECTED and claimed is not None and _is_meant(graph, claimed, value):
            return f" A claim of it was rejected: {graph.words(claim, 'gcm:reason')}"
    return ""


def _taken(graph: ReleasedGraph, subject: NamedNode, value: str | None) -> str:
    """Return, after a space, which other name has the words by which a value could be meant, or nothing."""
    if value is None:
        return ""
    # What to compare names with is loaded where it is needed only.
    from gcm_graph.explaining.taken import taken

    thing = next((iri for iri in _iris(value) if graph.is_known(iri)), None)
    said = taken(graph, subject, thing) if thing is not None else ""
    return f" {said}" if said else ""


def _value(graph: ReleasedGraph, value: Term) -> str:
    unit = graph.unit(value)
    if unit is not None and unit.citation:
        return f'"{unit.citation}"'
    return cut(" ".join(written(value).split()), _LONGEST)


def _nearest(words: str, names: Iterable[str]) -> list[str]:
    """Return the names that look most like some words, by the whole name or by its last part."""
    by_last: dict[str, str] = {}
    for name in names:
        by_last.setdefault(name, name)
        by_last.setdefault(name.replace(":", "/").rpartition("/")[2], name)
    words = words[:LONGEST]
    found = difflib.get_close_matches(words, by_last, n=3, cutoff=0.6)
    found += difflib.get_close_matches(words.rpartition("/")[2], by_last, n=3, cutoff=0.75)
    return list(dict.fromkeys(by_last[name] for name in found))[:3]


def _paths(graph: ReleasedGraph) -> list[str]:
    """Return the paths of everything of ours that has a label."""
    label = NamedNode(f"{PREFIXES['skos']}prefLabel")
    named = {statement.subject.value for statement in graph.statements(None, label)}
    return sorted(iri.removeprefix(BASE) for iri in named if iri.startswith(BASE))


def _listed(names: Sequence[str], there_are: int = 0) -> str:
    shown = ", ".join(names[:_MOST])
    return shown if there_are <= len(names[:_MOST]) else f"{shown} and {there_are - len(names[:_MOST])} more"
