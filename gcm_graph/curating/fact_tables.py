"""Read tables with one fact a row: a thing, a property by its plain word, a value, and the sources that give it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gcm_graph.curating.facts import Fact, Standing, standing
from gcm_graph.curating.sources import Sources
from gcm_graph.curating.table import Row, read_table, unique
from gcm_graph.curating.values import Value

_REST = ("property", "value", "sources", "standing", "reason", "printed as")
_Found = tuple[Row, Fact]


@dataclass(frozen=True, slots=True)
class Property:
    """A property that a table can give, under a word of its own.

    Attributes:
        name: the property, as a prefixed name.
        read: reads the value from a row and column.
        single: whether a thing has one value only, so that of several all but one are rejected.
        identifying: whether no two things have the same value, unless both rows say that it is shared.
    """

    name: str
    read: Callable[[Row, str], Value]
    single: bool = False
    identifying: bool = False


def read_facts(
    folder: Path,
    file: str,
    subject: tuple[str, Mapping[str, str]],
    properties: Mapping[str, Property],
    sources: Sources,
) -> tuple[Fact, ...]:
    """Return the facts of one table.

    Args:
        folder: where the curated tables stand.
        file: the table's name.
        subject: the heading of the column of things, and the paths of the things by what may stand in it.
        properties: the properties by the words of the column `property`.
        sources: what can be cited.

    Raises:
        SourceMissingError: the table cannot be read.
        CuratedTableError: it is not as it must be.
    """
    column, things = subject
    rows = read_table(folder, file, (column, *_REST))
    unique(rows, column, "property", "value")
    by_thing: defaultdict[tuple[str, str], list[_Found]] = defaultdict(list)
    by_value: defaultdict[tuple[str, str], list[_Found]] = defaultdict(list)
    facts = []
    for row in rows:
        word = row.required("property")
        if word not in properties:
            raise row.error("property", f"{word!r} is none of {', '.join(sorted(properties))}")
        thing = row.required(column)
        if thing not in things:
            raise row.error(column, f"{thing!r} is not described in any table")
        how, reason = standing(row)
        value = properties[word].read(row, "value")
        named = properties[word].name
        fact = Fact(
            things[thing], named, value, sources.resolve(row, "sources"), how, reason, row.optional("printed as")
        )
        facts.append(fact)
        by_thing[thing, word].append((row, fact))
        by_value[word, value.value].append((row, fact))
    for (_, word), found in by_thing.items():
        _check_one_thing(found, single=properties[word].single)
    for (word, _), found in by_value.items():
        _check_one_value(found, column, identifying=properties[word].identifying)
    return tuple(facts)


def shared_values(folder: Path, file: str, column: str) -> frozenset[str]:
    """Return the values of a table that rightly belong to several things."""
    rows = read_table(folder, file, (column, *_REST))
    return frozenset(row.cells["value"] for row in rows if row.cells["standing"] == Standing.SHARED)


def _check_one_thing(found: Sequence[_Found], *, single: bool) -> None:
    """Check the values of one property of one thing: where sources disagree, one value is preferred."""
    stated = [(row, fact) for row, fact in found if fact.standing is not Standing.REJECTED]
    preferred = [row for row, fact in stated if fact.standing is Standing.PREFERRED]
    rejected = [row for row, fact in found if fact.standing is Standing.REJECTED]
    if len(preferred) > 1:
        raise preferred[1].error("standing", f"another value is preferred in line {preferred[0].line} already")
    if rejected and not preferred:
        raise rejected[0].error("standing", "a value is rejected, but no other value of the property is preferred")
    if single and len(stated) > 1:
        raise stated[1][0].error(
            "value",
            f"another value stands in line {stated[0][0].line}",
            hint="Write 'preferred' for one of them and 'rejected' for the others, each with a reason.",
        )


def _check_one_value(found: Sequence[_Found], column: str, *, identifying: bool) -> None:
    """Check the things that have one value of one property: what identifies is not another's by mistake."""
    stated = [(row, fact) for row, fact in found if fact.standing is not Standing.REJECTED]
    alone = [row for row, fact in stated if fact.standing is not Standing.SHARED]
    if len(stated) == 1 and not alone:
        raise stated[0][0].error("standing", "the value is called shared, but nothing else has it")
    if identifying and alone and len(stated) > 1:
        other = next(row for row, _ in stated if row is not alone[-1])
        raise alone[-1].error(
            "value",
            f"{other.cells[column]!r} has the same in line {other.line}",
            hint="Correct one of the two. If the value rightly belongs to both, write 'shared' and a reason for each.",
        )
