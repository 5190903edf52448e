"""The JSON-LD that we write is plain JSON with a stable shape, and loses nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from gcm_graph.namespaces import BASE, GCM, PREFIXES
from gcm_graph.publishing.errors import BlankNodeError, PrefixConfusionError
from gcm_graph.publishing.jsonld import write_jsonld

GOLDEN = Path(__file__).parent / "golden"
SUBJECT = NamedNode(f"{BASE}compact")
RDF_TYPE = NamedNode(PREFIXES["rdf"] + "type")


def term(name: str) -> NamedNode:
    """Return the IRI of a prefixed name."""
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def typed(lexical: str, datatype: str) -> Literal:
    """Return a literal of an XML Schema datatype."""
    return Literal(lexical, datatype=term(f"xsd:{datatype}"))


def written_node(context, *statements: tuple[str, NamedNode | Literal]) -> dict[str, object]:
    """Return the JSON object of the Compact with the given statements, without its identifier."""
    written = json.loads(write_jsonld([Triple(SUBJECT, term(name), value) for name, value in statements], context))
    (node,) = written["@graph"]
    assert node.pop("id") == "compact"
    return node


def test_objective_and_action_are_plain_json(context):
    """Objective 11 and its action (b) are the JSON that a developer would write by hand."""
    quads = parse((GOLDEN / "objective-11.nq").read_bytes(), format=RdfFormat.N_QUADS)
    written = write_jsonld([quad.triple for quad in quads], context).decode()
    start, end = written.index('"@context": ') + len('"@context": '), written.index(',\n  "@graph": ')
    assert json.loads(written[start:end]) == context["@context"]
    by_reference = written[:start] + '"https://w3id.org/gcm/context.jsonld"' + written[end:]
    assert by_reference == (GOLDEN / "objective-11.jsonld").read_text(encoding="utf-8")


def test_an_empty_graph_is_an_empty_array(context):
    """A graph without triples still has its context and its array."""
    assert json.loads(write_jsonld([], context)) == {**context, "@graph": []}


def test_nodes_and_lists_follow_the_given_order(context):
    """Objects stand in the order of their subjects, and references in lists in the same order."""
    paths = ["objective/10", "objective/9"]
    triples = [
        Triple(NamedNode(BASE + path), term("skos:related"), NamedNode(BASE + other))
        for path in paths
        for other in paths
    ]
    written = json.loads(write_jsonld(triples, context, order=lambda iri: int(iri.rpartition("/")[2])))
    assert written["@graph"] == [
        {"id": "objective/9", "related": ["objective/9", "objective/10"]},
        {"id": "objective/10", "related": ["objective/9", "objective/10"]},
    ]


def test_languages_share_one_map(context):
    """A translation adds a key and changes nothing else; Indonesian is not taken for the alias of @id."""
    values = [Literal("words", language="en"), Literal("kata", language="id"), Literal("paroles", language="fr")]
    assert written_node(context, *(("gcm:text", value) for value in values)) == {
        "text": {"en": "words", "fr": "paroles", "id": "kata"}
    }
    assert written_node(context, ("skos:altLabel", values[0]), ("skos:altLabel", Literal("a", language="en"))) == {
        "altLabel": {"en": ["a", "words"]}
    }


def test_multi_valued_terms_always_hold_an_array(context):
    """One theme stands in an array; one whole stands alone, and in an array only where there are two after all."""
    a, b = NamedNode(f"{BASE}a"), NamedNode(f"{BASE}b")
    assert written_node(context, ("gcm:concernsTheme", a)) == {"concernsTheme": ["a"]}
    assert written_node(context, ("skos:altLabel", Literal("x", language="en"))) == {"altLabel": {"en": ["x"]}}
    assert written_node(context, ("dcterms:isPartOf", a)) == {"partOf": "a"}
    assert written_node(context, ("dcterms:isPartOf", b), ("dcterms:isPartOf", a)) == {"partOf": ["a", "b"]}


def test_a_list_is_broken_where_its_line_would_be_too_long(context):
    """A line of exactly 120 characters is kept; one more character puts each value on a line of its own."""
    short = "x" * (120 - len('      "notation": ["a", ""],'))
    notation = term("skos:notation")
    kept = write_jsonld([Triple(SUBJECT, notation, Literal(text)) for text in ("a", short)], context).decode()
    assert f'\n      "notation": ["a", "{short}"]\n' in kept
    broken = write_jsonld([Triple(SUBJECT, notation, Literal(text)) for text in ("a", short + "x")], context).decode()
    assert f'\n      "notation": [\n        "a",\n        "{short}x"\n      ]\n' in broken


@pytest.mark.parametrize(
    ("lexical", "expected"),
    [("0", 0), ("-5", -5), ("9007199254740991", 9007199254740991), ("-9007199254740991", -9007199254740991)],
)
def test_integers_are_json_numbers(context, lexical, expected):
    """A canonical integer that JavaScript holds exactly is a number."""
    node = written_node(context, ("gcm:number", typed(lexical, "integer")))
    assert node == {"number": expected}
    assert type(node["number"]) is int


@pytest.mark.parametrize(
    "lexical", ["01", "-0", "+1", "1.0", "9007199254740992", "-9007199254740992", "9" * 5000, "x", "5\n"]
)
def test_integers_that_a_number_would_change_are_not_numbers(context, lexical):
    """A form that is not canonical, or beyond 2^53 - 1, keeps its lexical form in a value object."""
    assert written_node(context, ("gcm:number", typed(lexical, "integer"))) == {
        "gcm:number": [{"@type": "xsd:integer", "@value": lexical}]
    }


def test_offsets_of_selectors_are_numbers_of_their_own_type(context):
    """oa:start is an xsd:nonNegativeInteger by its term, and does not get in the way of gcm:start."""
    node = written_node(context, ("oa:start", typed("9", "nonNegativeInteger")), ("gcm:start", typed("4", "integer")))
    assert node == {"start": 4, "oa:start": 9}


def test_booleans_are_json_booleans():
    """True and false are booleans; 1 and 0 keep their lexical form."""
    context = {"@context": {"@version": 1.1, "gcm": GCM, "is": "gcm:is", "id": "@id", "@base": BASE}}
    assert written_node(context, ("gcm:is", typed("true", "boolean"))) == {"is": True}
    assert list(written_node(context, ("gcm:is", typed("1", "boolean")))) == ["gcm:is"]


def test_typed_terms_hold_the_lexical_form(context):
    """A date under a term of type xsd:date is its lexical form alone."""
    assert written_node(context, ("dcterms:issued", typed("2019-01-11", "date"))) == {"issued": "2019-01-11"}


def test_values_that_fit_no_term_bring_their_own_type(context):
    """A string in a reference's place, a string without language, an unknown property: expanded and prefixed."""
    node = written_node(
        context,
        ("dcterms:isPartOf", Literal("words")),
        ("dcterms:isPartOf", NamedNode(f"{BASE}resolution")),
        ("gcm:text", Literal("words")),
        ("gcm:citation", NamedNode(f"{BASE}a")),
        ("dcterms:title", Literal("words")),
        ("dcterms:abstract", Literal("words", language="en")),
        ("rdf:type", Literal("words")),
    )
    assert node == {
        "partOf": "resolution",
        "dcterms:abstract": [{"@language": "en", "@value": "words"}],
        "dcterms:isPartOf": [{"@value": "words"}],
        "gcm:citation": [{"id": "a"}],
        "gcm:text": [{"@value": "words"}],
        # The prefixed name is a term here, whose language map the same object may need as well.
        "http://purl.org/dc/terms/title": [{"@value": "words"}],
        "rdf:type": [{"@value": "words"}],
    }


