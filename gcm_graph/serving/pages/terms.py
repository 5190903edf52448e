"""The pages of our classes and properties: one for each, and all on one page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from gcm_graph.describing.graphs import term
from gcm_graph.namespaces import GCM, ONTOLOGY
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


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A term in the list of all terms.

    Attributes:
        name: its local name, and its name in the page.
        iri: its IRI.
        label: what it is called.
        definition: what it means.
        above: the broader terms of ours.
        ends: domain and range, of properties.
    """

    name: str
    iri: str
    label: Label
    definition: Label
    above: tuple[Link, ...]
    ends: tuple[tuple[str, Link], ...]


def all_terms(release: ServedRelease, language: str) -> tuple[tuple[str, tuple[TermEntry, ...]], ...]:
    """Return all classes and all properties, each by name, under a heading."""
    knowledge = knowledge_of(release)
    classes = _own(knowledge.members(CLASSES))
    properties = _own(each for kind in PROPERTIES for each in knowledge.members(kind))
    return (
        ("Classes", tuple(_entry(knowledge, each, language) for each in classes)),
        ("Properties", tuple(_entry(knowledge, each, language) for each in properties)),
    )


def _own(iris: Iterable[str]) -> list[str]:
    return sorted({each for each in iris if each.startswith(GCM)}, key=lambda each: each.lower())


def _entry(knowledge: Knowledge, iri: str, language: str) -> TermEntry:
    definition = next((each for each in knowledge.values(iri, "skos:definition") if isinstance(each, Literal)), None)
    return TermEntry(
        name=iri.removeprefix(GCM),
        iri=iri,
        label=name_of(iri, knowledge, language),
        definition=Label(definition.value, definition.language or "") if definition else Label(""),
        above=tuple(
            link(each, knowledge, language) for each in knowledge.things(iri, "rdfs:subClassOf", "rdfs:subPropertyOf")
        ),
        ends=tuple(
            (end, link(each, knowledge, language))
            for end in ("domain", "range")
            for each in knowledge.things(iri, f"rdfs:{end}")
        ),
    )


def ontology_facts(release: ServedRelease, language: str) -> Facts | None:
    """Return what is stated about the ontology itself."""
    left_out = ("rdf:type", "dcterms:title", "dcterms:description")
    return FactWriter(ONTOLOGY, knowledge_of(release), language).others("About the ontology", left_out, "about")
