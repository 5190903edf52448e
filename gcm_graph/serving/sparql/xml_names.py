"""What of a graph RDF/XML has no form for: it writes a property, and sometimes a class, as the name of an element."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pyoxigraph import NamedNode, Triple

from gcm_graph.namespaces import PREFIXES
from gcm_graph.serving.sparql.xml_outlet import NotInXmlError

_RDF = PREFIXES["rdf"]
_TYPE = f"{_RDF}type"
_XMLNS = "http://www.w3.org/2000/xmlns/"
_SYNTAX = (
    *("RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype"),
    *("Description", "li", "aboutEach", "aboutEachPrefix", "bagID"),
)
_RESERVED = frozenset(_RDF + name for name in _SYNTAX)
"""The names that are syntax (RDF/XML §5.1), and rdf:li, which would be read as rdf:_1 (§7.4)."""
_START = (
    r"A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef"
    r"\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_FURTHER = rf"{_START}\-.0-9\xb7\u0300-\u036f\u203f-\u2040"
_LAST_PART = re.compile(rf"(?:.*[^{_FURTHER}])?([{_FURTHER}]*)", re.DOTALL)
_NAME_IN_IT = re.compile(f"[{_START}]")


def nameable(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Return triples as long as RDF/XML has a form for them.

    Raises:
        NotInXmlError: a property, or a class that would name an element, does not end with a name (Namespaces in
            XML §4), or is a word of the syntax.
    """
    subject: object = None
    for triple in triples:
        predicate = triple.predicate.value
        if not is_name(predicate):
            raise NotInXmlError(predicate)
        if triple.subject != subject:
            subject = triple.subject
            # A description that begins with a class is written as an element of that name (RDF/XML §2.13).
            if predicate == _TYPE and isinstance(triple.object, NamedNode) and not is_name(triple.object.value):
                raise NotInXmlError(triple.object.value)
        yield triple


@lru_cache(maxsize=4096)
def is_name(iri: str) -> bool:
    """Tell whether an IRI can be written as the name of an element.

    >>> [is_name(iri) for iri in ("http://a/b", "http://a/1b", "http://a/1", "http://a/", "urn:uuid:12")]
    [True, True, False, False, False]
    """
    last = _LAST_PART.fullmatch(iri)
    name = _NAME_IN_IT.search(last[1]) if last else None
    if last is None or name is None or iri in _RESERVED:
        return False
    # What has this namespace would be an attribute that declares a prefix (Namespaces in XML §3).
    return iri[: last.start(1) + name.start()] != _XMLNS
