"""A citation covers a unit and all its parts."""

from __future__ import annotations

import pytest

from gcm_graph.citations import UnknownCitationError
from gcm_graph.linking.coverage import units_covered


@pytest.fixture(scope="module")
def covered(document):
    """Return the function that tells what a citation covers."""
    return units_covered(document)


@pytest.mark.parametrize(
    ("citation", "units"),
    [
        ("10", {"paragraph/10"}),
        ("15(c)", {"principle/national-sovereignty"}),
        ("19(a)", {"objective/3/action/a"}),
        ("fn 8", {"footnote/8"}),
        ("res pp 1", {"resolution/preamble/1"}),
        ("opening", {"opening"}),
        ("Objective 3, commitment 1", {"objective/3/commitment/1"}),
    ],
)
def test_a_unit_without_parts(covered, citation, units):
    """A unit that has no parts covers itself."""
    assert covered(citation) == units


def test_an_objective_covers_all_that_stands_under_it(covered):
    """Objective 3 has a title, two sentences of commitment and actions (a) to (e); 19 is its paragraph."""
    actions = {f"objective/3/action/{letter}" for letter in "abcde"}
    commitments = {f"objective/3/commitment/{number}" for number in (1, 2)}
    assert covered("Objective 3") == {"objective/3", "paragraph/19"} | actions | commitments
    assert covered("19") == {"paragraph/19"} | actions | commitments


def test_items_and_their_items_are_covered(covered):
    """Paragraph 15 covers the ten principles, paragraph 12 nothing but itself."""
    assert len(covered("15")) == 11
    assert covered("12") == {"paragraph/12"}


def test_a_section_covers_its_paragraphs(covered):
    """The preamble of the Compact has paragraphs 1 to 7."""
    assert covered("preamble") >= {f"paragraph/{number}" for number in range(1, 8)}
    assert "paragraph/8" not in covered("preamble")


def test_an_unknown_citation(covered):
    """There is no paragraph 55."""
    with pytest.raises(UnknownCitationError):
        covered("55")
