"""What is expected of an answer's head: status, media type and header fields."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gcm_graph.conformance.exchange import Answer

SUCCESS = range(200, 300)
CLIENT_ERROR = range(400, 500)
_STRONG = re.compile(r'"[\x21\x23-\x7e\x80-\xff]*"')
_LINK = re.compile(r"<([^>]*)>((?:\s*;\s*[\w*!-]+\s*=\s*(?:\"[^\"]*\"|[^\s;,\"]+))*)")


@dataclass(frozen=True, slots=True)
class Status:
    """The status is one of several.

    Attributes:
        allowed: the codes.
        first: whether the answer before any redirection is meant.
    """

    allowed: Sequence[int]
    first: bool = False

    def fault(self, answers: Sequence[Answer]) -> str | None:
        """Return what is wrong, or None."""
        answer = answers[-1].first if self.first else answers[-1]
        if answer.status in self.allowed:
            return None
        if answer.status == 0:
            return f"the connection was closed without an answer, {_codes(self.allowed)} is expected"
        return f"the status is {answer.status}, {_codes(self.allowed)} is expected"


def _codes(allowed: Sequence[int]) -> str:
    listed = list(allowed)
    names = [f"{begin}xx" for begin in range(1, 6) if set(range(begin * 100, begin * 100 + 100)) <= set(listed)]
    names += ["a closed connection" if code == 0 else str(code) for code in listed if f"{code // 100}xx" not in names]
    return " or ".join(names)


@dataclass(frozen=True, slots=True)
class MediaType:
    """The media type is one of several, or it is not.

    Attributes:
        allowed: the media types; empty for any.
        forbidden: media types that it must not be.
        beginning: how it begins, for example `text/`.
    """

    allowed: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    beginning: str = ""

    def fault(self, answers: Sequence[Answer]) -> str | None:
        """Return what is wrong, or None."""
        given = answers[-1].media_type
        if not given:
            return "there is no Content-Type"
        if self.allowed and given not in self.allowed:
            return f"the media type is {given}, {' or '.join(self.allowed)} is expected"
        if given in self.forbidden:
            return f"the media type is {given}, which the client refuses"
        if not given.startswith(self.beginning):
            return f"the media type is {given}, {self.beginning}* is expected"
        return None


@dataclass(frozen=True, slots=True)
class Has:
    """A header field is there.

    Attributes:
        name: its name.
        pattern: a regular expression that its whole value fits, whatever the case of its letters; empty for any value.
        first: whether the answer before any redirection is meant.
    """

    name: str
    pattern: str = ""
    first: bool = False

    def fault(self, answers: Sequence[Answer]) -> str | None:
        """Return what is wrong, or None."""
        value = (answers[-1].first if self.first else answers[-1]).field(self.name)
        if value is None:
            return f"there is no {self.name}"
        if self.pattern and not re.fullmatch(self.pattern, value.strip(), re.IGNORECASE | re.DOTALL):
            return f"{self.name} is {value!r}"
        return None


@dataclass(frozen=True, slots=True)
class Names:
    """A field that is a list has a member, for example `Vary` has `Accept` or is `*`."""

    name: str
    member: str
    first: bool = False

    def fault(self, answers: Sequence[Answer]) -> str | None:
        """Return what is wrong, or None."""
        value = (answers[-1].first if self.first else answers[-1]).field(self.name)
        members = {each.strip().lower() for each in (value or "").split(",")}
        if self.member.lower() in members or "*" in members:
            return None
        return f"{self.name} does not name {self.member}" if value else f"there is no {self.name}"


@dataclass(frozen=True, slots=True)
class StrongTag:
    """There is an entity tag that tells every two representations apart (RFC 9110 §8.8.3)."""

    def fault(self, answers: Sequence[Answer]) -> str | None:
        """Return what is wrong, or None."""
        tag = answers[-1].field("ETag")
        if tag is None:
            return "there is no ETag"
        return None if _STRONG.fullmatch(tag) else f"the ETag {tag} is not a strong one"


@dataclass(frozen=True, slots=True)
class Same:
    """Fields are as in an earlier answer of the same case.

    Attributes:
        names: the fields.
        step: the place of the earlier answer.
    """

    names: tuple[str, ...]
    step: int = 0

    def fault(self, answers: Sequence[Answer]) -> str | None:
        """Return what is wrong, or None."""
        earlier, later = answers[self.step], answers[-1]
        for name in self.names:
            if earlier.field(name) != later.field(name):
                return f"{name} is {later.field(name)!r}, but {earlier.field(name)!r} for {earlier.method}"
        return None


@dataclass(frozen=True, slots=True)
class OtherTag:
    """The entity tag is not that of the first answer of the case: the representations differ."""

    def fault(self, answers: Sequence[Answer]) -> str | None:
        """Return what is wrong, or None."""
        if answers[0].field("ETag") != answers[-1].field("ETag") or answers[0].body == answers[-1].body:
            return None
        return "two different representations have one ETag"


@dataclass(frozen=True, slots=True)
class Links:
    """There is a link of a relation type (RFC 8288).

    Attributes:
        relation: the relation type.
        target: a regular expression for its whole target; empty for any.
        media_type: its `type` parameter, if it must have one.
        first: whether the answer before any redirection is meant.
    """

    relation: str
    target: str = ""
    media_type: str = ""
    first: bool = False

    def fault(self, answers: Sequence[Answer]) -> str | None:
        """Return what is wrong, or None."""
        answer = answers[-1].first if self.first else answers[-1]
        for place, parameters in _LINK.findall(answer.field("Link") or ""):
            values = dict(_parameters(parameters))
            if (
                self.relation in values.get("rel", "").split()
                and (not self.target or re.fullmatch(self.target, place))
                and (not self.media_type or values.get("type") == self.media_type)
            ):
                return None
        of = f" with type {self.media_type}" if self.media_type else ""
        return f"there is no Link with rel={self.relation}{of}"


def _parameters(text: str) -> list[tuple[str, str]]:
    found = re.findall(r";\s*([\w*!-]+)\s*=\s*(?:\"([^\"]*)\"|([^\s;,\"]+))", text)
    return [(name.lower(), quoted or token) for name, quoted, token in found]


@dataclass(frozen=True, slots=True)
class Within:
    """The answer is complete after at most so many seconds."""

    seconds: float

    def fault(self, answers: Sequence[Answer]) -> str | None:
        """Return what is wrong, or None."""
        taken = answers[-1].seconds
        return None if taken <= self.seconds else f"it took {taken:.1f} s, at most {self.seconds:g} s are expected"
