"""The graph `curated`, second part: what the text refers to, and the publications that facts about it rest on."""

from __future__ import annotations

from pyoxigraph import NamedNode

from gcm_graph.curating.named import Named
from gcm_graph.curating.references import References
from gcm_graph.curating.sources import Reference
from gcm_graph.curating.times import Period
from gcm_graph.describing.claims import describe_fact, rdf_value
from gcm_graph.describing.graphs import NamedGraph, english, node


def describe_references(graph: NamedGraph, references: References) -> None:
    """Describe instruments, actors, places, observances and periods, the facts about them, and the publications.

    The type, names and definition of a thing rest on the units that name it, which are its `dcterms:source`; every
    other fact rests on the sources of its claim.
    """
    for thing in references.named():
        _describe_named(graph, thing)
    for period in references.periods:
        _describe_period(graph, period)
    for fact in references.facts:
        describe_fact(graph, fact)
    for publication in references.publications:
        describe_publication(graph, publication)


def _describe_named(graph: NamedGraph, thing: Named) -> None:
    subject = node(thing.path)
    graph.a(subject, f"gcm:{thing.kind}")
    graph.add(subject, "skos:prefLabel", english(thing.name))
    graph.add(subject, "skos:altLabel", *map(english, thing.also_named))
    graph.add(subject, "skos:definition", None if thing.definition is None else english(thing.definition))
    graph.add(subject, "dcterms:source", *map(node, thing.named_in))


def _describe_period(graph: NamedGraph, period: Period) -> None:
    subject = node(period.path)
    graph.a(subject, "gcm:Period")
    graph.add(subject, "skos:prefLabel", english(period.name))
    graph.add(subject, "gcm:beginsOn", rdf_value(period.begins))
    graph.add(subject, "gcm:endsOn", rdf_value(period.ends))
    graph.add(subject, "dcterms:source", *map(node, period.named_in))


def describe_publication(graph: NamedGraph, publication: Reference) -> None:
    """State a publication of others: its title, where in it to look, and its address."""
    subject = node(f"reference/{publication.key}")
    graph.a(subject, "gcm:Reference")
    graph.add(subject, "skos:prefLabel", english(publication.title))
    graph.add(subject, "dcterms:description", None if publication.place is None else english(publication.place))
    graph.add(subject, "rdfs:seeAlso", None if publication.address is None else NamedNode(publication.address))
