"""The published context covers the core vocabulary, and the writer refuses a context that it would misread."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from gcm_graph.namespaces import BASE, GCM, PREFIXES
from gcm_graph.publishing.errors import ContextError
from gcm_graph.publishing.jsonld import write_jsonld
from gcm_graph.publishing.jsonld_context import LANGUAGE, PLAIN, RESOURCE, Context

XSD = PREFIXES["xsd"]
CLASSES = [
    "Compact",
    "Resolution",
    "Objective",
    "Action",
    "GuidingPrinciple",
    "Commitment",
    "Paragraph",
    "Footnote",
    "Section",
    "Provision",
    "Instrument",
    "Actor",
    "Mechanism",
    "StakeholderGroup",
    "PopulationGroup",
    "Theme",
    "Place",
    "Practice",
    "SourceDocument",
    "Variant",
]
LINKS_TO_MANY = [
    "hasObjective",
    "hasCommitment",
    "hasAction",
    "hasProvision",
    "hasFootnote",
    "citesInstrument",
    "namesActor",
    "involvesStakeholder",
    "concernsPopulation",
    "reflectsPrinciple",
    "namesTarget",
    "namesPlace",
    "concernsTheme",
    "refersTo",
    "relatesToTarget",
    "relatesToGoal",
    "citesThroughFootnote",
    "refersToThroughPart",
    "exemplifies",
    "witness",
]
LINKS_TO_ONE = ["inSection", "variantOf"]
WORDS = ["text", "leadIn", "title", "listedTitle", "shortTitle", "lemma", "reading"]
NUMBERS = ["number", "firstPage", "lastPage", "readingOrder", "start", "end"]
STRINGS = ["citation", "letter", "pageBasis"]


@pytest.fixture(scope="module")
def table(context) -> Context:
    """Return the published context as the writer reads it."""
    return Context(context)


@pytest.mark.parametrize("name", CLASSES)
def test_every_class_has_a_term(table, name):
    """Each core class is written by its own name."""
    assert table.write_class(GCM + name) == name
    assert GCM + name in table.vocabulary


@pytest.mark.parametrize(
    ("names", "values", "always_list"),
    [
        (LINKS_TO_MANY, RESOURCE, True),
        (LINKS_TO_ONE, RESOURCE, False),
        (WORDS, LANGUAGE, False),
        (NUMBERS, f"{XSD}integer", False),
        (STRINGS, PLAIN, False),
    ],
    ids=["links to many", "links to one", "words", "numbers", "strings"],
)
def test_every_property_has_a_term(table, names, values, always_list):
    """Each core property is written under its own name, with the values that it has."""
    for name in names:
        term = table.term(GCM + name, values)
        assert term is not None, name
        assert (term.name, term.always_list) == (name, always_list)


def test_no_two_terms_compete(table, context):
    """Each property is written under one term, so that the context holds none that the writer never uses."""
    terms = [name for name in context["@context"] if not name.startswith("@") and name not in {*PREFIXES, "id", "type"}]
    assert len(table.vocabulary) == len(terms)


def test_prefixes_are_the_project_s_own(table):
    """The context declares exactly the prefixes that the rest of the project uses."""
    assert table.prefixes == dict(PREFIXES)


def test_every_term_is_understood_alike_by_all_processors(context, table, jsonld_readers):
    """A value under each term of the context is the same triple to every processor, and is not written expanded."""
    graph = []
    for place, iri in enumerate(table.vocabulary):
        samples = {
            RESOURCE: NamedNode(f"{BASE}paragraph/{place}"),
            LANGUAGE: Literal("words", language="en"),
            PLAIN: Literal("words"),
            f"{XSD}integer": Literal("7", datatype=NamedNode(f"{XSD}integer")),
            f"{XSD}nonNegativeInteger": Literal("7", datatype=NamedNode(f"{XSD}nonNegativeInteger")),
            f"{XSD}date": Literal("2018-12-19", datatype=NamedNode(f"{XSD}date")),
            f"{XSD}gYear": Literal("2022", datatype=NamedNode(f"{XSD}gYear")),
            f"{XSD}gMonthDay": Literal("--06-16", datatype=NamedNode(f"{XSD}gMonthDay")),
            f"{XSD}duration": Literal("P2Y", datatype=NamedNode(f"{XSD}duration")),
            f"{XSD}hexBinary": Literal("00", datatype=NamedNode(f"{XSD}hexBinary")),
        }
        (sample,) = [value for values, value in samples.items() if table.term(iri, values)]
        graph.append(Triple(NamedNode(f"{BASE}compact"), NamedNode(iri), sample))
    written = write_jsonld(graph, context)
    assert b"@value" not in written
    for name, read in jsonld_readers.items():
        assert read(written) == set(graph), name


def context_with(**definitions: object) -> dict[str, object]:
    """Return a small context document with some more definitions."""
    return {"@context": {"@version": 1.1, "gcm": GCM, **definitions}}


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ({}, "@context"),
        ({"@context": "https://w3id.org/gcm/context.jsonld"}, "@context"),
        ({"@context": {"gcm": GCM}}, "@version"),
        (context_with(**{"@language": "en"}), "@language"),
        (context_with(**{"@base": "https://w3id.org/gcm"}), "slash"),
        (context_with(**{"@base": None}), "@base"),
        (context_with(text="unknown:text"), "text"),
        (context_with(text="text"), "text"),
        (context_with(text={"@type": "@id"}), "text"),
        (context_with(text={"@id": "gcm:text", "@container": "@list"}), "container"),
        (context_with(text={"@id": "gcm:text", "@container": ["@language", "@index"]}), "container"),
        (context_with(text={"@id": "gcm:text", "@container": None}), "container"),
        (context_with(text={"@id": "gcm:text", "@language": "en"}), "keys other than"),
        (context_with(text={"@reverse": "gcm:text"}), "keys other than"),
        (context_with(text={"@id": "gcm:text", "@type": "@vocab"}), "@vocab"),
        (context_with(text={"@id": "gcm:text", "@type": "@json"}), "@json"),
        (context_with(text={"@id": "gcm:text", "@type": "@id", "@container": "@language"}), "language map"),
        (context_with(**{"gcm:start": "gcm:end"}), "looks like a prefixed name"),
        (context_with(text=None), "text"),
    ],
)
def test_a_context_that_would_be_misread_is_refused(document, message):
    """What the writer does not understand is a named error that says what it is."""
    with pytest.raises(ContextError, match=message):
        Context(document)
