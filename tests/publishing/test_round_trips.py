"""Whatever the graph holds, each file gives back exactly that graph, whoever reads it."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from gcm_graph.namespaces import BASE, GCM, PREFIXES
from gcm_graph.publishing.jsonld import write_jsonld
from gcm_graph.publishing.jsonld_context import Context
from gcm_graph.publishing.nquads import write_nquads
from gcm_graph.publishing.turtle import write_turtle

# rdflib's remarks on lexical forms that are odd on purpose, and on its own code.
pytestmark = [
    pytest.mark.filterwarnings("ignore::UserWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]

XSD = PREFIXES["xsd"]
RDF = PREFIXES["rdf"]
RDF_TYPE = NamedNode(f"{RDF}type")
DOUBLE = NamedNode(f"{XSD}double")


def is_iri(text: str) -> bool:
    """Tell whether Oxigraph takes a text for an absolute IRI, which JSON-LD's prefixes do not disguise."""
    try:
        NamedNode(text)
    except ValueError:
        return False
    scheme, _, rest = text.partition(":")
    return scheme not in PREFIXES or rest.startswith("//")


# Relative to the base each of these is a trap of its own: dots that vanish, a colon taken for a scheme, a second slash
# taken for a host, a query or fragment that replaces the path, a keyword's alias, a term.
TRAP_PATHS = """
. .. ./a ../a a/. a/.. a/../b a/./b / /a // //a/b a//b a/ a:b x/a:b :a #target ?x a?b a?b#c a# objective/11#target
ontology ontology# id type text gcm gcm/x @id @type x@y a'b a(b) a,b;c %41 a%2Fb café ~a -a _:a compact
objective/11/action/b annotation/paragraph/2/9-9/footnote/2#quote ontology#Action ontology#a.b. ontology#.a ontology#a/b
ontology#1e5 ontology#-1 ontology#a:b ontology#é ontology#true ontology#id
"""
TRAPS = ["", *TRAP_PATHS.split()]
FOREIGN_IRIS = """
text:foo Concept:foo id:x type:x a: urn:x:y http:foo HTTP://EX.org:80/%7ea mailto:a@b.org http://example.org gcm://x/y
http://metadata.un.org/sdg/10.7 http://example.org/a/../b https://w3id.org/gcm http://www.w3.org/2004/02/skos/core#Concept
http://rdfs.org/ns/void#Dataset http://www.w3.org/ns/oa#start http://www.w3.org/1999/02/22-rdf-syntax-ns#nil
"""
FOREIGN = FOREIGN_IRIS.split()
TERMS = """
gcm:Action gcm:Objective gcm:Treaty gcm:citation gcm:text gcm:number gcm:hasAction gcm:lemma gcm:x-y skos:Concept
skos:prefLabel skos:altLabel skos:broader skos:notation skos:unknown dcterms:isPartOf dcterms:title dcterms:issued
dcterms:identifier dcterms:abstract oa:start oa:exact oa:hasSelector dcat:byteSize rdf:type rdf:first rdf:value
"""
VOCABULARY = [
    *(PREFIXES[prefix] + local for prefix, _, local in (term.partition(":") for term in TERMS.split())),
    "http://example.org/p/é",
    "urn:p",
]
LEXICAL = [
    "0",
    "-0",
    "+1",
    "01",
    "-5",
    "20",
    " 1",
    "1.0",
    "1E0",
    "1.0E0",
    "NaN",
    "true",
    "false",
    "1",
    "TRUE",
    "",
    "2018-12-19",
    str(2**53 - 1),
    str(2**53),
    str(1 - 2**53),
    str(-(2**53)),
    "9" * 400,
    "{}",
    '{"a": 1}',
    "<b>",
    "@id",
    "@none",
    "_:b",
    "https://w3id.org/gcm/compact",
    "gcm:Action",
    'quoted "words"',
    "'''",
    '"""',
    "back\\slash",
    "\\u0041",
    "line\nline\r\n",
    "\x00\x07\b\t\x0b\f\x1b\x7f\x80\x85\x9f",
    "\u2028\u2029\ufeff\ufffe\uffff",
    "\U0001f30d\U000e0001\U0010ffff",
    "e\u0301",
    " a  b ",
    "\u0645\u0631\u062d\u0628\u0627",
]
LANGUAGES = ["en", "id", "type", "gcm", "ar", "es", "fr", "ru", "zh-hans", "en-GB", "x-own"]
DATATYPES = [
    *(
        f"{XSD}{name}"
        for name in ("string", "integer", "nonNegativeInteger", "int", "boolean", "decimal", "date", "anyURI", "double")
    ),
    *(f"{RDF}JSON", f"{RDF}HTML", f"{RDF}XMLLiteral", "urn:datatype", f"{GCM}Own", f"{BASE}datatype"),
]

