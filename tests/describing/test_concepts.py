"""Vocabulary files are stated in the graph `vocabulary`, or refused with the place of what is wrong in them."""

from __future__ import annotations

import shutil

import pytest
from pyoxigraph import Literal

from gcm_graph import resources
from gcm_graph.describing.concepts import SharedLabelError, VocabularyError, describe_concepts
from gcm_graph.describing.graphs import NamedGraph, node, term
from gcm_graph.describing.vocabulary import describe_vocabulary
from gcm_graph.errors import ExitStatus, SourceError, SourceMissingError
from gcm_graph.model import Document

HEAD = """\
@base <https://w3id.org/gcm/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

"""
RETURN = """\
<theme/return> a skos:Concept ;
  skos:prefLabel "Return"@en , "Retour"@fr ;
  skos:inScheme <scheme/themes> .
"""
READMISSION = """\
<theme/readmission> a skos:Concept ;
  skos:prefLabel "Readmission"@en ;
  skos:altLabel "taking back"@en ;
  skos:inScheme <scheme/themes> .
"""


@pytest.fixture
def describe(tmp_path):
    """Return a function that describes vocabulary files, given by their content, and returns the graph."""

    def described(**files):
        for name, content in files.items():
            (tmp_path / f"{name}.ttl").write_text(HEAD + content, encoding="utf-8")
        graph = NamedGraph("vocabulary")
        describe_concepts(graph, tmp_path)
        return graph

    return described


def test_every_triple_of_every_file_is_stated(describe):
    """What the files say stands in the graph `vocabulary`, and nothing else."""
    graph = describe(a=RETURN, b=READMISSION)
    assert len(graph) == 8
    assert {quad.graph_name for quad in graph} == {node("graph/vocabulary")}
    stated = {(quad.subject, quad.predicate, quad.object) for quad in graph}
    assert (node("theme/return"), term("skos:prefLabel"), Literal("Retour", language="fr")) in stated
    assert (node("theme/readmission"), term("skos:inScheme"), node("scheme/themes")) in stated


def test_the_packages_own_vocabularies_are_stated_by_default():
    """Without a folder, the vocabularies of the package are described."""
    graph = NamedGraph("vocabulary")
    describe_concepts(graph)
    schemes = {quad.subject for quad in graph if quad.object == term("skos:ConceptScheme")}
    assert schemes == {
        node(f"scheme/{name}")
        for name in (
            *("stakeholders", "populations", "themes", "stages"),
            *("provision-kinds", "pledge-forms", "pledge-kinds"),
        )
    }


@pytest.mark.parametrize("label", ["Return", "RETURN"])
def test_a_label_that_two_concepts_share_is_refused(describe, label):
    """The error names the second concept's file and line, and the first concept; capitals make no difference."""
    with pytest.raises(SharedLabelError) as caught:
        describe(a=RETURN, b=READMISSION.replace("taking back", label))
    error = caught.value
    assert str(error) == f'b.ttl:6: theme/readmission has the label "{label}"@en, which theme/return has already'
    assert error.status is ExitStatus.FINDINGS
    assert error.code == "vocabulary-label"


def test_a_shared_label_is_found_within_one_file(describe):
    """The line is that of the second concept, where the first one stands above it in the same file."""
    with pytest.raises(SharedLabelError) as caught:
        describe(a=f"{RETURN}\n{READMISSION.replace('taking back', 'Return')}")
    assert caught.value.line == 10


def test_a_label_written_with_an_escape_is_placed_at_its_concept(describe):
    """Where the words themselves are not found in the file, the line is the first one of the concept."""
    escaped = READMISSION.replace("taking back", "R\\u0065turn")
    with pytest.raises(SharedLabelError) as caught:
        describe(a=f"{RETURN}\n{escaped}")
    assert caught.value.line == 8


def test_a_label_that_one_concept_has_twice_is_refused(describe):
    """The preferred label of a concept is none of its other labels (SKOS Reference, S13)."""
    with pytest.raises(SharedLabelError) as caught:
        describe(a=READMISSION.replace("taking back", "readmission"))
    assert str(caught.value) == 'a.ttl:6: theme/readmission has the label "readmission"@en twice'


