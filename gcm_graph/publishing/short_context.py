"""Take from the published JSON-LD context what one document needs.

A document brings its context along: Oxigraph fetches none, and other clients fetch it anew each time. All of it would
be longer than most descriptions, and stand before them. A part says the same: each definition in it is as published,
and one that a document does not use has no effect on it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode, Triple

from gcm_graph.publishing.names import Names


class ShortContexts:
    """Makes short contexts from the published one.

    Args:
        document: the published context, as parsed from JSON: an object with the one key `@context`.
    """

    def __init__(self, document: Mapping[str, Mapping[str, object]]) -> None:
        self._definitions = document["@context"]
        self._prefixes = {
            name: value
            for name, value in self._definitions.items()
            if isinstance(value, str) and not name.startswith("@") and value.endswith(("/", "#", ":", "?"))
        }
        self._names = Names(self._prefixes)
        self._terms: defaultdict[str, list[str]] = defaultdict(list)
        self._always: set[str] = set()
        for name, definition in self._definitions.items():
            target = _target(definition)
            if name.startswith("@") or target.startswith("@"):
                self._always.add(name)
            elif name not in self._prefixes:
                self._terms[self._expand(target)].append(name)

    def for_graph(self, triples: Iterable[Triple]) -> dict[str, dict[str, object]]:
        """Return the context of a document with such a graph: its terms and prefixes in their published order."""
        iris: set[str] = set()
        for triple in triples:
            iris.add(triple.predicate.value)
            if isinstance(triple.subject, NamedNode):
                iris.add(triple.subject.value)
            if isinstance(triple.object, NamedNode):
                iris.add(triple.object.value)
            elif isinstance(triple.object, Literal):
                iris.add(triple.object.datatype.value)
        needed = self._always | {name for each in iris for name in self._terms.get(each, ())}
        for each in iris:
            short = self._names.prefixed(each)
            if short:
                needed.add(short[0])
        for name in tuple(needed):
            needed.update(self._prefixes_of(self._definitions[name]))
        return {"@context": {name: value for name, value in self._definitions.items() if name in needed}}

    def _prefixes_of(self, definition: object) -> set[str]:
        """Return the prefixes by which a definition names its IRIs."""
        values = definition.values() if isinstance(definition, Mapping) else (definition,)
        starts = {value.partition(":")[0] for value in values if isinstance(value, str)}
        return starts & self._prefixes.keys()

    def _expand(self, target: str) -> str:
        prefix, _, local = target.partition(":")
        return self._prefixes[prefix] + local if prefix in self._prefixes else target


def _target(definition: object) -> str:
    """Return what a definition of a context gives a name to."""
    target = definition.get("@id", "") if isinstance(definition, Mapping) else definition
    return target if isinstance(target, str) else ""
