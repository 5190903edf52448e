"""Write terms for people: short names instead of long IRIs, and no character that a terminal would obey."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from gcm_graph.namespaces import BASE, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping

_IRI = re.compile(r"<([^<>]*)>")
_LOCAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
_JOINERS = "\u200c\u200d"
"""These have the category of formatting characters, but several scripts are misspelt without them."""

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def visible(text: str) -> str:
    r"""Return text with every control and formatting character written out, so that it can do nothing to a terminal.

    >>> visible("red: \x1b[31m")
    'red: \\u001b[31m'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        _escaped(character) if unicodedata.category(character) in _HIDDEN else character for character in text
    )


def _escaped(character: str) -> str:
    known = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(character)
    code = ord(character)
    return known or (f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}")  # noqa: PLR2004 - the last of the plane


def short_name(iri: str, names: Mapping[str, str] | None = None) -> str:
    """Return the shortest name by which a reader knows an IRI.

    Args:
        iri: the IRI; a blank node or literal is returned as it is.
        names: names that the reader prefers, such as citations, by IRI.

    >>> short_name("http://www.w3.org/2004/02/skos/core#prefLabel")
    'skos:prefLabel'
    >>> short_name("https://w3id.org/gcm/objective/11/action/b")
    'objective/11/action/b'
    >>> short_name("https://w3id.org/gcm/paragraph/2", {"https://w3id.org/gcm/paragraph/2": "para. 2"})
    'para. 2'
    """
    if names and iri in names:
        return names[iri]
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri.removeprefix(BASE) or iri


def short_terms(text: str, names: Mapping[str, str] | None = None) -> str:
    """Return a term in N-Triples form, or a property path, with short names in the place of its IRIs.

    A literal is shortened in its datatype only: what stands between its quotes is the author's.

    >>> short_terms('"1"^^<http://www.w3.org/2001/XMLSchema#integer>')
    '"1"^^xsd:integer'
    """
    if text.startswith('"'):
        value, quote, suffix = text.rpartition('"')
        return value + quote + (_shortened(suffix, names) if suffix.startswith("^^") else suffix)
    return _shortened(text, names) if "<" in text else short_name(text, names)


def _shortened(text: str, names: Mapping[str, str] | None) -> str:
    return _IRI.sub(lambda match: short_name(match[1], names), text)
