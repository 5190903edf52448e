"""By which name or row a mention was read: each has one, and it has the words."""

from __future__ import annotations

import pytest

from gcm_graph import resources
from gcm_graph.linking.forms import expansions, key, other_number
from gcm_graph.linking.lexicon import read_lexicon
from gcm_graph.linking.mentions import find_mentions
from gcm_graph.linking.tracing import Tracer


@pytest.fixture(scope="module")
def published(content):
    """Return the lexicon of the project."""
    return read_lexicon(content)


@pytest.fixture(scope="module")
def tracer(published):
    """Return what asks it."""
    return Tracer(published)


def test_each_mention_was_read_by_something_that_has_its_words(document, published, tracer):
    """A name is the words, in one number or the other; the phrase of a row has them; both are of the same thing."""
    texts = {unit.path: unit.text for unit in document.provisions}
    mentions = find_mentions(document, published)
    assert len(mentions) > 2000
    for each in mentions:
        found = tracer.read_by(texts[each.unit], each.unit, each.start, each.end, each.names)
        words = key(texts[each.unit][each.start : each.end]).removesuffix("'S").removesuffix("'")
        assert found, each
        for one in found:
            assert one.names == each.names
            phrases = [key(phrase) for phrase in (expansions(one.words) if one.is_row else [one.words])]
            either = {form for phrase in phrases for form in (phrase, other_number(phrase))}
            assert any(words in form for form in either), (each, one)


@pytest.mark.parametrize(
    ("unit", "words", "names", "file", "said"),
    [
        ("objective/6/action/c", "debt bondage", "theme/forced-labour", "vocab/themes.ttl", "debt bondage"),
        ("paragraph/52", "IOM", "actor/international-organization-for-migration", "lexicon/names.csv", None),
        ("objective/11/action/b", "integrated border management", "theme/border-management", "vocab/themes.ttl", None),
    ],
)
def test_the_line_has_the_words(document, tracer, unit, words, names, file, said):
    """The file that is named has them on the line that is given."""
    text = document.by_path()[unit].text
    start = text.index(words)
    (found,) = tracer.read_by(text, unit, start, start + len(words), names)
    assert (found.file, found.is_row) == (file, file.startswith("lexicon/"))
    line = (resources.ontology_folder() / file).read_text(encoding="utf-8").splitlines()[found.line - 1]
    assert (said or words).casefold() in line.casefold()


def test_what_is_no_mention_was_read_by_nothing(document, tracer):
    """Neither other words of the unit nor another thing."""
    text = document.by_path()["objective/6/action/c"].text
    start = text.index("debt bondage")
    assert tracer.read_by(text, "objective/6/action/c", start, start + 4, "theme/forced-labour") == ()
    assert tracer.read_by(text, "objective/6/action/c", start, start + 12, "theme/border-management") == ()
