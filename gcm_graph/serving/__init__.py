"""Serve a release over HTTP: the SPARQL endpoint, the documents about each thing, and the pages."""
