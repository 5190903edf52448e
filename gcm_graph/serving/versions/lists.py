"""The list of all versions, as a page and as a feed."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from gcm_graph.serving.pages.rendering import VERSIONS, render
from gcm_graph.serving.service import release_of
from gcm_graph.serving.versions.answers import LISTED
from gcm_graph.serving.versions.feed import MEDIA_TYPE, feed
from gcm_graph.serving.versions.shelf import shelf
from gcm_graph.serving.versions.told import in_words


async def changes(request: Request) -> Response:
    """Answer with the page that lists the versions, the newest first."""
    versions = await asyncio.to_thread(shelf, request)
    page = render(
        request,
        "versions.html",
        versions=[(version, in_words(version.counts)) for version in versions],
        served=VERSIONS.of(release_of(request))["number"],
        canonical="changes/",
    )
    page.headers["Cache-Control"] = LISTED
    return page


async def atom(request: Request) -> Response:
    """Answer with the feed of the versions."""
    versions = await asyncio.to_thread(shelf, request)
    release = release_of(request)
    content = feed(versions, release.addresses, VERSIONS.of(release)["date"])
    return Response(content, headers={"Content-Type": f"{MEDIA_TYPE}; charset=utf-8", "Cache-Control": LISTED})
