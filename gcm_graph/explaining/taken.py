"""Tell which other name has the words of a unit by which a thing that it is not linked to could be meant."""

from __future__ import annotations

import re

from pyoxigraph import Literal, NamedNode

from gcm_graph.explaining.names import written
from gcm_graph.explaining.released import ReleasedGraph
from gcm_graph.explaining.sources import Term
from gcm_graph.linking.forms import key, other_number
from gcm_graph.linking.kinds import NAMES, WHO, kind


def taken(graph: ReleasedGraph, subject: NamedNode, thing: NamedNode) -> str:
    """Return which words of a unit have a name of a thing in them and mean another thing; nothing where none do.

    Args:
        graph: the release.
        subject: the unit.
        thing: the thing.
    """
    if graph.unit(subject) is None:
        return ""
    names = _names(graph, thing)
    for body, words in _mentions(graph, subject):
        name = next((each for each in names if _stands(each, words)), None)
        if name is not None and body != thing and _excludes(written(body), written(thing)):
            return f'Its name "{name}" stands there within "{words}", which names {written(body)}.'
    return ""


def _names(graph: ReleasedGraph, thing: NamedNode) -> list[str]:
    """Return the English names of a thing, the longest first."""
    values = [*graph.values(thing, "skos:prefLabel"), *graph.values(thing, "skos:altLabel")]
    names = {value.value for value in values if isinstance(value, Literal) and value.language == "en"}
    return sorted(names, key=lambda name: (-len(name), name))


def _mentions(graph: ReleasedGraph, unit: NamedNode) -> list[tuple[Term, str]]:
    """Return what the words of a unit name, with the words, the shortest first."""
    found = []
    for target in graph.subjects("oa:hasSource", unit):
        annotation = target.value.removesuffix("#target")
        body = graph.value(NamedNode(annotation), "oa:hasBody")
        words = graph.words(NamedNode(f"{annotation}#quote"), "oa:exact")
        if body is not None and words is not None:
            found.append((body, words))
    return sorted(found, key=lambda pair: (len(pair[1]), str(pair[0])))


def _excludes(other: str, thing: str) -> bool:
    """Tell whether the same words, or some of them, are not both: what is not a name stands beside other topics."""
    kinds = {kind(other), kind(thing)}
    return len(kinds) == 1 or kind(other) in NAMES or kinds <= WHO


def _stands(name: str, words: str) -> bool:
    """Tell whether a name stands in words as words of its own, in the singular or plural, in any capitals."""
    form = key(name)
    either = "|".join(re.escape(each) for each in {form, other_number(form)})
    return re.search(rf"(?<!\w)(?:{either})(?!\w)", key(words)) is not None
