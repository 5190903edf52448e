"""The main job: from the source texts to a release in place, stage by stage."""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from pyoxigraph import Quad, RdfFormat, Store, serialize

from gcm_graph import resources
from gcm_graph.dataset import Content, complete, describe, read_content
from gcm_graph.describing.graphs import graph_of
from gcm_graph.errors import ExitStatus, GcmError
from gcm_graph.ontology_files import ontology_source
from gcm_graph.publishing.releases import draft_release
from gcm_graph.reading import manifest, open_source, read_resolution
from gcm_graph.reasoning import Engine as InferenceEngine
from gcm_graph.release_files import DATA_SHAPES, content_files, published_shapes, release_files
from gcm_graph.store import is_whole
from gcm_graph.store_writing import StoreWriter
from gcm_graph.validation import Engine as ValidationEngine
from gcm_graph.validation import Report, Severity, check_shapes, report_record, validate
from gcm_graph.validation.integrity import Finding, load_checks, run_checks
from gcm_graph.validation.style import StyledOntology, style_report
from gcm_graph.validation.worker import Worker

RESOLUTION_SOURCE = "a-res-73-195"


class Stage(StrEnum):
    """The stages of a build, in order.

    Validation begins with `SERIALISE`, beside it, and what `VALIDATE` takes is what is left of it. The store is written
    from `INFER` on by another process, the files from `SERIALISE` on, all of it into a folder of its own; nothing is
    published before validation has ended.
    """

    READ = "read"
    DESCRIBE = "describe"
    INFER = "infer"
    SERIALISE = "serialise"
    VALIDATE = "validate"
    PUBLISH = "publish"


class InvalidDataError(GcmError):
    """The graph that was built breaks a shape or an integrity check; it was not published.

    Args:
        report: the SHACL report.
        findings: what the integrity checks found.
    """

    code = "invalid-data"
    status = ExitStatus.FINDINGS
    hint = "The previous release is untouched. Each message above names the shape or check and the statement."

    def __init__(self, report: Report, findings: tuple[Finding, ...]) -> None:
        super().__init__(
            f"the graph is not valid: {len(report.results)} shape results, {len(findings)} integrity findings"
        )
        self.report = report
        self.findings = findings


