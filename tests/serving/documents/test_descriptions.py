"""What documents say: the thing, its parts, labels of what it leads to, who points to it, and the document itself."""

from __future__ import annotations

import json
import re

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from gcm_graph.resources import release_identity

VERSION = release_identity().version

BASE = "https://w3id.org/gcm/"
GCM = f"{BASE}ontology#"
DCTERMS = "http://purl.org/dc/terms/"
FOAF = "http://xmlns.com/foaf/0.1/"
HYDRA = "http://www.w3.org/ns/hydra/core#"
OA = "http://www.w3.org/ns/oa#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
PREF_LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"

FORMATS = {
    "ttl": (RdfFormat.TURTLE, "turtle"),
    "jsonld": (RdfFormat.JSON_LD, "json-ld"),
    "nt": (RdfFormat.N_TRIPLES, "nt"),
    "rdf": (RdfFormat.RDF_XML, "xml"),
}

SAMPLES = (
    "objective/11/action/b",
    "objective/2",
    "paragraph/43/a/iii",
    "principle/gender-responsive",
    "footnote/4",
    "compact",
    "resolution",
    "instrument/2030-agenda-for-sustainable-development",
    "stakeholder/states",
    "population/migrants",
    "reference/booklet-pdf",
    "query/prefixes",
    "graph/inferred",
    "source/a-res-73-195",
    f"dataset/{VERSION}",
)


def iri(path):
    """Return the node of a path."""
    return NamedNode(BASE + path)


def graph(content, form="nt"):
    """Return the triples of a document as Oxigraph reads it."""
    return {quad.triple for quad in parse(content, FORMATS[form][0])}


def about_things(triples):
    """Return triples without what a document says of itself: its name is another one in each format."""
    return {
        triple for triple in triples if not re.search(r"\.(ttl|jsonld|nt|rdf)(\?page=[0-9]+)?$", triple.subject.value)
    }


def values(triples, subject, predicate):
    """Return the values of a property of a thing."""
    return {triple.object for triple in triples if triple.subject == subject and triple.predicate.value == predicate}


@pytest.mark.parametrize("path", SAMPLES)
def test_all_formats_say_the_same(ask, path):
    """Oxigraph and rdflib read the same graph from each format."""
    by_oxigraph, by_rdflib = [], []
    for form, (_, name) in FORMATS.items():
        content = ask(f"/{path}.{form}").body
        by_oxigraph.append(about_things(graph(content, form)))
        read = rdflib.Graph().parse(data=content, format=name)
        by_rdflib.append({triple for triple in read if not str(triple[0]).endswith(f".{form}")})
    assert by_oxigraph[0]
    assert len(by_oxigraph[0]) == len(by_rdflib[0])
    assert all(each == by_oxigraph[0] for each in by_oxigraph)
    assert all(each == by_rdflib[0] for each in by_rdflib)


def test_the_dataset_is_the_same_in_all_formats(ask):
    """The longest description too is read the same from each format."""
    read = [about_things(graph(ask(f"/dataset.{form}").body, form)) for form in FORMATS]
    assert all(each == read[0] for each in read)
    assert values(read[0], iri("dataset"), f"{DCTERMS}identifier") == {Literal("A/RES/73/195")}
    assert values(read[0], iri("dataset#distribution-gcm-nq"), "http://www.w3.org/ns/dcat#downloadURL") == {
        iri("gcm.nq")
    }


def test_an_action_is_described(ask):
    """Action (b) of objective 11 stands with its words, its whole and the whole's label; the whole points to it."""
    triples = graph(ask("/objective/11/action/b.nt").body)
    action, objective = iri("objective/11/action/b"), iri("objective/11")
    (text,) = values(triples, action, f"{GCM}text")
    assert text.value.startswith("Establish appropriate structures and mechanisms for effective integrated border")
    assert text.value.endswith("respecting the right to privacy and protecting personal data;")
    assert values(triples, action, f"{DCTERMS}isPartOf") == {objective}
    title = Literal("Manage borders in an integrated, secure and coordinated manner", language="en")
    assert title in values(triples, objective, PREF_LABEL)
    assert NamedNode(f"{GCM}Objective") in values(triples, objective, RDF_TYPE)
    assert action in values(triples, objective, f"{GCM}hasAction")
    assert not values(triples, objective, f"{GCM}text")


def test_an_annotation_stands_with_its_target_and_selectors(ask, release):
    """The document about an annotation has its target, its quotation and its position, which agree with the text."""
    (path,) = {
        match[1]
        for line in (release / "gcm.nq").read_text(encoding="utf-8").splitlines()
        if (match := re.match(rf"<{BASE}(annotation/objective/11/action/b/[^#>]*theme/border-management)> ", line))
        and "131-157" in line
    }
    triples = graph(ask(f"/{path}.nt").body)
    assert values(triples, iri(path), f"{OA}hasTarget") == {iri(f"{path}#target")}
    assert values(triples, iri(f"{path}#target"), f"{OA}hasSource") == {iri("objective/11/action/b")}
    (exact,) = values(triples, iri(f"{path}#quote"), f"{OA}exact")
    (start,) = values(triples, iri(f"{path}#position"), f"{OA}start")
    (end,) = values(triples, iri(f"{path}#position"), f"{OA}end")
    (text,) = values(graph(ask("/objective/11/action/b.nt").body), iri("objective/11/action/b"), f"{GCM}text")
    assert text.value[int(start.value) : int(end.value)] == exact.value == "border crossing procedures"


