"""The other wordings that a release knows: what the Hub page, the booklet and the page extracts have instead."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from gcm_graph.namespaces import BASE, GCM
from gcm_graph.release_folder import BrokenReleaseError

_QUERY = f"""
PREFIX gcm: <{GCM}>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?variant ?unit ?start ?end ?lemma ?reading ?witness ?name WHERE {{
  ?variant gcm:variantOf ?unit ; gcm:start ?start ; gcm:end ?end ; gcm:lemma ?lemma ; gcm:reading ?reading ;
    gcm:witness ?witness .
  OPTIONAL {{ ?witness skos:prefLabel ?name FILTER (lang(?name) = "en") }}
}}
"""


@dataclass(frozen=True, slots=True, order=True)
class Witness:
    """A source document that has other words than the text as published here.

    Attributes:
        iri: its IRI.
        name: its English label.
    """

    iri: str
    name: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One place of a unit where a source has other words (`gcm:Variant`).

    Attributes:
        unit: the path of the unit.
        start: the first character that it replaces, in the unit's text.
        end: the end of what it replaces, exclusive; it adds words where this is `start`.
        lemma: the words that it replaces.
        reading: the words that it has instead; empty where it leaves words out.
        witnesses: the sources that have them, in the order of their IRIs.
    """

    unit: str
    start: int
    end: int
    lemma: str
    reading: str
    witnesses: tuple[Witness, ...]


def load_readings(release: Path) -> tuple[Reading, ...]:
    """Return the other wordings that a release states, in the order of units' paths and places.

    Args:
        release: the folder of the release.

    Raises:
        BrokenReleaseError: its store cannot be opened, or a variant in it has no whole numbers as its span.
    """
    from pyoxigraph import Literal, NamedNode, QuerySolutions

    from gcm_graph.store import open_store

    answer = open_store(release).query(_QUERY)
    witnesses: defaultdict[tuple[str, int, int, str, str], set[Witness]] = defaultdict(set)
    if isinstance(answer, QuerySolutions):
        for solution in answer:
            unit, witness, name = solution["unit"], solution["witness"], solution["name"]
            start, end, lemma, reading = (solution[key] for key in ("start", "end", "lemma", "reading"))
            if not (isinstance(unit, NamedNode) and isinstance(witness, NamedNode)):
                continue
            if not all(isinstance(value, Literal) for value in (start, end, lemma, reading)):
                continue
            label = name.value if isinstance(name, Literal) else witness.value
            try:
                key = (unit.value.removeprefix(BASE), int(start.value), int(end.value), lemma.value, reading.value)
            except ValueError as error:
                raise BrokenReleaseError(f"the variants of {release} have no whole numbers as their spans") from error
            witnesses[key].add(Witness(witness.value, label))
    return tuple(Reading(*key, tuple(sorted(found))) for key, found in sorted(witnesses.items()))
