"""Check a release or a file of somebody else: its triples against shapes, and a release's graphs against the checks."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import RdfFormat, Store, parse

from gcm_graph import resources
from gcm_graph.errors import ExitStatus, GcmError
from gcm_graph.namespaces import iri
from gcm_graph.release_files import DATA_SHAPES, published_shapes
from gcm_graph.release_folder import BrokenReleaseError
from gcm_graph.validation import Engine, RdfError, Report, Severity, check_shapes, read_rdf, validate
from gcm_graph.validation.graph_checksums import altered_graphs
from gcm_graph.validation.integrity import Finding, load_checks, run_checks

_DUMP = "gcm.nq"
_OURS = {"data": DATA_SHAPES, "profile": ("profile.ttl",)}


class NoShapesError(GcmError):
    """The shapes to validate against cannot be read."""

    code = "no-shapes"
    status = ExitStatus.USAGE
    hint = "Name 'data', 'profile', or a file in Turtle."


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a file: the SHACL report, and for a release what the integrity checks found."""

    file: str
    report: Report
    findings: tuple[Finding, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether no shape gives a result (SHACL, section 3.6.1.1) and no check of severity violation has a finding."""
        return self.report.conforms and all(finding.severity is not Severity.VIOLATION for finding in self.findings)


def shapes_by_name(name: str) -> bytes:
    """Return the shapes `data` or `profile` of the project, or those of a Turtle file, after checking them.

    Raises:
        NoShapesError: there is no such file.
        InvalidShapesError: the shapes are not valid themselves.
    """
    if name in _OURS:
        return published_shapes(*_OURS[name])
    try:
        shapes = Path(name).read_bytes()
    except OSError as error:
        raise NoShapesError(f"the shapes {name} cannot be read: {error.strerror}") from error
    check_shapes(shapes, file=name)
    return shapes


def check_file(file: Path, shapes: bytes, engine: Engine, *, media_type: str | None = None) -> Checked:
    """Validate an RDF file, or standard input where the file is `-`.

    Raises:
        RdfError: the file cannot be read as RDF.
    """
    context = (resources.ontology_folder() / "gcm.context.jsonld").read_bytes()
    source = sys.stdin.buffer if str(file) == "-" else file
    data = read_rdf(source, media_type, contexts={iri("context.jsonld"): context})
    return Checked("<stdin>" if str(file) == "-" else str(file), validate(data, shapes, engine=engine))


def check_release(release: Path, shapes: bytes, engine: Engine) -> Checked:
    """Validate the merge of a release's graphs against shapes, and the graphs against integrity checks and checksums.

    Raises:
        BrokenReleaseError: its dump cannot be read.
    """
    dump = release / _DUMP
    store = Store()
    try:
        data = read_rdf(dump)
        quads = list(parse(path=str(dump), format=RdfFormat.N_QUADS))
    except RdfError as error:
        raise BrokenReleaseError(error.message) from error
    except (OSError, SyntaxError) as error:
        raise BrokenReleaseError(f"{dump} cannot be read: {error}") from error
    store.bulk_extend(quads)
    findings = run_checks(store, load_checks(resources.shapes_folder() / "checks")) + altered_graphs(quads)
    return Checked(str(dump), validate(data, shapes, engine=engine), findings)
