"""Concepts and what stands above and below them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gcm_graph.namespaces import BASE
from gcm_graph.serving.pages.block_parts import Node
from gcm_graph.serving.pages.blocks import Tree
from gcm_graph.serving.pages.knowledge import Knowledge, natural
from gcm_graph.serving.pages.naming import link

_DEEPEST = 12


def neighbourhood(iri: str, knowledge: Knowledge, counts: Mapping[str, int], language: str) -> Tree | None:
    """Return a concept between what is broader and what is narrower; None where there is neither.

    Where a concept has several broader ones, each of them is a tree of its own.

    Args:
        iri: the concept.
        knowledge: what the release knows.
        counts: how often each thing is named, by its IRI.
        language: the language in which labels are wanted.
    """
    broader = knowledge.things(iri, "skos:broader")
    below = _below(iri, knowledge, counts, language, 1)
    if not broader and not below:
        return None
    here = Node(thing=link(iri, knowledge, language), note=_note(counts, iri), current=True, below=below)
    roots = tuple(_above(each, here, knowledge, counts, language, (iri,)) for each in broader) or (here,)
    return Tree(title="Broader and narrower", nodes=roots, anchor="concepts")


def see_also(iri: str, knowledge: Knowledge, counts: Mapping[str, int], language: str) -> Tree | None:
    """Return the concepts beside which a concept is to be looked at, of its own scheme and of others; None for none.

    Args:
        iri: the concept.
        knowledge: what the release knows.
        counts: how often each thing is named, by its IRI.
        language: the language in which labels are wanted.
    """
    beside = [each for each in knowledge.things(iri, "skos:related", "rdfs:seeAlso") if each.startswith(BASE)]
    nodes = [
        Node(thing=link(each, knowledge, language), note=_note(counts, each))
        for each in sorted(beside, key=_by_name(knowledge, language))
    ]
    return Tree(title="See also", nodes=tuple(nodes), anchor="see-also") if nodes else None


def scheme_tree(scheme: str, knowledge: Knowledge, counts: Mapping[str, int], language: str) -> Tree:
    """Return all concepts of a scheme, from its top concepts down."""
    top = sorted(knowledge.things(scheme, "skos:hasTopConcept"), key=_by_name(knowledge, language))
    nodes = tuple(
        Node(
            thing=link(each, knowledge, language),
            note=_note(counts, each),
            below=_below(each, knowledge, counts, language, _DEEPEST),
        )
        for each in top
    )
    concepts = len(knowledge.subjects("skos:inScheme", scheme))
    lead = f"{concepts} concepts; the number is how often the text names each."
    return Tree(title="Concepts", nodes=nodes, lead=lead, anchor="concepts")


def _below(iri: str, knowledge: Knowledge, counts: Mapping[str, int], language: str, depth: int) -> tuple[Node, ...]:
    if depth == 0:
        return ()
    narrower = {*knowledge.things(iri, "skos:narrower"), *knowledge.subjects("skos:broader", iri)}
    return tuple(
        Node(
            thing=link(each, knowledge, language),
            note=_note(counts, each),
            below=_below(each, knowledge, counts, language, depth - 1),
        )
        for each in sorted(narrower, key=_by_name(knowledge, language))
    )


def _above(
    iri: str, node: Node, knowledge: Knowledge, counts: Mapping[str, int], language: str, seen: tuple[str, ...]
) -> Node:
    """Return a concept over a node, and what is broader than it over that, as far as one line goes up."""
    made = Node(thing=link(iri, knowledge, language), note=_note(counts, iri), below=(node,))
    broader = [each for each in knowledge.things(iri, "skos:broader") if each not in seen]
    return _above(broader[0], made, knowledge, counts, language, (*seen, iri)) if broader else made


def _note(counts: Mapping[str, int], iri: str) -> str:
    return str(counts[iri]) if iri in counts else ""


def _by_name(knowledge: Knowledge, language: str) -> Callable[[str], tuple[object, ...]]:
    """Return how concepts are put in order: by number or letter where they have one, else by name."""

    def key(iri: str) -> tuple[object, ...]:
        notation = knowledge.text(iri, "skos:notation")
        return natural(notation or link(iri, knowledge, language).words.text.lower())

    return key
