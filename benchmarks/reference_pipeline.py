"""The main job once more, with rdflib, owlrl and pyshacl only: what `gcm build` is compared with.

Usage: python benchmarks/reference_pipeline.py FOLDER [--same-as RELEASE]

The same code reads the text (gcm_graph.reading), makes the statements (gcm_graph.describing) and writes the tables:
these are not compared. The statements come as another library's terms and are turned into rdflib's one by one; making
them takes some hundredths of a second, so that this way round costs next to nothing.

All else about RDF is done by rdflib in memory: the named graphs, the ontology, the closure under OWL 2 RL (owlrl) and
its restriction, the VoID counts, validation of data and shapes (pyshacl), the integrity checks (rdflib's SPARQL) and
the files. Two parts of the job are left out, both in favour of this pipeline: no store is written, since rdflib has
none that needs no other library, and the statements in a file have whatever order they come in.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import owlrl
import pyoxigraph
import pyshacl
import rdflib
from rdflib import OWL, RDF, XSD, BNode, Dataset, Graph, Literal, URIRef
from rdflib_catalogue import describe_catalogue

from gcm_graph import namespaces, resources
from gcm_graph.curating.relations import line_up
from gcm_graph.dataset import MERGED, Content, describe, read_content
from gcm_graph.describing.dcat import describe_distributions
from gcm_graph.describing.graphs import NamedGraph
from gcm_graph.ontology_files import ontology_source, published_ontology
from gcm_graph.publishing.tables import write_crosswalk_csv, write_csvw, write_units_csv, write_units_jsonl
from gcm_graph.reading import manifest, open_source, read_resolution
from gcm_graph.reasoning.vocabulary import DECLARATIONS, LOGICAL
from gcm_graph.release_files import DATA_SHAPES, published_shapes
from gcm_graph.units import units_from_document
from gcm_graph.validation import Severity
from gcm_graph.validation.integrity import load_checks

_RESOLUTION = "a-res-73-195"
_GRAPHS = {
    "gcm.nq": pyoxigraph.RdfFormat.N_QUADS,
    "gcm.ttl": pyoxigraph.RdfFormat.TURTLE,
    "gcm.jsonld": pyoxigraph.RdfFormat.JSON_LD,
}


class NotValidError(Exception):
    """The graph breaks a shape or an integrity check, or contradicts the ontology."""


def main() -> int:
    """Build into a folder; with --same-as, compare the graphs with those of a release."""
    parser = argparse.ArgumentParser(description="Build with rdflib, owlrl and pyshacl only.")
    parser.add_argument("folder", type=Path, help="where to write the files; made if need be")
    parser.add_argument("--same-as", type=Path, metavar="RELEASE", help="compare the graphs with those of a release")
    arguments = parser.parse_args()
    build(arguments.folder)
    if arguments.same_as:
        return 0 if is_same(arguments.folder, arguments.same_as) else 1
    return 0


def build(folder: Path) -> None:
    """Do the main job, and print the seconds of each stage as `gcm build --json` does.

    Args:
        folder: where to write the files.

    Raises:
        NotValidError: the graph is not valid; nothing is written.
    """
    dataset = Dataset()
    with _stage("read"):
        content = _read()
    with _stage("describe"):
        axioms = Graph().parse(data=ontology_source(), format="turtle")
        _describe(dataset, describe(content).graphs, axioms)
    with _stage("infer"):
        _infer(dataset, axioms)
        describe_catalogue(dataset)
    with _stage("validate"):
        shapes = published_shapes(*DATA_SHAPES)
        _validate(_merge(dataset), shapes)
    with _stage("check"):
        report = _check(dataset)
    with _stage("serialise"):
        files = _files(dataset, content, shapes=shapes, report=report)
    with _stage("publish"):
        _write(folder, files)


@contextmanager
def _stage(name: str) -> Iterator[None]:
    begin = time.perf_counter()
    yield
    print(json.dumps({"stage": name, "seconds": round(time.perf_counter() - begin, 3)}), flush=True)


def _read() -> Content:
    texts = {name: open_source(name) for name in manifest()}
    return read_content(read_resolution(texts[_RESOLUTION]))


def _describe(dataset: Dataset, asserted: Iterable[NamedGraph], axioms: Graph) -> None:
    """Add the asserted graphs. That of the ontology is made of what rdflib has read itself."""
    for graph in asserted:
        if graph.name != "ontology":
            _add(dataset, graph)
    ontology = dataset.graph(URIRef(namespaces.graph("ontology")))
    for triple in axioms:
        if not any(isinstance(term, BNode) for term in triple):
            ontology.add(triple)


def _add(dataset: Dataset, quads: Iterable[pyoxigraph.Quad]) -> None:
    for quad in quads:
        if not isinstance(quad.graph_name, pyoxigraph.NamedNode):
            raise TypeError(quad)
        graph = dataset.graph(URIRef(quad.graph_name.value))
        graph.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))


def _term(term: object) -> URIRef | Literal:
    if isinstance(term, pyoxigraph.NamedNode):
        return URIRef(term.value)
    if not isinstance(term, pyoxigraph.Literal):
        raise TypeError(term)  # no graph of a release has blank nodes
    if term.language:
        return Literal(term.value, lang=term.language)
    # As rdflib's own parsers do: a plain literal has no datatype.
    datatype = None if term.datatype.value == str(XSD.string) else URIRef(term.datatype.value)
    return Literal(term.value, datatype=datatype, normalize=False)


def _infer(dataset: Dataset, axioms: Graph) -> None:
    """Add the graph `inferred`: owlrl's closure, restricted as in `gcm_graph.reasoning.restriction`."""
    asserted = _merge(dataset)
    closure = Graph()
    closure += asserted
    closure += axioms
    semantics = owlrl.OWLRL_Semantics(closure, axioms=False, daxioms=False)
    semantics.closure()
    if semantics.error_messages:
        raise NotValidError(semantics.error_messages[0])
    terms = {subject for kind in DECLARATIONS for subject in axioms.subjects(RDF.type, URIRef(kind.value))}
    terms.update(axioms.objects(None, OWL.versionIRI))
    inferred = dataset.graph(URIRef(namespaces.graph("inferred")))
    for triple in closure:
        if triple[0] not in terms and _is_published(*triple) and triple not in asserted and triple not in axioms:
            inferred.add(triple)