def test_a_document_says_what_it_is(ask):
    """A document names its topic, the dataset that it is part of, and the licence and rights that this declares."""
    document = iri("objective/11.ttl")
    triples = graph(ask("/objective/11.ttl").body, "ttl")
    assert values(triples, document, RDF_TYPE) == {NamedNode(f"{FOAF}Document")}
    assert values(triples, document, f"{FOAF}primaryTopic") == {iri("objective/11")}
    assert values(triples, document, f"{DCTERMS}isPartOf") == {iri("dataset")}
    assert values(triples, document, f"{DCTERMS}license") == {NamedNode("https://creativecommons.org/licenses/by/4.0/")}
    assert values(triples, document, f"{DCTERMS}rights") == {iri("dataset#rights")}


def pointing_to(path, release):
    """Return the statements of `gcm.nq` that lead from other things to one, as lines of N-Triples."""
    found = set()
    for line in (release / "gcm.nq").read_text(encoding="utf-8").splitlines():
        statement = line.rpartition(" <")[0]
        if statement.endswith(f" <{BASE}{path}>") and not line.startswith(f"<{BASE}{path}>"):
            found.add(f"{statement} .")
    return found


@pytest.mark.parametrize("path", ["population/migrants", "scheme/objectives"])
def test_who_points_to_a_thing_is_told_page_by_page(ask, release, path):
    """Links with rel=next lead through all pages; each statement that points to the thing is on one of them."""
    expected = pointing_to(path, release)
    assert len(expected) > 200
    target, found, pages = f"/{path}.nt", [], 0
    while target:
        answer = ask(target)
        found += [line for line in answer.text.splitlines() if line in expected]
        pages += 1
        following = re.search(r'<([^>]*)>; rel="next"', answer.fields["link"])
        assert ('rel="prev"' in answer.fields["link"]) == (pages > 1)
        target = following[1] if following else None
    assert pages == -(-len(expected) // 200)
    assert sorted(found) == sorted(expected)
    assert f'</{path}.nt>; rel="first"' in answer.fields["link"]
    assert f'</{path}.nt?page={pages}>; rel="last"' in answer.fields["link"]


def test_pages_are_told_in_rdf_too(ask):
    """A page names the pages around it, under its own name; what the thing itself says stands on the first only."""
    first, second = iri("population/migrants.ttl"), iri("population/migrants.ttl?page=2")
    triples = graph(ask("/population/migrants.ttl?page=2").body, "ttl")
    assert values(triples, second, f"{FOAF}primaryTopic") == {iri("population/migrants")}
    assert values(triples, second, f"{HYDRA}first") == values(triples, second, f"{HYDRA}previous") == {first}
    assert values(triples, second, f"{HYDRA}next") == {iri("population/migrants.ttl?page=3")}
    assert not [triple for triple in triples if triple.subject == iri("population/migrants")]
    assert values(graph(ask("/population/migrants.ttl").body, "ttl"), first, f"{HYDRA}next") == {second}


@pytest.mark.parametrize(
    ("number", "status"), [("0", 404), ("99", 404), ("-1", 400), ("two", 400), ("", 200), ("²", 400), ("9" * 40, 400)]
)
def test_a_page_that_there_is_not_is_refused(ask, number, status):
    """A page beyond the last is not there; what is no number is malformed, and an empty field asks for none."""
    assert ask(f"/population/migrants.ttl?page={number}").status == status


def test_json_ld_brings_the_published_definitions(ask, release):
    """The context in a document is a part of the published one: each definition in it is the same there."""
    published = json.loads((release / "context.jsonld").read_bytes())["@context"]
    for path in ("objective/11/action/b", "compact", f"dataset/{VERSION}", "query/prefixes"):
        document = json.loads(ask(f"/{path}.jsonld").body)
        context = document["@context"]
        assert context.items() <= published.items()
        assert [name for name in published if name in context] == list(context)
        assert {"@base", "@vocab", "id", "type"} <= context.keys()
        assert len(context) < len(published)


def test_json_ld_is_plain_json_with_the_thing_first(ask):
    """Terms have the shapes that the release's JSON-LD has: strings in a language by its tag, numbers as numbers."""
    first = json.loads(ask("/objective/11/action/b.jsonld").body)["@graph"][0]
    assert (first["id"], first["citation"], first["firstPage"]) == ("objective/11/action/b", "27(b)", 20)
    assert first["text"]["en"].startswith("Establish appropriate structures")


def test_turtle_begins_with_the_thing(ask):
    """A reader sees first what the document is about."""
    text = ask("/objective/11/action/b.ttl").text
    assert text.partition("\n\n")[2].startswith("<objective/11/action/b>\n    a gcm:Action,")
