"""Put files of somebody's own beside a release, so that one query asks both."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from gcm_graph import resources
from gcm_graph.namespaces import iri
from gcm_graph.store import load_store
from gcm_graph.validation.reading import read_rdf


def store_with(release: Path, files: Sequence[Path]) -> Store:
    """Return a store in memory with a release and RDF files.

    It answers as the store of a release does: the default graph is the merge of all (SPARQL 1.1 Query, section 13).
    Each file is a named graph, called by the file's address (`file:///…`). Nothing is inferred from the files.

    Args:
        release: the folder of the release.
        files: files in any of the usual syntaxes; the graphs of N-Quads, TriG and JSON-LD are merged.

    Raises:
        BrokenReleaseError: the dump of the release cannot be read.
        RdfError: a file cannot be read as RDF.
    """
    context = (resources.ontology_folder() / "gcm.context.jsonld").read_bytes()
    own = [(file, read_rdf(file, contexts={iri("context.jsonld"): context})) for file in files]
    store = load_store(release)
    for file, triples in own:
        graph = NamedNode(file.resolve().as_uri())
        # Two files may call two things by one label (RDF 1.1 Concepts, section 3.4).
        for triple in parse(triples, RdfFormat.N_TRIPLES, rename_blank_nodes=True):
            store.add(Quad(triple.subject, triple.predicate, triple.object))
            store.add(Quad(triple.subject, triple.predicate, triple.object, graph))
    return store
