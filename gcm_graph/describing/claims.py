"""State curated facts: the statement itself, and the claim that says which source gives it."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from gcm_graph import namespaces
from gcm_graph.curating.facts import Fact, Standing
from gcm_graph.curating.values import Iri, Path, Text, Value
from gcm_graph.describing.graphs import NamedGraph, english, node, term, typed


def rdf_value(value: Value) -> NamedNode | Literal:
    """Return a value of a curated table as an RDF term."""
    match value:
        case Path():
            return node(value.value)
        case Iri():
            return NamedNode(value.value)
        case Text():
            return Literal(value.value, language=value.language)
        case _:
            return typed(value.value, value.datatype)


def describe_fact(graph: NamedGraph, fact: Fact) -> None:
    """State a fact, unless it is rejected, and the claim of its sources.

    The claim's IRI is `claim/<path of the thing>/<local name of the property>/<slug of the value>`.
    """
    subject = node(fact.subject)
    value = rdf_value(fact.value)
    if fact.standing is not Standing.REJECTED:
        graph.add(subject, fact.property, value)
    claim = node(claim_path(fact))
    graph.a(claim, "gcm:Claim")
    graph.add(claim, "gcm:claimSubject", subject)
    graph.add(claim, "gcm:claimProperty", term(fact.property))
    graph.add(claim, "gcm:claimValue", value)
    graph.add(claim, "gcm:standing", fact.standing.value or None)
    graph.add(claim, "gcm:reason", None if fact.reason is None else english(fact.reason))
    graph.add(claim, "gcm:printedAs", fact.printed_as)
    graph.add(claim, "dcterms:source", *map(node, fact.sources))


def claim_path(fact: Fact) -> str:
    """Return the path of the claim of a fact.

    >>> from gcm_graph.curating.values import Typed
    >>> claim_path(Fact("instrument/paris-agreement", "eli:date_document", Typed("2015-12-12", "date"), ("fn 12",)))
    'claim/instrument/paris-agreement/date-document/2015-12-12'
    """
    local = fact.property.partition(":")[2]
    words = "".join(f"-{character.lower()}" if character.isupper() else character for character in local)
    value = fact.value.value.removeprefix(namespaces.PREFIXES["sdg"])
    return f"claim/{fact.subject}/{namespaces.slug(words)}/{namespaces.slug(value)}"
