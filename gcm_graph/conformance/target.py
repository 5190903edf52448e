"""What a server says of itself: its data set, its endpoint, its files, and a thing of each kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Protocol
from urllib.parse import quote, urljoin, urlsplit

from pyoxigraph import Triple

from gcm_graph.conformance.exchange import Answer, Request
from gcm_graph.conformance.media_types import RDF_FORMATS, RESULTS_JSON, TURTLE, read_solutions, read_triples

_VOID = "http://rdfs.org/ns/void#"
_DCAT = "http://www.w3.org/ns/dcat#"
_SD = "http://www.w3.org/ns/sparql-service-description#"
_MOST_THINGS = 200
_ACCEPT_RDF = ", ".join(f"{name};q={1 - place / 10:.1f}" for place, name in enumerate(RDF_FORMATS))


class _Sender(Protocol):
    def send(self, request: Request) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that the data is about.

    Attributes:
        iri: its IRI.
        name: what reports call it: its IRI without what all IRIs of the data set begin with.
        url: where it is asked for on the server, without a fragment.
    """

    iri: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class GraphPair:
    """Two named graphs, each with a triple (in N-Triples, without the final dot) that the other does not have."""

    first: str
    second: str
    in_first: str
    in_second: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A server to be tried.

    Attributes:
        base_url: its address, with a slash at the end.
        uri_space: what the IRIs of its data begin with.
        void: where its VoID description is; None where none was found.
        endpoint: the address of its SPARQL endpoint; None where none answers.
        things: one thing of each class and each folder of IRIs.
        files: addresses of files for downloading.
        graphs: two named graphs; None where the endpoint names none.
        federates: whether it says that it asks other endpoints (SERVICE).
        notes: what could not be found out, and so is not tried.
    """

    base_url: str
    uri_space: str
    void: str | None = None
    endpoint: str | None = None
    things: tuple[Thing, ...] = ()
    files: tuple[str, ...] = ()
    graphs: GraphPair | None = None
    federates: bool = False
    notes: tuple[str, ...] = ()

    def url(self, iri: str) -> str:
        """Return where an IRI is asked for: on this server, if it belongs to its data set."""
        if iri.startswith(self.uri_space):
            return self.base_url + iri.removeprefix(self.uri_space)
        return urljoin(self.base_url, iri)

    def serves(self, url: str) -> bool:
        """Tell whether an address is one of this server."""
        return urlsplit(url)[:2] == urlsplit(self.base_url)[:2]


def discover(
    client: _Sender,
    base_url: str,
    *,
    void: str | None = None,
    endpoint: str | None = None,
    resources: Sequence[str] = (),
) -> Target:
    """Ask a server what it has.

    Its VoID description (https://www.w3.org/TR/void/ §6.2) names the data set, the space of its IRIs, its dumps and
    its endpoint; the endpoint then tells one thing of each class. Addresses given here are used instead.

    Args:
        client: sends the requests.
        base_url: the server's address.
        void: where its VoID description is.
        endpoint: where its SPARQL endpoint is.
        resources: IRIs of things to be tried besides those that are found.

    Raises:
        UnreachableServerError: the server does not answer.
    """
    base = base_url if base_url.endswith("/") else f"{base_url}/"
    notes: list[str] = []
    place, described = _described(client, base, void)
    values = _values(described)
    space = next(iter(values.get(f"{_VOID}uriSpace", [])), base)
    target = Target(base_url=base, uri_space=space, void=place)
    if place is None:
        notes.append("no VoID description at .well-known/void or void.ttl: cases of files are not tried")

    named = [*values.get(f"{_VOID}dataDump", []), *values.get(f"{_DCAT}downloadURL", [])]
    files = [target.url(file) for file in dict.fromkeys(named) if target.serves(target.url(file))]

    found = endpoint or next(iter(values.get(f"{_VOID}sparqlEndpoint", [])), "sparql")
    service = target.url(found)
    if not target.serves(service) or _select(client, service, "SELECT (1 AS ?one) {}") is None:
        notes.append(f"no SPARQL endpoint answers at {service}: cases of the protocol are not tried")
        service = ""

    iris = [*resources, *values.get(f"{_VOID}exampleResource", [])]
    if service:
        iris += _one_of_each(client, service, space)
    things = _things(target, iris)
    if len(things) > _MOST_THINGS:
        notes.append(f"{len(things) - _MOST_THINGS} kinds of resources: only the first {_MOST_THINGS} are tried")
    if not things:
        notes.append("no resource is known: name some with --resource IRI")
    features = _features(client, service) if service else set()
    return replace(
        target,
        endpoint=service or None,
        things=things[:_MOST_THINGS],
        files=tuple(files),
        graphs=_graph_pair(client, service) if service else None,
        federates=f"{_SD}BasicFederatedQuery" in features,
        notes=tuple(notes),
    )


def _described(client: _Sender, base: str, void: str | None) -> tuple[str | None, set[Triple]]:
    for place in (void,) if void else (".well-known/void", "void.ttl"):
        request = Request(target=urljoin(base, place), fields=(("Accept", _ACCEPT_RDF),), follows=True)
        answer = client.send(request)
        try:
            triples = read_triples(answer.content, answer.media_type, answer.url) if answer.status == 200 else set()  # noqa: PLR2004
        except ValueError:
            continue
        if any(triple.predicate.value.startswith(_VOID) for triple in triples):
            return answer.url, triples
    return None, set()


def _values(triples: Iterable[Triple]) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for triple in sorted(triples, key=str):
        if not isinstance(triple.object, Triple) and hasattr(triple.object, "value"):
            values.setdefault(triple.predicate.value, []).append(triple.object.value)
    return values


def _select(client: _Sender, service: str, query: str) -> list[dict[str, str]] | None:
    url = f"{service}{'&' if '?' in service else '?'}query={quote(query, safe='')}"
    answer = client.send(Request(target=url, fields=(("Accept", RESULTS_JSON),), follows=True))
    try:
        names, rows = read_solutions(answer.content, answer.media_type)
    except ValueError:
        return None
    return [{name: term for name, term in zip(names, row, strict=True) if term is not None} for row in rows]


def _one_of_each(client: _Sender, service: str, space: str) -> list[str]:
    """Return one IRI of each class; and of each folder at the top one with, and one without a fragment."""
    literal = '"' + space.replace("\\", "\\\\").replace('"', '\\"') + '"'
    ours = f"FILTER(ISIRI(?thing) && STRSTARTS(STR(?thing), {literal}))"
    by_class = f"SELECT (MIN(STR(?thing)) AS ?one) {{ ?thing a ?kind . {ours} }} GROUP BY ?kind"
    path = f"STRAFTER(STR(?thing), {literal})"
    kind = f'BIND(CONCAT(STRBEFORE({path}, "/"), IF(CONTAINS({path}, "#"), "#", "")) AS ?kind)'
    by_folder = (
        f"SELECT (MIN(STR(?thing)) AS ?one) {{ {{ SELECT DISTINCT ?thing {{ ?thing a ?class . {ours} }} }} {kind} }} "
        "GROUP BY ?kind"
    )
    rows = [row for query in (by_class, by_folder) for row in _select(client, service, query) or []]
    return sorted(row["one"].strip('"') for row in rows if "one" in row)


def _things(target: Target, iris: Iterable[str]) -> tuple[Thing, ...]:
    things: dict[str, Thing] = {}
    for iri in iris:
        url = target.url(iri).partition("#")[0]
        if target.serves(url) and url not in things:
            things[url] = Thing(iri, iri.removeprefix(target.uri_space) or iri, url)
    return tuple(things[url] for url in sorted(things))


def _features(client: _Sender, service: str) -> set[str]:
    answer = client.send(Request(target=service, fields=(("Accept", TURTLE),), follows=True))
    try:
        return set(_values(read_triples(answer.content, answer.media_type, answer.url)).get(f"{_SD}feature", []))
    except ValueError:
        return set()


def _graph_pair(client: _Sender, service: str) -> GraphPair | None:
    rows = _select(client, service, "SELECT DISTINCT ?graph { GRAPH ?graph {} } LIMIT 4") or []
    graphs = [row["graph"] for row in rows if "graph" in row]
    for first, second in combinations(graphs, 2):
        in_first, in_second = _only_in(client, service, first, second), _only_in(client, service, second, first)
        if in_first and in_second:
            return GraphPair(first[1:-1], second[1:-1], in_first, in_second)
    return None


def _only_in(client: _Sender, service: str, graph: str, other: str) -> str:
    """Return a triple that stands in one graph and not in another, in N-Triples; empty where there is none."""
    bound = "FILTER(!ISBLANK(?s) && !ISBLANK(?o))"
    query = f"SELECT * {{ GRAPH {graph} {{ ?s ?p ?o {bound} }} MINUS {{ GRAPH {other} {{ ?s ?p ?o }} }} }} LIMIT 1"
    return "".join(f"{row['s']} {row['p']} {row['o']}" for row in _select(client, service, query) or [])
