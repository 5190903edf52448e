"""The graph answers the competency questions as readers did: everything that it must return, and nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Store, parse

from gcm_graph import namespaces
from gcm_graph.competency import (
    Cell,
    CompetencyQuestion,
    CompetencyQuestionError,
    asked_for,
    competency_questions,
    held_against,
    result_document,
    terms,
)

ROOT = Path(__file__).resolve().parents[1]
QUESTIONS = competency_questions()
EACH = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)


@pytest.fixture(scope="module")
def graph(release: Path) -> Store:
    """Return the release as it is queried: the default graph is the merge of all graphs."""
    return Store.read_only(str(release / "store"))


@pytest.fixture(scope="module")
def with_records(release: Path) -> Store:
    """Return the release together with the example records of others."""
    store = Store()
    store.bulk_load(path=release / "gcm.nq", format=RdfFormat.N_QUADS)
    return store


def _answer(question: CompetencyQuestion, graph: Store, with_records: Store) -> QuerySolutions:
    asked = graph
    if question.data is not None:
        with_records.load(path=ROOT / question.data, format=RdfFormat.TURTLE)
        asked = with_records
    solutions = asked.query(
        question.query,
        prefixes=dict(namespaces.PREFIXES),
        base_iri=namespaces.BASE,
        use_default_graph_as_union=question.data is not None,
    )
    assert isinstance(solutions, QuerySolutions)
    return solutions


@EACH
def test_the_answer_is_the_one_that_was_read(question, graph, with_records):
    """Every row that must be returned is, and nothing that must not be."""
    solutions = _answer(question, graph, with_records)
    assert tuple(variable.value for variable in solutions.variables) == question.columns
    verdict = held_against(question, (tuple(solution) for solution in solutions))
    assert verdict.complete(), f"{verdict.returned} of {verdict.expected} rows; missing: {verdict.missing}"
    assert verdict.sound(), f"unexpected: {verdict.unexpected}; refused: {verdict.refused}"


OWN_TERMS = """
    @prefix my: <https://example.org/mine#> .
    my:CabinetPledge rdfs:subClassOf my:PublicPledge .
    my:PublicPledge rdfs:subClassOf gcm:Pledge .
    my:leadObjective rdfs:subPropertyOf gcm:hasPrimaryObjective .
    my:plannedObjective rdfs:subPropertyOf gcm:addressesObjective .
    my:BorderMeasure rdfs:subClassOf gcm:ImplementationMeasure .
    my:pledge a my:CabinetPledge ;
      my:leadObjective <https://w3id.org/gcm/objective/11> ;
      dcterms:description "More desks."@en .
    my:measure a my:BorderMeasure ;
      my:plannedObjective <https://w3id.org/gcm/objective/2> ;
      my:carriesOut <https://w3id.org/gcm/objective/3/action/a> ;
      gcm:isSubmittedBy my:state .
    my:carriesOut rdfs:subPropertyOf gcm:implementsAction .
    my:state foaf:name "Erewhon"@en .
    my:plan gcm:hasMeasure my:measure ;
      my:plannedObjective <https://w3id.org/gcm/objective/2> .
