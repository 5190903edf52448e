"""The pages of our classes and properties, one for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from gcm_graph.describing.graphs import term
from gcm_graph.disjoint_classes import DisjointClasses, disjoint_classes
from gcm_graph.ontology_files import ontology_triples
from gcm_graph.serving.pages.block_parts import Fact, Link, Row, Value
from gcm_graph.serving.pages.blocks import Block, Facts, Listing, Page, Table
from gcm_graph.serving.pages.entities import View, page_of
from gcm_graph.serving.pages.facts import FactWriter, value_of
from gcm_graph.serving.pages.knowledge import Knowledge, Term, knowledge_of, natural
from gcm_graph.serving.pages.labels import Label
from gcm_graph.serving.pages.naming import link, name_of, prefixed
from gcm_graph.serving.pages.rendering import number
from gcm_graph.serving.per_release import once_per_release
from gcm_graph.serving.service import ServedRelease

CLASSES = "owl:Class"
PROPERTIES = ("owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty")
_SAMPLES = 8
_DEPRECATION = ("owl:deprecated", "dcterms:isReplacedBy", "skos:historyNote")
_EXCLUDING = (
    "Nothing is of this class and of one of these, or of a class below one of these. ontology.ttl says so "
    "(owl:AllDisjointClasses); the dump, which has no blank nodes, does not."
)
_HELPS = "Serves other shapes and says nothing itself."
_MESSAGE = term("sh:message")
_CONSTRAINING = frozenset(
    map(term, ("sh:targetClass", "sh:class", "sh:path", "sh:targetSubjectsOf", "sh:targetObjectsOf", "sh:inversePath"))
)


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape that constrains a term.

    Attributes:
        iri: the IRI of the shape.
        message: what it says to the owner of data that it finds wrong.
    """

    iri: str
    message: str


@once_per_release
def disjoint_classes_of(release: ServedRelease) -> DisjointClasses:
    """Return which classes of a release exclude one another; only its file has the lists that say so."""
    return disjoint_classes(ontology_triples((release.folder / "ontology.ttl").read_bytes()))


@once_per_release
def shapes_by_term(release: ServedRelease) -> Mapping[str, tuple[Shape, ...]]:
    """Return the shapes that constrain each class or property, by its IRI."""
    messages: dict[str, str] = {}
    constrained: defaultdict[str, set[str]] = defaultdict(set)
    inside: dict[BlankNode, NamedNode | BlankNode] = {}
    raw: list[tuple[NamedNode | BlankNode, str]] = []
    for quad in parse(path=release.folder / "shapes.ttl", format=RdfFormat.TURTLE):
        subject = quad.subject
        if not isinstance(subject, NamedNode | BlankNode):
            continue
        if isinstance(quad.object, BlankNode):
            inside[quad.object] = subject
        if quad.predicate == _MESSAGE and isinstance(quad.object, Literal) and isinstance(subject, NamedNode):
            messages[subject.value] = quad.object.value
        if quad.predicate in _CONSTRAINING and isinstance(quad.object, NamedNode):
            raw.append((subject, quad.object.value))
    for subject, name in raw:
        while isinstance(subject, BlankNode) and subject in inside:
            subject = inside[subject]  # noqa: PLW2901 - a path in brackets belongs to the shape around it
        if isinstance(subject, NamedNode):
            constrained[name].add(subject.value)
    return {
        name: tuple(Shape(each, messages.get(each, "")) for each in sorted(shapes, key=natural))
        for name, shapes in constrained.items()
    }


def term_page(release: ServedRelease, iri: str, view: View) -> Page:
    """Return the page of a class or property."""
    knowledge = knowledge_of(release)
    writer = FactWriter(iri, knowledge, view.language)
    is_class = iri in knowledge.members(CLASSES)
    told = (
        *("rdf:type", "skos:prefLabel", "skos:definition", "skos:scopeNote", "rdfs:isDefinedBy", "skos:example"),
        *("rdfs:subClassOf", "rdfs:subPropertyOf", "rdfs:domain", "rdfs:range", "dcterms:source", "skos:altLabel"),
        *("owl:equivalentClass", "owl:equivalentProperty", "owl:inverseOf", "owl:disjointWith"),
        *_DEPRECATION,
    )
    blocks: list[Block | None] = [
        _deprecated(knowledge, iri, writer),
        _examples(knowledge, iri, view.language),
        writer.facts(
            "Its place among the terms",
            [
                name
                for name in told
                if name.startswith(("rdfs:s", "rdfs:d", "rdfs:r", "owl:")) and name not in _DEPRECATION
            ],
        ),
        _narrower(knowledge, iri, view.language, is_class=is_class),
        *_excluding(release, knowledge, iri, view.language),
        _ends(knowledge, iri, view.language) if is_class else None,
        _use(knowledge, iri, is_class=is_class),
        _samples(knowledge, iri, view.language, is_class=is_class),
        _shapes(release, iri),
        writer.others("The same and the like elsewhere", told),
        writer.facts("Where this comes from", ["dcterms:source", "rdfs:isDefinedBy"], "sources"),
    ]
    return page_of(knowledge, iri, view, blocks, kind=_kind(knowledge, iri, is_class=is_class))


