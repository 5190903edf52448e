"""The SPARQL endpoint: SPARQL 1.1 Protocol, answered by processes that can be ended.

This module imports nothing: the processes that answer queries import the package too, and are to start quickly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.routing import Route


def routes() -> list[Route]:
    """Return the routes of the endpoint."""
    from gcm_graph.serving.sparql import endpoint

    return endpoint.routes()
