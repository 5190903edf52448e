"""Reading: from the bytes of a source text to the document model. Knows nothing of RDF."""

from gcm_graph.reading.resolution import read_resolution
from gcm_graph.reading.sources import SourceText, manifest, open_source

__all__ = ["SourceText", "manifest", "open_source", "read_resolution"]
