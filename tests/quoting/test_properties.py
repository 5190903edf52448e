"""Whatever is quoted from the Compact is found, and whatever is changed in it is told."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from gcm_graph.quoting import Verdict
from gcm_graph.quoting.findings import Kind

FEWEST = 8
NAME = "global compact for safe, orderly and regular migration"
"""Between quotation marks it is the Compact's name, and no quotation."""
BEFORE = ["", "Some authors write ", "As has been said,\n", "Borders (all of them) matter. One reads: "]
AFTER = ["", " and so on.", ". Others disagree.", "\n\nNew paragraph."]
MARKS = ["“”", '""', "«»", "„“"]
WORD = re.compile(r"[^\W_]+")


def long_small(words: list[str]) -> int:
    """Return how many words have four letters or more and begin with a small letter."""
    return sum(len(word) >= 4 and word[0].islower() for word in words)


@st.composite
def runs(draw, units):
    """Draw a run of words of one unit: the unit, where it begins and ends, and where its words stand."""
    # Paragraphs of commitments stand in the running text as their sentences.
    split = {unit.part_of for unit in units if unit.kind == "Commitment"}
    long = [
        number
        for number, unit in enumerate(units)
        if len(WORD.findall(unit.text)) >= FEWEST and '"' not in unit.text and unit.iri not in split
    ]
    unit = units[draw(st.sampled_from(long))]
    words = list(WORD.finditer(unit.text))
    first = draw(st.integers(0, len(words) - FEWEST))
    last = draw(st.integers(first + FEWEST - 1, min(len(words) - 1, first + 60)))
    assume(unit.text[words[first].start() : words[last].end()].lower() != NAME)
    return unit, words[first : last + 1]


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_run_of_words_in_quotation_marks_is_exact(units, check, data):
    """Eight words or more of a unit between quotation marks are one exact quotation, wherever they stand."""
    unit, words = data.draw(runs(units))
    quoted = unit.text[words[0].start() : words[-1].end()]
    if long_small([word[0] for word in words]) < 4:
        return
    marks = data.draw(st.sampled_from(MARKS))
    before, after = data.draw(st.sampled_from(BEFORE)), data.draw(st.sampled_from(AFTER))
    text = f"{before}{marks[0]}{quoted}{marks[1]}{after}"
    found = [each for each in check(text).findings if each.kind is Kind.QUOTATION]
    assert [(each.verdict, text[each.span.start : each.span.end]) for each in found] == [(Verdict.EXACT, quoted)]
    assert len(found[0].units) == 1
    assert quoted in found[0].units[0].text or quoted in (found[0].units[0].lead_in or "")


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_changed_word_is_told(units, check, data):
    """One word that the Compact has nowhere makes a quotation differ, by this word and no other."""
    unit, words = data.draw(runs(units))
    changed = words[data.draw(st.integers(0, len(words) - 1))]
    kept = [word[0] for word in words if word is not changed]
    if long_small(kept) < 4:
        return
    start, end = words[0].start(), words[-1].end()
    text = f"“{unit.text[start : changed.start()]}zebra{unit.text[changed.end() : end]}”"
    (found,) = [each for each in check(text).findings if each.kind is Kind.QUOTATION]
    assert found.verdict is Verdict.DIFFERS
    (difference,) = found.differences
    assert difference.here.words == "zebra"
    assert text[difference.span.start : difference.span.end] == "zebra"


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_how_a_text_is_set_makes_no_difference(units, check, data):
    """Line breaks, no-break spaces, soft hyphens and typographic marks leave a quotation exact."""
    unit, words = data.draw(runs(units))
    if long_small([word[0] for word in words]) < 4:
        return
    quoted = unit.text[words[0].start() : words[-1].end()]
    space = data.draw(st.sampled_from(["\n", "\u00a0", "  ", " \n "]))
    place = data.draw(st.integers(1, len(quoted) - 1))
    set_differently = quoted[:place].replace(" ", space) + quoted[place:].replace("-", "\u2011").replace("fi", "\ufb01")
    longest = max((word[0] for word in words), key=len)
    set_differently = set_differently.replace(longest, f"{longest[:2]}\u00ad{longest[2:]}")
    text = f"One reads “{set_differently}”."
    found = [each for each in check(text).findings if each.kind is Kind.QUOTATION]
    assert [(each.verdict, text[each.span.start : each.span.end]) for each in found] == [
        (Verdict.EXACT, set_differently)
    ]
