"""A curated fact: one value of one property of one thing, with the sources that give it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gcm_graph.curating.table import Row
from gcm_graph.curating.values import Value


class Standing(StrEnum):
    """How a fact stands to other facts about the same property of the same thing."""

    ALONE = ""
    PREFERRED = "preferred"
    REJECTED = "rejected"
    SHARED = "shared"
    """The value rightly belongs to several things: an identifier of a resolution with two annexes."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of one property of one thing.

    Attributes:
        subject: the path of the thing.
        property: the property, as a prefixed name: `dcterms:identifier`.
        value: the value.
        sources: the paths of the sources that give it, at least one.
        standing: whether it is preferred or rejected, where sources disagree. A rejected value is published as what
            its source says, not as a statement.
        reason: why, in a sentence; given with every standing but `ALONE`.
        printed_as: what the source prints where that is a misprint of the value.
    """

    subject: str
    property: str
    value: Value
    sources: tuple[str, ...]
    standing: Standing = Standing.ALONE
    reason: str | None = None
    printed_as: str | None = None


def standing(row: Row) -> tuple[Standing, str | None]:
    """Return the cells `standing` and `reason` of a row.

    Raises:
        CuratedTableError: the standing is another word, or one of the two stands without the other.
    """
    word, reason = row.cells["standing"], row.optional("reason")
    if word not in set(Standing):
        raise row.error("standing", f"{word!r} is none of preferred, rejected, shared; or leave the cell empty")
    if bool(word) != bool(reason):
        raise row.error("reason", "a standing is given with its reason, and a reason with its standing")
    if reason is not None and not reason.endswith("."):
        raise row.error("reason", "a reason is a sentence and ends with a full stop")
    return Standing(word), reason
