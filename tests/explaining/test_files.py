"""A line is given only of a file that is the one from which the release was made."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, Quad

from gcm_graph import resources
from gcm_graph.describing.graphs import node, term
from gcm_graph.explaining.errors import UnaccountableStatementError
from gcm_graph.explaining.selecting import select
from gcm_graph.resources import release_identity

VERSION = release_identity().version

VALUE = term("spdx:checksumValue")
TABLE = node(f"dataset/{VERSION}#curated-actors-checksum")
VOCABULARY = node(f"dataset/{VERSION}#vocab-stages-checksum")
REPAIRS = node(f"dataset/{VERSION}#repairs-checksum")


@pytest.fixture(scope="session")
def edited(planted, explainer):
    """Return what explains a release that was made from other versions of a table, a vocabulary and the repairs."""
    others = [
        Quad(one, VALUE, Literal("00", datatype=term("xsd:hexBinary")), node("graph/provenance"))
        for one in (TABLE, VOCABULARY, REPAIRS)
    ]
    assert all(explainer.graph.value(one.subject, "spdx:checksumValue") for one in others)
    known = {one.subject for one in others}
    return planted(others, without=lambda quad: quad.predicate == VALUE and quad.subject in known)


def only(explainer, *asked):
    """Return the explanation of the one statement that is asked for."""
    (statement,) = select(explainer.graph, *asked)
    return explainer.explain(statement).origin


def test_lines_of_the_files_of_the_release_are_given(explainer):
    """Table, vocabulary and repairs are those that the release was made from."""
    assert only(explainer, "actor/world-bank", "prefLabel").place.file == "curated/actors.csv"
    assert only(explainer, "stage/transit", "prefLabel", "Tránsito").place.file == "vocab/stages.ttl"
    assert only(explainer, "27(c)", "text").passage.repairs[0].place.line == 70


def test_lines_of_other_files_are_not(edited):
    """The vocabulary is quoted as the release has it, the repair without a line, and the table's row is unknown."""
    declared = only(edited, "stage/transit", "prefLabel", "Tránsito").place
    lines = (edited.graph.folder / declared.file).read_text(encoding="utf-8").splitlines()
    assert (declared.file, '"Tránsito"@es' in lines[declared.line - 1]) == ("ontology.ttl", True)
    assert only(edited, "27(c)", "text").passage.repairs[0].place.line is None
    with pytest.raises(UnaccountableStatementError, match="actor/world-bank skos:prefLabel") as error:
        only(edited, "actor/world-bank", "prefLabel")
    assert "gcm build" in error.value.hint


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (("actor/world-bank", "prefLabel"), "World Bank"),
        (("stage/transit", "prefLabel", "Tránsito"), '"Tránsito"@es'),
        (("gcm:citesInstrument", "subPropertyOf", "gcm:refersTo"), "rdfs:subPropertyOf gcm:refersTo"),
        (("theme/border-management", "prefLabel", "Gestión de fronteras"), '"Gestión de fronteras"@es'),
        (("source/a-res-73-195", "status"), "[a-res-73-195]"),
        (("resolution", "identifier"), "A/RES/73/195"),
        (("compact", "altLabel"), "Marrakech Compact on Migration"),
        (("objective/11", "listedTitle"), "11. Manage borders"),
    ],
)
def test_the_line_has_the_words(explainer, asked, words):
    """The line that is given of a file has what is said on it."""
    place = only(explainer, *asked).place
    roots = [resources.ontology_folder(), resources.sources_folder()]
    (file,) = [root / place.file for root in roots if (root / place.file).is_file()]
    assert words in file.read_text(encoding="utf-8").split("\n")[place.line - 1]
