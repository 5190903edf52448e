"""Read the instruments that the text names or cites, and what is known about them: symbols, dates, numbers, members."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from gcm_graph.curating import values
from gcm_graph.curating.fact_tables import Property, read_facts, shared_values
from gcm_graph.curating.facts import Fact
from gcm_graph.curating.named import Named, read_named
from gcm_graph.curating.sources import Sources
from gcm_graph.curating.table import Row
from gcm_graph.model import COMPACT

FILE = "instruments.csv"
FACTS_FILE = "instrument-facts.csv"
KINDS = frozenset(
    {
        "AssemblyResolution",
        "Declaration",
        "Guidance",
        "InstrumentGroup",
        "LabourConvention",
        "LabourRecommendation",
        "OutcomeDocument",
        "PlanOfAction",
        "PolicyFramework",
        "Protocol",
        "Report",
        "Treaty",
    }
)
_SUBJECT = "instrument"


def read_instruments(folder: Path, sources: Sources) -> tuple[Named, ...]:
    """Return the instruments.

    Args:
        folder: where the curated tables stand.
        sources: what can be cited.

    Raises:
        SourceMissingError: a table cannot be read.
        CuratedTableError: it is not as it must be.
    """
    shared = shared_values(folder, FACTS_FILE, _SUBJECT)
    return read_named(folder, FILE, "instrument", KINDS, sources, shared=shared)


def read_instrument_facts(
    folder: Path, sources: Sources, instruments: Iterable[Named], actors: Iterable[Named]
) -> tuple[Fact, ...]:
    """Return what is known about the instruments, and on which of them the Compact rests.

    Args:
        folder: where the curated tables stand.
        sources: what can be cited.
        instruments: the instruments.
        actors: the actors, who issue some.

    Raises:
        SourceMissingError: the table cannot be read.
        CuratedTableError: it is not as it must be.
    """
    instrument_paths = {instrument.path.partition("/")[2]: instrument.path for instrument in instruments}
    actor_paths = {actor.path.partition("/")[2]: actor.path for actor in actors}
    things = {COMPACT: COMPACT, **instrument_paths}
    return read_facts(folder, FACTS_FILE, (_SUBJECT, things), _properties(instrument_paths, actor_paths), sources)


def _properties(instruments: Mapping[str, str], actors: Mapping[str, str]) -> dict[str, Property]:
    def instrument(row: Row, column: str) -> values.Path:
        return values.resource(row, column, instruments, f"an instrument of {FILE}")

    def actor(row: Row, column: str) -> values.Path:
        return values.resource(row, column, actors, "an actor of actors.csv")

    point = values.point_in_time
    return {
        "identifier": Property("dcterms:identifier", values.string, identifying=True),
        "alternative name": Property("dcterms:alternative", values.english),
        "dated": Property("eli:date_document", point, single=True),
        "opened for signature": Property("gcm:opensForSignatureOn", point, single=True),
        "in force": Property("eli:first_date_entry_in_force", point, single=True),
        "treaty series": Property("gcm:hasTreatySeriesNumber", values.string, identifying=True),
        "depositary reference": Property("gcm:hasDepositaryReference", values.string, single=True, identifying=True),
        # The International Labour Organization numbers its conventions and its recommendations apart from each other.
        "convention number": Property("gcm:hasLabourStandardNumber", values.integer, single=True, identifying=True),
        "recommendation number": Property("gcm:hasLabourStandardNumber", values.integer, single=True, identifying=True),
        "supplements": Property("gcm:supplements", instrument, single=True),
        "adopted under": Property("gcm:adoptedUnder", instrument, single=True),
        "member": Property("gcm:hasMember", instrument),
        "issued by": Property("gcm:isIssuedBy", actor),
        "rests on": Property("gcm:restsOn", instrument),
    }
