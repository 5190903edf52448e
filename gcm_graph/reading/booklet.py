"""Read the guidance booklet's page on objective 11."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gcm_graph.reading.collecting import WitnessRepair, begin
from gcm_graph.reading.layout import Line, plain, read_layout
from gcm_graph.reading.passages import PassageKind, PassageText
from gcm_graph.reading.sources import SourceText

BOOKLET = "guidance-booklet-objective-11"
OBJECTIVE = "objective/11"

_TEXT = re.compile(r"(?P<words>[A-Z].*\.)")
_CONTINUED = re.compile(r"(?P<words>[a-z].*)")


def _action(letter: str) -> Line:
    pattern = re.compile(rf"(?P<markup>- )(?P<label>{letter}\.)(?P<words> \*\*[A-Z][^*]*\*\*.*)")
    return Line(f"item {letter} with its bold words", pattern, PassageKind.WORDING, f"{OBJECTIVE}/action/{letter}")


def _practice(title: str) -> tuple[Line, Line]:
    return (
        plain(title, PassageKind.PRACTICE_TITLE, title),
        Line(f"the text of the practice {title!r}", _TEXT, PassageKind.PRACTICE, title),
    )


def _goal(code: str) -> Line:
    pattern = re.compile(rf"(?P<label>SDG {code}:)(?P<words> [A-Z].*)")
    return Line(f"the heading of goal {code}", pattern, PassageKind.GOAL, code)


def _target(code: str) -> Line:
    # The conversion gives targets a bullet in one of two shapes, and of two of them only the end of the bold type.
    pattern = re.compile(rf"(?P<markup>- |▪\*\*)(?P<label>{re.escape(code)}:)(?P<markup_end>\*\*)(?P<words> [A-Z].*)")
    return Line(f"target {code}", pattern, PassageKind.TARGET, code)


_LAYOUT = (
    plain("MANAGE BORDERS IN AN INTEGRATED, SECURE AND COORDINATED MANNER", PassageKind.TITLE, OBJECTIVE),
    plain("Associated actions", PassageKind.HEADING),
    *(_action(letter) for letter in "abc"),
    Line("the rest of item c, after a page break", _CONTINUED, None),
    *(_action(letter) for letter in "defg"),
    plain("Example practices", PassageKind.HEADING),
    plain(
        "For more practices, visit the Migration Network Hub's **Repository of Practices**",
        PassageKind.PROSE,
        "where more practices are",
    ),
    *_practice("West African Network for the Protection of Children"),
    *_practice("Training public officials on migration and trafficking in persons"),
    *_practice("African Union Border Programme"),
    plain("Relevant sustainable development goals", PassageKind.HEADING),
    _goal("9"),
    _target("9.1"),
    _target("9.a"),
    Line("the rest of target 9.a, after a page break", _CONTINUED, None),
    _goal("10"),
    _target("10.7"),
    _goal("16"),
    _target("16.3"),
    _goal("17"),
    _target("17.16"),
    _target("17.18"),
)


def read_booklet(source: SourceText, repairs: Iterable[WitnessRepair] = ()) -> PassageText:
    """Read the booklet's page.

    Args:
        source: the text of `guidance-booklet-objective-11.md`.
        repairs: the declared repairs of this text; those of other texts are passed over.

    Raises:
        RepairError: a declared repair does not fit the text.
        StructureError: a line is missing, doubled, out of place or other than expected.
        LostTextError: what was read does not give back the source.
    """
    collector = begin(source, repairs)
    read_layout(collector, _LAYOUT)
    return collector.finish()
