"""Read all tables of what the text refers to: instruments, actors, places, observances and periods."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gcm_graph.curating.actors import read_actor_facts, read_actors
from gcm_graph.curating.facts import Fact
from gcm_graph.curating.instruments import read_instrument_facts, read_instruments
from gcm_graph.curating.named import Named
from gcm_graph.curating.places import read_places
from gcm_graph.curating.sources import Reference, Sources
from gcm_graph.curating.times import Period, read_observances, read_periods


@dataclass(frozen=True, slots=True)
class References:
    """What the text refers to, and the publications in which facts about it were read.

    Attributes:
        instruments: documents that the text names or cites.
        actors: bodies with a proper name or title.
        places: countries, cities, regions and groups of countries.
        observances: days of the year that are dedicated to a cause.
        periods: dates and spans of time.
        facts: what is known about them from sources.
        publications: the publications of others that any curated table names as a source.
    """

    instruments: tuple[Named, ...]
    actors: tuple[Named, ...]
    places: tuple[Named, ...]
    observances: tuple[Named, ...]
    periods: tuple[Period, ...]
    facts: tuple[Fact, ...]
    publications: tuple[Reference, ...]

    def named(self) -> tuple[Named, ...]:
        """Return all that has a kind and names, in the order of the tables."""
        return (*self.instruments, *self.actors, *self.places, *self.observances)


def read_references(folder: Path, sources: Sources) -> References:
    """Return what the text refers to.

    Args:
        folder: where the curated tables stand.
        sources: what can be cited.

    Raises:
        SourceMissingError: a table cannot be read.
        CuratedTableError: a table is not as it must be.
    """
    actors = read_actors(folder, sources)
    instruments = read_instruments(folder, sources)
    observances, observance_facts = read_observances(folder, sources)
    facts = (
        *read_instrument_facts(folder, sources, instruments, actors),
        *read_actor_facts(folder, sources, actors),
        *observance_facts,
    )
    return References(
        instruments=instruments,
        actors=actors,
        places=read_places(folder, sources),
        observances=observances,
        periods=read_periods(folder, sources),
        facts=facts,
        publications=tuple(sources.references.values()),
    )
