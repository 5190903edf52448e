"""Describing: from the document model to statements, one named graph per origin. Knows nothing of files."""