def test_a_hidden_label_counts(describe):
    """Hidden labels are searched by too, so two concepts cannot share one."""
    with pytest.raises(SharedLabelError):
        describe(a=RETURN, b=READMISSION.replace('skos:altLabel "taking back"', 'skos:hiddenLabel "Return"'))


@pytest.mark.parametrize(
    ("old", "new"),
    [("scheme/themes", "scheme/stages"), ('"taking back"@en', '"Return"@es')],
    ids=["another scheme", "another language"],
)
def test_labels_are_compared_within_a_scheme_and_a_language(describe, old, new):
    """The same word may name a concept of another scheme, or stand in another language."""
    changed = READMISSION.replace("taking back", "Return") if old.startswith("scheme") else READMISSION
    assert len(describe(a=RETURN, b=changed.replace(old, new))) == 8


def test_a_file_that_is_not_turtle_is_refused_with_its_line(describe):
    """A mistake in the syntax is named with file and line."""
    with pytest.raises(VocabularyError) as caught:
        describe(a=RETURN, b=READMISSION.replace("skos:inScheme", "skos:inScheme ;"))
    assert str(caught.value).startswith("b.ttl:7: not Turtle: ")
    assert caught.value.code == "vocabulary-file"


def test_a_file_that_is_not_utf_8_is_refused(tmp_path):
    """Bytes that are no UTF-8 are a mistake in the file, not a fault of the program."""
    (tmp_path / "a.ttl").write_bytes(HEAD.encode() + b'<a> <b> "\xe9" .')
    with pytest.raises(VocabularyError, match=r"^a\.ttl:\d+: not Turtle: "):
        describe_concepts(NamedGraph("vocabulary"), tmp_path)


@pytest.mark.parametrize("value", ["[ ]", "_:b", "( <theme/return> )"])
def test_a_blank_node_is_refused(describe, value):
    """A thing without a name cannot be pointed at, so a vocabulary has none."""
    with pytest.raises(VocabularyError) as caught:
        describe(a=RETURN.replace("<scheme/themes>", value))
    assert str(caught.value).startswith("a.ttl: a blank node")


def test_a_folder_without_vocabularies_is_refused(tmp_path):
    """A build without vocabularies does not pass as complete."""
    with pytest.raises(SourceMissingError):
        describe_concepts(NamedGraph("vocabulary"), tmp_path)


@pytest.mark.parametrize(("content", "message"), [(None, "cannot be read"), ("", "describes no skos:ConceptScheme")])
def test_a_vocabulary_that_is_lost_is_named(tmp_path, monkeypatch, content, message):
    """A build without one of the vocabularies, or with one that was emptied, does not pass as complete."""
    shutil.copytree(resources.ontology_folder() / "vocab", tmp_path / "vocab")
    (tmp_path / "vocab" / "stages.ttl").unlink()
    if content is not None:
        (tmp_path / "vocab" / "stages.ttl").write_text(content, encoding="utf-8")
    monkeypatch.setattr(resources, "ontology_folder", lambda: tmp_path)
    with pytest.raises(SourceError, match=rf"^stages\.ttl: .*{message}"):
        describe_concepts(NamedGraph("vocabulary"))


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    """A name that is a folder is reported as a file that cannot be read."""
    (tmp_path / "a.ttl").mkdir()
    with pytest.raises(SourceMissingError, match=r"^a\.ttl: the vocabulary cannot be read"):
        describe_concepts(NamedGraph("vocabulary"), tmp_path)


def test_the_schemes_of_units_are_named_in_three_languages():
    """The schemes of objectives and principles have a label in each language, and say whose they are."""
    graph = describe_vocabulary(Document("a-res-73-195", "0" * 64, (), "The General Assembly,", (), (), ()))
    for scheme in ("scheme/objectives", "scheme/principles"):
        of = [quad for quad in graph if quad.subject == node(scheme)]
        assert [quad.object.language for quad in of if quad.predicate == term("skos:prefLabel")] == ["en", "fr", "es"]
        assert [quad.object for quad in of if quad.predicate == term("gcm:takesLabelsFrom")] == [
            node("source/labels-fr"),
            node("source/labels-es"),
        ]
