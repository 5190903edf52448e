"""The Turtle that we write is the one that people would like to read."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import BaseDirection, BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from gcm_graph.namespaces import BASE, GCM, PREFIXES
from gcm_graph.publishing.errors import BlankNodeError, UnsupportedTermError
from gcm_graph.publishing.jsonld_context import Context
from gcm_graph.publishing.turtle import write_turtle

GOLDEN = Path(__file__).parent / "golden"
SUBJECT = NamedNode(f"{BASE}compact")
NOTE = NamedNode(PREFIXES["skos"] + "note")
RDF_TYPE = NamedNode(PREFIXES["rdf"] + "type")


def gcm(name: str) -> NamedNode:
    """Return a term of the ontology."""
    return NamedNode(GCM + name)


def node(path: str) -> NamedNode:
    """Return a resource under the base."""
    return NamedNode(BASE + path)


def written_value(value: NamedNode | Literal) -> str:
    """Return how a value is written."""
    text = write_turtle([Triple(SUBJECT, NOTE, value)], PREFIXES, base=BASE).decode()
    return text.partition("\n    skos:note ")[2].removesuffix(" .\n")


def test_objective_and_action_read_like_a_document(context):
    """Objective 11 and its action (b) are written as a person would lay them out."""
    quads = parse((GOLDEN / "objective-11.nq").read_bytes(), format=RdfFormat.N_QUADS)
    written = write_turtle(
        [quad.triple for quad in quads],
        PREFIXES,
        base=BASE,
        vocabulary=Context(context).vocabulary,
        comment="Objective 11 and one of its actions.",
    )
    assert written.decode() == (GOLDEN / "objective-11.ttl").read_text(encoding="utf-8")


def test_only_used_prefixes_are_declared_in_the_given_order():
    """A prefix that no name uses is not declared; the others keep their order; no base where nothing is relative."""
    triple = Triple(gcm("text"), NamedNode("http://example.org/p"), NamedNode(PREFIXES["skos"] + "note"))
    prefixes = {"skos": PREFIXES["skos"], "oa": PREFIXES["oa"], "gcm": GCM}
    assert write_turtle([triple], prefixes, base=BASE).decode() == (
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "@prefix gcm: <https://w3id.org/gcm/ontology#> .\n"
        "\n"
        "gcm:text\n"
        "    <http://example.org/p> skos:note .\n"
    )


def test_type_needs_no_prefix():
    """`a` stands first and does not make the prefix rdf appear."""
    triples = [Triple(SUBJECT, gcm("citation"), Literal("x")), Triple(SUBJECT, RDF_TYPE, gcm("Compact"))]
    assert write_turtle(triples, PREFIXES, base=BASE).decode() == (
        "@base <https://w3id.org/gcm/> .\n@prefix gcm: <https://w3id.org/gcm/ontology#> .\n\n"
        '<compact>\n    a gcm:Compact ;\n    gcm:citation "x" .\n'
    )


def test_predicates_and_classes_follow_the_vocabulary_then_the_prefixes():
    """Named terms come in the vocabulary's order, then the others by prefix and name, then those without a prefix."""
    names = [
        GCM + "text",
        GCM + "citation",
        PREFIXES["skos"] + "note",
        PREFIXES["dcat"] + "theme",
        "http://a.example/p",
    ]
    triples = [Triple(SUBJECT, NamedNode(name), Literal("x")) for name in names]
    triples += [Triple(SUBJECT, RDF_TYPE, NamedNode(name)) for name in names]
    text = write_turtle(triples, PREFIXES, base=BASE, vocabulary=[PREFIXES["skos"] + "note", GCM + "text"]).decode()
    body = text.partition("<compact>\n")[2]
    assert body == (
        "    a skos:note, gcm:text, gcm:citation, dcat:theme, <http://a.example/p> ;\n"
        '    skos:note "x" ;\n'
        '    gcm:text "x" ;\n'
        '    gcm:citation "x" ;\n'
        '    dcat:theme "x" ;\n'
        '    <http://a.example/p> "x" .\n'
    )


def test_subjects_and_lists_follow_the_given_order():
    """Subjects and resources in lists follow the order; literals come after them, by language and words."""
    values = [
        node("objective/10"),
        node("objective/9"),
        Literal("b", language="es"),
        Literal("a", language="fr"),
        Literal("c"),
    ]
    triples = [Triple(node("objective/10"), NOTE, value) for value in values]
    triples.append(Triple(node("objective/9"), NOTE, Literal("x")))
    text = write_turtle(triples, PREFIXES, base=BASE, order=lambda iri: int(iri.rpartition("/")[2])).decode()
    assert text.partition("\n\n")[2] == (
        '<objective/9>\n    skos:note "x" .\n'
        "\n"
        '<objective/10>\n    skos:note <objective/9>, <objective/10>, "c", "b"@es, "a"@fr .\n'
    )


def test_a_list_is_broken_where_its_line_would_be_too_long():
    """A line of exactly 120 characters is kept; one more character puts each object on a line of its own."""
    short = "x" * (120 - len('    skos:note "a", "" ;'))
    kept = write_turtle([Triple(SUBJECT, NOTE, Literal(text)) for text in ("a", short)], PREFIXES, base=BASE).decode()
    assert f'\n    skos:note "a", "{short}" .\n' in kept
    broken = write_turtle([Triple(SUBJECT, NOTE, Literal(text)) for text in ("a", short + "x")], PREFIXES, base=BASE)
    assert f'\n    skos:note\n        "a",\n        "{short}x" .\n' in broken.decode()


