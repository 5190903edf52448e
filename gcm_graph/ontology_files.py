"""Read the hand-written ontology: its modules, its vocabularies, and the version that a release adds to them."""

from __future__ import annotations

import re
from pathlib import Path

from pyoxigraph import RdfFormat, Triple, parse

from gcm_graph import resources
from gcm_graph.declared_version import ReleaseIdentity
from gcm_graph.errors import ExitStatus, GcmError, SourceError, SourceMissingError
from gcm_graph.namespaces import ONTOLOGY, PREFIXES

MODULES = ("gcm.ttl", "references.ttl", "curation.ttl", "institutions.ttl", "records.ttl")
"""The files of the ontology: the core, which is usable alone, and what builds on it."""

CORE = MODULES[0]

_DIRECTIVE = re.compile(r"@(?:base|prefix[ \t]+(?P<prefix>[A-Za-z0-9]*):)[ \t]+<(?P<iri>[^>]*)>[ \t]*\.[ \t]*")
_TITLE = "Ontology of the Global Compact for Safe, Orderly and Regular Migration"
_MAINTAINERS = "The gcm-graph maintainers"


class PrefixConflictError(GcmError):
    """Two files of the ontology declare one prefix, or the base, for two namespaces.

    Args:
        file: the second file.
        prefix: the prefix; empty for the base.
    """

    code = "prefix-conflict"
    status = ExitStatus.FAILURE
    hint = "Write the same @base and @prefix lines at the head of each file in ontology/ and ontology/vocab/."

    def __init__(self, file: str, prefix: str) -> None:
        what = f"the prefix {prefix}:" if prefix else "the base"
        super().__init__(f"{file} declares {what} for another namespace than the files before it")


class OntologyFileError(SourceError):
    """A module of the ontology is not Turtle."""

    code = "ontology-file"
    hint = "Correct the file at that line, or restore it from the repository."


def vocabularies(folder: Path | None = None) -> tuple[Path, ...]:
    """Return the files of the SKOS vocabularies, in the order of their names.

    Args:
        folder: the folder of the ontology; by default the package's own.
    """
    return tuple(sorted(((folder or resources.ontology_folder()) / "vocab").glob("*.ttl")))


def ontology_source(folder: Path | None = None, *, identity: ReleaseIdentity | None = None) -> bytes:
    """Return classes, properties and axioms as published: the modules and, after them, the version of this release.

    It is what the reasoner and the graph `ontology` get.

    Args:
        folder: the folder of the ontology; by default the package's own.
        identity: the version and date of the release, and the version before it; by default the declared ones.

    Raises:
        PrefixConflictError: two modules declare a prefix differently.
    """
    folder = folder or resources.ontology_folder()
    return _joined([folder / name for name in MODULES], _version(identity or resources.release_identity()))


def published_ontology(folder: Path | None = None, *, identity: ReleaseIdentity | None = None) -> bytes:
    """Return the file `ontology.ttl` of a release: modules, vocabularies and version as one Turtle document.

    Args:
        folder: the folder of the ontology; by default the package's own.
        identity: the version and date of the release, and the version before it; by default the declared ones.

    Raises:
        PrefixConflictError: two files declare a prefix differently.
    """
    folder = folder or resources.ontology_folder()
    files = [*(folder / name for name in MODULES), *vocabularies(folder)]
    return _joined(files, _version(identity or resources.release_identity()))


def ontology_triples(source: bytes) -> list[Triple]:
    """Return the triples of the ontology as published, blank nodes included; what two modules declare is there once."""
    return list(dict.fromkeys(quad.triple for quad in parse(source, format=RdfFormat.TURTLE)))


def _checked(file: Path) -> str:
    """Return the text of a module or vocabulary that is Turtle by itself.

    Raises:
        SourceMissingError: it cannot be read.
        OntologyFileError: it is not UTF-8 text, or not Turtle.
    """
    try:
        content = file.read_bytes()
        for _ in parse(content, format=RdfFormat.TURTLE):
            pass
        return content.decode("utf-8")
    except OSError as error:
        raise SourceMissingError(f"the file cannot be read ({error.strerror})", file=file.name) from error
    except UnicodeDecodeError as error:
        raise OntologyFileError("the file is not UTF-8 text", file=file.name) from error
    except SyntaxError as error:
        place, _, what = error.msg.partition(": ")
        raise OntologyFileError(f"not Turtle: {what or place}", file=file.name, line=error.lineno) from error


def _joined(files: list[Path], version: str) -> bytes:
    """Return files of Turtle as one document that declares each prefix once.

    Repeated declarations would be legal (Turtle, section 2.4), but a reader has to wonder what they change.
    """
    declared: dict[str, str] = {}
    bodies = []
    for file in files:
        lines = _checked(file).splitlines()
        for line in lines:
            directive = _DIRECTIVE.fullmatch(line)
            if directive:
                prefix, iri = directive["prefix"] or "", directive["iri"]
                if declared.setdefault(prefix, iri) != iri:
                    raise PrefixConflictError(file.name, prefix)
        body = "\n".join(line for line in lines if not _DIRECTIVE.fullmatch(line))
        bodies.append(re.sub(r"\n{3,}", "\n\n", body).strip("\n"))
    return "\n\n".join([_head(declared), *bodies, version]).encode()


def _head(declared: dict[str, str]) -> str:
    """Return the declarations of base and prefixes, in the order in which the project declares them everywhere."""
    places = {prefix: place for place, prefix in enumerate(PREFIXES, start=1)}
    return "\n".join(
        f"@prefix {prefix}: <{declared[prefix]}> ." if prefix else f"@base <{declared[prefix]}> ."
        for prefix in sorted(
            declared, key=lambda prefix: (places.get(prefix, 0 if not prefix else len(places) + 1), prefix)
        )
    )


def _version(identity: ReleaseIdentity) -> str:
    """Return what only a release can say of the ontology (OWL 2, section 3.5): its version, date and citation."""
    address = f"{ONTOLOGY}/{identity.version}"
    citation = f"{_MAINTAINERS} ({identity.date[:4]}). {_TITLE}, version {identity.version}. {address}"
    lines = [
        f"<{ONTOLOGY}> owl:versionIRI <{address}> ;",
        f'  owl:versionInfo "{identity.version}" ;',
        *([f"  owl:priorVersion <{ONTOLOGY}/{identity.prior}> ;"] if identity.prior else []),
        f'  dcterms:modified "{identity.date}"^^xsd:date ;',
        f'  dcterms:bibliographicCitation "{citation}"@en .',
    ]
    return "# The version of this release\n\n" + "\n".join(lines) + "\n"
