"""The page counts every mutant once, and lists each survivor with its reason."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from faults.__main__ import main
from faults.batching import Judgement
from faults.changes import Change
from faults.harmless import Explained, Fate
from faults.mutants import OPERATORS, Mutant
from faults.reporting import Tally, missed, report, tally

QUAD = Quad(NamedNode("https://w3id.org/gcm/theme/return"), NamedNode("https://example.org/p"), Literal("x"))
HARMLESS = Explained(Fate.HARMLESS, (("*",),) * 4, "One of several.")
SOURCE = Explained(Fate.SOURCE, (("*",),) * 4, "Prose.")


def _judged(operator, kind, *, caught):
    mutant = Mutant(("vocabulary", kind, "skos:note"), operator, 1, Change((QUAD,)))
    return Judgement(mutant, ("Rule",) if caught else ())


JUDGEMENTS = [
    *(_judged("drop", f"gcm:Class{number}", caught=True) for number in range(6)),
    _judged("drop", "gcm:Theme", caught=False),
    _judged("double", "gcm:Theme", caught=False),
    _judged("relabel", "gcm:Theme", caught=False),
]
WHY = {JUDGEMENTS[6].mutant.name: HARMLESS, JUDGEMENTS[8].mutant.name: SOURCE}


def test_shares_are_of_what_is_wrong():
    """Of six caught, one missed and one that only the source tells, 75 % are caught, and 6 of 7 within the graph."""
    counts = tally(JUDGEMENTS, WHY)
    assert counts == Tally(caught=6, missed=1, source=1, harmless=1)
    assert (counts.wrong, counts.share) == (8, 0.75)
    assert counts.share_within == 6 / 7


def test_where_nothing_is_wrong_everything_is_caught():
    """A kind of which all mutants are harmless has no share that could be too low."""
    assert tally([JUDGEMENTS[6]], WHY).share == 1.0
    assert tally([JUDGEMENTS[6]], WHY).share_within == 1.0


def test_missed_is_what_survives_and_is_not_explained():
    """The mutant that doubles a note is missed: it is neither caught nor explained."""
    assert missed(JUDGEMENTS, WHY) == [JUDGEMENTS[7]]


def test_the_page_lists_all_survivors_under_their_reason():
    """Each survivor stands on the page once, and none that is caught; the page says seed, command and figures."""
    page = report(JUDGEMENTS, WHY, command="python -m faults --write", seed=5, release="60e318850ce9")
    heads = [page.index(head) for head in ("## Missed", "## Of which only the source can tell", "## Harmless")]
    assert heads == sorted(heads)
    for begin, line in zip(
        heads,
        (
            "- `vocabulary/gcm:Theme/skos:note/double/1`: ",
            "- `vocabulary/gcm:Theme/skos:note/`: relabel/1\n",
            "- `vocabulary/gcm:Theme/skos:note/`: drop/1\n",
        ),
        strict=True,
    ):
        assert page.count(line) == 1
        assert page.index(line) > begin
    assert "gcm:Class0/" not in page
    assert page.index("Prose.") > heads[1]
    assert page.index("One of several.") > heads[2]
    assert "**75.0 %**" in page
    assert "of the 7 that the graph itself shows to be wrong, **85.7 %** are caught." in page
    assert "`60e318850ce9`" in page
    assert "seed 5" in page
    assert "`python -m faults --write`" in page


def test_the_page_explains_every_operator():
    """The table of operators has one line for each, with the first sentence of its docstring."""
    page = report(JUDGEMENTS, WHY, command="", seed=1, release="")
    for name, operator in OPERATORS.items():
        (line,) = (line for line in page.splitlines() if line.startswith(f"| `{name}` |"))
        assert line.endswith(f"| {operator.__doc__.splitlines()[0]} |")
    assert "| `drop` | 6 | 0 | 0 | 100.0 % | 1 |" in page


def test_help_teaches(capsys):
    """The help explains every operator and gives examples."""
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    shown = capsys.readouterr().out
    assert ended.value.code == 0
    assert all(name in shown for name in OPERATORS)
    assert "examples:" in shown


def test_list_names_mutants_and_judges_none(release, capsys):
    """--list gives a line for each mutant with what it changes; --only narrows them."""
    assert main(["--release", str(release), "--only", "text/gcm:Action/gcm:letter/", "--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert {line.split("/")[3] for line in lines} >= {"drop", "double", "swap-values", "wrong-datatype"}
    assert all(line.startswith("text/gcm:Action/gcm:letter/") and "\t" in line for line in lines)


def test_without_a_release_the_hint_says_what_to_do(tmp_path, capsys):
    """Where there is no release, the message names the file and the hint how to build one."""
    assert main(["--release", str(tmp_path), "--list"]) == 2
    message = capsys.readouterr().err
    assert "gcm.nq cannot be read" in message
    assert "gcm build" in message


@pytest.mark.parametrize("wrong", [["--sample", "0"], ["--each", "-1"], ["--seed", "x"]])
def test_numbers_are_checked(wrong, capsys):
    """A number that makes no sense is refused, with the usage."""
    with pytest.raises(SystemExit) as ended:
        main(wrong)
    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err
