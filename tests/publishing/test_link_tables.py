"""The tables of links: one mention a line with its words, and one thing a line with where it is mentioned."""

from __future__ import annotations

import csv
import io

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from gcm_graph.describing.graphs import node, term
from gcm_graph.entities import line_up_links, links_of_units
from gcm_graph.linking.mentions import Mention
from gcm_graph.model import Document, Kind, PageBasis, Pages, Provision
from gcm_graph.namespaces import graph
from gcm_graph.publishing.tables import write_entities_csv, write_links_csv
from gcm_graph.publishing.tabular import TableError

BASE = "https://w3id.org/gcm/"
ACTION = Provision(
    path="objective/20/action/a",
    kind=Kind.ACTION,
    text="Reduce the costs for migrants, and for migrants' families, in line with target 10.c;",
    part_of="objective/20",
    order=2,
    pages=Pages(27, 28, PageBasis.PRINTED),
    lines=(1, 1),
    citation="36(a)",
)
SECTION = Provision(
    path="section/preamble",
    kind=Kind.SECTION,
    text="Migrants",
    part_of="compact",
    order=1,
    pages=Pages(2, 2, PageBasis.PRINTED),
    lines=(1, 1),
)
DOCUMENT = Document("a-res-73-195", "", (), "", (SECTION, ACTION), (), ())
MENTIONS = (
    Mention(SECTION.path, 0, 8, "population/migrants"),
    Mention(ACTION.path, 21, 29, "population/migrants"),
    Mention(ACTION.path, 39, 48, "population/migrants"),
    Mention(ACTION.path, 72, 83, "sdg/10.c"),
)


def quad(subject, predicate, value, name="vocabulary"):
    """Return a statement in a named graph."""
    return Quad(subject, term(predicate), value, NamedNode(graph(name)))


def english(words):
    """Return an English string."""
    return Literal(words, language="en")


TARGET = NamedNode("http://metadata.un.org/sdg/10.c")
QUADS = [
    quad(node("population/migrants"), "rdf:type", term("gcm:PopulationGroup")),
    quad(node("population/migrants"), "rdf:type", term("skos:Concept")),
    quad(node("population/migrants"), "skos:prefLabel", english("Migrants")),
    quad(node("population/migrants"), "skos:prefLabel", Literal("Migrantes", language="es")),
    quad(node("population/migrants"), "skos:altLabel", english("migrant")),
    quad(node("population/migrants"), "skos:altLabel", english("international migrant")),
    quad(node("population/migrants"), "skos:definition", english("People who move.")),
    quad(node("place/morocco"), "rdf:type", term("gcm:Country"), "curated"),
    quad(node("place/morocco"), "rdf:type", term("gcm:Place"), "inferred"),
    quad(node("place/morocco"), "skos:prefLabel", english("Morocco"), "curated"),
    quad(TARGET, "rdf:type", term("sdgo:Target"), "curated"),
    quad(TARGET, "skos:prefLabel", english("By 2030, reduce …"), "curated"),
    quad(node("compact"), "rdf:type", term("gcm:Compact"), "text"),
    quad(NamedNode("http://metadata.un.org/sdg/10"), "rdf:type", term("sdgo:Goal"), "curated"),
]


def rows(data):
    """Return the rows of a table by the names of its columns."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def test_a_mention_is_a_line_with_its_words():
    """Words, place, thing, property, pages and the annotation of each mention, in the order of the document."""
    _, links = line_up_links(DOCUMENT, MENTIONS, QUADS)
    first, second, third, fourth = rows(write_links_csv(links))
    assert (first["unit"], first["citation"], first["words"]) == (f"{BASE}section/preamble", "", "Migrants")
    assert (second["words"], second["start"], second["end"]) == ("migrants", "21", "29")
    assert third == {
        "annotation": f"{BASE}annotation/objective/20/action/a/39-48/population/migrants",
        "unit": f"{BASE}objective/20/action/a",
        "citation": "36(a)",
        "relation": "concernsPopulation",
        "thing": f"{BASE}population/migrants",
        "kind": "PopulationGroup",
        "label": "Migrants",
        "words": "migrants'",
        "start": "39",
        "end": "48",
        "firstPage": "27",
        "lastPage": "28",
    }
    assert (fourth["relation"], fourth["thing"], fourth["kind"]) == ("namesTarget", TARGET.value, "Target")
    assert fourth["annotation"] == f"{BASE}annotation/objective/20/action/a/72-83/target/10.c"


def test_a_thing_is_a_line_with_how_often_it_is_mentioned():
    """Things that no unit mentions are there too; things that units never refer to are not."""
    entities, _ = line_up_links(DOCUMENT, MENTIONS, QUADS)
    target, morocco, migrants = rows(write_entities_csv(entities))
    assert (target["iri"], target["mentions"], target["citations"]) == (TARGET.value, "1", "36(a)")
    assert (morocco["kind"], morocco["mentions"], morocco["units"], morocco["citations"]) == ("Country", "0", "0", "")
    assert migrants == {
        "iri": f"{BASE}population/migrants",
        "kind": "PopulationGroup",
        "prefLabel": "Migrants",
        "altLabel": "international migrant|migrant",
        "definition": "People who move.",
        "relation": "concernsPopulation",
        "mentions": "3",
        "units": "2",
        "citations": "36(a)",
    }


def test_a_mention_twice_is_refused():
    """The annotation is the key of the table of mentions."""
    _, links = line_up_links(DOCUMENT, [MENTIONS[0]] * 2, QUADS)
    with pytest.raises(TableError, match="two rows"):
        write_links_csv(links)


def test_links_of_units_are_read_from_and_inferred_for_them():
    """A paragraph has what follows from its commitments; what is no link of words is left out."""
    quads = [
        quad(node("objective/1/commitment/1"), "gcm:concernsTheme", node("theme/b"), "links"),
        quad(node("objective/1/commitment/1"), "gcm:concernsTheme", node("theme/a"), "links"),
        quad(node("paragraph/17"), "gcm:concernsTheme", node("theme/a"), "inferred"),
        quad(node("paragraph/17"), "gcm:refersTo", node("theme/a"), "inferred"),
    ]
    assert links_of_units(quads) == {
        f"{BASE}objective/1/commitment/1": {"concernsTheme": (f"{BASE}theme/a", f"{BASE}theme/b")},
        f"{BASE}paragraph/17": {"concernsTheme": (f"{BASE}theme/a",)},
    }
