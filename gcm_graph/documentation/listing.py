"""Read what `docs/README.md` lists: the pages of each kind, and the files to which they lead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markdown_it.token import Token

from gcm_graph.documentation.errors import DocumentationError
from gcm_graph.documentation.kinds import KINDS, Kind
from gcm_graph.documentation.links import inside
from gcm_graph.documentation.markdown import parse
from gcm_graph.documentation.pages import INDEX, ROOT, Page, read_page
from gcm_graph.resources import documentation_folder

_MARKDOWN = ".md"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the list of the documentation names: a page, or another file.

    Attributes:
        words: what the list calls it, beginning with a capital.
        question: what it answers; empty where the list does not say.
        place: its address below the root of the site.
        page: the page; None of another file.
    """

    words: str
    question: str
    place: str
    page: Page | None


@dataclass(frozen=True, slots=True)
class Section:
    """All that the documentation has of one kind, in the order of the list."""

    kind: Kind
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Documentation:
    """The documentation.

    Attributes:
        sections: what there is of each kind.
        pages: all pages, by their paths below `docs/`.
        files: the other files below `docs/` to which pages lead, by their paths there.
    """

    sections: tuple[Section, ...]
    pages: Mapping[str, Page]
    files: Mapping[str, Path]

    def page_at(self, place: str) -> Page | None:
        """Return the page at an address below the root of the site."""
        return next((page for page in self.pages.values() if page.place == place), None)

    def others_like(self, page: Page) -> tuple[Entry, ...]:
        """Return what else there is of the kind of a page."""
        section = next(section for section in self.sections if section.kind == page.kind)
        return tuple(entry for entry in section.entries if entry.page != page)


@cache
def documentation() -> Documentation:
    """Return the documentation that the package travels with."""
    return read_documentation(documentation_folder())


def read_documentation(folder: Path) -> Documentation:
    """Read the documentation in a folder.

    A page is what the list in `README.md` leads to; a file, whatever else below the folder the list or a page leads to.

    Raises:
        DocumentationError: the list has not all four kinds once each, or a page is not as it must be.
    """
    try:
        parsed = parse((folder / INDEX).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DocumentationError(f"{ROOT}{INDEX} cannot be read: {error}") from error
    listed = dict(_listed(parsed.tokens))
    if list(listed) != [kind.title for kind in KINDS]:
        raise DocumentationError(f"{ROOT}{INDEX} lists {', '.join(listed) or 'nothing'}, not the four kinds in order")
    pages: dict[str, Page] = {}
    sections = []
    for kind in KINDS:
        entries = []
        for words, question, target in listed[kind.title]:
            file = inside(INDEX, target)
            if file is None or not (folder / file).is_file():
                raise DocumentationError(f"{ROOT}{INDEX} lists {target}, which is no file of the documentation")
            page = None
            if file.endswith(_MARKDOWN):
                page = pages[file] = read_page(folder, file, kind)
            place = page.place if page else f"{ROOT}{file}"
            entries.append(Entry(_capital(words), _capital(question), place, page))
        sections.append(Section(kind, tuple(entries)))
    leading = [(INDEX, parsed.links), *((page.file, page.links) for page in pages.values())]
    files = {inside(file, target) for file, links in leading for target in links} - {None}
    others = {file: folder / file for file in files if file and not file.endswith(_MARKDOWN)}
    there = {file: path for file, path in sorted(others.items()) if path.is_file()}
    return Documentation(tuple(sections), pages, there)


def _listed(tokens: tuple[Token, ...]) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """Yield the bold words with which the items of a list begin, and what each links to: words, question and target."""
    for token in tokens:
        children = token.children or []
        bold = next((at for at, child in enumerate(children) if child.type == "strong_open"), None)
        if token.level and bold is not None:
            yield children[bold + 1].content, list(_links(children))


def _links(children: list[Token]) -> Iterator[tuple[str, str, str]]:
    begins = [at for at, child in enumerate(children) if child.type == "link_open"]
    for start, following in zip(begins, [*begins[1:], len(children)], strict=True):
        end = next(at for at in range(start, following) if children[at].type == "link_close")
        words = "".join(child.content for child in children[start:end])
        behind = "".join(child.content for child in children[end:following])
        yield words, behind.strip(" :;,."), str(children[start].attrGet("href"))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