"""
"""Records in terms of somebody's own, some of them two steps below the ones that the questions name."""
MINE = "https://example.org/mine#"
PLEDGE, MEASURE, CABINET = (NamedNode(MINE + name) for name in ("pledge", "measure", "CabinetPledge"))


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("records-about-border-management", {(PLEDGE, CABINET)}),
        ("records-without-an-update", {(PLEDGE,), (MEASURE,)}),
        ("pledges-on-borders-with-their-form", {(PLEDGE, Literal("More desks.", language="en"), None)}),
        ("states-behind-measures", {(MEASURE, Literal("Erewhon", language="en"), Literal(value=True))}),
        ("objectives-served-beyond-the-plan", set()),
        ("objectives-that-no-measure-serves", {(Literal(number),) for number in range(1, 24) if number not in {2, 3}}),
    ],
)
def test_records_are_found_by_narrower_terms_too(graph, name, found):
    """A record of a class below ours, with a property below ours, is asked for as one of ours is."""
    store = Store()
    prefixes = "".join(f"@prefix {prefix}: <{place}> .\n" for prefix, place in namespaces.PREFIXES.items())
    ontology = NamedNode(namespaces.graph("ontology"))
    store.bulk_extend(graph.quads_for_pattern(None, None, None, ontology))
    store.bulk_extend(graph.quads_for_pattern(None, None, None, NamedNode(namespaces.graph("text"))))
    store.load(prefixes + OWN_TERMS, format=RdfFormat.TURTLE)
    (question,) = (each for each in QUESTIONS if each.name == name)
    answer = store.query(question.standalone_query(), base_iri=namespaces.BASE, use_default_graph_as_union=True)
    assert isinstance(answer, QuerySolutions)
    assert {tuple(row) for row in answer} == found


def test_there_are_enough_questions():
    """At least sixty questions are asked, and ten of them are not answered by the Compact."""
    assert len(QUESTIONS) >= 60
    assert sum(question.unanswered is not None for question in QUESTIONS) >= 10
    assert len({question.question for question in QUESTIONS}) == len(QUESTIONS)


def test_every_term_of_the_ontology_is_asked_for(release):
    """Each class and property of the ontology stands in the query of at least one question."""
    known = terms(parse(path=release / "ontology.ttl", format=RdfFormat.TURTLE))
    assert len(known) > 160
    assert known - asked_for(QUESTIONS) == frozenset()
    assert asked_for(QUESTIONS) - known == frozenset()


def test_what_the_compact_does_not_answer_would_be_seen(graph):
    """A question without an answer asks for things that the graph has: that it is empty is no slip of the pen."""
    for question in QUESTIONS:
        if question.unanswered is not None:
            named = re.findall(rf"<({re.escape(namespaces.BASE)}[^>]*)>", question.query)
            assert all(any(graph.quads_for_pattern(NamedNode(name), None, None)) for name in named), question.name


@EACH
def test_the_release_states_the_question(question, graph):
    """The graph has the question, its query with prefixes, and the expected result as SPARQL 1.1 Query Results JSON."""
    test = NamedNode(namespaces.iri(f"question/{question.name}"))

    def value(name: str) -> str:
        predicate = NamedNode(namespaces.PREFIXES["owlunit"] + name)
        (quad,) = graph.quads_for_pattern(test, predicate, None, NamedNode(namespaces.graph("queries")))
        assert isinstance(quad.object, Literal)
        return quad.object.value

    assert value("hasCompetencyQuestion") == question.question
    Store().query(value("hasSPARQLUnitTest"))  # needs no prefix from elsewhere
    result = json.loads(value("hasExpectedResult"))
    assert tuple(result["head"]["vars"]) == question.columns
    assert len(result["results"]["bindings"]) == len(question.expected)


WRITTEN = """
question = "What flows into the sea?"
reading = "Paragraph 1 says so."
passages = ["paragraph/1"]
query = "SELECT ?river ?name WHERE { ?river a gcm:Place ; skos:prefLabel ?name }"
columns = ["river", "name"]
expected = [["<place/oder>", "Oder@en"], ["<gcm:Place>", "UNDEF"]]
refused = [{row = ["<place/ems>"], why = "It flows into the land."}]
"""
ODER, EMS, PLACE = (NamedNode(namespaces.iri(f"place/{name}")) for name in ("oder", "ems", "place"))


@pytest.fixture
def write(tmp_path):
    """Return a function that writes a question and reads it again."""

    def written(text: str) -> CompetencyQuestion:
        (tmp_path / "rivers.toml").write_text(text, encoding="utf-8")
        (question,) = competency_questions(tmp_path)
        return question

    return written


