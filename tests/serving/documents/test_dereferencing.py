"""Every IRI under the base that a release uses leads to a document about what it names."""

from __future__ import annotations

from collections import defaultdict

import pytest
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, parse

from gcm_graph.resources import release_identity

VERSION = release_identity().version

BASE = "https://w3id.org/gcm/"

KINDS = (
    "objective/11/action/b",
    "objective/11",
    "objective/11/commitment/2",
    "principle/gender-responsive",
    "paragraph/43/a/iii",
    "footnote/4",
    "section/preamble",
    "opening",
    "resolution/preamble/1",
    "compact",
    "resolution",
    "actor/general-assembly",
    "theme/human-rights",
    "scheme/objectives",
    "graph/text",
    "query/outline",
    "source/a-res-73-195",
    "dataset",
    "ontology",
)
"""One thing of each kind."""


@pytest.fixture(scope="module")
def statements(release):
    """Return the statements of `gcm.nq` as lines of N-Triples, by the path of their subject; None for other subjects.

    What the alignments say of terms is not in the ontology: who disagrees leaves them out.
    """
    found = defaultdict(set)
    for line in (release / "gcm.nq").read_text(encoding="utf-8").splitlines():
        statement, _, graph = line.rpartition(" <")
        subject = line[1 : line.index(">")]
        path = subject.removeprefix(BASE).partition("#")[0] if subject.startswith(BASE) else None
        if path != "ontology" or graph == f"{BASE}graph/ontology> .":
            found[path].add(f"{statement} .")
    return found


@pytest.fixture(scope="module")
def used_paths(release):
    """Return the path of every IRI under the base in `gcm.nq`, wherever in a quad it stands."""
    found = set()
    for quad in parse(path=str(release / "gcm.nq"), format=RdfFormat.N_QUADS):
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name):
            if isinstance(term, NamedNode) and term.value.startswith(BASE):
                found.add(term.value.removeprefix(BASE).partition("#")[0])
    return found


def test_every_iri_leads_to_its_own_statements(ask, used_paths, statements):
    """Each IRI answers 303, and the document there has every statement whose subject it or one of its hash IRIs is."""
    assert len(used_paths) > 4000
    for path in used_paths:
        thing = ask(f"/{path}", accept="application/n-triples")
        assert (thing.status, thing.fields["location"]) == (303, f"/{path}.nt"), path
        document = ask(f"/{path}.nt")
        assert (document.status, document.fields["content-type"]) == (200, "application/n-triples"), path
        assert statements.get(path, set()) <= set(document.text.splitlines()), path


def test_everything_of_the_catalogue_entry_is_there_too(ask, release):
    """What only `void.ttl` names answers: versions with 303, files with 200."""
    named = set()
    for quad in parse(path=str(release / "void.ttl"), format=RdfFormat.TURTLE):
        for term in (quad.subject, quad.object):
            if isinstance(term, NamedNode) and term.value.startswith(BASE):
                named.add(term.value.removeprefix(BASE).partition("#")[0])
    things = {path for path in named if path.startswith(("dataset", "graph/", "source/", "objective/", "ontology"))}
    things -= {"ontology.ttl"}
    # Another room answers there.
    named -= {"sparql"}
    assert {"dataset", f"dataset/{VERSION}", "source/a-res-73-195"} <= things
    assert {"gcm.nq", "ontology.ttl", "tables/units.csv", "tables/csv-metadata.json"} <= named - things
    assert {ask(f"/{path}", "HEAD").status for path in things} == {303}
    assert {ask(f"/{path}", "HEAD").status for path in named - things} == {200}


@pytest.mark.parametrize("path", KINDS)
def test_kinds_of_things_have_all_formats_of_graphs(ask, path):
    """A thing of each kind leads to Turtle, JSON-LD, N-Triples, RDF/XML and a page, each with its media type."""
    for media_type, place, content_type in (
        ("text/turtle", f"/{path}.ttl", "text/turtle; charset=utf-8"),
        ("application/ld+json", f"/{path}.jsonld", "application/ld+json"),
        ("application/n-triples", f"/{path}.nt", "application/n-triples"),
        ("application/rdf+xml", f"/{path}.rdf", "application/rdf+xml"),
    ):
        assert ask(f"/{path}", accept=media_type).fields["location"] == place
        document = ask(place)
        assert (document.status, document.fields["content-type"]) == (200, content_type)
    assert ask(f"/{path}", accept="text/html").fields["location"] == f"/{path}/"


