"""`python -m faults`: mutate a release, judge the mutants and tell which wrong data nothing notices."""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
import textwrap
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from faults.batching import Judgement, judge_all, judge_alone
from faults.graph import DUMP, read_release
from faults.harmless import HarmlessTableError, explains, explanations, read_harmless, unused
from faults.judge_pool import JudgePool
from faults.judging import Judge
from faults.mutants import OPERATORS, Mutant, mutants
from faults.reporting import missed, report
from faults.targets import targets
from gcm_graph.errors import ExitStatus, GcmError

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "faults.md"
SEED = 1

_EPILOG = """\
A mutant is named graph/class/property/operator/number, for example
text/gcm:Action/gcm:letter/drop/1. --only takes a part of such a name.

examples:
  python -m faults --sample 100             try a hundred mutants
  python -m faults --only gcm:citation/     everything that is done to citations
  python -m faults --only /drop/ --list     name the mutants, and judge none
  python -m faults --write                  judge all, and write docs/reference/faults.md

The whole takes long: some thousand mutants, each validated in a batch or alone. The exit
status is 1 if wrong data is missed, or if mutants that were caught in a batch are not when
they are validated alone.

operators:
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; return the exit status."""
    options = _parser().parse_args(arguments)
    try:
        return _run(options)
    except GcmError as error:
        sys.stderr.write(f"error: {error.message} [{error.code}]\n  {error.hint}\n")
        return int(error.status)


def _run(options: argparse.Namespace) -> int:
    graph = read_release(options.release)
    chosen = [
        mutant
        for mutant in mutants(graph, targets(graph), options.seed, options.each)
        if all(part in mutant.name for part in options.only)
    ]
    everything = not options.only and not options.sample
    if options.sample and options.sample < len(chosen):
        chosen = _sample(chosen, options.sample, options.seed)
    if options.list:
        sys.stdout.write("".join(f"{mutant.name}\t{mutant.description()}\n" for mutant in chosen))
        return ExitStatus.DONE
    harmless = read_harmless()
    Judge(graph)  # tells in this very process what is wrong with the release
    with JudgePool(options.release, options.jobs) as judges:
        judgements = judge_all(graph, judges, chosen, lambda one: explains(harmless, one), _progress(len(chosen)))
        differing = _audited(judges, judgements, options.audit, options.seed)
    why = explanations(judgements, harmless)
    release = hashlib.sha256((options.release / DUMP).read_bytes()).hexdigest()[:12]
    page = report(judgements, why, command=_command(options), seed=options.seed, release=release)
    if options.write:
        PAGE.write_text(page, encoding="utf-8")
    sys.stdout.write(page)
    if everything and (rotten := unused(judgements, harmless)):
        raise HarmlessTableError(f"no survivor needs the entry {rotten[0].patterns}: {rotten[0].reason}")
    return ExitStatus.FINDINGS if differing or missed(judgements, why) else ExitStatus.DONE


def _audited(judges: JudgePool, judgements: Sequence[Judgement], number: int, seed: int) -> int:
    """Validate some mutants alone that were caught in batches; return how many are not caught so."""
    caught = [judgement.mutant for judgement in judgements if judgement.caught_by and not judgement.alone]
    differing = 0
    for judgement in judge_alone(judges, _sample(caught, min(number, len(caught)), seed)):
        if not judgement.caught_by:
            differing += 1
            mutant = judgement.mutant
            sys.stderr.write(f"caught in a batch, but not alone: {mutant.name} {mutant.description()}\n")
    if number:
        sys.stderr.write(f"{min(number, len(caught))} validated alone, {differing} differ\n")
    return differing


def _sample(chosen: Sequence[Mutant], number: int, seed: int) -> list[Mutant]:
    return Random(seed).sample(list(chosen), number)  # noqa: S311 - nothing secret is chosen


def _progress(total: int) -> Callable[[int, str], None]:
    """Return what shows how far the work is, on a terminal only."""

    def show(done: int, what: str) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{done}/{total} judged, {what}\x1b[K" + ("\n" if done == total else ""))
            sys.stderr.flush()

    return show


def _command(options: argparse.Namespace) -> str:
    words = ["python -m faults"]
    if options.seed != SEED:
        words.append(f"--seed {options.seed}")
    if options.each != 1:
        words.append(f"--each {options.each}")
    words += [f"--only {part}" for part in options.only]
    if options.sample:
        words.append(f"--sample {options.sample}")
    return " ".join([*words, "--write"] if options.write else words)


def _parser() -> argparse.ArgumentParser:
    meanings = "\n".join(
        textwrap.fill(
            f"{name:18}{(operator.__doc__ or '').partition(chr(10))[0]}",
            88,
            initial_indent="  ",
            subsequent_indent=" " * 20,
        )
        for name, operator in OPERATORS.items()
    )
    parser = argparse.ArgumentParser(
        prog="python -m faults",
        description="Make the published graph wrong, one statement at a time, and tell what the shapes and the "
        "integrity checks notice.",
        epilog=_EPILOG + meanings,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--release", type=Path, default=Path("build"), metavar="FOLDER", help="the release (build)")
    parser.add_argument("--seed", type=int, default=SEED, metavar="N", help=f"the same seed, the same mutants ({SEED})")
    parser.add_argument("--each", type=_positive, default=1, metavar="N", help="mutants of a target and operator (1)")
    parser.add_argument("--sample", type=_positive, metavar="N", help="judge N mutants only, chosen by the seed")
    parser.add_argument(
        "--only", action="append", default=[], metavar="TEXT", help="only mutants with TEXT in the name"
    )
    parser.add_argument("--jobs", type=_positive, default=os.cpu_count() or 1, metavar="N", help="processes (all)")
    parser.add_argument("--list", action="store_true", help="name the mutants and judge none")
    parser.add_argument("--audit", type=int, default=0, metavar="N", help="validate N of those caught in batches alone")
    parser.add_argument("--write", action="store_true", help=f"write docs/reference/{PAGE.name} too")
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


if __name__ == "__main__":
    sys.exit(main())
