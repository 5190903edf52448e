"""Cases of what the server says of itself: the service description of its endpoint, its VoID description."""

from __future__ import annotations

from collections.abc import Iterator

from gcm_graph.conformance.cases import Case
from gcm_graph.conformance.exchange import Request
from gcm_graph.conformance.expecting import MediaType, Names, Status, StrongTag
from gcm_graph.conformance.expecting_content import Triples
from gcm_graph.conformance.media_types import JSON_LD, RDF_FORMATS, TURTLE
from gcm_graph.conformance.protocol import one

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = "http://rdfs.org/ns/void#"
_LICENSE = "http://purl.org/dc/terms/license"


def service_description_cases(endpoint: str) -> Iterator[Case]:
    """Yield the cases of the endpoint's description of itself."""
    clause = "SPARQL 1.1 Service Description §2"
    ok = Status((200,))
    terms = {
        "endpoint": "endpoint",
        "language": "supportedLanguage",
        "result-formats": "resultFormat",
        "default-dataset": "defaultDataset",
    }
    for media_type in RDF_FORMATS:
        request = Request(target=endpoint, fields=(("Accept", media_type),), follows=True)
        expected = (ok, MediaType((media_type,)), Names("Vary", "Accept"), Triples(predicates=(f"{_SD}endpoint",)))
        yield one("service-description", media_type, clause, request, *expected)
    turtle = Request(target=endpoint, fields=(("Accept", TURTLE),), follows=True)
    for name, term in terms.items():
        where = f"SPARQL 1.1 Service Description §3.4, sd:{term}"
        yield one("service-description", name, where, turtle, ok, Triples(predicates=(f"{_SD}{term}",)))
    default = Request(target=endpoint, follows=True)
    yield one("service-description", "without-accept", clause, default, ok, Triples(predicates=(f"{_SD}endpoint",)))
    by_q = Request(target=endpoint, fields=(("Accept", f"{JSON_LD};q=0.9, {TURTLE};q=0.5"),), follows=True)
    yield one("service-description", "by-q", "RFC 9110 §12.4.2", by_q, ok, MediaType((JSON_LD,)))
    yield one("service-description", "has-tag", "RFC 9110 §8.8.3", turtle, ok, StrongTag())


def void_cases(void: str) -> Iterator[Case]:
    """Yield the cases of the description of the data set.

    Args:
        void: where it was found.
    """
    request = Request(target=void, fields=(("Accept", TURTLE),), follows=True)
    for name, terms in (
        ("statistics", ("triples", "classPartition")),
        ("space-of-iris", ("uriSpace",)),
        ("names-the-endpoint", ("sparqlEndpoint",)),
    ):
        said = Triples(predicates=tuple(_VOID + term for term in terms))
        clause = "VoID, " + ", ".join(f"void:{term}" for term in terms)
        yield one("void", name, clause, request, Status((200,)), MediaType((TURTLE,)), said)
    yield one("void", "licence", "VoID, dcterms:license", request, Status((200,)), Triples(predicates=(_LICENSE,)))
