"""Read the Migration Network Hub's page on objective 11."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gcm_graph.reading.collecting import WitnessRepair, begin
from gcm_graph.reading.layout import Line, plain, read_layout
from gcm_graph.reading.outline import LEAD_IN
from gcm_graph.reading.passages import PassageKind, PassageText
from gcm_graph.reading.sources import SourceText

HUB = "network-hub-objective-11"
OBJECTIVE = "objective/11"
CAPACITIES = "capacities that require development"
REPORT = "the languages of the report"

_ITEM = r"(?P<label>\({letter}\))(?P<words> [A-Z].*;)"
_LAST_ITEM = r"(?P<label>\({letter}\))(?P<words> [A-Z].*\.)(?P<markup>\")"
_TITLE = "Manage borders in an integrated, secure and coordinated manner"


def _objective_line(number: int, about: str) -> Line:
    pattern = re.compile(rf"(?P<label>{number})(?P<markup> - )(?P<words>[A-Z][a-z ]+)")
    return Line(f"the short title of objective {number}", pattern, PassageKind.SHORT_TITLE, about)


def _item(letter: str, pattern: str = _ITEM) -> Line:
    compiled = re.compile(pattern.format(letter=letter))
    return Line(f"item ({letter})", compiled, PassageKind.WORDING, f"{OBJECTIVE}/action/{letter}")


def _prose(begins: str, about: str) -> Line:
    pattern = re.compile(rf"(?P<words>{re.escape(begins)} .*\.)")
    return Line(f"the passage that begins {begins!r}", pattern, PassageKind.PROSE, about)


_LAYOUT = (
    plain("Skip to main content", PassageKind.NAVIGATION),
    _objective_line(11, OBJECTIVE),
    plain("GCM Objectives", PassageKind.NAVIGATION),
    _objective_line(11, OBJECTIVE),
    plain(_TITLE, PassageKind.TITLE, OBJECTIVE),
    plain(
        "The Global Compact for Safe, Orderly and Regular Migration (GCM) is based on 23 objectives. "
        f"This page provides resources for objective 11 ({_TITLE}):",
        PassageKind.PROSE,
        "what the page is for",
    ),
    Line(
        "paragraph 27 in quotation marks",
        re.compile(r'(?P<markup>")(?P<label>27\.)(?P<words> We commit .*\.)'),
        PassageKind.WORDING,
        "paragraph/27",
    ),
    plain(LEAD_IN, PassageKind.LEAD_IN, OBJECTIVE),
    *(_item(letter) for letter in "abcdef"),
    _item("g", _LAST_ITEM),
    plain("(GCM, 2018: para. 27)", PassageKind.PROSE, "what is quoted"),
    _prose("Movements of people", CAPACITIES),
    _prose("The Global Compact for Migration (GCM) report is available in", REPORT),
    Line(
        "the heading of what the page lists",
        re.compile(r'(?P<words>Content relevant to "11 - Manage borders")'),
        PassageKind.HEADING,
    ),
    Line("the number of results", re.compile(r"(?P<words>Displaying results 1 - \d+ of \d+)"), PassageKind.NAVIGATION),
    plain("Explore other GCM Objectives", PassageKind.NAVIGATION),
    _objective_line(2, "objective/2"),
    Line(
        "the note on Kosovo",
        re.compile(r"(?P<markup>\*)(?P<words>References to Kosovo .*\.)"),
        PassageKind.PROSE,
        "note",
    ),
)


def read_hub(source: SourceText, repairs: Iterable[WitnessRepair] = ()) -> PassageText:
    """Read the Hub's page.

    Args:
        source: the text of `network-hub-objective-11.txt`.
        repairs: the declared repairs of this text; those of other texts are passed over.

    Raises:
        RepairError: a declared repair does not fit the text.
        StructureError: a line is missing, doubled, out of place or other than expected.
        LostTextError: what was read does not give back the source.
    """
    collector = begin(source, repairs)
    read_layout(collector, _LAYOUT)
    return collector.finish()
