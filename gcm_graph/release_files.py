"""The files of a release: each format of the graph, the ontology, the shapes, the tables and the catalogue entry."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from pyoxigraph import NamedNode, Quad, Triple

from gcm_graph import namespaces, resources
from gcm_graph.curating.relations import line_up
from gcm_graph.dataset import MERGED, Content
from gcm_graph.declared_version import ReleaseIdentity
from gcm_graph.describing.dcat import describe_distributions
from gcm_graph.describing.graphs import graph_of, term
from gcm_graph.entities import line_up_links, links_of_units
from gcm_graph.errors import SourceMissingError
from gcm_graph.model import COMPACT, RESOLUTION, Document
from gcm_graph.ontology_files import published_ontology
from gcm_graph.publishing.jsonld import write_jsonld
from gcm_graph.publishing.jsonld_context import Context
from gcm_graph.publishing.nquads import write_nquads
from gcm_graph.publishing.tables import (
    write_crosswalk_csv,
    write_csvw,
    write_entities_csv,
    write_links_csv,
    write_units_csv,
    write_units_jsonl,
)
from gcm_graph.publishing.turtle import write_turtle
from gcm_graph.units import units_from_document
from gcm_graph.validation.shapes_graph import TYPE, ShapesGraph, parse_shapes

DATA_SHAPES = (
    "data.ttl",
    "vocabulary.ttl",
    "references.ttl",
    "links.ttl",
    "crosswalk.ttl",
    "institutions.ttl",
    "alignments.ttl",
    "witnesses.ttl",
)
"""The files of the shapes of our data: of the text first, then of what stands beside it."""

_SHAPES = "https://w3id.org/gcm/shapes"
_UNVERSIONED_SHAPES = f"{_SHAPES}#"
_HEADER = term("owl:Ontology")


_GENERAL = (
    "The Global Compact for Safe, Orderly and Regular Migration (A/RES/73/195) as linked data, version {version}."
)
_RIGHTS = (
    "What this project adds is licensed under CC BY 4.0; it claims no right in the text, which is the United Nations'."
)


def reading_order(document: Document) -> Callable[[str], tuple[int, int, str]]:
    """Return the sort key of IRIs that follows the Compact's own order: the wholes, the units, then everything else."""
    places = {namespaces.iri(provision.path): provision.order for provision in document.provisions}
    wholes = [namespaces.iri(RESOLUTION), namespaces.iri(COMPACT)]

    def key(iri: str) -> tuple[int, int, str]:
        if iri in wholes:
            return 0, wholes.index(iri), iri
        if iri in places:
            return 1, places[iri], iri
        return 2, 0, iri

    return key


def published_shapes(*names: str) -> bytes:
    """Return a shapes graph as published, from one or several files: its shapes carry the version in their IRIs.

    Where a file has a header (`owl:Ontology`), the header says which version it is, so that others can import it
    (`owl:imports`; OWL 2 Structural Specification, section 3.4).

    Raises:
        SourceMissingError: a file cannot be read.
        InvalidShapesError: a file is not Turtle.
    """
    identity = resources.release_identity()
    read = [_shapes(name) for name in names]
    headers = [header for _, graph in read for header in _headers(graph)]
    source = "\n".join([*(text for text, _ in read), *(_version(header, identity) for header in headers)])
    return source.replace(_UNVERSIONED_SHAPES, f"{_SHAPES}/{identity.version}#").encode()


def _shapes(name: str) -> tuple[str, ShapesGraph]:
    try:
        content = (resources.shapes_folder() / name).read_bytes()
    except OSError as error:
        raise SourceMissingError(f"the shapes cannot be read ({error.strerror})", file=name) from error
    graph = parse_shapes(content, file=name)
    return content.decode("utf-8"), graph


def _headers(shapes: ShapesGraph) -> list[str]:
    """Return the IRIs by which a file of shapes can be imported."""
    return [
        triple.subject.value
        for triple in shapes.triples
        if triple.predicate == TYPE and triple.object == _HEADER and isinstance(triple.subject, NamedNode)
    ]


def _version(header: str, identity: ReleaseIdentity) -> str:
    """Return what only a release can say of its shapes (OWL 2, section 3.5): version and date."""
    lines = [
        f"<{header}> owl:versionIRI <{header}/{identity.version}> ;",
        f'  owl:versionInfo "{identity.version}" ;',
        *([f"  owl:priorVersion <{header}/{identity.prior}> ;"] if identity.prior else []),
        f'  dcterms:modified "{identity.date}"^^xsd:date .',
    ]
    return "# The version of this release\n\n" + "\n".join(lines) + "\n"


def content_files(content: Content, quads: list[Quad], *, shapes: bytes) -> dict[str, bytes]:
    """Return the files of a release that say what the graph holds, by name: all but the report and `void.ttl`.

    Args:
        content: what was read.
        quads: all named graphs.
        shapes: the shapes of the data as published.
    """
    document, curated = content.document, content.curated
    order = reading_order(document)
    merged = _triples(quads, MERGED)
    context = _context()
    entities, links = line_up_links(document, content.mentions, quads)
    units = units_from_document(document, links_of_units(quads))
    relations = line_up(document, curated.crosswalk, curated.rounds, curated.practices)
    return {
        "gcm.ttl": _turtle(merged, order, Context(json.loads(context)).vocabulary),
        "gcm.jsonld": write_jsonld(merged, json.loads(context), order=order),
        "gcm.nq": write_nquads(quads),
        "ontology.ttl": published_ontology(),
        "shapes.ttl": shapes,
        "profile.ttl": published_shapes("profile.ttl"),
        "context.jsonld": context,
        "tables/units.csv": write_units_csv(units),
        "tables/units.jsonl": write_units_jsonl(units),
        "tables/links.csv": write_links_csv(links),
        "tables/entities.csv": write_entities_csv(entities),
        "tables/crosswalk.csv": write_crosswalk_csv(relations),
        "tables/csv-metadata.json": write_csvw(),
    }


def release_files(contents: Mapping[str, bytes], quads: list[Quad], *, report: bytes) -> dict[str, bytes]:
    """Return the content of every file of a release by its name.

    Args:
        contents: the files that say what the graph holds.
        quads: all named graphs.
        report: the validation report of this build.
    """
    files = {**contents, "validation.json": report}
    catalogue = [quad.triple for quad in quads if graph_of(quad) == namespaces.graph("catalogue")]
    catalogue += [quad.triple for quad in describe_distributions(files, resources.release_identity())]
    files["void.ttl"] = _turtle(catalogue, None, Context(json.loads(_context())).vocabulary)
    return files


def _context() -> bytes:
    return (resources.ontology_folder() / "gcm.context.jsonld").read_bytes()


def _turtle(triples: list[Triple], order: Callable[[str], tuple[int, int, str]] | None, terms: Sequence[str]) -> bytes:
    version = resources.release_identity().version
    return write_turtle(
        triples,
        namespaces.PREFIXES,
        base=namespaces.BASE,
        order=order,
        vocabulary=terms,
        comment=f"{_GENERAL.format(version=version)}\n{_RIGHTS}",
    )


def _triples(quads: list[Quad], graphs: frozenset[str]) -> list[Triple]:
    names = {namespaces.graph(name) for name in graphs}
    return [quad.triple for quad in quads if graph_of(quad) in names]
