"""Lead from a citation as people write it to the unit that it means: `/cite?q=Objective 11(b)`."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from gcm_graph.citations import EXAMPLES, FORMS, CitationSyntaxError, UnknownCitationError, cited_whole, resolve
from gcm_graph.serving.documents.answers import CACHING
from gcm_graph.serving.parameters import parameter
from gcm_graph.serving.problems import Problem
from gcm_graph.serving.service import ServedRelease, release_of

# The "and" of the Compact's own title parts no citations.
_SEVERAL: Final = re.compile(r"\s*(?:;|\band\b(?!\s+regular\b)|\n)\s*", re.IGNORECASE)
_MOST: Final = 20
_SHOWN: Final = 200
_FORMS: Final = [*FORMS, "the Global Compact", "A/RES/73/195"]
"""What can be asked instead: a citation of every kind of unit, and the names of the whole."""
_OTHERWISE: Final = "Write a citation as in the examples, or search for words at /search?q=."


async def cite(request: Request) -> Response:
    """Lead to the unit that the parameter `q` cites, or to the Compact or the resolution; `format` goes along.

    Raises:
        Problem: there is no citation, or more than one `q` (400), or it means no unit, or several (404).
    """
    release = release_of(request)
    citation = parameter(request, "q").strip()
    if not citation:
        raise Problem(
            400,
            "citation-missing",
            "The request has no citation",
            "The parameter q is empty or not there.",
            hint=f"Write /cite?q= and a citation: {EXAMPLES}.",
            examples=_FORMS,
        )
    try:
        path = cited_whole(citation) or resolve(citation, release.units).path
    except (CitationSyntaxError, UnknownCitationError) as error:
        raise _not_understood(release, citation, error) from error
    asked = parameter(request, "format")
    place = release.addresses.location(path)
    if re.fullmatch(r"[A-Za-z0-9.+/ -]{1,80}", asked):
        place += f"?format={quote(asked)}"
    return PlainTextResponse(f"{place}\n", 303, {"Location": place, "Cache-Control": CACHING})


_Refused = CitationSyntaxError | UnknownCitationError


def _not_understood(release: ServedRelease, citation: str, error: _Refused) -> Problem:
    """Return the problem of a citation that means no unit; of several in one, which were understood and which not."""
    understood, not_understood = [], []
    parts = [part for part in _SEVERAL.split(citation) if part]
    for part in parts[:_MOST] if len(parts) > 1 else ():
        try:
            understood.append(resolve(part, release.units).iri)
        except (CitationSyntaxError, UnknownCitationError):
            not_understood.append(" ".join(part.split())[:_SHOWN])
    said = error.message[:500]
    problem = Problem(
        404,
        error.code,
        "The citation means no unit",
        f"{said[:1].upper()}{said[1:]}.",
        hint=_OTHERWISE if error.hint == CitationSyntaxError.hint else error.hint,
    )
    whole = [" ".join(citation.split())[:_SHOWN]]
    problem.members["not_understood"] = (not_understood if understood else whole) or whole
    problem.members["examples"] = _FORMS
    if understood:
        problem.members["understood"] = understood
        problem.hint = "Ask for one citation at a time."
    return problem
