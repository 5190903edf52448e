"""Answer for every thing that a release names: lead from it to documents about it, and give out the release's files."""

from gcm_graph.serving.documents.resources import formats_at, paths, prepare
from gcm_graph.serving.documents.routes import routes

__all__ = ["formats_at", "paths", "prepare", "routes"]
