"""Where a thing is on this server, and what it is called in the world."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from gcm_graph.namespaces import BASE

_PLAIN = "/:@!$&'()*+,;=~-._"


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of a server.

    Attributes:
        base_url: the address under which visitors reach it, without a slash at the end; None where that is not known.
            It is a setting: what a client says of the host is never believed.
    """

    base_url: str | None = None

    @property
    def root(self) -> str:
        """The path under which visitors reach the server, without a slash at the end."""
        return "" if self.base_url is None else urlsplit(self.base_url).path.rstrip("/")

    def href(self, place: str) -> str:
        """Return a link for pages: of our own IRIs and paths the path on this server, other IRIs as they are.

        >>> Addresses("https://example.org/gcm").href("https://w3id.org/gcm/objective/11")
        '/gcm/objective/11'
        >>> Addresses().href("objective/11/")
        '/objective/11/'
        >>> Addresses().href("http://metadata.un.org/sdg/10.7")
        'http://metadata.un.org/sdg/10.7'
        """
        if place.startswith(BASE):
            return f"{self.root}/{place.removeprefix(BASE)}"
        return place if "://" in place else f"{self.root}/{place}"

    def location(self, path: str) -> str:
        """Return the value of a Location field (RFC 9110 §10.2.2) for a path under the base.

        Without a known base URL it is relative to the request's own target, as the clause allows.

        >>> Addresses("https://example.org/gcm").location("objective/11/")
        'https://example.org/gcm/objective/11/'
        """
        return f"{self.base_url or ''}/{quote(path, safe=_PLAIN + '?#%')}"

    def canonical(self, path: str) -> str:
        """Return the permanent IRI of a path.

        >>> Addresses().canonical("objective/11/")
        'https://w3id.org/gcm/objective/11/'
        """
        return BASE + path
