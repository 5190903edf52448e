"""By which name or row a link was read is told where the lexicon at hand is that of the release, else not at all."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from gcm_graph.describing.graphs import node, term
from gcm_graph.explaining.explainer import Explainer
from gcm_graph.explaining.selecting import select
from gcm_graph.resources import release_identity

ASKED = ("22(c)", "concernsTheme", "theme/forced-labour")
TABLE = node(f"dataset/{release_identity().version}#lexicon-names")
VALUE = term("spdx:checksumValue")


def quotations(explainer, *asked):
    """Return the words of the one link that is asked for."""
    (statement,) = select(explainer.graph, *asked)
    return explainer.explain(statement).origin.quotations


def test_each_place_has_its_own_name(current):
    """The two places of one link were read by two names of one theme."""
    found = quotations(Explainer(current, trace=True), *ASKED)
    assert [[(one.words, one.names, one.is_row) for one in each.read_by] for each in found] == [
        [("debt bondage", "theme/forced-labour", False)],
        [("Forced labour", "theme/forced-labour", False)],
    ]


def test_nothing_is_told_unasked(explainer):
    """Reading the lexicon takes time, which a list of all statements does not spend."""
    assert [each.read_by for each in quotations(explainer, *ASKED)] == [(), ()]


@pytest.mark.parametrize("change", ["another table", "a further table"])
def test_nothing_is_told_of_a_release_with_another_lexicon(planted, explainer, change):
    """One table of another content, or one more, and what is at hand says nothing of the release."""
    if change == "another table":
        checksum = explainer.graph.value(TABLE, "spdx:checksum")
        added = [Quad(checksum, VALUE, Literal("00", datatype=term("xsd:hexBinary")), node("graph/provenance"))]
        folder = planted(added, without=lambda quad: quad.subject == checksum and quad.predicate == VALUE).graph.folder
    else:
        further = NamedNode(TABLE.value.replace("names", "further"))
        folder = planted([Quad(further, term("rdf:type"), term("prov:Entity"), node("graph/provenance"))]).graph.folder
    assert [each.read_by for each in quotations(Explainer(folder, trace=True), *ASKED)] == [(), ()]
