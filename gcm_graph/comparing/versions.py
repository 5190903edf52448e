"""Read what is compared of a release: its version and date, its statements, its ontology and its shapes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from gcm_graph import namespaces
from gcm_graph.describing.graphs import term
from gcm_graph.release_folder import BrokenReleaseError

_LEFT_OUT = (b"graph/provenance> .", b"graph/catalogue> .")
"""How the lines end that tell how this very release was made and count what is in it."""

_ONTOLOGY = NamedNode(namespaces.ONTOLOGY)
_HEADERS = frozenset({_ONTOLOGY, NamedNode(namespaces.iri("shapes")), NamedNode(namespaces.iri("profile"))})
_PRIOR = term("owl:priorVersion")
_OF_VERSIONS = frozenset(
    map(
        term,
        ("owl:versionIRI", "owl:versionInfo", "owl:priorVersion", "dcterms:modified", "dcterms:bibliographicCitation"),
    )
)
"""What the headers of the ontology, the shapes and the profile say of their version and of nothing else."""

_VERSION_OF_SHAPES = re.compile(rb"shapes/[0-9]+\.[0-9]+\.[0-9]+#")

_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class ReleaseVersion:
    """What is compared of a release.

    Attributes:
        version: its version, for example `0.1.0`.
        date: the date on which that was issued (ISO 8601).
        lines: its statements as lines of N-Quads, save those about how it was made and how much it holds.
        ontology: the triples of `ontology.ttl`, save what it says of its version, and the vocabularies: they are among
            the lines too.
        shapes: the triples of `shapes.ttl` and `profile.ttl`, whose IRIs have no version here, and without what
            their headers say of it: of all shapes it says only that the release is another.
        prior: the version before it that it names; empty where it names none.
    """

    version: str
    date: str
    lines: frozenset[bytes]
    ontology: tuple[Triple, ...]
    shapes: tuple[Triple, ...]
    prior: str = ""


def version_and_date(folder: Path) -> tuple[str, str]:
    """Return the version of the release in a folder, and the date on which that was issued (ISO 8601).

    Raises:
        BrokenReleaseError: its `void.ttl` cannot be read, is not RDF, or does not tell them.
    """
    facts = {
        triple.predicate.value: triple.object.value
        for triple in _read(folder, "void.ttl", _triples)
        if triple.subject == NamedNode(namespaces.iri("dataset")) and isinstance(triple.object, Literal)
    }
    try:
        return facts[term("dcat:version").value], facts[term("dcterms:issued").value]
    except KeyError as error:
        raise BrokenReleaseError(f"void.ttl in {folder} does not state <{error.args[0]}> of the dataset") from error


def read_version(folder: Path) -> ReleaseVersion:
    """Read what is compared of the release in a folder.

    Raises:
        BrokenReleaseError: a file of it is missing, cannot be read or is not RDF, or it does not tell its version.
    """
    version, date = version_and_date(folder)
    lines = _read(folder, "gcm.nq", _lines)
    ontology = _read(folder, "ontology.ttl", _triples)
    others = {line.rpartition(b" <")[0] for line in lines if not line.endswith(b"graph/ontology> .")}
    return ReleaseVersion(
        version=version,
        date=date,
        lines=lines,
        ontology=tuple(
            triple for triple in ontology if not _tells_version(triple) and str(triple).encode() not in others
        ),
        shapes=tuple(
            triple
            for name in ("shapes.ttl", "profile.ttl")
            for triple in _read(folder, name, _without_version)
            if not _tells_version(triple)
        ),
        prior=_prior(ontology),
    )


def _prior(ontology: Iterable[Triple]) -> str:
    """Return the version before it that a release names, in the header of its ontology (OWL 2, section 3.5)."""
    named = [triple.object for triple in ontology if (triple.subject, triple.predicate) == (_ONTOLOGY, _PRIOR)]
    iris = [value.value for value in named if isinstance(value, NamedNode)]
    return iris[0].removeprefix(f"{namespaces.ONTOLOGY}/") if iris else ""


def _read(folder: Path, name: str, how: Callable[[Path], _Read]) -> _Read:
    try:
        return how(folder / name)
    except (OSError, ValueError) as error:  # SyntaxError, which the parser raises, is none of these
        raise BrokenReleaseError(f"{name} in {folder} cannot be read: {error}") from error
    except SyntaxError as error:
        raise BrokenReleaseError(f"{name} in {folder} is not RDF: {error.msg}") from error


def _triples(path: Path) -> tuple[Triple, ...]:
    return tuple(quad.triple for quad in parse(path=path, format=RdfFormat.TURTLE))


def _without_version(path: Path) -> tuple[Triple, ...]:
    content = _VERSION_OF_SHAPES.sub(b"shapes#", path.read_bytes())
    return tuple(quad.triple for quad in parse(content, format=RdfFormat.TURTLE))


def _tells_version(triple: Triple) -> bool:
    return triple.subject in _HEADERS and triple.predicate in _OF_VERSIONS


def _lines(path: Path) -> frozenset[bytes]:
    """Return statements as one writer writes them: another order or spelling is no difference."""
    quads = parse(path=path, format=RdfFormat.N_QUADS)
    return frozenset(line for line in (f"{quad} .".encode() for quad in quads) if not line.endswith(_LEFT_OUT))
