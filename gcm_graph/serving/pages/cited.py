"""Read what is searched for as a citation or a title: the unit that it means."""

from __future__ import annotations

from dataclasses import dataclass

from gcm_graph.citations import CitationSyntaxError, Target, UnknownCitationError, parse_citation, resolve
from gcm_graph.serving.pages.finds import Search
from gcm_graph.serving.service import ServedRelease
from gcm_graph.units import Unit


@dataclass(frozen=True, slots=True)
class Cited:
    """What the words of a search mean as a citation.

    Attributes:
        unit: the unit that they cite; None where they cite none.
        hint: what there is instead, where they are a citation of something that is not there; else empty.
    """

    unit: Unit | None = None
    hint: str = ""


def cited(release: ServedRelease, wanted: Search) -> Cited:
    """Return what the words of a search mean as a citation, where no facet chooses among finds.

    Args:
        release: the release.
        wanted: what is searched for.
    """
    if not wanted.words or wanted.chosen or wanted.page > 1:
        return Cited()
    try:
        return Cited(unit=resolve(wanted.words, release.units))
    except CitationSyntaxError:
        return Cited()
    except UnknownCitationError as error:
        numbered = parse_citation(wanted.words).target is not Target.NAME
        return Cited(hint=error.hint or "" if numbered else "")
