"""Cases of the data set that a request names (SPARQL 1.1 Protocol §2.1.4, SPARQL 1.1 Query §13)."""

from __future__ import annotations

from collections.abc import Iterator

from gcm_graph.conformance.cases import Case
from gcm_graph.conformance.expecting import Status
from gcm_graph.conformance.expecting_content import Boolean
from gcm_graph.conformance.media_types import RESULTS_JSON
from gcm_graph.conformance.protocol import by_form, by_get, directly, one
from gcm_graph.conformance.target import GraphPair

_SECTION = "SPARQL 1.1 Protocol §2.1.4"


def dataset_cases(endpoint: str, graphs: GraphPair) -> Iterator[Case]:
    """Yield the cases of `default-graph-uri` and `named-graph-uri`, each by GET, by form and directly.

    Args:
        endpoint: the address of the endpoint.
        graphs: two of its named graphs.
    """
    default_first, default_second = ("default-graph-uri", graphs.first), ("default-graph-uri", graphs.second)
    named_first, named_second = ("named-graph-uri", graphs.first), ("named-graph-uri", graphs.second)
    unknown = "https://example.org/no-such-graph"
    plain, within = f"ASK {{ {graphs.in_first} }}", f"ASK {{ GRAPH ?graph {{ {graphs.in_first} }} }}"
    both = f"ASK {{ {graphs.in_first} . {graphs.in_second} }}"
    both_within = f"ASK {{ GRAPH ?a {{ {graphs.in_first} }} GRAPH ?b {{ {graphs.in_second} }} }}"
    mixed = f"ASK {{ {graphs.in_first} GRAPH ?graph {{ {graphs.in_second} }} }}"
    from_second = f"ASK FROM <{graphs.second}> {{ {graphs.in_first} }}"
    from_named = f"ASK FROM NAMED <{graphs.second}> {{ GRAPH ?graph {{ {graphs.in_first} }} }}"
    rows: tuple[tuple[str, str, tuple[tuple[str, str], ...], bool], ...] = (
        ("default-graph", plain, (default_first,), True),
        ("other-default-graph", plain, (default_second,), False),
        ("two-default-graphs-are-merged", both, (default_first, default_second), True),
        ("one-of-two-default-graphs", both, (default_first,), False),
        ("no-named-graphs-beside-a-default-graph", within, (default_first,), False),
        ("named-graph", within, (named_first,), True),
        ("other-named-graph", within, (named_second,), False),
        ("two-named-graphs", both_within, (named_first, named_second), True),
        ("named-graphs-are-not-the-default-graph", plain, (named_first,), False),
        ("default-and-named-graph", mixed, (default_first, named_second), True),
        ("default-and-other-named-graph", mixed, (default_first, named_first), False),
        ("unknown-default-graph-is-empty", plain, (("default-graph-uri", unknown),), False),
        ("unknown-named-graph-is-empty", within, (("named-graph-uri", unknown),), False),
        ("request-overrides-from", from_second, (default_first,), True),
        ("request-overrides-from-named", from_named, (named_first,), True),
        ("request-overrides-all-of-from", from_second, (named_first,), False),
    )
    ok = Status((200,))
    for name, query, parameters, expected in rows:
        answer = (ok, Boolean(expected))
        asked = ("query", query)
        yield one(
            "dataset", f"{name}-by-get", _SECTION, by_get(endpoint, asked, *parameters, accept=RESULTS_JSON), *answer
        )
        yield one(
            "dataset", f"{name}-by-form", _SECTION, by_form(endpoint, asked, *parameters, accept=RESULTS_JSON), *answer
        )
        direct = directly(endpoint, query, *parameters, accept=RESULTS_JSON)
        yield one("dataset", f"{name}-by-post", _SECTION, direct, *answer)
    in_query = f"ASK FROM <{graphs.first}> {{ {graphs.in_first} }}"
    other = f"ASK FROM <{graphs.second}> {{ {graphs.in_first} }}"
    named = f"ASK FROM NAMED <{graphs.first}> {{ GRAPH <{graphs.first}> {{ {graphs.in_first} }} }}"
    for name, query, expected in (("from", in_query, True), ("other-from", other, False), ("from-named", named, True)):
        request = by_get(endpoint, ("query", query), accept=RESULTS_JSON)
        yield one("dataset", name, "SPARQL 1.1 Query §13.2", request, ok, Boolean(expected))
