"""Set the links of a page anew, for a site of files: in HTML that our own templates have made."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from html.parser import HTMLParser
from typing import Final

Lead = Callable[[str], str | None]
"""What gives the new link for one that is not to another host and not to a place in the same page; None: no link."""

_LINKING: Final = ("href", "src", "action")
_OF_LINKS: Final = frozenset({"href", "hreflang", "rel", "type", "aria-current"})
"""What words that are no link any more do not have."""
_ANCHOR: Final = "a"
_LINK: Final = "link"
_SPAN: Final = "span"
Attributes = list[tuple[str, str | None]]


def with_links(page: str, lead: Lead) -> str:
    """Return a page with other links.

    Words whose link is taken away stay, without it; so does everything else, save elements `link` that lead nowhere.

    Args:
        page: the HTML of the page.
        lead: gives the new links.
    """
    writer = _Writer(lead)
    writer.feed(page)
    writer.close()
    return "".join(writer.pieces)


class _Writer(HTMLParser):
    """Writes what it reads, with other links."""

    def __init__(self, lead: Lead) -> None:
        super().__init__(convert_charrefs=False)
        self.pieces: list[str] = []
        self._lead = lead
        self._taken_away = False

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Write a start tag."""
        name = next((name for name, link in attrs if name in _LINKING and link and _is_ours(link)), None)
        if name is None:
            self.pieces.append(self.get_starttag_text() or "")
            return
        link = self._lead(dict(attrs)[name] or "")
        if link is not None:
            attrs = [(each, link if each == name else value) for each, value in attrs]
        elif tag == _LINK:
            return
        else:
            attrs = [(each, value) for each, value in attrs if each != name and each not in _OF_LINKS]
            self._taken_away = tag == _ANCHOR
            tag = _SPAN if tag == _ANCHOR else tag
        self.pieces.append(f"<{tag}{''.join(map(_attribute, attrs))}>")

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        """Write a tag that ends itself."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Write an end tag. Links do not stand in links, so the next one ends what began as a link."""
        if tag == _ANCHOR and self._taken_away:
            self._taken_away = False
            tag = _SPAN
        self.pieces.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Write text and scripts as they are."""
        self.pieces.append(data)

    def handle_entityref(self, name: str) -> None:
        """Write a named character as it is."""
        self.pieces.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Write a numbered character as it is."""
        self.pieces.append(f"&#{name};")

    def handle_decl(self, decl: str) -> None:
        """Write the document type."""
        self.pieces.append(f"<!{decl}>")


def _is_ours(link: str) -> bool:
    scheme = link.partition(":")[0]
    return not link.startswith(("#", "//")) and (scheme == link or not scheme.isalnum())


def _attribute(named: tuple[str, str | None]) -> str:
    name, value = named
    return f" {name}" if value is None else f' {name}="{escape(value)}"'
