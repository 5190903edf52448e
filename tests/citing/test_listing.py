"""What is cited: citations in lines, or in a column of a table."""

from __future__ import annotations

import pytest

from gcm_graph.citing.listing import citations_in


@pytest.mark.parametrize(
    ("text", "citations"),
    [
        ("36(a)\n36(b)\n", ["36(a)", "36(b)"]),
        ("  36(a) \r\n\r\nA/RES/73/195, para 27 (b)", ["36(a)", "A/RES/73/195, para 27 (b)"]),
        ("", []),
        ("\n \n", []),
        ("citation\r\n36(a)\r\n36(b)\r\n", ["36(a)", "36(b)"]),
        ("\ufeffcitation\n36(a)\n", ["36(a)"]),
        ('text,citation\n"Develop, and\npromote",36(a)\n"","36(b)"\n', ["36(a)", "36(b)"]),
        (
            "citation,iri\n27,https://w3id.org/gcm/objective/11/commitment/1\n",
            ["https://w3id.org/gcm/objective/11/commitment/1"],
        ),
        ("citation,text\n36(a)\n,none\n", ["36(a)"]),
        ("citation\n", []),
        ("the citation\n", ["the citation"]),
    ],
)
def test_citations_stand_in_lines_or_in_a_column(text, citations):
    """A heading `iri` or `citation` makes it a table; `iri` goes first, since it alone names each commitment."""
    assert citations_in(text) == citations
