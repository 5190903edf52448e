"""Write the list of versions as an Atom feed (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from gcm_graph.serving.addresses import Addresses
from gcm_graph.serving.versions.shelf import FrozenVersion
from gcm_graph.serving.versions.told import in_words
from gcm_graph.terminal import plain

MEDIA_TYPE: Final = "application/atom+xml"

_AUTHOR: Final = "The gcm-graph maintainers"
_TITLE: Final = "The Global Compact for Migration as linked data: versions"
_CHANGES: Final = {".json": "application/json", ".nq": "application/n-quads"}


def feed(versions: Sequence[FrozenVersion], addresses: Addresses, date: str) -> str:
    """Return the feed.

    Args:
        versions: the versions, the newest first.
        addresses: where they are on this server.
        date: the date of the release that is served, for a feed without versions.
    """
    updated = max((version.date for version in versions), default=date)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
        f"<id>{escape(addresses.canonical('changes/'))}</id>",
        f"<title>{escape(_TITLE)}</title>",
        f"<updated>{_instant(updated)}</updated>",
        f"<author><name>{escape(_AUTHOR)}</name></author>",
        _link(addresses, "changes.atom", "self", MEDIA_TYPE),
        _link(addresses, "changes/", "alternate", "text/html"),
        *(line for version in versions for line in _entry(version, addresses)),
        "</feed>",
    ]
    return "\n".join(lines) + "\n"


def _entry(version: FrozenVersion, addresses: Addresses) -> Iterator[str]:
    record = f"{version.path}/changes"
    yield "<entry>"
    yield f"<id>{escape(addresses.canonical(record))}</id>"
    yield f"<title>Version {escape(version.number)}</title>"
    yield f"<published>{_instant(version.date)}</published>"
    yield f"<updated>{_instant(version.date)}</updated>"
    yield _link(addresses, f"{record}/", "alternate", "text/html")
    for ending in version.changes:
        yield _link(addresses, f"{record}{ending}", "alternate", _CHANGES[ending])
    yield _link(addresses, f"{version.path}/", "related", "text/html")
    yield f'<summary type="text">{escape(plain(summary(version)))}</summary>'
    yield "</entry>"


def summary(version: FrozenVersion) -> str:
    """Return what a version changed in a few lines."""
    if not version.prior:
        return "The first version."
    told = [f"Since version {version.prior}, {in_words(version.counts)}.", *version.foremost]
    return "\n".join(told)


def _link(addresses: Addresses, path: str, relation: str, media_type: str) -> str:
    # Without a known base URL the reference is relative to the address at which the feed was fetched (RFC 4287 §2).
    place = quoteattr(addresses.location(path))
    return f'<link rel="{relation}" type="{media_type}" href={place}/>'


def _instant(date: str) -> str:
    """Return the beginning of a day as a date construct (RFC 4287 §3.3)."""
    return f"{date}T00:00:00Z"
