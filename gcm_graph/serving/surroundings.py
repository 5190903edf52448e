"""What stands beside the data: health, metrics, and the files that robots read."""

from __future__ import annotations

import asyncio
from xml.sax.saxutils import escape

from pyoxigraph import DefaultGraph, NamedNode
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from gcm_graph import resources
from gcm_graph.documentation import documentation
from gcm_graph.namespaces import BASE, PREFIXES
from gcm_graph.serving.metrics import CONTENT_TYPE, Metrics
from gcm_graph.serving.service import ServedRelease, pool_of, release_of, service_of

_UNKEPT = {"Cache-Control": "no-store"}
_KEPT = {"Cache-Control": "public, max-age=3600"}
_LONGEST_SITEMAP = 50_000
_ALL_ADDRESSES = frozenset({"", "0.0.0.0", "::"})  # noqa: S104 - it is compared, not listened at
_LABEL = NamedNode(f"{PREFIXES['skos']}prefLabel")


async def health(request: Request) -> Response:
    """Say that requests are being answered, from which release, and whether that is the one in place."""
    record = {
        "status": "ok",
        "release": release_of(request).digest,
        "version": resources.release_identity().version,
        "in_place": not service_of(request).trouble,
    }
    return JSONResponse(record, headers=_UNKEPT)


async def metrics(request: Request) -> Response:
    """Return the counts as Prometheus reads them."""
    counted = request.app.state.metrics
    assert isinstance(counted, Metrics)  # noqa: S101
    return Response(counted.text(pool_of(request).counts), headers=_UNKEPT | {"Content-Type": CONTENT_TYPE})


async def robots(request: Request) -> Response:
    """Say what robots may fetch: everything but what costs a query each time."""
    addresses = release_of(request).addresses
    rules = [
        "User-agent: *",
        *(f"Disallow: {addresses.href(path)}" for path in ("sparql", "search", "query/?", "metrics", "health")),
    ]
    if addresses.base_url is not None:
        rules.append(f"Sitemap: {addresses.location('sitemap.xml')}")
    return PlainTextResponse("\n".join(rules) + "\n", headers=_KEPT)


async def sitemap(request: Request) -> Response:
    """List the pages of the documentation, of the text and of all that has a name (sitemaps.org protocol 0.9).

    Without a base URL they have the address at which the server listens. One that listens at all its addresses does not
    know by which of them it is reached, and lists nothing.
    """
    release = release_of(request)
    base = "" if release.addresses.base_url else str(request.base_url).rstrip("/")
    text = [unit.path for unit in release.units]
    guides = [page.place for page in (await asyncio.to_thread(documentation)).pages.values()]
    things = (f"{path}/" for path in (*text, *sorted(_named(release) - set(text))))
    paths = ["", "docs/", *guides, *things][:_LONGEST_SITEMAP]
    if base and service_of(request).settings.host in _ALL_ADDRESSES:
        paths = []
    places = (base + release.addresses.location(path) for path in paths)
    lines = [f"<url><loc>{escape(place)}</loc></url>" for place in places]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return Response(head + "\n".join(lines) + "\n</urlset>\n", media_type="application/xml", headers=_KEPT)


def _named(release: ServedRelease) -> set[str]:
    """Return the paths of all things of ours that have a label and a page of their own."""
    labels = release.store.quads_for_pattern(None, _LABEL, None, DefaultGraph())
    subjects = {quad.subject.value for quad in labels if isinstance(quad.subject, NamedNode)}
    return {iri.removeprefix(BASE) for iri in subjects if iri.startswith(BASE) and "#" not in iri}


def routes() -> list[Route]:
    """Return the routes beside the data."""
    return [
        Route("/health", health),
        Route("/metrics", metrics),
        Route("/robots.txt", robots),
        Route("/sitemap.xml", sitemap),
    ]
