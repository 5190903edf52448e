"""Write terms for people: prefixed names, paths under the base, words."""

from __future__ import annotations

from pyoxigraph import Literal

from gcm_graph.explaining.sources import Term
from gcm_graph.namespaces import BASE, LONGEST_FIRST


def prefixed(iri: str) -> str:
    """Return an IRI as a prefixed name, as a path under the base, or as it is.

    >>> prefixed("https://w3id.org/gcm/ontology#text"), prefixed("https://w3id.org/gcm/objective/11")
    ('gcm:text', 'objective/11')
    """
    for namespace, prefix in LONGEST_FIRST:
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri.removeprefix(BASE) or iri


def written(term: Term) -> str:
    """Return a term for people: a literal in quotation marks with its language, an IRI as `prefixed` writes it."""
    if isinstance(term, Literal):
        return f'"{term.value}"' + (f"@{term.language}" if term.language else "")
    return prefixed(term.value)