@pytest.mark.parametrize(
    ("lexical", "datatype", "expected"),
    [
        ("0", "integer", "0"),
        ("-5", "integer", "-5"),
        ("9007199254740993", "integer", "9007199254740993"),
        ("01", "integer", '"01"^^xsd:integer'),
        ("-0", "integer", '"-0"^^xsd:integer'),
        ("+1", "integer", '"+1"^^xsd:integer'),
        ("1\n", "integer", '"1\\n"^^xsd:integer'),
        ("\u0663", "integer", '"\u0663"^^xsd:integer'),
        ("5", "nonNegativeInteger", '"5"^^xsd:nonNegativeInteger'),
        ("true", "boolean", "true"),
        ("1", "boolean", '"1"^^xsd:boolean'),
        ("1.0", "decimal", '"1.0"^^xsd:decimal'),
        ("2018-12-19", "date", '"2018-12-19"^^xsd:date'),
        ("20", "string", '"20"'),
    ],
)
def test_only_canonical_integers_and_booleans_are_abbreviated(lexical, datatype, expected):
    """A number stands bare only where its lexical form is the canonical one."""
    assert written_value(Literal(lexical, datatype=NamedNode(PREFIXES["xsd"] + datatype))) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ('the "Compact"', r'"the \"Compact\""'),
        ("a\\b", r'"a\\b"'),
        ("a\nb\r\tc\b\f", r'"a\nb\r\tc\b\f"'),
        ("\x00\x1f\x7f\x85", r'"\u0000\u001F\u007F\u0085"'),
        ("\u2028\u2029\ufeff\uffff", r'"\u2028\u2029\uFEFF\uFFFF"'),
        ("it's caf\u00e9 \U0001f30d", '"it\'s caf\u00e9 \U0001f30d"'),
    ],
)
def test_strings_are_escaped_where_they_must_be(words, expected):
    """Quotes, backslashes and what cannot be seen are escaped; letters of any script are not."""
    assert written_value(Literal(words)) == expected


@pytest.mark.parametrize(
    ("iri", "expected"),
    [
        (f"{BASE}objective/11/action/b", "<objective/11/action/b>"),
        (f"{BASE}annotation/paragraph/2/9-9/footnote/2#target", "<annotation/paragraph/2/9-9/footnote/2#target>"),
        (f"{GCM}Action", "gcm:Action"),
        (f"{GCM}a/b", f"<{GCM}a/b>"),
        (f"{GCM}a.", "<ontology#a.>"),
        (GCM, f"<{GCM}>"),
        (BASE, f"<{BASE}>"),
        (f"{BASE}a:b", f"<{BASE}a:b>"),
        (f"{BASE}/a", f"<{BASE}/a>"),
        (f"{BASE}a//b", f"<{BASE}a//b>"),
        (f"{BASE}a/", f"<{BASE}a/>"),
        (f"{BASE}a/../b", f"<{BASE}a/../b>"),
        (f"{BASE}.", f"<{BASE}.>"),
        (f"{BASE}..#a", f"<{BASE}..#a>"),
        (f"{BASE}.a", "<.a>"),
        (f"{BASE}...", "<...>"),
        (f"{BASE}#a", f"<{BASE}#a>"),
        (f"{BASE}a?b", f"<{BASE}a?b>"),
        ("https://w3id.org/gcm", "<https://w3id.org/gcm>"),
    ],
)
def test_an_iri_is_shortened_only_where_that_is_plain(iri, expected):
    """A prefixed name needs no escape, and a relative reference has no segment that resolution would change."""
    assert written_value(NamedNode(iri)) == expected


def test_the_longest_namespace_names_a_term():
    """Where namespaces overlap, the longer one is used, whichever stands first."""
    term = NamedNode("http://example.org/ab-c")
    written = write_turtle([Triple(term, term, term)], {"a": "http://example.org/", "ab": "http://example.org/ab-"})
    assert written == b"@prefix ab: <http://example.org/ab-> .\n\nab:c\n    ab:c ab:c .\n"


def test_comment_lines_stand_at_the_head():
    """Each line of the comment is a comment; an empty graph is a file of comments only."""
    assert write_turtle([], PREFIXES, base=BASE, comment="One.\n\nTwo.") == b"# One.\n#\n# Two.\n"
    assert write_turtle([], PREFIXES) == b""


@pytest.mark.parametrize(
    "triple", [Triple(BlankNode("b"), NOTE, SUBJECT), Triple(SUBJECT, NOTE, BlankNode("b"))], ids=["subject", "object"]
)
def test_blank_nodes_are_refused(triple):
    """A blank node is a named error that shows the statement."""
    with pytest.raises(BlankNodeError, match="_:b"):
        write_turtle([triple], PREFIXES)


@pytest.mark.parametrize(
    "value",
    [Triple(SUBJECT, NOTE, SUBJECT), Literal("x", language="ar", direction=BaseDirection.RTL)],
    ids=["triple term", "direction"],
)
def test_terms_beyond_rdf_1_1_are_refused(value):
    """Triple terms and base directions have no place in RDF 1.1 and are a named error."""
    with pytest.raises(UnsupportedTermError):
        write_turtle([Triple(SUBJECT, NOTE, value)], PREFIXES)


def test_the_base_ends_with_a_slash():
    """A base on which a reference cannot simply be appended is refused."""
    with pytest.raises(ValueError, match="slash"):
        write_turtle([], PREFIXES, base="https://w3id.org/gcm")
