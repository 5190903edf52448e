"""Give out in all formats the graphs that a release has as files: the ontology, the shapes, the catalogue entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from gcm_graph.serving.documents.formats import JSON_LD, TURTLE, Format
from gcm_graph.serving.documents.graph_writing import serialize_graph, write_graph
from gcm_graph.serving.documents.inventory import INVENTORY
from gcm_graph.serving.service import ServedRelease

_STAND_IN: Final = "urn:gcm-blank-node:"
"""What the IRI begins with that stands for a blank node while JSON-LD is written: the writer knows only IRIs."""


def graph_files(release: ServedRelease) -> Mapping[str, Sequence[str]]:
    """Return the files that hold the graph at each of these paths.

    The shapes of the data and those of the profile share one namespace, so that its document is both.
    """
    version = INVENTORY.of(release).version
    return {
        "ontology": ("ontology.ttl",),
        f"ontology/{version}": ("ontology.ttl",),
        "void": ("void.ttl",),
        "shapes": ("shapes.ttl",),
        "profile": ("profile.ttl",),
        f"profile/{version}": ("profile.ttl",),
        f"shapes/{version}": ("shapes.ttl", "profile.ttl"),
    }


def write_release_graph(release: ServedRelease, path: str, form: Format) -> bytes:
    """Return the graph at a path.

    Args:
        release: the release.
        path: one of the paths of `graph_files`.
        form: one of the formats of graphs.
    """
    contents = [(release.folder / name).read_bytes() for name in graph_files(release)[path]]
    if form is TURTLE:
        # Turtle may declare a prefix anew (RDF 1.1 Turtle §2.4): files one after the other are a file.
        return b"\n".join(contents)
    triples = list(_numbered(quad.triple for content in contents for quad in parse(content, RdfFormat.TURTLE)))
    if form is JSON_LD:
        named = [_without_blank_nodes(triple) for triple in triples]
        return write_graph(release, named, form, topic=path).replace(f'"{_STAND_IN}'.encode(), b'"_:')
    return serialize_graph(triples, form)


def _numbered(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Name the blank nodes of triples by the order in which they come: the same file gives the same names."""
    names: dict[BlankNode, BlankNode] = {}

    for triple in triples:
        subject, value = triple.subject, triple.object
        if isinstance(subject, BlankNode):
            subject = names.setdefault(subject, BlankNode(f"b{len(names)}"))
        if isinstance(value, BlankNode):
            value = names.setdefault(value, BlankNode(f"b{len(names)}"))
        yield Triple(subject, triple.predicate, value)


def _without_blank_nodes(triple: Triple) -> Triple:
    subject, value = _stand_in(triple.subject), _stand_in(triple.object)
    assert not isinstance(subject, Literal)  # noqa: S101 - no literal is a subject
    return Triple(subject, triple.predicate, value)


def _stand_in(term: NamedNode | BlankNode | Literal | Triple) -> NamedNode | Literal:
    if isinstance(term, BlankNode):
        return NamedNode(_STAND_IN + term.value)
    assert not isinstance(term, Triple)  # noqa: S101 - the files are RDF 1.1
    return term
