"""A page of the documentation: where it stands, what it is called and which places it has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from gcm_graph.documentation.errors import DocumentationError
from gcm_graph.documentation.kinds import Kind
from gcm_graph.documentation.markdown import Heading, parse, plain_text

ROOT = "docs/"
"""Under which address the documentation stands, and in which folder of the repository."""
INDEX = "README.md"
"""The page that lists all others, by kind; in other folders the page of the folder."""

_SENTENCE = re.compile(r".+?[.!?](?=\s|$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the documentation.

    Attributes:
        file: its path below `docs/`, for example `how-to/find-words.md`.
        place: its address below the root of the site, for example `docs/how-to/find-words/`.
        kind: of what kind it is.
        title: its title.
        summary: the first sentence of its first paragraph; empty where it does not begin with one.
        text: all of it, in Markdown.
        headings: its headings below the title.
        names: the names of the places in it to which links can lead.
        links: the targets of its links, as they are written.
    """

    file: str
    place: str
    kind: Kind
    title: Heading
    summary: str
    text: str
    headings: tuple[Heading, ...]
    names: frozenset[str]
    links: tuple[str, ...]


def read_page(folder: Path, file: str, kind: Kind) -> Page:
    """Read a page.

    Args:
        folder: the folder of the documentation.
        file: the path of the page in it.
        kind: of what kind the page is.

    Raises:
        DocumentationError: it is not there, or has no title.
    """
    try:
        text = (folder / file).read_text(encoding="utf-8")
        parsed = parse(text)
    except (OSError, ValueError) as error:
        raise DocumentationError(f"docs/{file} cannot be read: {error}") from error
    tokens = parsed.tokens
    begins = tokens[1] if tokens and tokens[0].type == "paragraph_open" else None
    sentence = _SENTENCE.match(plain_text(begins)) if begins else None
    return Page(
        file=file,
        place=place_of(file),
        kind=kind,
        title=parsed.title,
        summary=sentence[0] if sentence else "",
        text=text,
        headings=parsed.headings,
        names=parsed.names,
        links=parsed.links,
    )


def place_of(file: str) -> str:
    """Return the address of a page below the root of the site.

    >>> place_of("how-to/find-words.md"), place_of("w3id/README.md"), place_of("README.md")
    ('docs/how-to/find-words/', 'docs/w3id/', 'docs/')
    """
    path = PurePosixPath(file)
    plain = path.parent if path.name == INDEX else path.with_suffix("")
    return ROOT if plain == PurePosixPath() else f"{ROOT}{plain}/"