@pytest.mark.parametrize(
    ("accept", "place"),
    [
        ("text/turtle;q=0.5, application/ld+json;q=1.0", ".jsonld"),
        ("application/ld+json;q=0.5, text/turtle;q=1.0", ".ttl"),
        ("application/rdf+xml, */*;q=0.1", ".rdf"),
        ("text/*", ".ttl"),
        ("text/*;q=0.9, text/turtle;q=0.1", "/"),
        ("*/*", ".ttl"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "/"),
        ("application/*;q=0.5, application/n-triples", ".nt"),
        ("text/plain, */*;q=0.1", ".nt"),
        ("text/*;q=0.9, text/turtle;q=0.1, text/html;q=0.1, application/ld+json;q=0.5", ".jsonld"),
        ("application/x-bibtex", ".bib"),
        ("text/x-bibtex", ".bib"),
        ("text/x-bibtex, text/turtle;q=0.5", ".bib"),
        ("application/vnd.citationstyles.csl+json", ".csl.json"),
        ("application/x-research-info-systems", ".ris"),
    ],
)
def test_the_most_specific_range_and_the_greatest_weight_decide(ask, accept, place):
    """The Accept field decides as RFC 9110 §12.5.1 says."""
    answer = ask("/objective/11", accept=accept)
    assert (answer.status, answer.fields["location"]) == (303, f"/objective/11{place}")
    assert answer.fields["vary"] == "Accept"


def test_only_units_are_cited(ask):
    """What is no unit of the text has no bibliographic record, by whichever type it is asked for."""
    for media_type in ("application/x-bibtex", "text/x-bibtex"):
        assert ask("/theme/access-to-justice", accept=media_type).status == 406


def test_without_an_accept_field_there_is_turtle(ask):
    """A client that names nothing gets what the server prefers."""
    assert ask("/objective/11").fields["location"] == "/objective/11.ttl"


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        *(("ttl", ".ttl"), ("jsonld", ".jsonld"), ("nt", ".nt"), ("rdf", ".rdf"), ("html", "/")),
        *(("bib", ".bib"), ("csl", ".csl.json"), ("ris", ".ris"), ("text/turtle", ".ttl")),
        *(("TTL", ".ttl"), ("turtle", ".ttl"), ("json-ld", ".jsonld"), ("json", ".jsonld"), ("xml", ".rdf")),
        *(("n-triples", ".nt"), ("rdf%2Bxml", ".rdf"), ("bibtex", ".bib"), ("csl-json", ".csl.json")),
        ("text/x-bibtex", ".bib"),
        *(("application/ld+json", ".jsonld"), ("application/ld%2Bjson", ".jsonld")),
    ],
)
def test_format_in_the_query_stands_above_accept(ask, name, ending):
    """`?format=` names a format by its short name, a usual one or its media type, whatever Accept says."""
    answer = ask(f"/objective/11?format={name}", accept="application/rdf+xml")
    assert (answer.status, answer.fields["location"]) == (303, f"/objective/11{ending}")


def test_an_empty_format_asks_for_none_and_two_are_refused(ask):
    """A form sends an empty field, which leaves the choice to Accept; which of two counts could only be guessed."""
    answer = ask("/objective/11?format=", accept="application/rdf+xml")
    assert (answer.status, answer.fields["location"]) == (303, "/objective/11.rdf")
    assert ask("/objective/11.ttl?format=").status == 200
    assert ask("/objective/11?format=ttl&format=nt").status == 400


@pytest.mark.parametrize("path", ["/objective/11.bib", "/graph/text.ttl"])
def test_a_document_of_one_page_has_no_second(ask, path):
    """References and whole graphs have one page: `page` is read there as everywhere."""
    assert ask(f"{path}?page=1").status == 200
    assert ask(f"{path}?page=2").status == 404
    assert ask(f"{path}?page=x").status == 400


@pytest.mark.parametrize(
    "asked", [("/objective/11", "image/png"), ("/objective/11?format=docx", "*/*"), ("/theme/return?format=bib", "*/*")]
)
def test_what_is_not_there_is_refused_with_the_list(ask, asked):
    """A type that there is not gets 406 and the names of those that there are."""
    target, accept = asked
    answer = ask(target, accept=accept)
    assert answer.status == 406
    assert "text/turtle" in answer.text
    assert ("application/x-bibtex" in answer.text) == target.startswith("/objective")


