"""Know what stands at each path: in which formats there are documents about it."""

from __future__ import annotations

from gcm_graph.serving.documents.formats import GRAPHS, HTML, RECORDS, Format
from gcm_graph.serving.documents.inventory import INVENTORY
from gcm_graph.serving.documents.references import has_reference
from gcm_graph.serving.documents.release_graphs import graph_files
from gcm_graph.serving.service import ServedRelease


def formats_at(release: ServedRelease, path: str) -> tuple[Format, ...]:
    """Return the formats of the documents about what stands at a path, in the server's own preference.

    Programs that accept anything get Turtle; browsers name HTML. Where nothing stands there are none.
    """
    if path not in graph_files(release) and path not in INVENTORY.of(release).addresses:
        return ()
    return (*GRAPHS, HTML, *(RECORDS if has_reference(release, path) else ()))


def document_path(release: ServedRelease, path: str, form: Format) -> str:
    """Return the path of the document about what stands at a path.

    Some things share a page: the versions of the ontology and of the profile have that of today, since terms and rules
    have their places there; the shapes have that of their version, the catalogue entry has that of the dataset, and the
    endpoint that where one asks it.
    """
    if form is not HTML:
        return f"{path}{form.ending}"
    version = INVENTORY.of(release).version
    shared = {
        f"ontology/{version}": "ontology",
        f"profile/{version}": "profile",
        "shapes": f"shapes/{version}",
        "void": "dataset",
        "sparql": "query",
    }
    return f"{shared.get(path, path)}{form.ending}"


def paths(release: ServedRelease) -> tuple[str, ...]:
    """Return every path at which a thing stands that the release uses, in order."""
    return tuple(INVENTORY.of(release).addresses)


def prepare(release: ServedRelease) -> None:
    """Work out what the first request would have to wait for."""
    INVENTORY.of(release)
