"""What the endpoint says of itself (SPARQL 1.1 Service Description), in RDF."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple, serialize

from gcm_graph.namespaces import BASE, PREFIXES, graph
from gcm_graph.publishing.turtle import write_turtle
from gcm_graph.serving.service import Limits, ServedRelease, Settings
from gcm_graph.serving.sparql.formats import FORMATS

_SERVICE = f"{BASE}sparql#service"
_DATASET = f"{BASE}sparql#dataset"
_DEFAULT_GRAPH = f"{BASE}sparql#default-graph"
_STATISTICS = ("classes", "properties", "distinctSubjects", "distinctObjects")
_SAVED = ("rdf:type", "rdfs:comment", "sh:prefixes", "sh:select", "sh:ask", "sh:construct", "sh:prefix", "sh:namespace")
_SIMPLE_ENTAILMENT = "http://www.w3.org/ns/entailment/Simple"
_WRITERS = {
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
}

Statement = tuple[str, str, "NamedNode | Literal"]


def service_description(release: ServedRelease, settings: Settings, writer: str) -> bytes:
    """Return the description of the service.

    It names what the clauses of SPARQL 1.1 Service Description §3 define: the endpoint, the language, the formats, the
    default dataset with its default graph and its named graphs and their VoID statistics. It has no term for limits:
    they are `schema:PropertyValue`s.

    Args:
        release: the release that is served.
        settings: the settings of the server, of which the limits and the address are told.
        writer: the short name of an RDF format.
    """
    return _written(_Described(release), settings.limits, release.addresses.base_url, writer)


class _Described:
    """A release as a key of what is kept: the same release, whenever it was opened, is the same key."""

    def __init__(self, release: ServedRelease) -> None:
        self.store = release.store
        self._digest = release.digest

    def __hash__(self) -> int:
        return hash(self._digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Described) and other._digest == self._digest


@lru_cache(maxsize=16)
def _written(described: _Described, limits: Limits, base_url: str | None, writer: str) -> bytes:
    endpoint = f"{base_url}/sparql" if base_url else f"{BASE}sparql"
    statements = [
        *_service(endpoint),
        *_limits(limits),
        *_dataset(described.store, endpoint),
        *_examples(described.store, endpoint),
    ]
    triples = [
        Triple(NamedNode(subject), NamedNode(_iri(predicate)), value) for subject, predicate, value in statements
    ]
    if writer == "ttl":
        return write_turtle(triples, PREFIXES, base=BASE)
    written = serialize(sorted(triples, key=str), format=_WRITERS[writer], prefixes=None)
    assert written is not None  # noqa: S101 - without an output it returns the bytes
    return written


def _service(endpoint: str) -> Iterator[Statement]:
    yield _SERVICE, "rdf:type", _term("sd:Service")
    yield _SERVICE, "sd:endpoint", NamedNode(endpoint)
    yield _SERVICE, "dcterms:title", Literal("SPARQL endpoint of the Global Compact for Migration", language="en")
    yield (
        _SERVICE,
        "dcterms:description",
        Literal(
            "Answers SPARQL 1.1 queries; updates, LOAD and SERVICE are refused. Without a dataset in the query or the "
            "request, the default graph is the union of all named graphs. The project's prefixes need no declaration.",
            language="en",
        ),
    )
    yield _SERVICE, "sd:supportedLanguage", _term("sd:SPARQL10Query")
    yield _SERVICE, "sd:supportedLanguage", _term("sd:SPARQL11Query")
    # True as it stands in the clause: the graphs share no blank node, so that their merge is their union.
    yield _SERVICE, "sd:feature", _term("sd:UnionDefaultGraph")
    yield _SERVICE, "sd:defaultEntailmentRegime", NamedNode(_SIMPLE_ENTAILMENT)
    for identifier in sorted({each.identifier for formats in FORMATS.values() for each in formats if each.identifier}):
        yield _SERVICE, "sd:resultFormat", NamedNode(identifier)
    yield _SERVICE, "sd:defaultDataset", NamedNode(_DATASET)
    yield _SERVICE, "rdfs:seeAlso", NamedNode(f"{BASE}void.ttl")


def _limits(limits: Limits) -> Iterator[Statement]:
    """Yield the limits: what each bounds, how much it is, and in which unit."""
    rows = (
        ("time", "Longest time a query may run; the parameter `timeout` asks for less", limits.seconds, "seconds"),
        ("memory", "Most memory a query may take", limits.worker_bytes, "bytes"),
        ("result", "Longest answer", limits.result_bytes, "bytes"),
        ("query", "Longest query", limits.query_characters, "characters"),
        ("queue", "Most queries that wait; others are told when to try again", limits.queue, "queries"),
    )
    for name, meaning, value, unit in rows:
        limit = f"{BASE}sparql#limit-{name}"
        yield _SERVICE, "schema:additionalProperty", NamedNode(limit)
        yield limit, "rdf:type", _term("schema:PropertyValue")
        yield limit, "schema:propertyID", Literal(f"limit-{name}")
        yield limit, "schema:name", Literal(meaning, language="en")
        yield limit, "schema:value", Literal(int(value) if value == int(value) else value)
        yield limit, "schema:unitText", Literal(unit)


def _dataset(store: Store, endpoint: str) -> Iterator[Statement]:
    """Yield the dataset that a query has unless it says otherwise."""
    yield _DATASET, "rdf:type", _term("sd:Dataset")
    yield _DATASET, "sd:defaultGraph", NamedNode(_DEFAULT_GRAPH)
    yield _DATASET, "dcterms:source", NamedNode(f"{BASE}dataset")
    yield f"{BASE}dataset", "void:sparqlEndpoint", NamedNode(endpoint)
    yield _DEFAULT_GRAPH, "rdf:type", _term("sd:Graph")
    triples = 0
    for name in sorted(each.value for each in store.named_graphs() if isinstance(each, NamedNode)):
        place = f"{BASE}sparql#graph-{name.rpartition('/')[2]}"
        yield _DATASET, "sd:namedGraph", NamedNode(place)
        yield place, "rdf:type", _term("sd:NamedGraph")
        yield place, "sd:name", NamedNode(name)
        yield place, "sd:graph", NamedNode(name)
        yield name, "rdf:type", _term("sd:Graph")
        number = _triples(store, name)
        yield name, "void:triples", Literal(number)
        triples += number
        for statistic in _STATISTICS:
            for value in _statistics(store, name, statistic):
                yield name, f"void:{statistic}", value
    yield _DEFAULT_GRAPH, "void:triples", Literal(triples)


def _examples(store: Store, endpoint: str) -> Iterator[Statement]:
    """Yield the saved queries, as SHACL §5 and the editors that look for examples have them."""
    predicates = {_iri(predicate) for predicate in _SAVED} | {_iri("sh:declare")}
    for quad in store.quads_for_pattern(None, None, None, NamedNode(graph("queries"))):
        subject, predicate = quad.subject, quad.predicate.value
        if not isinstance(subject, NamedNode) or not isinstance(quad.object, NamedNode | Literal):
            continue
        if predicate in predicates:
            yield subject.value, predicate, quad.object
        if quad.object == _term("sh:SPARQLExecutable"):
            yield subject.value, "schema:target", NamedNode(endpoint)


def _triples(store: Store, name: str) -> int:
    """Return how many triples a named graph has: the catalogue says so of all but itself."""
    told = list(_statistics(store, name, "triples"))
    if told:
        return int(told[0].value)
    return sum(1 for _ in store.quads_for_pattern(None, None, None, NamedNode(name)))


def _statistics(store: Store, name: str, statistic: str) -> Iterator[Literal]:
    catalogue = NamedNode(graph("catalogue"))
    for quad in store.quads_for_pattern(NamedNode(name), _term(f"void:{statistic}"), None, catalogue):
        if isinstance(quad.object, Literal):
            yield quad.object


def _term(name: str) -> NamedNode:
    return NamedNode(_iri(name))


def _iri(name: str) -> str:
    """Return the IRI of a prefixed name; other IRIs as they are."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local if prefix in PREFIXES and not local.startswith("//") else name
