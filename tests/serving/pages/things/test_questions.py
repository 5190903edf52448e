"""Pages of competency questions: the answer that a reader worked out, and the one that the release gives."""

from __future__ import annotations

from gcm_graph.competency import competency_questions
from gcm_graph.serving.pages.answers import Cell, Rows
from gcm_graph.serving.pages.question_pages import compared


def _rows(*words: str) -> Rows:
    return Rows(("word",), tuple((Cell(word),) for word in words), len(words))


def test_the_list_has_every_question(get):
    """Each question of the package stands in the list and leads to its page."""
    listed = get("question/")
    assert listed.status == 200
    for question in competency_questions():
        assert f'href="/question/{question.name}/"' in listed.main


def test_expected_and_actual_answer(get):
    """The page has the question, how its answer was read, the rows that are expected, and that they were returned."""
    page = get("question/trade-unions-in-actions/")
    assert page.status == 200
    assert "Which actions name trade unions, and in which words?" in page.words
    assert '"membership in trade unions" among the rights of migrant workers' in page.words
    expected = page.main.partition('id="expected"')[2].partition('id="actual"')[0]
    for citation in ("18(e)", "21(e)", "22(d)", "22(i)", "34(e)"):
        assert f">{citation}</a>" in expected
    assert "The same 5 rows: none is missing, and there is none besides." in page.words
    assert "Not to be returned" in page.words


def test_what_the_compact_does_not_answer(get):
    """The page of a question without an answer says why there is none."""
    page = get("question/definition-of-a-migrant/")
    assert "The Compact does not answer this" in page.words
    assert "The same 0 rows" in page.words


def test_records_of_others_are_not_asked_for(get, stand_in):
    """A question about example records is not put to a release, which does not have them."""
    page = get("question/states-that-submit-records/")
    assert "example records, which a server does not have" in page.words
    assert not [query for query in stand_in.asked if "gcm:isSubmittedBy" in str(query)]


def test_missing_and_further_rows_are_told_apart():
    """A row too few is missing; one too many, or once too often, is further; their order does not matter."""
    assert compared(_rows("a", "b"), _rows("b", "a")).missing.rows == ()
    assert compared(_rows("a", "b"), _rows("b")).missing == _rows("a")
    assert compared(_rows("a"), _rows("a", "a", "c")).further == _rows("a", "c")