def test_keys_and_types_follow_the_context(context):
    """Identifier, types, then the terms in the context's order, then what has no term; types likewise."""
    classes = ["gcm:Provision", "skos:Concept", "gcm:Unicorn", "gcm:Treaty", "gcm:Action", "foaf:Person"]
    triples = [Triple(SUBJECT, RDF_TYPE, term(name)) for name in classes]
    triples += [Triple(SUBJECT, term(name), Literal("x")) for name in ("gcm:letter", "gcm:citation", "dcat:unknown")]
    (node,) = json.loads(write_jsonld(triples, context))["@graph"]
    assert list(node) == ["id", "type", "citation", "letter", "dcat:unknown"]
    # gcm:Unicorn has no term but lies in the vocabulary; foaf:Person does not.
    assert node["type"] == ["Action", "Provision", "Treaty", "Concept", "foaf:Person", "Unicorn"]


@pytest.mark.parametrize(
    ("iri", "expected"),
    [
        (f"{BASE}objective/11/action/b", "objective/11/action/b"),
        (f"{GCM}Action", "gcm:Action"),
        (f"{BASE}text", "text"),
        (f"{BASE}id", f"{BASE}id"),
        (f"{BASE}a:b", f"{BASE}a:b"),
        (f"{BASE}@id", f"{BASE}@id"),
        (BASE, BASE),
        ("http://metadata.un.org/sdg/10.7", "sdg:10.7"),
        ("http://eurovoc.europa.eu/5889", "http://eurovoc.europa.eu/5889"),
        ("gcm://x", "gcm://x"),
    ],
)
def test_references_are_relative_only_where_that_is_plain(context, iri, expected):
    """A reference is prefixed, relative or in full, and never mistaken for a keyword's alias."""
    assert written_node(context, ("dcterms:isPartOf", NamedNode(iri))) == {"partOf": expected}


@pytest.mark.parametrize(
    "triple",
    [
        Triple(NamedNode("gcm:Action"), term("gcm:text"), Literal("x")),
        Triple(SUBJECT, NamedNode("gcm:text"), Literal("x")),
        Triple(SUBJECT, term("skos:related"), NamedNode("skos:Concept")),
        Triple(SUBJECT, RDF_TYPE, NamedNode("gcm:Action")),
        Triple(SUBJECT, term("skos:note"), Literal("x", datatype=NamedNode("xsd:date"))),
    ],
    ids=["subject", "predicate", "object", "class", "datatype"],
)
def test_an_iri_that_looks_like_a_prefixed_name_is_refused(context, triple):
    """The IRI <gcm:Action> cannot be told from the name gcm:Action, so that writing it would change the graph."""
    with pytest.raises(PrefixConfusionError):
        write_jsonld([triple], context)


def test_blank_nodes_are_refused(context):
    """A blank node is a named error that shows the statement."""
    with pytest.raises(BlankNodeError, match="_:b"):
        write_jsonld([Triple(SUBJECT, term("skos:note"), BlankNode("b"))], context)
