"""Tell which classes exclude one another, by the lists of the ontology (OWL 2, section 9.1.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Triple

from gcm_graph.reasoning import vocabulary as v
from gcm_graph.reasoning.schema import Schema, group


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Classes that exclude a class.

    Attributes:
        by: the IRI of the class of which that is stated: the class itself, or one that is more general.
        classes: the IRIs of the classes that it excludes, and with them all that are narrower.
    """

    by: str
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DisjointClasses:
    """What an ontology says of the classes that exclude one another.

    Attributes:
        lists: the members of each list, by their IRIs in its order, the shortest list first; a list whose members all
            stand in another says nothing more and is left out.
        parents: the IRIs of the classes that are directly more general than a class, by its IRI.
    """

    lists: tuple[tuple[str, ...], ...]
    parents: Mapping[str, tuple[str, ...]]

    def of(self, iri: str) -> tuple[Exclusion, ...]:
        """Return what excludes a class: what is stated of itself first, then of the classes above it.

        No class is given twice: what excludes the class itself is not repeated for one that is more general.
        """
        given: set[str] = set()
        found = []
        for above in self._with_those_above(iri):
            members = dict.fromkeys(each for members in self.lists if above in members for each in members)
            classes = tuple(each for each in members if each != above and each not in given)
            given.update(classes)
            if classes:
                found.append(Exclusion(above, classes))
        return tuple(found)

    def _with_those_above(self, iri: str) -> Iterator[str]:
        waiting, seen = [iri], set()
        while waiting:
            found = waiting.pop(0)
            if found not in seen:
                seen.add(found)
                yield found
                waiting += self.parents.get(found, ())


def disjoint_classes(ontology: Iterable[Triple]) -> DisjointClasses:
    """Read which classes exclude one another.

    Args:
        ontology: its triples, blank nodes included; the dump has none of these, and so none of these lists.

    Raises:
        MalformedAxiomError: a list is none that ends.
    """
    schema = Schema(group(ontology))
    lists = [
        tuple(each.value for each in schema.members(schema.value(node, v.MEMBERS)) if isinstance(each, NamedNode))
        for node in schema.instances(v.ALL_DISJOINT_CLASSES)
    ]
    parents: dict[str, tuple[str, ...]] = {}
    for narrow, wide in schema.pairs(v.SUB_CLASS_OF):
        if isinstance(narrow, NamedNode) and isinstance(wide, NamedNode):
            parents[narrow.value] = (*parents.get(narrow.value, ()), wide.value)
    return DisjointClasses(
        tuple(sorted((each for each in lists if not _is_within(each, lists)), key=lambda each: (len(each), each))),
        parents,
    )


def _is_within(members: tuple[str, ...], lists: Iterable[tuple[str, ...]]) -> bool:
    return any(set(members) < set(other) for other in lists)
