"""Cases of an endpoint that only reads: whatever would change data or reach elsewhere is refused.

The protocol leaves it to a service which operations it offers (SPARQL 1.1 Protocol §2.2, §4.1); a service that does
not update must say so by a status, and never do it in silence.
"""

from __future__ import annotations

from collections.abc import Iterator

from gcm_graph.conformance.cases import Case
from gcm_graph.conformance.exchange import Request
from gcm_graph.conformance.expecting import CLIENT_ERROR, Status, Within
from gcm_graph.conformance.protocol import by_form, by_get, directly, one

UPDATE = "application/sparql-update"
_INSERT = 'INSERT DATA { <urn:example:a> <urn:example:b> "conformance" }'
_NOWHERE = "http://127.0.0.1:9/sparql"
_REFUSED = Status(CLIENT_ERROR)
_SECONDS = 5.0


def read_only_cases(endpoint: str, *, federates: bool = False) -> Iterator[Case]:
    """Yield the cases.

    Args:
        endpoint: the address of the endpoint.
        federates: whether it says that it asks other endpoints; SERVICE is then no reason to refuse.
    """
    clause = "SPARQL 1.1 Protocol §2.2"
    yield one("read-only", "update-by-post", f"{clause}.2", directly(endpoint, _INSERT, media_type=UPDATE), _REFUSED)
    yield one("read-only", "update-by-form", f"{clause}.1", by_form(endpoint, ("update", _INSERT)), _REFUSED)
    both = by_form(endpoint, ("update", _INSERT), ("query", "ASK {}"))
    yield one("read-only", "update-beside-a-query", f"{clause}.1", both, _REFUSED)
    yield one("read-only", "update-by-get", clause, by_get(endpoint, ("update", _INSERT)), _REFUSED)
    bad_type = directly(endpoint, _INSERT, media_type="text/plain")
    yield one("read-only", "update-of-other-media-type", f"{clause}.2", bad_type, _REFUSED)
    for method in ("PUT", "DELETE"):
        request = Request(target=endpoint, method=method, fields=(("Content-Type", UPDATE),), body=_INSERT.encode())
        yield one("read-only", f"update-by-{method.lower()}", clause, request, _REFUSED)
    texts = {
        "insert": _INSERT,
        "delete": "DELETE WHERE { ?s ?p ?o }",
        "load": f"LOAD <{_NOWHERE}>",
        "clear": "CLEAR ALL",
        "drop": "DROP ALL",
        "create": "CREATE GRAPH <urn:example:graph>",
        "copy": "COPY DEFAULT TO <urn:example:graph>",
    }
    for name, text in texts.items():
        yield one(
            "read-only", f"{name}-as-a-query", "SPARQL 1.1 Protocol §2.1.7", by_get(endpoint, ("query", text)), _REFUSED
        )
        yield one(
            "read-only", f"{name}-as-a-query-by-post", "SPARQL 1.1 Protocol §2.1.7", directly(endpoint, text), _REFUSED
        )
    if not federates:
        service = {
            "service": f"SELECT * {{ SERVICE <{_NOWHERE}> {{ ?s ?p ?o }} }}",
            "service-silent": f"SELECT * {{ SERVICE SILENT <{_NOWHERE}> {{ ?s ?p ?o }} }}",
            "service-in-lower-case": f"select * {{ service <{_NOWHERE}> {{ ?s ?p ?o }} }}",
            "service-in-a-subquery": f"SELECT * {{ {{ SELECT * {{ SERVICE SILENT <{_NOWHERE}> {{}} }} }} }}",
            "service-by-variable": "SELECT * { BIND(IRI('http://127.0.0.1:9/') AS ?e) SERVICE SILENT ?e { ?s ?p ?o } }",
        }
        for name, text in service.items():
            expected = (_REFUSED, Within(_SECONDS))
            yield one("read-only", name, "SPARQL 1.1 Federated Query §6", by_get(endpoint, ("query", text)), *expected)
    word = "ASK { FILTER(CONTAINS('SERVICE <http://127.0.0.1:9/> LOAD', 'SERVICE')) } # SERVICE INSERT"
    yield one(
        "read-only",
        "words-in-strings-are-no-reason",
        "SPARQL 1.1 Query §4.1",
        by_get(endpoint, ("query", word)),
        Status((200,)),
    )