tails = st.sampled_from(TRAPS) | st.text("abz019./:#?@!$&'()*+,;=%7-_~\u00e9\u4e2d", max_size=12)
iris = (
    tails.map(BASE.__add__)
    | tails.map("http://example.org/".__add__)
    | tails.map(GCM.__add__)
    | st.sampled_from(FOREIGN + VOCABULARY)
).filter(is_iri)
nodes = iris.map(NamedNode)
words = st.sampled_from(LEXICAL) | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
literals = (
    st.builds(Literal, words)
    | st.builds(lambda text, tag: Literal(text, language=tag), words, st.sampled_from(LANGUAGES))
    | st.builds(lambda text, datatype: Literal(text, datatype=NamedNode(datatype)), words, st.sampled_from(DATATYPES))
)
predicates = (st.sampled_from(VOCABULARY) | iris).map(NamedNode)
triples = st.builds(Triple, nodes, predicates, nodes | literals)
graphs = st.lists(triples, max_size=12)


def trap_graph() -> list[Triple]:
    """Return every trap in every place, so that no run leaves one out."""
    traps = [NamedNode(iri) for iri in (*map(BASE.__add__, TRAPS), *FOREIGN, *VOCABULARY) if is_iri(iri)]
    links = [NamedNode(f"{GCM}hasAction"), NamedNode(PREFIXES["dcterms"] + "isPartOf"), NamedNode("urn:p"), RDF_TYPE]
    properties = [NamedNode(GCM + name) for name in ("citation", "text", "number", "hasAction", "unknown")]
    tagged = [Literal(text, language=tag) for text in LEXICAL for tag in LANGUAGES]
    of_type = [Literal(text, datatype=NamedNode(datatype)) for text in LEXICAL for datatype in DATATYPES]
    return [
        *(Triple(trap, predicate, trap) for trap in traps for predicate in (trap, *links)),
        *(Triple(trap, properties[0], Literal("words", datatype=trap)) for trap in traps),
        # Several subjects: PyLD compares each value of a property with all others of the same subject.
        *(
            Triple(NamedNode(f"{BASE}{text}/{place % 7}"), predicate, value)
            for predicate in properties
            for text, values in (("tagged", tagged), ("typed", of_type))
            for place, value in enumerate(values)
        ),
    ]


def pyld_keeps(triple: Triple) -> bool:
    """Tell whether PyLD keeps a literal: it rewrites every xsd:double, against JSON-LD 1.1 API §8.2."""
    return not isinstance(triple.object, Literal) or triple.object.datatype != DOUBLE


@settings(deadline=None, max_examples=300)
@given(graph=graphs)
@example(graph=trap_graph())
def test_turtle_gives_back_the_graph(graph, turtle_readers):
    """Turtle written from any graph is that graph to pyoxigraph and to rdflib."""
    written = write_turtle(graph, PREFIXES, base=BASE)
    for name, read in turtle_readers.items():
        assert read(written) == set(graph), name


@settings(deadline=None, max_examples=300)
@given(graph=graphs)
@example(graph=trap_graph())
def test_jsonld_gives_back_the_graph(graph, context, jsonld_readers):
    """JSON-LD written from any graph is that graph to pyoxigraph, to PyLD and to rdflib."""
    for name, read in jsonld_readers.items():
        kept = [triple for triple in graph if name != "PyLD" or pyld_keeps(triple)]
        assert read(write_jsonld(kept, context)) == set(kept), name


@settings(deadline=None)
@given(graph=graphs, seed=st.randoms(use_true_random=False))
def test_the_order_of_the_triples_does_not_matter(graph, seed, context):
    """The same graph in any order, with repetitions, gives the same bytes."""
    shuffled = [*graph, *graph[:2]]
    seed.shuffle(shuffled)
    vocabulary = Context(context).vocabulary
    for write in (
        lambda triples: write_turtle(triples, PREFIXES, base=BASE, order=len, vocabulary=vocabulary),
        lambda triples: write_jsonld(triples, context, order=len),
        lambda triples: write_nquads(Quad(t.subject, t.predicate, t.object) for t in triples),
    ):
        assert write(graph) == write(shuffled)


@settings(deadline=None)
@given(quads=st.lists(st.builds(Quad, nodes, nodes, nodes | literals, nodes) | st.builds(Quad, nodes, nodes, literals)))
def test_nquads_give_back_the_dataset(quads):
    """N-Quads written from any dataset are that dataset, one sorted line a quad."""
    written = write_nquads(quads)
    assert set(parse(written, format=RdfFormat.N_QUADS)) == set(quads)
    lines = written.decode().split("\n")
    assert lines.pop() == ""
    assert len(lines) == len(set(quads))
    assert lines == sorted(lines)
