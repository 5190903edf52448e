"""The description of the HTTP interface at /openapi.json (OpenAPI Specification 3.1)."""

from gcm_graph.serving.openapi.description import describe, routes

__all__ = ["describe", "routes"]
