"""Ask the lexicon once more by which name or row some words were read, where it is that of the release."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from gcm_graph import resources
from gcm_graph.curating.curated import Curated, read_curated
from gcm_graph.describing.concepts import concept_paths, describe_concepts
from gcm_graph.describing.graphs import NamedGraph
from gcm_graph.errors import GcmError
from gcm_graph.explaining.files import ProjectFiles
from gcm_graph.explaining.sources import Place, ReadBy
from gcm_graph.linking.lexicon import Lexicon, read_lexicon
from gcm_graph.linking.tracing import Tracer
from gcm_graph.model import Document
from gcm_graph.namespaces import BASE, slug
from gcm_graph.reading import open_source, read_resolution
from gcm_graph.units import Unit

_SOURCE = "a-res-73-195"
_READ = (("lexicon", "*.csv"), ("vocab", "*.ttl"), ("curated", "*.csv"))
"""The folders of `ontology/` that say by which words things are mentioned."""


@dataclass(frozen=True, slots=True)
class _Declared:
    """What is declared of the text before mentions are found."""

    document: Document
    concepts: NamedGraph
    curated: Curated


class ReleasedLexicon:
    """The lexicon of a release, read when it is first asked.

    Args:
        files: the files from which the release was made.
    """

    def __init__(self, files: ProjectFiles) -> None:
        self._files = files

    def read_by(self, unit: Unit, start: int, end: int, thing: str) -> tuple[ReadBy, ...]:
        """Return by which names or rows words of a unit mention a thing; nothing where another lexicon was used.

        Args:
            unit: the unit.
            start: where the words begin in its text, in code points.
            end: where they end, exclusive.
            thing: the IRI of the thing.
        """
        if self._tracer is None:
            return ()
        path = thing.removeprefix(BASE)
        found = self._tracer.read_by(unit.text, unit.path, start, end, path)
        return tuple(ReadBy(Place(one.file, one.line), one.words, one.names, one.is_row) for one in found)

    @cached_property
    def _tracer(self) -> Tracer | None:
        lexicon = self._lexicon() if self._is_as_released() else None
        return None if lexicon is None else Tracer(lexicon)

    def _is_as_released(self) -> bool:
        """Tell whether every file that bears on mentions is the one of the release, and the release had no other."""
        root = resources.ontology_folder()
        names = {
            f"{folder}-{slug(file.name.partition('.')[0])}": file
            for folder, pattern in _READ
            for file in (root / folder).glob(pattern)
        }
        known = {name for name in self._files.declared() if name.startswith(tuple(f"{folder}-" for folder, _ in _READ))}
        if names.keys() != known or not self._files.source(_SOURCE):
            return False
        return all(self._files.is_as_released(name, file.read_bytes()) for name, file in names.items())

    def _lexicon(self) -> Lexicon | None:
        try:
            document = read_resolution(open_source(_SOURCE))
            concepts = NamedGraph("vocabulary")
            describe_concepts(concepts)
            curated = read_curated(document, tuple(self._files.sources.values()), concept_paths(concepts))
            return read_lexicon(_Declared(document, concepts, curated))
        except GcmError:  # what cannot be read says nothing of the release
            return None
