"""Witnessing: hold the other source texts against the resolution, and say what is in them. Knows nothing of RDF."""

from gcm_graph.witnessing.witnesses import Witnesses, read_witnesses

__all__ = ["Witnesses", "read_witnesses"]
