"""Requests to the endpoint, read as SPARQL 1.1 Protocol §2.1 defines them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gcm_graph.serving import percent
from gcm_graph.serving.problems import Problem
from gcm_graph.serving.sparql.failures import read_only

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

_CHARSET = re.compile(r"""charset\s*=\s*"?([^\s";]*)"?""", re.IGNORECASE)
_UTF_8 = frozenset({"utf-8", "utf8", "us-ascii"})
_MOST_PARAMETERS = 200
_OF_UPDATES = frozenset({"using-graph-uri", "using-named-graph-uri"})
_ONCE = ("query", "timeout")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks of the endpoint.

    Attributes:
        query: the query; None where the request has none and thereby asks what the service is.
        default_graphs: the IRIs of the graphs whose merge is the default graph (§2.1.4).
        named_graphs: the IRIs of the named graphs.
        formats: the names or media types of the wanted format, the one that counts first. SPARQLWrapper sends several,
            and empty ones, which are left out. With none the Accept field decides.
        seconds: how long the query may run at most, if the client says so.
    """

    query: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    seconds: float | None = None


def read_get(query_string: bytes) -> Asked:
    """Return what a GET request asks (§2.1.1).

    Raises:
        Problem: it is not a request of the protocol (400).
    """
    return _asked(_parameters(query_string))


def read_post(content_type: str | None, query_string: bytes, body: bytes) -> Asked:
    """Return what a POST request asks (§2.1.2 and §2.1.3).

    Args:
        content_type: the value of its Content-Type field; None where there is none.
        query_string: the query of its target.
        body: its content.

    Raises:
        Problem: it is not a request of the protocol (400), its content has another type (415), or it is an
            update (403).
    """
    media_type = (content_type or "").partition(";")[0].strip().lower()
    if media_type == UPDATE:
        raise read_only(f"The content of the request is {UPDATE}.")
    if media_type not in {FORM, QUERY}:
        raise _unsupported(media_type)
    charset = _CHARSET.search(content_type or "")
    if charset is not None and charset[1].lower() not in _UTF_8:
        raise _unsupported_charset(charset[1])
    of_target = _parameters(query_string)
    if any(name in {"query", "update"} for name, _ in of_target):
        raise _malformed(
            "A POST request has its query in the content, not in the address.", "Send the query there, or use GET."
        )
    asked = _asked([*of_target, *(_parameters(body) if media_type == FORM else [("query", _text(body))])])
    if asked.query is None:
        raise _malformed("The request has no query.", "Send it as the parameter `query`.")
    return asked


def _asked(parameters: Sequence[tuple[str, str]]) -> Asked:
    names = [name for name, _ in parameters]
    if names == ["query"]:
        return Asked(parameters[0][1])
    if "update" in names:
        raise read_only("The request has the parameter `update`.")
    of_updates = next((name for name in names if name in _OF_UPDATES), None)
    if of_updates is not None:
        raise _malformed(
            f"The parameter `{of_updates}` belongs to updates.",
            "Name the dataset of a query with default-graph-uri and named-graph-uri.",
        )
    for name in _ONCE:
        if names.count(name) > 1:
            raise _malformed(f"The parameter `{name}` stands more than once.", "Send it once.")
    values = dict(parameters)
    default_graphs = tuple(value for name, value in parameters if name == "default-graph-uri")
    named_graphs = tuple(value for name, value in parameters if name == "named-graph-uri")
    if "query" not in values and (default_graphs or named_graphs):
        raise _malformed("The request names a dataset but has no query.", "Send it as the parameter `query`.")
    seconds = _seconds(values["timeout"]) if "timeout" in values else None
    # A plus that was not escaped, as in application/ld+json, has become a space.
    formats = tuple(value.lower().replace(" ", "+") for name, value in parameters if name == "format" and value)
    return Asked(values.get("query"), default_graphs, named_graphs, formats, seconds)


def _parameters(encoded: bytes) -> list[tuple[str, str]]:
    """Return the parameters of a target or a form, in their order, with their percent-encoding decoded."""
    if not encoded:
        return []
    broken = percent.malformed_at(encoded)
    if broken is not None:
        raise _malformed(
            f"Byte {broken + 1} of the parameters is a % that two hexadecimal digits do not follow.",
            "Write a percent sign as %25.",
        )
    pairs = encoded.replace(b"+", b" ").split(b"&")
    if len(pairs) > _MOST_PARAMETERS:
        raise _malformed(f"The request has more than {_MOST_PARAMETERS} parameters.", "Send fewer.")
    split = (pair.partition(b"=") for pair in pairs if pair)
    return [(_text(percent.decoded(name)), _text(percent.decoded(value))) for name, _, value in split]


def _text(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise _not_utf_8() from error


def _seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise _malformed("The parameter `timeout` is no number of seconds.", "Write it like timeout=2.5.")
    return seconds


def _malformed(detail: str, hint: str) -> Problem:
    return Problem(400, "malformed-request", "The request does not follow the SPARQL protocol", detail, hint=hint)


def _not_utf_8() -> Problem:
    return _malformed("The request is not encoded as UTF-8.", "Encode the query as UTF-8, then percent-encode it.")


def _unsupported(media_type: str) -> Problem:
    got = f"The content is declared as {media_type[:80]!r}." if media_type else "The request has no Content-Type."
    return Problem(
        415,
        "unsupported-content",
        "The content of the request has a type that is not read here",
        got,
        hint=f"Send the query as {QUERY}, or as the parameter `query` of a form ({FORM}).",
        headers={"Accept-Post": f"{QUERY}, {FORM}"},
    )


def _unsupported_charset(charset: str) -> Problem:
    return Problem(
        415,
        "unsupported-charset",
        "The content of the request has an encoding that is not read here",
        f"The content is declared to be in {charset[:40]!r}.",
        hint="Encode it as UTF-8.",
        headers={"Accept-Post": f"{QUERY}, {FORM}"},
    )