@dataclass(frozen=True, slots=True)
class Options:
    """How to build.

    Attributes:
        target: the folder that holds the releases.
        sources: the folder of the source texts; by default the package's own.
        verify: whether the source texts must have the checksums of the manifest.
        reference: whether to infer with owlrl and validate with pyshacl instead of the fast engines.
    """

    target: Path
    sources: Path | None = None
    verify: bool = True
    reference: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one stage did: a count, what was counted, and the seconds it took."""

    stage: Stage
    count: int
    what: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Built:
    """A finished build: the folder of the release, its digest and how many triples and graphs it has."""

    release: Path
    digest: str
    triples: int
    graphs: int


def build(
    options: Options,
    *,
    started: Callable[[Stage], None] = lambda _: None,
    finished: Callable[[Outcome], None] = lambda _: None,
) -> Built:
    """Build a release and put it in place.

    Args:
        options: how to build.
        started: called when a stage begins.
        finished: called when a stage has ended.

    Raises:
        GcmError: the sources, the graph or the disk are not as they must be; the previous release is untouched.
    """
    watch = _Watch(started, finished)
    shapes, profile = published_shapes(*DATA_SHAPES), published_shapes("profile.ttl")
    styled = StyledOntology(ontology_source(), published_shapes("ontology.ttl"))
    if options.reference:
        check_shapes(shapes)
        check_shapes(profile, file="profile.ttl")
        return _build(options, watch, shapes, _ByReference(shapes, styled))
    with _no_garbage_collection(), Worker(shapes, profile, styled) as worker:
        return _build(options, watch, shapes, worker)


def _build(options: Options, watch: _Watch, shapes: bytes, validation: _Validation) -> Built:
    with watch.stage(Stage.READ, "units") as counted:
        content = _read(options)
        counted(len(content.document.provisions))

    with watch.stage(Stage.DESCRIBE, "statements") as counted:
        asserted = describe(content, sources=options.sources)
        counted(sum(len(graph) for graph in asserted.graphs))

    with draft_release(options.target) as draft, draft.store() as folder, StoreWriter(folder) as store:
        with watch.stage(Stage.INFER, "statements in all") as counted:
            # What is stated goes into the store while the rest is inferred.
            stated = asserted.quads()
            triples = store.add(stated)
            engine = InferenceEngine.REFERENCE if options.reference else InferenceEngine.FAST
            quads = complete(asserted, engine)
            counted(len(quads))

        with watch.stage(Stage.SERIALISE, "bytes") as counted:
            rest = quads[len(stated) :]
            validation.begin(triples + _ntriples(rest))
            contents = content_files(content, quads, shapes=shapes)
            draft.write(contents)
            counted(sum(len(content) for content in contents.values()))

        with watch.stage(Stage.VALIDATE, "findings") as counted:
            store.add(rest)
            report = _sound(validation, quads)
            counted(0)

        with watch.stage(Stage.PUBLISH, "files") as counted:
            files = release_files(contents, quads, report=report)
            draft.write({name: files[name] for name in files.keys() - contents.keys()})
            store.finish()
            # Each line of the dump stands in the store twice: in its named graph and in the default graph.
            statements = contents["gcm.nq"].count(b"\n")
            place = draft.put_in_place(lambda store: is_whole(store, 2 * statements))
            counted(len(files) + 1)

    return Built(release=place, digest=place.name, triples=len(quads), graphs=len({graph_of(quad) for quad in quads}))


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Do not look for garbage meanwhile.

    A build makes some hundred thousand terms and keeps them to its end. Looking through all of them for circles of
    garbage, again and again as they become more, takes a tenth of its time and finds next to none.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@dataclass(frozen=True, slots=True)
class _Watch:
    started: Callable[[Stage], None]
    finished: Callable[[Outcome], None]

    @contextmanager
    def stage(self, stage: Stage, what: str) -> Iterator[Callable[[int], None]]:
        """Report the beginning and the end of a stage; the caller counts what it made."""
        counts = [0]
        self.started(stage)
        begin = time.perf_counter()
        yield counts.append
        self.finished(Outcome(stage, counts[-1], what, time.perf_counter() - begin))


def _read(options: Options) -> Content:
    """Check all source texts against the manifest, read the resolution and what is declared beside it."""
    texts = {
        name: open_source(name, folder=options.sources, verify=options.verify) for name in manifest(options.sources)
    }
    document = read_resolution(texts[RESOLUTION_SOURCE], folder=options.sources)
    return read_content(document, options.sources, verify=options.verify)


class _Validation(Protocol):
    """What validates a data graph, beside other work if it can."""

    def begin(self, data: bytes) -> None: ...

    def report(self) -> Report: ...


class _ByReference:
    """The reference engine, which validates when the report is asked for."""

    def __init__(self, shapes: bytes, styled: StyledOntology) -> None:
        self._shapes = shapes
        self._styled = styled
        self._data = b""

    def begin(self, data: bytes) -> None:
        self._data = data

    def report(self) -> Report:
        data = validate(self._data, self._shapes, engine=ValidationEngine.REFERENCE)
        ontology = style_report(self._styled, engine=ValidationEngine.REFERENCE)
        return Report.of((*data.results, *ontology.results))


def _ntriples(quads: Sequence[Quad]) -> bytes:
    return serialize([quad.triple for quad in quads], format=RdfFormat.N_TRIPLES) or b""


def _sound(validation: _Validation, quads: list[Quad]) -> bytes:
    """Run the integrity checks, wait for the validation and return the report on both as JSON.

    Raises:
        InvalidDataError: a shape or an integrity check of severity violation is broken.
    """
    store = Store()
    store.bulk_extend(quads)
    checks = load_checks(resources.shapes_folder() / "checks")
    findings = run_checks(store, checks)
    report = validation.report()
    if not report.conforms or any(finding.severity is Severity.VIOLATION for finding in findings):
        raise InvalidDataError(report, findings)
    content = {
        "version": resources.release_identity().version,
        "conforms": report.conforms,
        "shacl": report_record(report),
        "integrity": [
            {
                "check": check.name,
                "title": check.title,
                "severity": check.severity.value,
                "findings": [list(finding.row) for finding in findings if finding.check == check.name],
            }
            for check in checks
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
