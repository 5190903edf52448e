"""Why a query has no answer, as problems: what happened, which limit was hit, and what to do."""

from __future__ import annotations

import json
import signal
from typing import TYPE_CHECKING

from gcm_graph.serving.problems import Problem
from gcm_graph.serving.sparql import formats
from gcm_graph.sparql_tokens import position
from gcm_graph.syntax_calls import wrong_call
from gcm_graph.syntax_errors import Failure, explained

if TYPE_CHECKING:
    from gcm_graph.serving.service import Limits

_MEBIBYTE = 1024 * 1024
_NARROW = "Ask for less: bind more of the pattern, add LIMIT, or drop a part that is joined with nothing."
_DUMP = "For whole graphs take the dump gcm.nq."
_LONGEST_MESSAGE = 300


class ClientGoneError(Exception):
    """Nobody waits for the answer any more."""


def of_message(content: bytes, text: str, limits: Limits) -> Problem:
    """Return the problem that the process told.

    Args:
        content: the content of its PROBLEM frame.
        text: the query.
        limits: the limits under which it ran.
    """
    told = json.loads(content)
    make = {
        "syntax": lambda: syntax_problem(Failure(text=text, **told["failure"])),
        "service": lambda: _service(text, told["place"]),
        "update": lambda: _update(text, told["word"], told["place"]),
        "extension": lambda: _extension(text, told["word"], told["place"]),
        "unacceptable": lambda: formats.unacceptable(told["kind"]),
        "not-in-xml": lambda: formats.not_in_xml(told["kind"], told["iri"]),
        "dataset": lambda: _bad_dataset(told["message"]),
        "too-large": lambda: too_large(limits),
        "memory": lambda: out_of_memory(limits),
        "failed": lambda: _failed(text, told["message"]),
    }
    return make[told["code"]]()


def of_death(status: int, last_words: bytes, limits: Limits) -> Problem:
    """Return the problem of a query whose process died.

    Args:
        status: how the process ended, as `subprocess` tells it.
        last_words: what it wrote to standard error.
        limits: the limits under which it ran.
    """
    if status == -signal.SIGABRT and (b"memory allocation" in last_words or b"bad_alloc" in last_words):
        return out_of_memory(limits)
    if status == 1 and b"MemoryError" in last_words:
        return out_of_memory(limits)
    return Problem(
        500,
        "query-crashed",
        "The process that answered the query broke down",
        "The engine could not deal with this query. Other queries were not touched.",
        hint="Write the query in a simpler way: less nesting, shorter paths. If it looks harmless to you, report it.",
    )


def syntax_problem(failure: Failure) -> Problem:
    """Return the problem of a query that does not parse."""
    line, column = failure.position
    what, hint = explained(failure)
    problem = Problem(
        400,
        "query-syntax",
        "The query is not SPARQL",
        f"Line {line}, column {column}: {what}",
        hint=hint,
        line=line,
        column=column,
    )
    if failure.excerpt:
        problem.members["excerpt"] = failure.excerpt
    return problem


def too_slow(seconds: float) -> Problem:
    """Return the problem of a query that ran longer than it may."""
    return Problem(
        504,
        "time-limit",
        "The query ran longer than it may",
        f"It was stopped after {seconds:g} second{'' if seconds == 1 else 's'}.",
        hint=f"{_NARROW} {_DUMP}",
        limit="time",
        seconds=seconds,
    )


def too_large(limits: Limits) -> Problem:
    """Return the problem of an answer that is longer than what is sent."""
    return Problem(
        500,
        "result-limit",
        "The answer is longer than what is sent",
        f"Answers have at most {limits.result_bytes:,} bytes.",
        hint=f"Ask for it in parts, with ORDER BY, LIMIT and OFFSET. {_DUMP}",
        limit="result",
        bytes=limits.result_bytes,
    )


def out_of_memory(limits: Limits) -> Problem:
    """Return the problem of a query that needed more memory than it may take."""
    return Problem(
        500,
        "memory-limit",
        "The query needed more memory than it may take",
        f"A query may take {limits.worker_bytes // _MEBIBYTE:,} MiB.",
        hint=f"{_NARROW} Sorting and grouping hold all their rows.",
        limit="memory",
        bytes=limits.worker_bytes,
    )


