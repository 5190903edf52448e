"""The header fields that every answer has: who may read it, and what a page may do."""

from __future__ import annotations

from collections.abc import Iterable

from gcm_graph.serving.fields import Pair

_POLICY = (
    b"default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; script-src 'self'; "
    b"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; worker-src 'self'"
)
_ALWAYS: tuple[Pair, ...] = (
    (b"access-control-allow-origin", b"*"),
    (
        b"access-control-expose-headers",
        (
            b"Accept-Ranges, Allow, Content-Length, Content-Location, Content-Range, ETag, Link, Location, "
            b"Repr-Digest, Retry-After"
        ),
    ),
    (b"content-security-policy", _POLICY),
    (b"cross-origin-resource-policy", b"cross-origin"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"server", b"gcm-graph"),
    (b"x-content-type-options", b"nosniff"),
)
_OF_PAGES: tuple[Pair, ...] = (
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
    (b"x-frame-options", b"DENY"),
)
_OF_EVERY_PAGE = _ALWAYS + _OF_PAGES
_OURS = frozenset(name for name, _ in _OF_EVERY_PAGE)
PREFLIGHT_FIELDS: tuple[Pair, ...] = (
    (
        b"access-control-allow-headers",
        b"Accept, Accept-Language, Cache-Control, Content-Type, If-Match, If-None-Match, If-Range, Range",
    ),
    (b"access-control-max-age", b"86400"),
)
"""What a browser asks before it sends a request of another site (the Fetch standard, CORS preflight)."""


def completed(pairs: Iterable[Pair]) -> list[Pair]:
    """Return the fields of an answer with those that every answer has; what a handler has set stands."""
    given = list(pairs)
    named = dict(given)
    is_page = named.get(b"content-type", b"").startswith(b"text/html")
    further = _OF_EVERY_PAGE if is_page else _ALWAYS
    if _OURS.isdisjoint(named):
        return [*given, *further]
    return given + [pair for pair in further if pair[0] not in named]
