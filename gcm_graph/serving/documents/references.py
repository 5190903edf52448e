"""Give out the references to the resolution, the Compact and its units in the formats of reference managers."""

from __future__ import annotations

from typing import Final

from gcm_graph.citing.record_formats import bibtex, csl_json, ris
from gcm_graph.citing.references import References
from gcm_graph.serving.documents.formats import BIBTEX, CSL_JSON, Format
from gcm_graph.serving.per_release import PerRelease
from gcm_graph.serving.service import ServedRelease

_REFERENCES: Final = PerRelease(lambda release: References(release.folder, release.store, release.units))


def has_reference(release: ServedRelease, path: str) -> bool:
    """Tell whether there are references to what stands at a path: to the resolution, the Compact and each unit."""
    return _REFERENCES.of(release).has(path)


def write_reference(release: ServedRelease, path: str, form: Format) -> bytes:
    """Return the reference to what stands at a path as one record in a format, in UTF-8.

    Raises:
        KeyError: it is neither the resolution nor the Compact nor a unit.
    """
    reference = _REFERENCES.of(release).to(path)
    if form is BIBTEX:
        return bibtex(reference).encode()
    return csl_json(reference).encode() if form is CSL_JSON else ris(reference).encode()