def too_long(characters: int, limits: Limits) -> Problem:
    """Return the problem of a query that has too many characters."""
    return Problem(
        413,
        "query-limit",
        "The query is longer than what is read",
        f"It has {characters:,} characters; at most {limits.query_characters:,} are read.",
        hint="Send several shorter queries, or load the dump gcm.nq into a store of your own.",
        limit="query",
        characters=limits.query_characters,
    )


def busy(retry_after: int) -> Problem:
    """Return the problem of a query that came while too many others waited.

    Args:
        retry_after: after how many seconds it is worth trying again (RFC 9110 §10.2.3).
    """
    return _busy("All processes that answer queries are busy, and as many queries wait as may.", retry_after)


def waited_in_vain(seconds: float, retry_after: int) -> Problem:
    """Return the problem of a query whose turn did not come in time.

    Args:
        seconds: how long it waited.
        retry_after: after how many seconds it is worth trying again.
    """
    return _busy(f"None of the processes that answer queries became free within {seconds:g} seconds.", retry_after)


def too_many_long(retry_after: int) -> Problem:
    """Return the problem of a query with a long answer, while as many long answers as may are on their way.

    Args:
        retry_after: after how many seconds it is worth trying again.
    """
    return _busy("The answer is long, and as many long answers as may are on their way to other clients.", retry_after)


def _busy(detail: str, retry_after: int) -> Problem:
    return Problem(
        503,
        "busy",
        "The server is busy",
        detail,
        hint=f"Try again in {retry_after} second{'' if retry_after == 1 else 's'}.",
        headers={"Retry-After": str(retry_after)},
        limit="concurrency",
    )


def not_taken() -> Problem:
    """Return the problem of an answer that its client stopped reading, or read too slowly."""
    return Problem(500, "not-taken", "The answer was not taken", "The client went away or read too slowly.")


def read_only(what: str) -> Problem:
    """Return the problem of a client that tries to change the data.

    Args:
        what: what it tried, as a sentence.
    """
    return Problem(
        403,
        "read-only",
        "The data cannot be changed here",
        f"{what} This endpoint only answers queries: SELECT, ASK, CONSTRUCT and DESCRIBE.",
        hint="Load the dump gcm.nq into a store of your own to change it.",
    )


def _update(text: str, word: str, place: int) -> Problem:
    line, column = position(text, place)
    problem = read_only(f"{word}, at line {line}, column {column}, begins an update.")
    problem.members |= {"line": line, "column": column}
    return problem


def _service(text: str, place: int) -> Problem:
    line, column = position(text, place)
    return Problem(
        403,
        "federation-refused",
        "Queries that ask other services are refused",
        f"SERVICE, at line {line}, column {column}: this endpoint asks no other service on anybody's behalf.",
        hint="Ask both services yourself and join the answers, or name this endpoint in a SERVICE of your own store.",
        line=line,
        column=column,
    )


def _extension(text: str, word: str, place: int) -> Problem:
    line, column = position(text, place)
    return Problem(
        400,
        "query-syntax",
        "The query is not SPARQL",
        f"Line {line}, column {column}: SPARQL 1.1 does not have {word}.",
        hint="This endpoint answers SPARQL 1.1, without the extensions of later drafts.",
        line=line,
        column=column,
    )


def _bad_dataset(message: str) -> Problem:
    return Problem(
        400,
        "dataset",
        "The dataset of the query cannot be made",
        f"A default-graph-uri or named-graph-uri is no absolute IRI: {message[:_LONGEST_MESSAGE]}",
        hint="The IRIs of the graphs are listed in the service description.",
    )


def _failed(text: str, message: str) -> Problem:
    call = wrong_call(text, message)
    problem = Problem(
        400,
        "query-failed",
        "The query could not be evaluated",
        f"{message[:_LONGEST_MESSAGE].rstrip('.')}." if call is None else call.detail,
        hint="Look at the functions and expressions of the query." if call is None else call.hint,
    )
    if call is not None and call.place is not None:
        line, column = position(text, call.place)
        problem.detail = f"Line {line}, column {column}: {problem.detail}"
        problem.members |= {"line": line, "column": column}
    return problem
