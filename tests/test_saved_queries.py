"""Saved queries are files that ask a question."""

from __future__ import annotations

import pytest

from gcm_graph.saved_queries import SavedQueryError, UnknownQueryError, saved_queries, saved_query


def test_every_saved_query_asks_a_question():
    """At least six queries are saved, each with one question that ends in a question mark."""
    queries = saved_queries()
    assert len(queries) >= 6
    assert all(query.question.endswith("?") for query in queries)


def test_a_query_without_prefixes_keeps_everything_else(tmp_path):
    """Only PREFIX lines and the question are taken away."""
    (tmp_path / "one.rq").write_text("# What?\nPREFIX a: <http://a/>\n\n# a comment\nSELECT * { ?s a:p ?o }\n")
    assert saved_query("one", tmp_path).without_prefixes() == "# a comment\nSELECT * { ?s a:p ?o }\n"


@pytest.mark.parametrize("text", ["SELECT * {}\n", "# What?\nFIND * {}\n", ""])
def test_a_file_without_question_or_form_is_reported(tmp_path, text):
    """A file that lacks its question or its query form is named."""
    (tmp_path / "one.rq").write_text(text)
    with pytest.raises(SavedQueryError, match=r"one\.rq"):
        saved_queries(tmp_path)


def test_an_unknown_name_is_reported_with_those_there_are():
    """Who asks for a query that is not saved is told which are."""
    with pytest.raises(UnknownQueryError) as caught:
        saved_query("no-such-query")
    assert "two-titles" in caught.value.hint
