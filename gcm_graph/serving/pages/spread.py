"""How the units that name a thing are spread over the kinds of unit, and where those of one kind are listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlencode

from gcm_graph.namespaces import BASE
from gcm_graph.serving.pages.block_parts import Counted
from gcm_graph.serving.pages.completions import with_prefixes
from gcm_graph.serving.pages.facets import REFERRED, facets_of
from gcm_graph.serving.service import ServedRelease
from gcm_graph.units import Unit

_KINDS = {
    "Action": ("action", "actions"),
    "Commitment": ("commitment", "commitments"),
    "Objective": ("title of an objective", "titles of objectives"),
    "GuidingPrinciple": ("guiding principle", "guiding principles"),
    "Paragraph": ("paragraph or item", "paragraphs and items"),
    "Section": ("heading", "headings"),
    "Footnote": ("footnote", "footnotes"),
}
"""The kinds of unit, in the order in which they are counted, with what one and several are called."""

_TABLE = """\
# Which actions name it, a narrower concept, or what is said to be seen also, and in which words?
SELECT ?citation ?named ?words ?text
WHERE {
  { SELECT DISTINCT ?thing WHERE { <%s> skos:narrower*/rdfs:seeAlso?/skos:narrower* ?thing } }
  ?thing skos:prefLabel ?named .
  ?annotation oa:hasBody ?thing ;
    oa:hasTarget ?target .
  ?target oa:hasSource ?action ;
    oa:hasSelector ?quote , ?position .
  ?quote oa:exact ?words .
  ?position oa:start ?start .
  ?action a gcm:Action ;
    gcm:citation ?citation ;
    gcm:text ?text ;
    gcm:readingOrder ?order .
  FILTER (LANG(?named) = "en")
}
ORDER BY ?order ?start ?named
"""


def spread(release: ServedRelease, thing: str, units: Sequence[Unit]) -> tuple[Counted, ...]:
    """Return how many of the units that name a thing there are of each kind, with the search that lists them.

    A paragraph that consists of commitments is not named among the units, while the search has it beside them; so
    where the numbers differ nothing leads there.

    Args:
        release: the release.
        thing: the IRI of the thing.
        units: the units whose words name it, each once.
    """
    facet, _, value = thing.removeprefix(BASE).partition("/")
    facets = facets_of(release)
    listed: Counter[str] = Counter()
    if facet in REFERRED:
        listed.update(unit.kind for unit in release.units if value in facets[facet][unit.iri])
    counts = Counter(unit.kind for unit in units)
    return tuple(
        Counted(
            words=f"{counts[kind]} {one if counts[kind] == 1 else several}",
            query=urlencode({facet: value, "kind": kind}) if listed[kind] == counts[kind] else "",
        )
        for kind, (one, several) in _KINDS.items()
        if counts[kind]
    )


def table_of_actions(thing: str) -> str:
    """Return the query of the page of queries that lists the actions that name a concept, encoded as it needs it.

    Args:
        thing: the IRI of the concept.
    """
    return urlencode({"query": with_prefixes(_TABLE % thing)})
