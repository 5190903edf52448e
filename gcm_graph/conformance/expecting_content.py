"""What is expected of an answer's content: that it is well-formed, complete, and says what was asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

from gcm_graph.conformance.exchange import Answer
from gcm_graph.conformance.media_types import (
    HTML,
    RDF_FORMATS,
    RESULTS_CSV,
    Row,
    read_boolean,
    read_solutions,
    read_triples,
)


@dataclass(frozen=True, slots=True)
class NoContent:
    """There is no content, as after HEAD and with 304 (RFC 9110 §9.3.2, §15.4.5)."""

    def fault(self, answers: Sequence[Answer]) -> str | None:
        """Return what is wrong, or None."""
        return f"there are {len(answers[-1].body)} bytes of content" if answers[-1].body else None


@dataclass(frozen=True, slots=True)
class Content:
    """The content fits a pattern.

    Attributes:
        pattern: a regular expression that is found somewhere in it.
        without: one that is found nowhere in it.
    """

    pattern: str = ""
    without: str = ""

    def fault(self, answers: Sequence[Answer]) -> str | None:
        """Return what is wrong, or None."""
        text = answers[-1].content.decode(errors="replace")
        if not re.search(self.pattern, text):
            return f"the content does not have {self.pattern!r}"
        if self.without and (found := re.search(self.without, text)):
            return f"the content has {found.group()!r}"
        return None


@dataclass(frozen=True, slots=True)
class SameContent:
    """The content is that of an earlier answer, or a stretch of it.

    Attributes:
        begin: the first byte; from the end where it is negative.
        end: the byte after the last one; None for the end.
        step: the place of the earlier answer.
    """

    begin: int = 0
    end: int | None = None
    step: int = 0

    def fault(self, answers: Sequence[Answer]) -> str | None:
        """Return what is wrong, or None."""
        expected = answers[self.step].body[self.begin : self.end]
        if answers[-1].body == expected:
            return None
        return f"the {len(answers[-1].body)} bytes are not the {len(expected)} that were asked for"


@dataclass(frozen=True, slots=True)
class Describes:
    """The document is well-formed and is about a thing: it has statements with it, or for people its page.

    Attributes:
        iri: the thing.
    """

    iri: str

    def fault(self, answers: Sequence[Answer]) -> str | None:
        """Return what is wrong, or None."""
        answer = answers[-1]
        if answer.media_type == HTML:
            return _fault_of_page(answer.content)
        if answer.media_type not in RDF_FORMATS:
            return None  # what it must be is said by another expectation
        try:
            triples = read_triples(answer.content, answer.media_type, answer.url)
        except ValueError as error:
            return f"it is not well-formed: {error}"
        if any(self.iri in {getattr(end, "value", "") for end in (one.subject, one.object)} for one in triples):
            return None
        return f"none of its {len(triples)} statements is about <{self.iri}>"


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.language = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "html":
            self.language = dict(attrs).get("lang") or ""


def _fault_of_page(content: bytes) -> str | None:
    page = _Page()
    page.feed(content.decode(errors="replace"))
    missing = [tag for tag in ("html", "title", "h1") if tag not in page.tags]
    if missing:
        return f"the page has no {missing[0]} element"
    return None if page.language else "the page does not say in which language it is"


@dataclass(frozen=True, slots=True)
class Triples:
    """The content is RDF and says exactly this, given as N-Triples, or has a statement of a kind.

    Attributes:
        exactly: all its triples in N-Triples, in any order; empty where the others decide.
        predicates: IRIs of predicates, each of which it has.
        at_least: how many triples it has at least.
    """

    exactly: str = ""
    predicates: tuple[str, ...] = ()
    at_least: int = 0

    def fault(self, answers: Sequence[Answer]) -> str | None:
        """Return what is wrong, or None."""
        answer = answers[-1]
        try:
            found = read_triples(answer.content, answer.media_type, answer.url)
        except ValueError as error:
            return f"it is not well-formed: {error}"
        if self.exactly and found != read_triples(self.exactly.encode(), "application/n-triples", answer.url):
            return f"its {len(found)} triples are not the ones that were asked for"
        missing = [each for each in self.predicates if all(one.predicate.value != each for one in found)]
        if missing:
            return f"it does not say {missing[0]}"
        return None if len(found) >= self.at_least else f"it has {len(found)} triples, at least {self.at_least} are due"


@dataclass(frozen=True, slots=True)
class Solutions:
    """The content has exactly these solutions.

    Attributes:
        names: the names of the variables.
        rows: terms in N-Triples syntax, None where a variable is not bound.
        csv_rows: the same as CSV has them.
    """

    names: tuple[str, ...]
    rows: tuple[Row, ...]
    csv_rows: tuple[tuple[str, ...], ...] = ()

    def fault(self, answers: Sequence[Answer]) -> str | None:
        """Return what is wrong, or None."""
        answer = answers[-1]
        try:
            names, rows = read_solutions(answer.content, answer.media_type)
        except (ValueError, UnicodeDecodeError) as error:
            return f"it is not well-formed: {error}"
        if names != self.names:
            return f"its variables are {', '.join(names)}; {', '.join(self.names)} were asked for"
        expected = self.csv_rows if answer.media_type == RESULTS_CSV else self.rows
        return None if tuple(rows) == tuple(expected) else f"its solutions are {rows}; {list(expected)} are expected"


@dataclass(frozen=True, slots=True)
class Boolean:
    """The content is the answer yes or no to an ASK query."""

    expected: bool

    def fault(self, answers: Sequence[Answer]) -> str | None:
        """Return what is wrong, or None."""
        try:
            found = read_boolean(answers[-1].content, answers[-1].media_type)
        except ValueError as error:
            return f"it is not well-formed: {error}"
        return None if found == self.expected else f"it says {str(found).lower()}"


@dataclass(frozen=True, slots=True)
class ProblemDetails:
    """The content is a problem details object (RFC 9457 §3.1) of the answer's own status.

    Attributes:
        members: further members that it has.
    """

    members: tuple[str, ...] = ()

    def fault(self, answers: Sequence[Answer]) -> str | None:
        """Return what is wrong, or None."""
        answer = answers[-1]
        if answer.media_type != "application/problem+json":
            return f"the media type is {answer.media_type or 'missing'}, application/problem+json is expected"
        try:
            record = json.loads(answer.content)
        except ValueError as error:
            return f"it is not well-formed: {error}"
        if not isinstance(record, dict):
            return "it is not an object"
        missing = [name for name in ("type", "title", "status", "detail", *self.members) if name not in record]
        if missing:
            return f"it has no member {missing[0]!r}"
        return None if record["status"] == answer.status else f"its status is {record['status']}, not {answer.status}"
