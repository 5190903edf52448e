"""Validate a release with some statements changed, as a build validates, and say what is found that was not before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import BlankNode, Quad, RdfFormat, Store, parse, serialize
from shifty._shifty import PreparedValidator

from faults.changes import Change
from faults.graph import PublishedGraph, graph_name
from gcm_graph import resources
from gcm_graph.errors import ExitStatus, GcmError
from gcm_graph.ontology_files import ontology_triples, published_ontology
from gcm_graph.release_files import DATA_SHAPES, published_shapes
from gcm_graph.validation import Report, validate
from gcm_graph.validation.fast import asked
from gcm_graph.validation.integrity import load_checks, run_checks
from gcm_graph.validation.normalising import normalised_report
from gcm_graph.validation.shapes_graph import parse_shapes
from gcm_graph.validation.triples import ntriples

_SCHEMA = "ontology"


class NotValidError(GcmError):
    """The release is not valid before anything is mutated, so that no finding would mean anything."""

    code = "faults-not-valid"
    status = ExitStatus.FINDINGS
    hint = "`gcm validate` says what is found. Build the release with this very checkout."


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """One finding.

    Attributes:
        rule: the shape (and its constraint component) or the check that is not met.
        nodes: what the finding names, in N-Triples form: focus node and value, or the row of a check.
    """

    rule: str
    nodes: tuple[str, ...]


class Judge:
    """Validates a release again and again, each time with other changes.

    The merge of the graphs is held against the shapes of the data and the graphs against the integrity checks, as a
    build does. Where the graph of the ontology is changed, it is held against the style guide too, as the tests do:
    with the axioms that need blank nodes, which stand in ontology.ttl and in no graph.

    Args:
        graph: the release.

    Raises:
        NotValidError: the release has findings itself.
    """

    def __init__(self, graph: PublishedGraph) -> None:
        self._lines = {quad: _ntriples([quad]) for quad in graph.quads}
        self._store = Store()
        self._store.bulk_extend(graph.quads)
        self._shapes = published_shapes(*DATA_SHAPES)
        self._parsed = parse_shapes(self._shapes, file="shapes")
        self._engine = PreparedValidator(ntriples(self._parsed.triples), None, "nt", None)
        self._style = published_shapes("ontology.ttl")
        self._checks = load_checks(resources.shapes_folder() / "checks")
        self._schema = {quad for quad in graph.quads if graph_name(quad) == _SCHEMA}
        self._axioms = _with_blank_nodes()
        if found := self.findings([Change((), tuple(sorted(self._schema, key=str)[:1]))]):
            example = min(found)
            raise NotValidError(f"the release has {len(found)} findings itself, such as {example.rule} {example.nodes}")

    def findings(self, changes: Sequence[Change], *, expected: bool = False) -> frozenset[Found]:
        """Return what is found in the release after some changes, all at once.

        Args:
            changes: the changes.
            expected: whether there surely is a finding; the engine is then not asked first whether there is any.
        """
        removed, added = set[Quad](), dict[Quad, None]()
        for change in changes:
            removed.update(change.removed)
            added.update(dict.fromkeys(change.added))
        return self._check_findings(removed, added) | self._shape_findings(removed, added, expected=expected)

    def first_findings(self, change: Change) -> frozenset[Found]:
        """Return what the integrity checks find after one change or, if they find nothing, what the shapes find."""
        removed, added = set(change.removed), dict.fromkeys(change.added)
        return self._check_findings(removed, added) or self._shape_findings(removed, added, expected=True)

    def each(self, batches: Sequence[Sequence[Change]], *, expected: bool = False) -> Iterator[frozenset[Found]]:
        """Yield what `findings` returns of each batch."""
        return (self.findings(batch, expected=expected) for batch in batches)

    def each_alone(self, changes: Sequence[Change]) -> Iterator[frozenset[Found]]:
        """Yield what `first_findings` returns of each change."""
        return map(self.first_findings, changes)

    def _shape_findings(self, removed: set[Quad], added: Iterable[Quad], *, expected: bool = False) -> frozenset[Found]:
        lines = [line for quad, line in self._lines.items() if quad not in removed]
        data = b"".join([*lines, _ntriples(added)])
        found = _of_report(self._full_report(data) if expected else validate(data, self._shapes))
        if any(graph_name(quad) == _SCHEMA for quad in (*removed, *added)):
            found |= self._style_findings(removed, added)
        return found

    def _full_report(self, data: bytes) -> Report:
        outcome = asked(self._engine.validate_w3c, data)
        report = parse(outcome.report_turtle, format=RdfFormat.TURTLE)
        return normalised_report((quad.triple for quad in report), self._parsed)

    def _style_findings(self, removed: set[Quad], added: Iterable[Quad]) -> frozenset[Found]:
        here = (quad for quad in added if graph_name(quad) == _SCHEMA)
        data = self._axioms + _ntriples([*(self._schema - removed), *here])
        return _of_report(validate(data, self._style))

    def _check_findings(self, removed: set[Quad], added: Iterable[Quad]) -> frozenset[Found]:
        new = [quad for quad in added if quad not in self._lines]
        try:
            for quad in removed:
                self._store.remove(quad)
            self._store.extend(new)
            return frozenset(Found(finding.check, finding.row) for finding in run_checks(self._store, self._checks))
        finally:
            for quad in new:
                self._store.remove(quad)
            self._store.extend(removed)


def _of_report(report: Report) -> frozenset[Found]:
    return frozenset(
        Found(
            f"{result.source_shape.rpartition('#')[2]} ({result.component.rpartition('#')[2]})",
            (f"<{result.focus_node}>", *([result.value] if result.value else [])),
        )
        for result in report.results
    )


def _ntriples(quads: Iterable[Quad]) -> bytes:
    return serialize([quad.triple for quad in quads], format=RdfFormat.N_TRIPLES) or b""


def _with_blank_nodes() -> bytes:
    """Return the axioms of the ontology that no named graph holds, as N-Triples."""
    triples = ontology_triples(published_ontology())
    wanted = [t for t in triples if isinstance(t.subject, BlankNode) or isinstance(t.object, BlankNode)]
    return serialize(wanted, format=RdfFormat.N_TRIPLES) or b""
