"""What is wrong with a call of a function that is named by an IRI: there is none, or it takes other arguments.

The engine notices it when it begins to evaluate, and tells the IRI, not the place (SPARQL 1.1 Query §17.6).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gcm_graph.namespaces import BASE, LONGEST_FIRST, PREFIXES
from gcm_graph.sparql_tokens import tokens
from gcm_graph.terminal import plain

_MESSAGE = re.compile(
    r"The custom function <(?P<iri>[^>]*)> (?:is not supported"
    r"|requires between (?P<least>\d+) and (?P<most>\d+) arguments, but (?P<given>\d+) were given)"
)
_DECLARATION = re.compile(r"PREFIX\s+([^\s:]*):\s*<([^>]*)>", re.IGNORECASE)
_LONGEST_SHOWN = 120


@dataclass(frozen=True, slots=True)
class WrongCall:
    """A call that cannot be evaluated.

    Attributes:
        detail: what is wrong with it, as a sentence or the rest of one.
        hint: what to do.
        place: its offset in the query; None where it is not found.
    """

    detail: str
    hint: str
    place: int | None


def wrong_call(text: str, message: str) -> WrongCall | None:
    """Return the call of a function that a query cannot be evaluated for; None where something else is wrong.

    Args:
        text: the query.
        message: what the engine said of it.
    """
    told = _MESSAGE.search(message)
    if told is None:
        return None
    calls = [call for call in _calls(text) if call[0] == told["iri"]]
    name = _short(told["iri"])
    if told["given"] is None:
        hint = "SPARQL 1.1 Query, sections 17.4 and 17.5, lists the functions that there are."
        return WrongCall(f"there is no function {name}.", hint, calls[0][2] if calls else None)
    place = next((place for _, given, place in calls if given == int(told["given"])), None)
    least, most = int(told["least"]), int(told["most"])
    wanted = str(least) if least == most else f"{least} to {most}"
    arguments = f"argument{'' if wanted == '1' else 's'}"
    detail = f"the function {name} takes {wanted} {arguments}, and has {told['given']} here."
    return WrongCall(detail, f"Write it with {wanted} {arguments} in its brackets.", place)


def _calls(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each call of a function with an IRI: the IRI, how many arguments it has, and its place."""
    declared = dict(PREFIXES) | dict(_DECLARATION.findall(text))
    found = list(tokens(text))
    for number, (kind, token, place) in enumerate(found[:-1]):
        if kind in {"iri", "name"} and found[number + 1][1] == "(":
            prefix, _, local = token.partition(":")
            iri = token[1:-1] if kind == "iri" else declared.get(prefix, "") + local
            yield iri, _arguments([each for _, each, _ in found[number + 2 :]]), place


def _arguments(behind: Sequence[str]) -> int:
    """Return how many arguments a call has, by what stands behind its opening bracket."""
    if behind[:1] == [")"]:
        return 0
    arguments, depth = 1, 1
    for token in behind:
        depth += (token in {"(", "{", "["}) - (token in {")", "}", "]"})
        if not depth:
            break
        arguments += token.startswith(",") and depth == 1
    return arguments


def _short(iri: str) -> str:
    """Return an IRI for people, with a prefix where there is one for it."""
    for namespace, prefix in LONGEST_FIRST:
        if iri.startswith(namespace) and namespace != BASE:
            return plain(f"{prefix}:{iri.removeprefix(namespace)}"[:_LONGEST_SHOWN])
    return plain(f"<{iri[:_LONGEST_SHOWN]}>")
