"""The ontology, the shapes and the catalogue entry stand at their addresses and versions, in all formats."""

from __future__ import annotations

import json
from http.client import HTTPConnection

import pytest
import rdflib
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, parse
from rdflib.compare import isomorphic

from gcm_graph.resources import release_identity

VERSION = release_identity().version

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
    """The version IRIs of ontology, dataset, shapes and profile lead to documents; other versions are named."""
    assert ask(f"/ontology/{VERSION}").fields["location"] == f"/ontology/{VERSION}.ttl"
    assert ask(f"/ontology/{VERSION}.ttl").body == (release / "ontology.ttl").read_bytes()
    assert ask(f"/shapes/{VERSION}", accept="application/rdf+xml").fields["location"] == f"/shapes/{VERSION}.rdf"
    assert f"https://w3id.org/gcm/dataset/{VERSION}#repairs".encode() in ask(f"/dataset/{VERSION}.nt").body
    assert ask(f"/profile/{VERSION}").fields["location"] == f"/profile/{VERSION}.ttl"
    assert ask(f"/profile/{VERSION}.ttl").body == (release / "profile.ttl").read_bytes()
    for kind in ("ontology", "dataset", "shapes", "profile"):
        missing = ask(f"/{kind}/0.0.9")
        assert missing.status == 404
        assert f"{kind}/{VERSION}" in missing.text


def test_the_shapes_of_a_version_are_all_shapes(ask, release):
    """The document of the shapes' namespace has the shapes of the data and those of the profile."""
    both = [((release / name).read_bytes(), "ttl") for name in ("shapes.ttl", "profile.ttl")]
    expected = sum(len(list(parse(content, RdfFormat.TURTLE))) for content, _ in both)
    assert len(list(parse(ask(f"/shapes/{VERSION}.ttl").body, RdfFormat.TURTLE))) == expected
    for name in (f"shapes/{VERSION}#Action>".encode(), f"shapes/{VERSION}#KnownConcept>".encode()):
        assert name in ask(f"/shapes/{VERSION}.nt").body


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("ontology", "/ontology/"),
        (f"ontology/{VERSION}", "/ontology/"),
        ("dataset", "/dataset/"),
        (f"dataset/{VERSION}", f"/dataset/{VERSION}/"),
        ("shapes", f"/shapes/{VERSION}/"),
        (f"shapes/{VERSION}", f"/shapes/{VERSION}/"),
        ("profile", "/profile/"),
        (f"profile/{VERSION}", "/profile/"),
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


@pytest.mark.parametrize(
    "page", ["ontology/", "dataset/", f"dataset/{VERSION}/", f"shapes/{VERSION}/", "profile/", "query/"]
)
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