def test_links_name_all_formats(ask):
    """A thing and its documents name all formats with their types, the permanent IRI, and what describes them."""
    thing = ask("/objective/11/action/b").fields["link"]
    assert '<https://w3id.org/gcm/objective/11/action/b>; rel="canonical"' in thing
    assert '</objective/11/action/b.jsonld>; rel="describedby"; type="application/ld+json"' in thing
    document = ask("/objective/11/action/b.ttl").fields["link"]
    assert '<https://w3id.org/gcm/objective/11/action/b.ttl>; rel="canonical"' in document
    assert '<https://w3id.org/gcm/objective/11/action/b>; rel="describes"' in document
    for place, media_type in (
        (".jsonld", "application/ld+json"),
        (".nt", "application/n-triples"),
        (".rdf", "application/rdf+xml"),
        ("/", "text/html"),
        (".bib", "application/x-bibtex"),
        (".csl.json", "application/vnd.citationstyles.csl+json"),
        (".ris", "application/x-research-info-systems"),
    ):
        alternate = f'</objective/11/action/b{place}>; rel="alternate"; type="{media_type}"'
        assert alternate in thing
        assert alternate in document
    assert 'action/b.ttl>; rel="alternate"; type="text/turtle"' in thing
    assert 'action/b.ttl>; rel="alternate"' not in document


def test_a_page_has_the_links_too(ask):
    """The page about a thing names the other formats and the thing, as its other documents do."""
    page = ask("/objective/11/action/b/")
    assert (page.status, page.fields["content-type"]) == (200, "text/html; charset=utf-8")
    assert page.fields["content-location"] == "/objective/11/action/b/"
    assert '<https://w3id.org/gcm/objective/11/action/b/>; rel="canonical"' in page.fields["link"]
    assert '<https://w3id.org/gcm/objective/11/action/b>; rel="describes"' in page.fields["link"]
    assert '</objective/11/action/b.jsonld>; rel="alternate"; type="application/ld+json"' in page.fields["link"]


def test_a_document_knows_its_own_address(ask):
    """Content-Location is the address of the document without what does not matter."""
    assert ask("/objective/11.ttl?page=1").fields["content-location"] == "/objective/11.ttl"


def test_behind_a_proxy_addresses_are_those_that_visitors_reach(ask_behind_proxy):
    """With a base URL, Location is absolute and links have its path; what a client says of the host is not believed."""
    answer = ask_behind_proxy(
        "/objective/11", accept="text/turtle", host="evil.example", x_forwarded_host="evil.example"
    )
    assert answer.fields["location"] == "https://example.org/compact/objective/11.ttl"
    assert "</compact/objective/11.jsonld>" in answer.fields["link"]
    assert "evil" not in "".join(answer.fields.values()) + answer.text
    assert ask_behind_proxy("/paragraph/27/b").fields["location"] == "https://example.org/compact/objective/11/action/b"


def test_documents_have_strong_tags_and_are_not_sent_twice(ask):
    """A document has a strong entity tag, another one for each format; who has it gets 304, and HEAD gets no body."""
    tags = {ask(f"/objective/11{ending}").fields["etag"] for ending in (".ttl", ".jsonld", ".nt", ".rdf", ".bib")}
    assert len(tags) == 5
    tag = ask("/objective/11.ttl").fields["etag"]
    assert tag.startswith('"')
    known = ask("/objective/11.ttl", if_none_match=tag)
    assert (known.status, known.body, known.fields["etag"]) == (304, b"", tag)
    head = ask("/objective/11.ttl", "HEAD")
    assert (head.status, head.body, head.fields["etag"]) == (200, b"", tag)


def test_a_description_takes_few_looks_at_the_store(served_release):
    """The thing that most statements point to is described without reading them all."""
    from gcm_graph.serving.documents.descriptions import PAGE_SIZE, describe

    description = describe(served_release, "population/migrants")
    pointers = list(
        served_release.store.quads_for_pattern(None, None, NamedNode(f"{BASE}population/migrants"), DefaultGraph())
    )
    assert len(description.pointing) == PAGE_SIZE < len(pointers)
