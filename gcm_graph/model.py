"""The document model: what the resolution says and where it stands, in plain Python, without RDF.

A unit's `path` is its one identity: the address of its IRI under `https://w3id.org/gcm/`, for example
`objective/11/action/b`. All offsets count Unicode code points in a unit's `text`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

COMPACT = "compact"
RESOLUTION = "resolution"


class Kind(StrEnum):
    """The kinds of unit that the resolution consists of."""

    PREAMBULAR_PARAGRAPH = "preambular paragraph"
    OPERATIVE_PARAGRAPH = "operative paragraph"
    OPENING = "opening"
    SECTION = "section"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    PRINCIPLE = "principle"
    OBJECTIVE = "objective"
    COMMITMENT = "commitment"
    ACTION = "action"
    FOOTNOTE = "footnote"


class PageBasis(StrEnum):
    """How the pages of a unit are known.

    `PRINTED`: every page that the unit stands on carries its number in one of the source texts, and the unit does not
    follow a page break whose place had to be estimated. `INFERRED`: otherwise.
    """

    PRINTED = "printed"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True)
class FootnoteMark:
    """A footnote mark.

    Attributes:
        footnote: the footnote's number.
        offset: place in the unit's text, directly after the word or punctuation that carries the mark.
    """

    footnote: int
    offset: int


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a unit's own text, from 1 to 36, and how they are known."""

    first: int
    last: int
    basis: PageBasis


@dataclass(frozen=True, slots=True)
class Provision:
    """One unit of the text.

    Attributes:
        path: its identity.
        kind: what kind of unit it is.
        text: its own words after declared repairs; of an objective or a section its heading.
        part_of: the path of its one direct whole.
        order: its place in the order of the document, from 1.
        pages: where its own text is printed.
        lines: first and last line of its own text in the source file, counted from 1.
        citation: its short reference, for example `27(b)`; None for sections.
        number: of numbered units; of a commitment its place among the sentences of its paragraph.
        letter: the printed label of a lettered unit, without brackets.
        section: the path of the innermost section that contains it, or None.
        lead_in: the printed line that introduces its parts, or None.
        name: the printed name of a guiding principle, or None.
        listed_title: an objective's title as listed under paragraph 16, or None.
        marks: the footnote marks in its text, in order.
    """

    path: str
    kind: Kind
    text: str
    part_of: str
    order: int
    pages: Pages
    lines: tuple[int, int]
    citation: str | None = None
    number: int | None = None
    letter: str | None = None
    section: str | None = None
    lead_in: str | None = None
    name: str | None = None
    listed_title: str | None = None
    marks: tuple[FootnoteMark, ...] = ()


class Role(StrEnum):
    """What a piece of the source is."""

    WORDS = "words"
    LEAD_IN = "lead-in"
    LABEL = "label"
    MARK = "footnote mark"
    MASTHEAD = "masthead"
    LISTED_TITLE = "listed title"
    PAGE_FOOTER = "page footer"
    MARKUP = "markup"
    ENTITY = "entity"


NOISE = frozenset({Role.PAGE_FOOTER, Role.MARKUP, Role.ENTITY})
"""The closed list of noise: roles of pieces that hold no word of the document."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the source, in the order of the file.

    Attributes:
        role: what the stretch is.
        owner: the path of the unit it belongs to; empty for masthead lines and noise.
        printed: the characters as printed; empty where `start` and `end` point into the owner's text or lead-in.
        start: first code point in the owner's text (or lead-in).
        end: end in the owner's text (or lead-in), exclusive.
        spaced: whether white space precedes it in the file.
        line: its line in the file, counted from 1.
    """

    role: Role
    owner: str
    printed: str
    start: int
    end: int
    spaced: bool
    line: int


@dataclass(frozen=True, slots=True)
class Repair:
    """A declared repair of damage in a source.

    Attributes:
        unit: the path of the damaged unit.
        found: the damaged characters with enough of their surroundings to stand once in the file.
        repaired: what is read instead.
        why: what happened to the text.
        confirmed_by: which other source shows the undamaged words, or what else makes the repair certain.
    """

    unit: str
    found: str
    repaired: str
    why: str
    confirmed_by: str


@dataclass(frozen=True, slots=True)
class MastheadLine:
    """A line printed over or under the text that describes the resolution or the Compact and is no unit.

    Attributes:
        about: `resolution` or `compact`.
        text: the line as printed.
    """

    about: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """The whole resolution.

    Attributes:
        source: the stem of the source file's name, for example `a-res-73-195`.
        checksum: SHA-256 of the file that was read, in lower-case hexadecimal.
        masthead: the title and masthead lines.
        resolution_lead_in: the words that introduce the resolution's own paragraphs ("The General Assembly,").
        provisions: all units in the order of the document.
        pieces: the source from its first character to its last, as pieces.
        repairs: the repairs that were applied.
    """

    source: str
    checksum: str
    masthead: tuple[MastheadLine, ...]
    resolution_lead_in: str
    provisions: tuple[Provision, ...]
    pieces: tuple[Piece, ...]
    repairs: tuple[Repair, ...]

    def by_path(self) -> dict[str, Provision]:
        """Return the units by their paths."""
        return {provision.path: provision for provision in self.provisions}
