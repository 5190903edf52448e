"""The graph `queries`: the saved queries as SHACL SPARQL executables, so that a client finds them at the endpoint.

SHACL, section 5.2.1 (prefix declarations), and the SHACL vocabulary's `sh:SPARQLExecutable` with its subclasses.
"""

from __future__ import annotations

from collections.abc import Iterable

from gcm_graph import namespaces
from gcm_graph.describing.graphs import NamedGraph, english, node, typed
from gcm_graph.saved_queries import SavedQuery

_CLASSES = {  # there is no SHACL class for DESCRIBE
    "ask": "sh:SPARQLAskExecutable",
    "construct": "sh:SPARQLConstructExecutable",
    "select": "sh:SPARQLSelectExecutable",
}


def describe_queries(queries: Iterable[SavedQuery]) -> NamedGraph:
    """Return the graph `queries`."""
    graph = NamedGraph("queries")
    prefixes = node("query/prefixes")
    graph.add(prefixes, "skos:prefLabel", english("Prefixes of the saved queries"))
    for prefix, namespace in namespaces.PREFIXES.items():
        declaration = node(f"query/prefixes#{prefix}")
        graph.add(prefixes, "sh:declare", declaration)
        graph.a(declaration, "sh:PrefixDeclaration")
        graph.add(declaration, "sh:prefix", prefix)
        graph.add(declaration, "sh:namespace", typed(namespace, "anyURI"))
    for query in queries:
        executable = node(f"query/{query.name}")
        graph.a(executable, "sh:SPARQLExecutable", _CLASSES[query.form])
        graph.add(executable, "skos:prefLabel", english(query.question))
        graph.add(executable, "rdfs:comment", english(query.question))
        graph.add(executable, "sh:prefixes", prefixes)
        graph.add(executable, f"sh:{query.form}", query.without_prefixes())
    return graph
