"""Read the actors that the texts name: bodies, offices, meetings and undertakings with a proper name or title."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from gcm_graph.curating import values
from gcm_graph.curating.fact_tables import Property, read_facts
from gcm_graph.curating.facts import Fact
from gcm_graph.curating.named import Named, read_named
from gcm_graph.curating.sources import Sources

FILE = "actors.csv"
FACTS_FILE = "actor-facts.csv"
KINDS = frozenset(
    {
        "Conference",
        "Forum",
        "Initiative",
        "KnowledgePlatform",
        "OfficeHolder",
        "OrganOrOffice",
        "Organization",
        "OrganizationGroup",
    }
)
_PROPERTIES = {"alternative name": Property("dcterms:alternative", values.english, identifying=True)}


def read_actors(folder: Path, sources: Sources) -> tuple[Named, ...]:
    """Return the actors.

    Args:
        folder: where the curated tables stand.
        sources: what can be cited.

    Raises:
        SourceMissingError: the table cannot be read.
        CuratedTableError: it is not as it must be.
    """
    return read_named(folder, FILE, "actor", KINDS, sources)


def read_actor_facts(folder: Path, sources: Sources, actors: Iterable[Named]) -> tuple[Fact, ...]:
    """Return the acronyms and other names by which others call the actors.

    Args:
        folder: where the curated tables stand.
        sources: what can be cited.
        actors: the actors.

    Raises:
        SourceMissingError: the table cannot be read.
        CuratedTableError: it is not as it must be.
    """
    paths = {actor.path.partition("/")[2]: actor.path for actor in actors}
    return read_facts(folder, FACTS_FILE, ("actor", paths), _PROPERTIES, sources)
