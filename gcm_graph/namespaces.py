"""Every IRI of the project is minted here, from the Compact's own numbering, names and spans.

`BASE` is `https://w3id.org/gcm/`. Paths are what follows it: `objective/11/action/b`. Data IRIs carry no version.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

BASE = "https://w3id.org/gcm/"
ONTOLOGY = "https://w3id.org/gcm/ontology"
GCM = ONTOLOGY + "#"

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "gcm": GCM,
        "dcat": "http://www.w3.org/ns/dcat#",
        "dcterms": "http://purl.org/dc/terms/",
        "eli": "http://data.europa.eu/eli/ontology#",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "oa": "http://www.w3.org/ns/oa#",
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "owlunit": "https://w3id.org/OWLunit/ontology/",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "sd": "http://www.w3.org/ns/sparql-service-description#",
        "sdg": "http://metadata.un.org/sdg/",
        "sdgo": "http://metadata.un.org/sdg/ontology#",
        "semapv": "https://w3id.org/semapv/vocab/",
        "sh": "http://www.w3.org/ns/shacl#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "spdx": "http://spdx.org/rdf/terms#",
        "sssom": "https://w3id.org/sssom/",
        "vann": "http://purl.org/vocab/vann/",
        "void": "http://rdfs.org/ns/void#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)
"""The prefixes of everything we write, in the order in which we declare them."""


LONGEST_FIRST: tuple[tuple[str, str], ...] = tuple(
    sorted(((namespace, prefix) for prefix, namespace in PREFIXES.items()), key=lambda pair: -len(pair[0]))
)
"""Namespaces with their prefixes. One can begin with another (the Goals' ontology with the Goals): the longest fits."""


def iri(path: str) -> str:
    """Return the IRI of a path under the base.

    >>> iri("objective/11/action/b")
    'https://w3id.org/gcm/objective/11/action/b'
    """
    return BASE + path


def graph(name: str) -> str:
    """Return the IRI of a named graph.

    >>> graph("text")
    'https://w3id.org/gcm/graph/text'
    """
    return f"{BASE}graph/{name}"


def slug(name: str) -> str:
    """Return the slug of an English name: ASCII, lower case, apostrophes dropped, other runs one hyphen.

    >>> slug("Whole-of-government approach")
    'whole-of-government-approach'
    >>> slug("Women's rights – São Tomé")
    'womens-rights-sao-tome'
    """
    decomposed = unicodedata.normalize("NFKD", name)
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['\u2019]", "", plain.lower())).strip("-")


def annotation_path(unit: str, start: int, end: int, kind: str, body: str) -> str:
    """Return the path of an evidence annotation.

    >>> annotation_path("paragraph/2", 9, 9, "footnote", "2")
    'annotation/paragraph/2/9-9/footnote/2'
    """
    return f"annotation/{unit}/{start}-{end}/{kind}/{body}"
