"""Each kind of origin can be printed in full, in one line, and as JSON."""

from __future__ import annotations

import json
from typing import get_args

import pytest
from pyoxigraph import NamedNode

from gcm_graph.describing.graphs import node, term
from gcm_graph.explaining.layout import Layout
from gcm_graph.explaining.origins import Explanation, FromActivity, FromRule, Origin, Statement
from gcm_graph.explaining.printing import printed
from gcm_graph.explaining.records import KINDS, explanations_json
from gcm_graph.explaining.summarizing import summarized

LAYOUT = Layout(80, colour=False)

EXAMPLES = {
    "text": ("27(b)", "citation"),
    "source": ("resolution", "mastheadLine"),
    "passages": ("passage/network-hub-objective-11/objective/11/action/g", "printedText"),
    "words": ("objective/7/commitment/2", "concernsPopulation"),
    "claims": ("instrument/slavery-convention", "first_date_entry_in_force"),
    "table": ("actor/world-bank", "prefLabel"),
    "variant": ("variant/objective/11/action/g/239-302/ohchr", "reading"),
    "declaration": ("gcm:Action", "definition"),
    "mapping": ("actor/world-bank", "exactMatch"),
    "activity": ("query/commitments", "select"),
    "rule": ("23", "concernsPopulation"),
}


def test_there_is_an_example_of_each_kind():
    """The examples are of all kinds of origin."""
    assert set(EXAMPLES) == set(KINDS.values())
    assert len(EXAMPLES) == len(get_args(Origin))


@pytest.mark.parametrize("kind", EXAMPLES)
def test_each_kind_is_printed(explained, kind):
    """An explanation has its kind, says the statement and more in full, fits on one line, and is JSON."""
    explanations = explained(*EXAMPLES[kind])
    assert {KINDS[type(one.origin)] for one in explanations} == {kind}
    full = printed(explanations, LAYOUT)
    assert full.count("(graph") >= len(explanations)
    assert len(full.splitlines()) > len(explanations)
    assert len(summarized(explanations, LAYOUT).splitlines()) == len(explanations) + 1
    records = json.loads(explanations_json(explanations))["explanations"]
    assert [record["origin"]["kind"] for record in records] == [kind] * len(explanations)


def chain(steps: int) -> Explanation:
    """Return an explanation that is so many rules deep."""
    origin: Origin = FromActivity("Counting", "gcm-graph", (), "counted")
    for _ in range(steps):
        premise = Explanation(Statement(node("a"), term("gcm:p"), node("b"), None), origin)
        origin = FromRule("prp-spo1", "Table 5", "", None, (premise,))
    return Explanation(Statement(node("a"), term("gcm:p"), NamedNode("urn:b"), "inferred"), origin)


def test_a_deep_derivation_is_cut():
    """Below eight rules the reader is sent to the statement itself; JSON has all of them."""
    cut = "ask for this statement by itself"
    assert cut not in " ".join(printed([chain(8)], LAYOUT).split())
    assert cut in " ".join(printed([chain(9)], LAYOUT).split())
    assert explanations_json([chain(30)]).count('"premises"') == 30


def test_premises_are_items_of_a_list():
    """Each premise begins with a hyphen, below its conclusion; what is not published is called so."""
    lines = printed([chain(2)], LAYOUT).splitlines()
    assert lines[0] == "a gcm:p urn:b (graph inferred)"
    assert lines[1] == "  follows by the rule prp-spo1: Table 5"
    assert lines[2] == "  - a gcm:p b (not published)"
    assert lines[4] == "      - a gcm:p b (not published)"
    assert lines[5] == "          counted (Counting: gcm-graph)"
