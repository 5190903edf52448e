"""The linker finds exactly the forms that stand in a text as words, at their places."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from gcm_graph.linking.errors import LexiconTableError
from gcm_graph.linking.forms import joins, key
from gcm_graph.linking.kinds import NAMES, kind
from gcm_graph.linking.lexicon import compose
from gcm_graph.linking.linker import Linker
from gcm_graph.linking.resolving import Hit, resolve

# Few words, so that phrases overlap, are parts of one another and of other words.
WORDS = ["state", "states", "a", "of", "migrant", "worker's", "Law", "2030", "straße", "é"]
JOINTS = [" ", " ", " ", "-", ", ", "’ ", "\u00a0", "", "ß", "("]
PATHS = ["population/a", "population/b", "theme/a", "stakeholder/a", "actor/a", "principle/a", "stage/a"]

phrases = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
texts = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(JOINTS)), max_size=12).map(
    lambda parts: "".join(itertools.chain.from_iterable(parts))
)


@st.composite
def rows(draw):
    """Return the cells of a row."""
    words = draw(phrases)
    before, after = draw(st.sampled_from(["", "of ", "the "])), draw(st.sampled_from(["", " Law"]))
    cells = {"phrase": before + words + after, "names": draw(st.sampled_from([*PATHS, "nothing", "no population"]))}
    if draw(st.booleans()) and (before + words + after).count(words) == 1:
        cells["words"] = words
    if draw(st.booleans()):
        cells["within"] = draw(st.sampled_from(["unit", "other"]))
    return cells


@pytest.fixture(scope="module")
def drawn(lexicon):
    """Return a function that makes a lexicon of drawn names and rows; what cannot be read is drawn anew."""

    def make(names, given_rows):
        try:
            return lexicon({path: forms for path, forms in names.items() if forms}, *given_rows)
        except LexiconTableError:
            reject()

    return make


names = st.dictionaries(st.sampled_from(PATHS), st.lists(phrases, max_size=3))


def naive_hits(text, lexicon, unit):
    """Return all hits by trying each form at each place: what the automaton is held against."""
    compared, hits = key(text), set()
    for form, entries in lexicon.entries.items():
        for start in range(len(compared) - len(form) + 1):
            end = start + len(form)
            beside = [*compared[start - 1 : start], *compared[end : end + 1]] if start else [*compared[end : end + 1]]
            if compared[start:end] != form or any(map(joins, beside)):
                continue
            for entry in entries:
                if entry.units is None or unit in entry.units:
                    hits.add((start + entry.start, start + entry.end, len(form), entry))
    return hits


@settings(max_examples=400, deadline=None)
@given(text=texts, names=names, given_rows=st.lists(rows(), max_size=5))
def test_the_automaton_finds_what_a_naive_search_finds(drawn, text, names, given_rows):
    """Every form that stands in the text as words is a hit, and nothing else; overlaps come to the same at once."""
    lexicon = drawn(names, given_rows)
    linker, expected = Linker(lexicon), naive_hits(text, lexicon, "unit")
    hits = {
        (begin + hit.start, begin + hit.end, hit.length, hit.entry)
        for begin, resolved in linker.trace(text, "unit")
        for hit in resolved.hits
    }
    assert hits == expected
    together = resolve((Hit(entry, start, end, length) for start, end, length, entry in expected), "unit")
    assert linker.find(text, "unit") == list(together.mentions)


@settings(max_examples=200, deadline=None)
@given(text=texts, names=names, given_rows=st.lists(rows(), max_size=5), data=st.data())
def test_the_order_of_the_lexicon_makes_no_difference(drawn, text, names, given_rows, data):
    """Rows and names in any order give the same mentions."""
    lexicon = drawn(names, given_rows)
    order = data.draw(st.permutations(lexicon.readings))
    known = dict(data.draw(st.permutations(list(lexicon.things.items()))))
    assert Linker(compose(known, order)).find(text, "unit") == Linker(lexicon).find(text, "unit")


@settings(max_examples=200, deadline=None)
@given(text=texts, names=names)
def test_mentions_quote_forms_and_do_not_overlap(drawn, text, names):
    """Without rows, a mention quotes a form of its thing, and those of one kind, or of all names, stand apart."""
    lexicon = drawn(names, [])
    mentions = Linker(lexicon).find(text)
    assert mentions == sorted(set(mentions))
    for start, end, path in mentions:
        assert path in {entry.names for entry in lexicon.entries[key(text)[start:end]]}
    for (start, end, one), (begin, stop, other) in itertools.combinations(mentions, 2):
        apart = end <= begin or stop <= start
        same = kind(one) == kind(other) or {kind(one), kind(other)} <= NAMES
        assert apart or (start, end) == (begin, stop) or not same


@settings(max_examples=200, deadline=None)
@given(text=texts, names=names)
def test_nothing_is_left_out_without_a_mention_over_it(drawn, text, names):
    """Without rows, a form that is no mention overlaps a mention that begins before it or reaches further."""
    lexicon = drawn(names, [])
    mentions = Linker(lexicon).find(text)
    for start, end, _, entry in naive_hits(text, lexicon, None):
        over = [
            (begin, stop)
            for begin, stop, path in mentions
            if begin < end and start < stop and (begin, -stop) < (start, -end)
            if kind(path) in NAMES or kind(path) == kind(entry.names)
        ]
        people = {kind(entry.names), "population"} | NAMES
        assert (
            (start, end, entry.names) in mentions
            or over
            or any((begin, stop) == (start, end) and kind(path) in people for begin, stop, path in mentions)
        )


@settings(deadline=None)
@given(before=st.text(max_size=8), after=st.text(max_size=8))
def test_places_hold_in_any_script(found, before, after):
    """Whatever stands around it, a name is found at its own characters, unless it is a part of a word."""
    text = f"{before} State {after}"
    assert ("State", "stakeholder/states") in found(text, {"stakeholder/states": ["States"]})


@pytest.mark.parametrize("text", ["", "Statement", "interState", "State9", "9State", "Státe", "Stat\u0301e"])
def test_a_part_of_a_word_is_no_mention(found, text):
    """A form neither begins nor ends inside a word, a number or a letter with a mark."""
    assert found(text, {"stakeholder/states": ["States"]}) == []


@pytest.mark.parametrize(
    "text",
    ["State", "state", "STATES", "States’", "State's", "(State)", "State²", "“State”", "inter-State", "State-led"],
)
def test_a_word_is_a_mention_in_any_dress(found, text):
    """Number, case, possessive, quotation marks, a footnote mark or a hyphen beside it make no difference."""
    ((words, path),) = found(text, {"stakeholder/states": ["States"]})
    assert path == "stakeholder/states"
    assert words.casefold().startswith("state")


def test_each_occurrence_is_a_mention(found):
    """The second occurrence in a text counts like the first."""
    assert len(found("States and States and States", {"stakeholder/states": ["States"]})) == 3


def test_an_empty_lexicon_finds_nothing(found):
    """Without names and rows there are no mentions."""
    assert found("States", {}) == []


def test_only_so_much_is_remembered(lexicon, monkeypatch):
    """The memory of what words come to is emptied before it grows without end, and the mentions stay the same."""
    monkeypatch.setattr("gcm_graph.linking.linker._REMEMBERED", 2)
    linker = Linker(lexicon({"place/a": ["a"], "place/b": ["b"], "place/c": ["c"]}))
    assert [path for _, _, path in linker.find("a, b, c, a")] == ["place/a", "place/b", "place/c", "place/a"]
    assert len(linker._memory) == 2
