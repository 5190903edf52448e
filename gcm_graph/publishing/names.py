"""Find the short spellings of IRIs that every reader turns back into exactly the same IRI."""

from __future__ import annotations

import re
from collections.abc import Mapping

# A subset of PN_LOCAL (RDF 1.1 Turtle §6.5) without escapes, colons and characters beyond ASCII.
_LOCAL_NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")

# Unreserved characters only (RFC 3986 §2.3). No segment is empty, `.` or `..`, and none holds a colon, so that the
# algorithm of RFC 3986 §5.2 does nothing but append the reference to the base.
_SEGMENT = r"(?!\.{1,2}(?:[/#]|\Z))[A-Za-z0-9._~-]+"
_REFERENCE = re.compile(rf"{_SEGMENT}(?:/{_SEGMENT})*(?:#[A-Za-z0-9._~-]+)?")


class Names:
    """The short spellings that a set of prefixes and a base allow.

    Args:
        prefixes: namespace IRIs by prefix. Where namespaces overlap, the longest one names an IRI.
        base: an absolute IRI that ends with a slash, or "" for none.

    Raises:
        ValueError: the base does not end with a slash.
    """

    def __init__(self, prefixes: Mapping[str, str], base: str = "") -> None:
        if base and not base.endswith("/"):
            message = f"The base {base} does not end with a slash"
            raise ValueError(message)
        self._base = base
        # The sort is stable: of two prefixes for one namespace the first one given is used.
        longest_first = sorted(prefixes.items(), key=lambda entry: -len(entry[1]))
        self._namespaces = [(namespace, prefix) for prefix, namespace in longest_first]

    def prefixed(self, iri: str) -> tuple[str, str] | None:
        """Return the prefix and the local name of an IRI, or None where no prefix fits.

        >>> Names({"skos": "http://www.w3.org/2004/02/skos/core#"}).prefixed("http://www.w3.org/2004/02/skos/core#broader")
        ('skos', 'broader')
        """
        for namespace, prefix in self._namespaces:
            if iri.startswith(namespace) and _LOCAL_NAME.fullmatch(iri, len(namespace)):
                return prefix, iri[len(namespace) :]
        return None

    def relative(self, iri: str) -> str | None:
        """Return an IRI as a reference relative to the base (RFC 3986 §4.2), or None where that is not plain.

        >>> names = Names({}, "https://w3id.org/gcm/")
        >>> names.relative("https://w3id.org/gcm/objective/11/action/b")
        'objective/11/action/b'
        >>> names.relative("https://w3id.org/gcm/a/../b")
        """
        start = len(self._base)
        if start and iri.startswith(self._base) and _REFERENCE.fullmatch(iri, start):
            return iri[start:]
        return None
