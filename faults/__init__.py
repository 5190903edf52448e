"""Mutate the published graph, and tell which of the mutants the shapes and integrity checks catch."""
