"""Check a release or a file of somebody else: its triples against shapes; of a release graphs and ontology too."""

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
from gcm_graph.validation import (
    Engine,
    InvalidShapesError,
    RdfError,
    Report,
    Severity,
    check_shapes,
    merged_shapes,
    read_rdf,
    validate,
)
from gcm_graph.validation.graph_checksums import altered_graphs
from gcm_graph.validation.integrity import Finding, load_checks, run_checks
from gcm_graph.validation.style import StyledOntology, style_report

_DUMP = "gcm.nq"
_OURS = {"data": DATA_SHAPES, "profile": ("profile.ttl",)}
_SHAPES_OF_OURS = iri("shapes/")


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


def shapes_by_name(*names: str) -> bytes:
    """Return the shapes `data` or `profile` of the project, those of Turtle files, or several of these as one graph.

    Shapes of others are checked together with what is given beside them, so that they may name its shapes.

    Args:
        names: `data`, `profile` or names of files; one that is given twice counts once.

    Raises:
        NoShapesError: there is no such file.
        InvalidShapesError: the shapes are not valid themselves.
    """
    names = tuple(dict.fromkeys(names))
    shapes = merged_shapes({name: _shapes(name) for name in names})
    if not set(names) <= set(_OURS):
        try:
            check_shapes(shapes, file=", ".join(names))
        except InvalidShapesError as error:
            if any(finding.shape.startswith(_SHAPES_OF_OURS) for finding in error.findings):
                raise InvalidShapesError(error.findings, file=error.file, hint=_hint(names)) from error
            raise
    return shapes


def _shapes(name: str) -> bytes:
    if name in _OURS:
        return published_shapes(*_OURS[name])
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise NoShapesError(f"the shapes {name} cannot be read: {error.strerror}") from error


def _hint(names: tuple[str, ...]) -> str:
    """Return what to do where shapes name some of ours that are not there."""
    if "profile" not in names:
        return "Your shapes name some of the profile, which is not given: --shapes profile --shapes FILE."
    return f"The profile given is that of version {resources.release_identity().version}: name its shapes with it."


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
    """Validate a release: the merge of its graphs against shapes, the graphs and the ontology against what is ours.

    The graphs are held against the integrity checks and against the checksums that the catalogue states of them, the
    ontology against its style guide.

    Raises:
        BrokenReleaseError: its dump or its ontology cannot be read.
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
    results = (*validate(data, shapes, engine=engine).results, *_style(release, engine).results)
    return Checked(str(dump), Report.of(results), findings)


def _style(release: Path, engine: Engine) -> Report:
    """Return what the style guide says of the ontology of a release."""
    file = release / "ontology.ttl"
    try:
        return style_report(StyledOntology(file.read_bytes(), published_shapes("ontology.ttl")), engine=engine)
    except (OSError, SyntaxError) as error:
        raise BrokenReleaseError(f"{file} cannot be read: {error}") from error