def _is_published(subject: object, predicate: object, value: object) -> bool:
    # Terms are compared as plain strings: startswith of rdflib's own takes no tuple, and says False.
    if not isinstance(subject, URIRef) or not str(subject).startswith(namespaces.BASE):
        return False
    if str(subject) == namespaces.ONTOLOGY or str(subject).startswith((namespaces.GCM, namespaces.ONTOLOGY + "/")):
        return False
    if predicate == RDF.type:
        return isinstance(value, URIRef) and not str(value).startswith((*LOGICAL, str(XSD)))
    return not str(predicate).startswith(LOGICAL) and not isinstance(value, BNode)


def _merge(dataset: Dataset, names: Iterable[str] = ()) -> Graph:
    """Return the merge of the named graphs, or of those with the given names, as one graph in memory."""
    wanted = {URIRef(namespaces.graph(name)) for name in names}
    merged = Graph()
    for subject, predicate, value, graph in dataset.quads():
        if not wanted or graph in wanted:
            merged.add((subject, predicate, value))
    return merged


def _validate(data: Graph, shapes: bytes) -> None:
    """Validate the data, and the shapes against the Recommendation's shapes for shapes (meta_shacl)."""
    conforms, _, text = pyshacl.validate(
        data,
        shacl_graph=Graph().parse(data=shapes, format="turtle"),
        inference="none",
        meta_shacl=True,
        allow_warnings=True,
        inplace=True,
    )
    if not conforms:
        raise NotValidError(text)


def _check(dataset: Dataset) -> bytes:
    """Run the integrity checks and return a report."""
    checks = load_checks(resources.shapes_folder() / "checks")
    for check in checks:
        offenders = list(dataset.query(check.query))
        if offenders and check.severity is Severity.VIOLATION:
            raise NotValidError(f"{check.title} {offenders[0]}")
    return json.dumps({"conforms": True, "integrity": [check.name for check in checks]}).encode()


def _files(dataset: Dataset, content: Content, *, shapes: bytes, report: bytes) -> dict[str, bytes]:
    context = (resources.ontology_folder() / "gcm.context.jsonld").read_bytes()
    merged = _bound(_merge(dataset, MERGED))
    curated = content.curated
    units = units_from_document(content.document)
    relations = line_up(content.document, curated.crosswalk, curated.rounds, curated.practices)
    files = {
        "gcm.ttl": merged.serialize(format="turtle", encoding="utf-8"),
        "gcm.jsonld": merged.serialize(
            format="json-ld", encoding="utf-8", context=json.loads(context)["@context"], auto_compact=True
        ),
        "gcm.nq": dataset.serialize(format="nquads", encoding="utf-8"),
        "ontology.ttl": published_ontology(),
        "shapes.ttl": shapes,
        "profile.ttl": published_shapes("profile.ttl"),
        "context.jsonld": context,
        "tables/units.csv": write_units_csv(units),
        "tables/units.jsonl": write_units_jsonl(units),
        "tables/crosswalk.csv": write_crosswalk_csv(relations),
        "tables/csv-metadata.json": write_csvw(),
        "validation.json": report,
    }
    described = Dataset()
    _add(described, describe_distributions(files, resources.release_identity()))
    catalogue = _merge(dataset, ["catalogue"]) + _merge(described)
    files["void.ttl"] = _bound(catalogue).serialize(format="turtle", encoding="utf-8")
    return files


def _bound(graph: Graph) -> Graph:
    for prefix, namespace in namespaces.PREFIXES.items():
        graph.bind(prefix, rdflib.Namespace(namespace))
    return graph


def _write(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    sums = [f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items())]
    (folder / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")


def is_same(ours: Path, theirs: Path) -> bool:
    """Tell whether two folders hold the same graphs in each format; print where they differ."""
    same = True
    for name, syntax in _GRAPHS.items():
        one, other = ({*pyoxigraph.parse(path=str(folder / name), format=syntax)} for folder in (ours, theirs))
        for sign, quads in (("-", other - one), ("+", one - other)):
            for quad in sorted(map(str, quads))[:5]:
                print(f"{name}: {sign} {quad}", file=sys.stderr)
        print(f"{name}: {len(one)} statements, {'as' if one == other else 'not as'} in {theirs}", file=sys.stderr)
        same = same and one == other
    return same


if __name__ == "__main__":
    sys.exit(main())
