"""Read what the Compact sets up and asks for: its mechanisms, what is known of them, and its tasks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from gcm_graph.curating.facts import Fact
from gcm_graph.curating.mechanisms import Mechanism, read_mechanism_facts, read_mechanisms
from gcm_graph.curating.sources import Sources
from gcm_graph.curating.tasks import Task, read_tasks
from gcm_graph.model import Document


@dataclass(frozen=True, slots=True)
class Institutions:
    """What the Compact sets up and asks for.

    Attributes:
        mechanisms: the mechanisms.
        facts: what is known of them beside their own rows.
        tasks: the tasks, in the order of the table.
    """

    mechanisms: tuple[Mechanism, ...]
    facts: tuple[Fact, ...]
    tasks: tuple[Task, ...]


def read_institutions(folder: Path, document: Document, sources: Sources, agents: Collection[str]) -> Institutions:
    """Return the mechanisms and tasks.

    Args:
        folder: where the curated tables stand.
        document: the Compact as read.
        sources: what cells with sources can name.
        agents: the paths of the actors and stakeholder groups.

    Raises:
        SourceMissingError: a table cannot be read.
        CuratedTableError: a table is not as it must be.
    """
    mechanisms = read_mechanisms(folder, document, sources)
    return Institutions(
        mechanisms,
        read_mechanism_facts(folder, mechanisms, sources),
        read_tasks(folder, document, sources, {mechanism.path for mechanism in mechanisms}, agents),
    )
