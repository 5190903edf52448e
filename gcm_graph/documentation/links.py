"""Say where a link between files of the repository leads on the site."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, unquote, urlsplit

from gcm_graph.documentation.pages import INDEX, ROOT

if TYPE_CHECKING:
    from gcm_graph.documentation.listing import Documentation
    from gcm_graph.documentation.pages import Page

_OUTSIDE = frozenset({"http", "https", "mailto"})
"""The schemes of links that stay as they are. Others are no links: a scheme can run what it names."""
_OF_EVERY_SERVER = frozenset(
    {
        "changes/",
        "compact/",
        "dataset/",
        "index/",
        "ontology/",
        "profile/",
        "query/",
        "query/saved/",
        "question/",
        "sdg/",
        "search",
        "shapes/",
    }
)
"""The addresses of pages that each server has, as the documentation names them behind a slash."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads.

    Attributes:
        place: an address below the root of the site, a name in the same page with `#` before it, or a full address;
            empty where the site has nothing there.
        path: of a link that leads nowhere here, the path of the file in the repository; else empty.
    """

    place: str = ""
    path: str = ""


def target_of(page: Page, link: str, documentation: Documentation) -> Target:
    """Return where a link of a page leads.

    Args:
        page: the page in which it stands.
        link: the link as it is written.
        documentation: the documentation.
    """
    parts = _parts(link)
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return Target(place=link) if parts.scheme in _OUTSIDE else Target()
    name = f"#{parts.fragment}" if parts.fragment else ""
    if not parts.path:
        return Target(place=name)
    file = inside(page.file, link)
    if file == INDEX:
        return Target(place=ROOT)
    if file is not None and file in documentation.pages:
        return Target(place=documentation.pages[file].place + name)
    if file in documentation.files:
        return Target(place=f"{ROOT}{file}")
    path = _normal(page.file, parts.path)
    return Target() if path.startswith("..") else Target(path=path)


def page_of_server(code: str) -> str | None:
    """Return the page of every server whose address a piece of code is; None where it is something else.

    A file of the repository cannot link to a page of a server; the same words can where a server shows them.

    Args:
        code: what is written as code in a page.

    >>> page_of_server("/question/"), page_of_server("/sparql")
    ('question/', None)
    """
    place = code.removeprefix("/")
    return place if place != code and place in _OF_EVERY_SERVER else None


def inside(file: str, link: str) -> str | None:
    """Return the path below `docs/` of the file to which a link leads; None where it leads elsewhere.

    Args:
        file: the path below `docs/` of the page in which the link stands.
        link: the link as it is written.

    >>> inside("how-to/find-words.md", "../reference/http.md#sparql")
    'reference/http.md'
    >>> inside("how-to/find-words.md", "../../ontology/gcm.ttl") is None
    True
    """
    parts = _parts(link)
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return None
    path = _normal(file, parts.path)
    return path.removeprefix(ROOT) if path.startswith(ROOT) else None


def _parts(link: str) -> SplitResult:
    """Return the parts of a link; of what no link can be, such as `http://[`, none."""
    try:
        return urlsplit(link)
    except ValueError:
        return SplitResult("", "", "", "", "")


def _normal(file: str, path: str) -> str:
    """Return the path in the repository to which a relative path in a page leads."""
    return posixpath.normpath(posixpath.join(ROOT, posixpath.dirname(file), unquote(path)))
