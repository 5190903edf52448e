"""The ontology, the shapes and the catalogue entry stand at their addresses and versions, in all formats."""

from __future__ import annotations

import json
from http.client import HTTPConnection

import pytest
import rdflib
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, parse
from rdflib.compare import isomorphic

FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
}


def canonical(*documents):
    """Return the canonical form of a graph given as documents with their formats: equal for isomorphic graphs."""
    quads = set()
    for number, (content, form) in enumerate(documents):
        for quad in parse(content, FORMATS[form], rename_blank_nodes=True):
            assert number >= 0
            quads.add(Quad(quad.subject, quad.predicate, quad.object))
    graph = Dataset(quads)
    graph.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in graph}


@pytest.mark.parametrize("path", ["ontology", "void", "shapes"])
def test_all_formats_say_the_same(ask, release, path):
    """Each format has the graph of the release's file, blank nodes and all."""
    file = canonical(((release / f"{path}.ttl").read_bytes(), "ttl"))
    for form in FORMATS:
        assert canonical((ask(f"/{path}.{form}").body, form)) == file, form


def test_rdflib_reads_the_same(ask, release):
    """The reader of rdflib finds in JSON-LD and RDF/XML what it finds in the files, lists and blank nodes too."""
    file = rdflib.Graph().parse(release / "void.ttl")
    for form, name in (("jsonld", "json-ld"), ("rdf", "xml")):
        assert isomorphic(rdflib.Graph().parse(data=ask(f"/void.{form}").body, format=name), file)
    profile = rdflib.Graph().parse(release / "profile.ttl")
    read = rdflib.Graph().parse(data=ask("/profile.jsonld").body, format="json-ld")
    assert len(read) == len(profile)
    assert {triple for triple in read if not any(isinstance(term, rdflib.BNode) for term in triple)} == {
        triple for triple in profile if not any(isinstance(term, rdflib.BNode) for term in triple)
    }


def test_the_same_bytes_each_time(ask):
    """Blank nodes have the same names whenever the document is made."""
    for form in FORMATS:
        assert ask(f"/ontology.{form}").body == ask(f"/ontology.{form}").body


def test_json_ld_of_the_ontology_uses_the_published_terms(ask):
    """The ontology as JSON-LD begins with the ontology itself, in the words of the context."""
    document = json.loads(ask("/ontology.jsonld").body)
    assert document["@graph"][0]["id"] == "ontology"
    assert "urn:gcm-blank-node" not in ask("/ontology.jsonld").text


@pytest.mark.parametrize("name", ["ontology", "shapes", "profile", "void"])
def test_the_file_is_the_turtle_document(ask, release, name):
    """The Turtle document is the release's file, byte for byte, with the links of a document."""
    answer = ask(f"/{name}.ttl")
    assert answer.body == (release / f"{name}.ttl").read_bytes()
    assert f'<https://w3id.org/gcm/{name}>; rel="describes"' in answer.fields["link"]
    assert f'</{name}.jsonld>; rel="alternate"' in answer.fields["link"]
    assert answer.fields["content-location"] == f"/{name}.ttl"


def test_versions_resolve(ask, release):
    """The version IRIs of the ontology, the dataset and the shapes lead to documents; other versions are named."""
    assert ask("/ontology/0.1.0").fields["location"] == "/ontology/0.1.0.ttl"
    assert ask("/ontology/0.1.0.ttl").body == (release / "ontology.ttl").read_bytes()
    assert ask("/shapes/0.1.0", accept="application/rdf+xml").fields["location"] == "/shapes/0.1.0.rdf"
    assert b"https://w3id.org/gcm/dataset/0.1.0#repairs" in ask("/dataset/0.1.0.nt").body
    for kind in ("ontology", "dataset", "shapes"):
        missing = ask(f"/{kind}/0.0.9")
        assert missing.status == 404
        assert f"{kind}/0.1.0" in missing.text


def test_the_shapes_of_a_version_are_all_shapes(ask, release):
    """The document of the shapes' namespace has the shapes of the data and those of the profile."""
    both = [((release / name).read_bytes(), "ttl") for name in ("shapes.ttl", "profile.ttl")]
    expected = sum(len(list(parse(content, RdfFormat.TURTLE))) for content, _ in both)
    assert len(list(parse(ask("/shapes/0.1.0.ttl").body, RdfFormat.TURTLE))) == expected
    for name in (b"shapes/0.1.0#Action>", b"shapes/0.1.0#KnownConcept>"):
        assert name in ask("/shapes/0.1.0.nt").body


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("ontology", "/ontology/"),
        ("ontology/0.1.0", "/ontology/"),
        ("dataset", "/dataset/"),
        ("dataset/0.1.0", "/dataset/0.1.0/"),
        ("shapes", "/shapes/0.1.0/"),
        ("shapes/0.1.0", "/shapes/0.1.0/"),
        ("void", "/dataset/"),
        ("sparql", "/query/"),
    ],
)
def test_versions_and_graphs_lead_to_pages(ask, path, page):
    """A browser is led to the page where the hash IRIs of a version or a graph have their places; links name it."""
    thing = ask(f"/{path}", accept="text/html")
    assert (thing.status, thing.fields["location"]) == (303, page)
    assert f'<{page}>; rel="alternate"; type="text/html"' in thing.fields["link"]
    assert f'<{page}>; rel="alternate"; type="text/html"' in ask(f"/{path}.nt", "HEAD").fields["link"]
    if page != f"/{path}/":
        shared = ask(f"/{path}/")
        assert (shared.status, shared.fields["location"]) == (303, page)


@pytest.mark.parametrize("page", ["ontology/", "dataset/", "dataset/0.1.0/", "shapes/0.1.0/", "profile/", "query/"])
def test_these_pages_are_there(served, page):
    """The running server has the pages to which versions and graphs lead."""
    connection = HTTPConnection("127.0.0.1", served.port)
    connection.request("GET", f"/{page}")
    with connection.getresponse() as answer:
        assert (answer.status, answer.headers.get_content_type()) == (200, "text/html")
    connection.close()


def test_profile_leads_to_its_page(ask):
    """The profile has a page beside its documents."""
    answer = ask("/profile", accept="text/html")
    assert (answer.status, answer.fields["location"]) == (303, "/profile/")
    assert 'rel="alternate"; type="text/html"' in ask("/profile").fields["link"]


def test_the_well_known_address_leads_to_the_description(ask):
    """`/.well-known/void` leads to the VoID description."""
    answer = ask("/.well-known/void")
    assert (answer.status, answer.fields["location"]) == (303, "/void.ttl")
