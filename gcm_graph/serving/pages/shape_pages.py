"""The page of the shapes: what valid data looks like, and what each shape says of data that is wrong."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from gcm_graph.describing.graphs import term
from gcm_graph.serving.pages.block_parts import Link, Row, Value
from gcm_graph.serving.pages.blocks import Listing, Page, Table
from gcm_graph.serving.pages.entities import View
from gcm_graph.serving.pages.knowledge import Knowledge, Term, knowledge_of, natural
from gcm_graph.serving.pages.labels import Label
from gcm_graph.serving.pages.naming import name_of
from gcm_graph.serving.per_release import once_per_release
from gcm_graph.serving.service import ServedRelease

_FILES = ("shapes.ttl", "profile.ttl")
"""The files of a release that hold shapes; the profile repeats some of them."""

_GAP = re.compile(r"\{[?$]\w+\}")
"""What a SHACL processor fills in with what it found (SHACL, section 5.3.2)."""


@dataclass(frozen=True, slots=True)
class ShapesGraph:
    """The named resources of the shapes of a release.

    Attributes:
        subjects: what is stated of each, by its IRI and then by the IRI of the property.
    """

    subjects: dict[str, dict[str, list[Term]]]

    def text(self, iri: str, *names: str) -> str:
        """Return the first literal value of properties, given as prefixed names."""
        for name in names:
            for value in self.subjects[iri].get(term(name).value, ()):
                if isinstance(value, Literal):
                    return value.value
        return ""

    def message(self, iri: str) -> str:
        """Return what a shape says of data that is wrong, with dots for what a processor fills in."""
        return _GAP.sub("…", self.text(iri, "sh:message"))

    def things(self, iri: str, name: str) -> list[str]:
        """Return the IRIs that are values of a property, given as a prefixed name."""
        return [value.value for value in self.subjects[iri].get(term(name).value, ()) if isinstance(value, NamedNode)]


@once_per_release
def shapes_graph(release: ServedRelease) -> ShapesGraph:
    """Return the shapes of a release."""
    return read_shapes(release, *_FILES)


def read_shapes(release: ServedRelease, *names: str) -> ShapesGraph:
    """Return the shapes that stand in files of a release.

    Args:
        release: the release.
        names: the names of the files.
    """
    found: defaultdict[str, defaultdict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for name in names:
        for quad in parse(path=release.folder / name, format=RdfFormat.TURTLE):
            if isinstance(quad.subject, NamedNode):
                values = found[quad.subject.value][quad.predicate.value]
                if quad.object not in values:
                    values.append(quad.object)
    return ShapesGraph({iri: dict(statements) for iri, statements in found.items()})


def shapes_page(release: ServedRelease, iri: str, view: View) -> Page | None:
    """Return the page of a version of the shapes; None where the release has no shapes of it."""
    shapes, knowledge = shapes_graph(release), knowledge_of(release)
    named = sorted((each for each in shapes.subjects if each.startswith(f"{iri}#")), key=natural)
    if not named:
        return None
    ontology = term("owl:Ontology").value
    title = next(
        (shapes.text(each, "dcterms:title") for each in shapes.subjects if ontology in shapes.things(each, "rdf:type")),
        "",
    )
    return Page(
        iri=iri,
        path=f"shapes/{iri.rpartition('/')[2]}/",
        title=Label(title or "Shapes"),
        kind=Link(Label("Shapes"), "shapes.ttl"),
        summary=Label(
            "What valid data looks like. Each shape says, of data that is wrong, what the rule is and what to do."
        ),
        blocks=(
            Listing(
                title="",
                links=(Link(Label("The profile: rules for data of others, by their numbers"), "profile/"),),
            ),
            Table(
                title="",
                columns=("Shape", "Of what", "What it says of data that is wrong"),
                rows=tuple(_row(shapes, knowledge, each, view.language) for each in named),
                anchor="shapes",
            ),
        ),
        data=False,
    )


def _row(shapes: ShapesGraph, knowledge: Knowledge, iri: str, language: str) -> Row:
    anchor = iri.partition("#")[2]
    of = next((each for name in ("sh:targetClass", "sh:path") for each in shapes.things(iri, name)), "")
    said = shapes.message(iri) or shapes.text(iri, "sh:namespace", "rdfs:label", "rdfs:comment")
    return Row(
        cells=(
            Value(words=Label(anchor, ""), code=True),
            Value(words=name_of(of, knowledge, language), place=of) if of else Value(words=Label("")),
            Value(words=Label(said)),
        ),
        anchor=anchor,
    )
