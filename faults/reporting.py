"""Tell what was caught: per operator, per class, and each survivor with the reason why it is harmless."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from faults.batching import Judgement
from faults.harmless import Explained, Fate
from faults.mutants import OPERATORS, Mutant
from faults.targets import OUT_OF_SCOPE

Why: TypeAlias = Mapping[str, Explained]

_INTRODUCTION = """# Which wrong data is caught

This page is written by `{command}`. It takes the published graph, makes one statement wrong, and validates it as a
build does: the shapes and the integrity checks of `shapes/`. It does so for every property of every class in every
graph, with every operator that applies. {scope}

A mutant is caught if something is found that the release itself does not have. A survivor is harmless if the data is
still true. Of some survivors only the source can tell that they are wrong: a slip of the pen in a definition agrees
with everything else that the graph says. `faults/harmless.toml` gives the reason for both. All others are missed:
wrong data that no shape or check notices, and that one could notice.

Beside shapes and checks, the catalogue states a checksum of each graph, and `gcm validate` makes it anew. It tells of
every one of these changes in which graph it was made, of the harmless ones as well, and not what is wrong. The figures
below leave it out.
"""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many mutants there are of some kind, and what became of them."""

    caught: int
    missed: int
    source: int
    harmless: int

    @property
    def wrong(self) -> int:
        """How many make the data wrong."""
        return self.caught + self.missed + self.source

    @property
    def shown(self) -> int:
        """How many the graph itself shows to be wrong."""
        return self.caught + self.missed

    @property
    def share(self) -> float:
        """The share that is caught of those that make the data wrong; 1 where there are none."""
        return self.caught / self.wrong if self.wrong else 1.0

    @property
    def share_within(self) -> float:
        """The share that is caught of those that the graph itself shows to be wrong; 1 where there are none."""
        return self.caught / self.shown if self.shown else 1.0


def tally(judgements: Iterable[Judgement], why: Why) -> Tally:
    """Count what became of mutants.

    Args:
        judgements: the mutants, judged.
        why: what explains survivors, by the name of the mutant.
    """
    fates = Counter(_fate(judgement, why) for judgement in judgements)
    return Tally(fates["caught"], fates["missed"], fates[Fate.SOURCE], fates[Fate.HARMLESS])


def missed(judgements: Iterable[Judgement], why: Why) -> Sequence[Judgement]:
    """Return the survivors that nothing explains."""
    return [judgement for judgement in judgements if _fate(judgement, why) == "missed"]


def report(judgements: Sequence[Judgement], why: Why, *, command: str, seed: int, release: str) -> str:
    """Return the page as Markdown.

    Args:
        judgements: all mutants, judged.
        why: what explains survivors, by the name of the mutant.
        command: what writes the page.
        seed: the seed.
        release: the release, by the checksum of its dump.
    """
    total = tally(judgements, why)
    scope = " ".join(f"The graph `{name}` is left out: {why}." for name, why in OUT_OF_SCOPE.items())
    lines = [
        _INTRODUCTION.format(command=command, scope=scope),
        f"With the seed {seed}, {len(judgements)} mutants were made of the release whose `gcm.nq` has a checksum that",
        f"begins with `{release}`. {total.harmless} survivors are harmless.",
        "",
        (
            f"Of the {total.wrong} that make the data wrong, {total.caught} are caught: **{_percent(total.share)}**. "
            f"Of {total.source} only the source can tell; "
            f"of the {total.shown} that the graph itself shows to be wrong, **{_percent(total.share_within)}** are "
            "caught."
        ),
        "",
        "## By operator",
        "",
        *_table(judgements, why, lambda mutant: mutant.operator, "operator", _meaning),
        "",
        "## By class",
        "",
        *_table(judgements, why, lambda mutant: mutant.target[1], "class"),
        "",
        "## By graph",
        "",
        *_table(judgements, why, lambda mutant: mutant.target[0], "graph"),
        "",
        "Survivors are named by graph, class, property, operator and number; `python -m faults --list --only NAME`",
        "shows what one changes.",
        "",
        "## Missed",
        "",
        *(_missed(judgements, why) or ["Nothing."]),
        "",
        "## Of which only the source can tell",
        "",
        *(_explained(judgements, why, Fate.SOURCE) or ["None."]),
        "",
        "## Harmless",
        "",
        *(_explained(judgements, why, Fate.HARMLESS) or ["None."]),
    ]
    return "\n".join(lines) + "\n"


def _fate(judgement: Judgement, why: Why) -> str:
    if judgement.caught_by:
        return "caught"
    explained = why.get(judgement.mutant.name)
    return explained.fate if explained else "missed"


def _table(
    judgements: Iterable[Judgement],
    why: Why,
    key: Callable[[Mutant], str],
    heading: str,
    meaning: Callable[[str], str] | None = None,
) -> list[str]:
    groups: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        groups[key(judgement.mutant)].append(judgement)
    names = list(OPERATORS) if meaning else sorted(groups)
    further = [" what it does |", " --- |"] if meaning else ["", ""]
    lines = [
        f"| {heading} | caught | missed | only the source tells | share caught | harmless |{further[0]}",
        f"| --- | ---: | ---: | ---: | ---: | ---: |{further[1]}",
    ]
    for name in names:
        counts = tally(groups.get(name, ()), why)
        told = f" {meaning(name)} |" if meaning else ""
        numbers = f"{counts.caught} | {counts.missed} | {counts.source} | {_percent(counts.share)} | {counts.harmless}"
        lines.append(f"| `{name}` | {numbers} |{told}")
    return lines


def _missed(judgements: Iterable[Judgement], why: Why) -> list[str]:
    return [f"- {_survivor(judgement.mutant)}" for judgement in missed(judgements, why)]


def _explained(judgements: Iterable[Judgement], why: Why, fate: Fate) -> list[str]:
    by_reason: dict[str, list[Mutant]] = defaultdict(list)
    for judgement in judgements:
        explained = why.get(judgement.mutant.name)
        if not judgement.caught_by and explained and explained.fate is fate:
            by_reason[explained.reason].append(judgement.mutant)
    lines: list[str] = []
    for reason, mutants in by_reason.items():
        operators: dict[str, list[str]] = defaultdict(list)
        for mutant in mutants:
            operators["/".join(mutant.target)].append(f"{mutant.operator}/{mutant.number}")
        lines += [reason, "", *(f"- `{target}/`: {', '.join(names)}" for target, names in operators.items()), ""]
    return lines[:-1]


def _survivor(mutant: Mutant) -> str:
    return f"`{mutant.name}`: ``` {mutant.description()} ```"  # data is no markup of the page


def _meaning(operator: str) -> str:
    return (OPERATORS[operator].__doc__ or "").partition("\n")[0]


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"
