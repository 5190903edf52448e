"""The frozen versions: their files, what each changed, and the list and the feed of all."""

from gcm_graph.serving.versions.routes import routes

__all__ = ["routes"]
