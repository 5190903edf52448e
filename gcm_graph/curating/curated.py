"""Read all curated tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from gcm_graph import resources
from gcm_graph.curating.clusters import ReviewRound, read_review_rounds
from gcm_graph.curating.crosswalk import Crosswalk, read_crosswalk
from gcm_graph.curating.institutions import Institutions, read_institutions
from gcm_graph.curating.language_versions import NamesSource, read_names_sources
from gcm_graph.curating.names import OfficialName, read_official_names
from gcm_graph.curating.practices import Practice, read_practices
from gcm_graph.curating.references import References, read_references
from gcm_graph.curating.sources import read_sources
from gcm_graph.model import Document
from gcm_graph.reading.sources import SourceEntry


@dataclass(frozen=True, slots=True)
class Curated:
    """What the curated tables hold.

    Attributes:
        references: what the text refers to, with facts, and the publications in which these were read.
        institutions: the mechanisms, and what is asked of whom.
        crosswalk: the Sustainable Development Goals, and what relates the objectives to them.
        practices: the example practices.
        rounds: the rounds in which the objectives are reviewed.
        names_sources: the documents from which only names are taken, by slug.
        official_names: what the United Nations calls the Compact and its parts in other languages.
    """

    references: References
    institutions: Institutions
    crosswalk: Crosswalk
    practices: tuple[Practice, ...]
    rounds: tuple[ReviewRound, ...]
    names_sources: Mapping[str, NamesSource]
    official_names: tuple[OfficialName, ...]


def read_curated(
    document: Document, entries: Iterable[SourceEntry], concepts: Collection[str], folder: Path | None = None
) -> Curated:
    """Return what the curated tables hold.

    Args:
        document: the Compact as read, whose units the tables cite.
        entries: the source documents.
        concepts: the paths of the concepts of the vocabularies.
        folder: where the tables stand; by default the package's own.

    Raises:
        SourceMissingError: a table cannot be read.
        CuratedTableError: a table is not as it must be.
    """
    folder = folder or resources.ontology_folder() / "curated"
    sources = read_sources(folder, document, entries)
    names_sources = read_names_sources(folder, sources)
    references = read_references(folder, sources)
    agents = {*(actor.path for actor in references.actors), *concepts}
    return Curated(
        references=references,
        institutions=read_institutions(folder, document, sources, agents),
        crosswalk=read_crosswalk(folder, sources),
        practices=read_practices(folder, sources),
        rounds=read_review_rounds(folder, sources),
        names_sources=names_sources,
        official_names=read_official_names(folder, sources, names_sources),
    )
