"""The printed outline of the resolution, which the conversion lost: its heading levels mean nothing.

Read from the text: which headings there are, which stands under which, and the lines that are no units. The Compact's
paragraphs are numbered 1 to 54; paragraphs 17 to 39 belong to objectives 1 to 23.
"""

from __future__ import annotations

from dataclasses import dataclass

from gcm_graph.model import COMPACT, RESOLUTION, MastheadLine

PAGES = 36
LETTERS = "abcdefghijklmnopqrstuvwxyz"
ROMAN_NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
OBJECTIVES = 23
FIRST_OBJECTIVE_PARAGRAPH = 17
LAST_PARAGRAPH = 54
PRINCIPLES_PARAGRAPH = 15
LIST_OF_TITLES_PARAGRAPH = 16
LETTERED_PARAGRAPHS = frozenset({45, 49})
ROMAN_PARAGRAPH = 43
"""The only paragraph whose lettered items have roman ones. Elsewhere `(i)` is the letter, also at 37(i), where the item
before it ends with a colon."""

LAST_ROMAN_ITEMS = {"a": "v", "b": "iii", "c": "iii"}
"""The last roman item under each letter of 43. They end with a semicolon, so that a lost one would not show."""

REPEATED_MARKS = {3: 2}
"""Footnotes whose mark stands more than once: footnote 3 is marked after both covenants in paragraph 2."""

LEAD_IN = "To realize this commitment, we will draw from the following actions:"
RESOLUTION_LEAD_IN = "The General Assembly,"

MASTHEAD = (
    MastheadLine(RESOLUTION, "United Nations A/RES/73/195"),
    MastheadLine(RESOLUTION, "Distr.: General 11 January 2019"),
    MastheadLine(RESOLUTION, "Seventy-third session"),
    MastheadLine(RESOLUTION, "Agenda items 14 and 119"),
    MastheadLine(RESOLUTION, "Resolution adopted by the General Assembly on 19 December 2018"),
    MastheadLine(RESOLUTION, "[without reference to a Main Committee (A/73/L.66)]"),
    MastheadLine(RESOLUTION, "73/195. Global Compact for Safe, Orderly and Regular Migration"),
)
CLOSING = (
    MastheadLine(RESOLUTION, "60th plenary meeting 19 December 2018"),
    MastheadLine(COMPACT, "Annex"),
    MastheadLine(COMPACT, "Global Compact for Safe, Orderly and Regular Migration"),
)


@dataclass(frozen=True, slots=True)
class PlannedSection:
    """A headed section.

    Attributes:
        title: its heading.
        within: the title of the section that it is a part of, or None.
        paragraphs: the numbers of the paragraphs that stand in it directly.
    """

    title: str
    within: str | None
    paragraphs: range


_VISION = "Our vision and guiding principles"
_FRAMEWORK = "Our cooperative framework"
OBJECTIVES_SECTION = "Objectives and commitments"

SECTIONS = (
    PlannedSection("Preamble", None, range(1, 8)),
    PlannedSection(_VISION, None, range(8, 10)),
    PlannedSection("Common understanding", _VISION, range(10, 11)),
    PlannedSection("Shared responsibilities", _VISION, range(11, 13)),
    PlannedSection("Unity of purpose", _VISION, range(13, 16)),
    PlannedSection(_FRAMEWORK, None, range(16, 17)),
    # The list that paragraph 16 announces ("the following cooperative framework, comprising 23 objectives").
    PlannedSection("Objectives for safe, orderly and regular migration", _FRAMEWORK, range(0)),
    PlannedSection(OBJECTIVES_SECTION, None, range(17, 40)),
    PlannedSection("Implementation", None, range(40, 48)),
    PlannedSection("Follow-up and review", None, range(48, 55)),
)

NATURAL_DISASTERS = PlannedSection(
    "Natural disasters, the adverse effects of climate change, and environmental degradation",
    OBJECTIVES_SECTION,
    range(0),
)
NATURAL_DISASTERS_OBJECTIVE = 2
NATURAL_DISASTERS_AFTER = "g"
"""The sub-heading inside objective 2: it stands after 18(g) and holds 18(h) to 18(l)."""