def _deprecated(knowledge: Knowledge, iri: str, writer: FactWriter) -> Facts | None:
    """Return what is to be used instead of a deprecated term, and since when; None for a term in force."""
    if knowledge.text(iri, "owl:deprecated") != "true":
        return None
    found = writer.facts("Deprecated", [name for name in _DEPRECATION if name != "owl:deprecated"], "deprecated")
    lead = "This term goes with the next major version. Use its replacement."
    return replace(found, lead=lead) if found else None


def _kind(knowledge: Knowledge, iri: str, *, is_class: bool) -> Link:
    if is_class:
        return Link(Label(f"Class {prefixed(iri)}"), "ontology/")
    of = {"owl:ObjectProperty": "Property", "owl:DatatypeProperty": "Property of values"}
    kinds = [prefixed(each) for each in knowledge.classes(iri)]
    return Link(
        Label(f"{next((of[each] for each in kinds if each in of), 'Annotation property')} {prefixed(iri)}"), "ontology/"
    )


def _examples(knowledge: Knowledge, iri: str, language: str) -> Facts | None:
    """Return the example of a term; what is no example of it stands in its scope note."""
    return FactWriter(iri, knowledge, language).facts("", ["skos:example"])


def _narrower(knowledge: Knowledge, iri: str, language: str, *, is_class: bool) -> Listing | None:
    name, title = ("rdfs:subClassOf", "Narrower classes") if is_class else ("rdfs:subPropertyOf", "Narrower properties")
    below = tuple(link(each, knowledge, language) for each in knowledge.subjects(name, iri) if each != iri)
    return Listing(title=title, links=below) if below else None


def _excluding(release: ServedRelease, knowledge: Knowledge, iri: str, language: str) -> Iterator[Listing]:
    """Return the classes of which nothing can be that is of a class, under the class of which that is stated."""
    for number_, found in enumerate(disjoint_classes_of(release).of(iri)):
        title = "Classes that exclude it" if found.by == iri else f"Classes that exclude each {prefixed(found.by)}"
        yield Listing(
            title=title,
            links=tuple(link(each, knowledge, language) for each in found.classes),
            lead="" if number_ else _EXCLUDING,
            anchor="" if number_ else "excluding",
        )


def _use(knowledge: Knowledge, iri: str, *, is_class: bool) -> Table:
    name, count = (
        ("Things of this class", knowledge.count(term("rdf:type").value, iri))
        if is_class
        else ("Statements", knowledge.count(iri))
    )
    cells = (Value(words=Label(name)), Value(words=Label(number(count), "")))
    return Table(title="How much it is used", columns=("", "Number"), rows=(Row(cells=cells),), numbers=frozenset({1}))


def _ends(knowledge: Knowledge, iri: str, language: str) -> Facts | None:
    """Return the properties that lead from or to individuals of a class."""
    facts = [
        Fact(
            name=Link(Label(title)),
            values=tuple(
                Value(words=name_of(each, knowledge, language), place=each) for each in knowledge.subjects(name, iri)
            ),
        )
        for name, title in (("rdfs:domain", "lead from it"), ("rdfs:range", "lead to it"))
    ]
    there = tuple(fact for fact in facts if fact.values)
    return Facts(title="Properties", facts=there) if there else None


def _samples(knowledge: Knowledge, iri: str, language: str, *, is_class: bool) -> Listing | Table | None:
    if is_class:
        members = sorted(knowledge.members(prefixed(iri)), key=natural)[:_SAMPLES]
        links = tuple(link(each, knowledge, language) for each in members)
        return Listing(title="Some things of this class", links=links) if links else None
    rows = tuple(
        Row(
            cells=(
                Value(words=name_of(each.subject, knowledge, language), place=each.subject),
                _short(each.value, knowledge, language),
            )
        )
        for each in knowledge.uses(iri, _SAMPLES)
    )
    return Table(title="Some of its statements", columns=("Subject", "Value"), rows=rows) if rows else None


def _short(value: Term, knowledge: Knowledge, language: str) -> Value:
    most = 200
    shown = value_of(value, knowledge, language)
    if len(shown.words.text) <= most:
        return shown
    return Value(
        words=Label(f"{shown.words.text[:most].rpartition(' ')[0]} …", shown.words.language), place=shown.place
    )


def _shapes(release: ServedRelease, iri: str) -> Table | None:
    found = shapes_by_term(release).get(iri, ())
    if not found:
        return None
    rows = tuple(
        Row(
            cells=(
                Value(words=Label(each.iri.rpartition("#")[2], ""), place=each.iri),
                Value(words=Label(each.message or _HELPS)),
            )
        )
        for each in found
    )
    return Table(title="Shapes that constrain it", columns=("Shape", "What it says of data that is wrong"), rows=rows)