def test_cells_are_terms(write):
    """A cell in angle brackets is an IRI, one with `@` is words of a language, UNDEF is nothing; numbers have types."""
    columns = 'columns = ["a", "b", "c", "d", "e", "f"]'
    row = 'expected = [["<https://example.org/>", "2018^^xsd:gYear", 3, true, 2018-12-19, "plain"]]'
    text = re.sub("(?m)^columns.*$", columns, re.sub("(?m)^expected.*$", row, WRITTEN))
    xsd = namespaces.PREFIXES["xsd"]
    assert write(text).expected == (
        (
            NamedNode("https://example.org/"),
            Literal("2018", datatype=NamedNode(xsd + "gYear")),
            Literal(3),
            Literal(value=True),
            Literal("2018-12-19", datatype=NamedNode(xsd + "date")),
            Literal("plain"),
        ),
    )
    assert write(WRITTEN).expected == (
        (ODER, Literal("Oder", language="en")),
        (NamedNode(namespaces.GCM + "Place"), None),
    )


def test_completeness_and_soundness_are_judged_apart(write):
    """A row too few is incomplete, a row too many or refused is unsound, and a row twice is one too many."""
    question = write(WRITTEN)
    first, second = question.expected
    refused: tuple[Cell, ...] = (EMS, Literal("Ems", language="en"))

    def judged(*rows: tuple[Cell, ...]) -> tuple[bool, bool]:
        verdict = held_against(question, rows)
        return verdict.complete(), verdict.sound()

    assert judged(second, first) == (True, True)
    assert judged(first) == (False, True)
    assert judged(first, second, second) == (True, False)
    assert judged(first, second, refused) == (True, False)
    assert held_against(question, [first, second, refused]).refused == question.refused


def test_of_a_long_answer_some_rows_are_listed(write):
    """Where `rows` says how many there are, other rows than those listed may be returned, but only so many in all."""
    question = write("rows = 3\n" + WRITTEN)
    first, second = question.expected
    other: tuple[Cell, ...] = (PLACE, None)
    assert held_against(question, [first, second, other]).sound()
    assert not held_against(question, [first, second]).complete()
    assert not held_against(question, [first, second, other, other]).sound()


def test_the_expected_result_is_written_by_the_specification(write):
    """An unbound variable has no member; a language tag is `xml:lang` (SPARQL 1.1 Query Results JSON, section 3.2)."""
    assert json.loads(result_document(write(WRITTEN)))["results"]["bindings"] == [
        {
            "river": {"type": "uri", "value": "https://w3id.org/gcm/place/oder"},
            "name": {"type": "literal", "value": "Oder", "xml:lang": "en"},
        },
        {"river": {"type": "uri", "value": "https://w3id.org/gcm/ontology#Place"}},
    ]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("(?m)^reading.*\n", ""), "'reading'"),
        (("(?m)^reading", "readings"), "'reading'"),
        (("(?m)^question", 'colour = "red"\nquestion'), "'colour'"),
        ((r"sea\?", "sea"), "question mark"),
        ((', "UNDEF"', ""), "a row has 1 cells"),
        (("(?m)^expected.*$", "expected = []"), "'unanswered'"),
        (("(?m)^question", 'unanswered = "It does not say."\nquestion'), "'unanswered'"),
        (("(?m)^question", "rows = 1\nquestion"), "'rows'"),
        (("place/ems", "place/oder"), "both expected and refused"),
        ((r'row = \["<place/ems>"\]', "row = []"), "'row' of 1 to 2 cells"),
        ((', "UNDEF"', ", 1.5"), "a cell is"),
        (("(?m)^passages.*$", "passages = [1]"), "'passages'"),
        (("(?m)^columns.*$", "columns ="), "not TOML"),
    ],
)
def test_a_file_that_is_not_right_is_reported(write, change, message):
    """What a file lacks or has too much of is named, with the file."""
    with pytest.raises(CompetencyQuestionError, match=message) as caught:
        write(re.sub(*change, WRITTEN))
    assert "rivers.toml" in str(caught.value)
