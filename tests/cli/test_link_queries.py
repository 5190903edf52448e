"""Saved queries about links: what is read in the text, or worked out from the tables, is what they answer."""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict

import pytest

BASE = "https://w3id.org/gcm/"


@pytest.fixture(scope="module")
def answers(gcm, built):
    """Return a function from the name of a saved query to its rows."""
    assert built.returncode == 0, built.stderr

    def ask(name):
        return list(csv.DictReader(io.StringIO(gcm("query", "--name", name).stdout, newline="")))

    return ask


def table(home, name):
    """Return the rows of a table of the release."""
    text = (home / "build" / "current" / "tables" / name).read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture(scope="module")
def links(home, built):
    """Return the table of links: one mention a row."""
    assert built.returncode == 0, built.stderr
    return table(home, "links.csv")


def objective(row):
    """Return the number of the objective in whose commitment or action a mention stands, or None."""
    steps = row["unit"].removeprefix(BASE).split("/")
    return steps[1] if steps[0] == "objective" and len(steps) > 2 else None


def test_the_actions_that_name_trade_unions(answers):
    """The text has the words in five actions, and otherwise in paragraphs 15(j) and 44 only."""
    rows = answers("trade-unions")
    assert [(row["citation"], row["words"]) for row in rows] == [
        (citation, "trade unions") for citation in ("18(e)", "21(e)", "22(d)", "22(i)", "34(e)")
    ]


def test_the_actions_on_consular_protection(answers):
    """The theme and the groups beside it have all eighteen actions in which the word "consular" stands."""
    rows = answers("actions-on-consular-protection")
    assert {row["citation"] for row in rows} == set(
        ["19(c)", "19(e)", "20(c)", "23(e)", "23(j)", "24(c)", "24(d)", "28(b)", "29(e)", "35(d)", "35(f)", "37(d)"]
        + [f"30({letter})" for letter in "abcdef"]
    )
    assert all("consular" in row["words"].lower() for row in rows)
    # 30(d): "Strengthen consular capacities … by providing training to consular officers".
    assert [(row["named"], row["words"]) for row in rows if row["citation"] == "30(d)"] == [
        ("Consular protection, assistance and cooperation", "consular capacities"),
        ("Consular officers", "consular officers"),
    ]


def test_the_instruments_of_objective_10(answers):
    """26(a) and (b) name four instruments; the footnote of 26(b) cites one of them."""
    protocol = "Protocol to Prevent, Suppress and Punish Trafficking in Persons, Especially Women and Children"
    plan = "United Nations Global Plan of Action to Combat Trafficking in Persons"
    assert [tuple(row.values()) for row in answers("instruments-of-objective-10")] == [
        ("26(a)", "in its words", protocol),
        ("26(a)", "in its words", "United Nations Convention against Transnational Organized Crime"),
        ("26(b)", "in its words", "Toolkit to Combat Trafficking in Persons"),
        ("26(b)", "in its words", plan),
        ("26(b)", "through a footnote", plan),
    ]


def test_where_the_hub_and_the_resolution_differ_in_paragraph_27(answers):
    """The places were found by reading both; the booklet shares five of them."""
    rows = answers("wordings-of-paragraph-27")
    hub = [row for row in rows if row["source"] == "11 - Manage borders"]
    assert [(row["citation"], row["resolution"], row["reading"]) for row in hub] == [
        ("27", "and the", ""),
        ("27(a)", "cross-border training", "crossborder trainings,"),
        ("27(b)", "communications", "communication"),
        ("27(c)", "national human rights institutions", "National Human Rights Institutions"),
        ("27(e)", "child-sensitive", "child sensitive"),
        ("27(f)", "non-discriminatory", "non-discriminatory,"),
        ("27(g)", "Office of the United Nations High Commissioner for Human Rights", "OHCHR"),
    ]


def test_the_principles_in_the_fewest_actions(answers):
    """No action says "people-centred" or "national sovereignty"; one says "whole-of-society"."""
    counts = {row["principle"]: int(row["actions"]) for row in answers("principles-in-actions")}
    assert (counts["National sovereignty"], counts["People-centred"], counts["Whole-of-society approach"]) == (0, 0, 1)


def test_the_actors_are_those_that_the_text_names(answers):
    """Each body is named where it says so, the Forum most often; bodies that only the booklet names are not there."""
    rows = {row["actor"]: row for row in answers("actors")}
    assert rows["World Health Organization"] == {"actor": "World Health Organization", "units": "1", "first": "31(e)"}
    assert rows["General Assembly"]["first"] == "46"
    assert "African Union" not in rows


@pytest.mark.parametrize(
    ("name", "relation", "column"),
    [
        ("stakeholders-of-objectives", "involvesStakeholder", "stakeholder"),
        ("populations-of-objectives", "concernsPopulation", "population"),
    ],
)
def test_groups_are_counted_by_objective(answers, links, name, relation, column):
    """A unit that names a group twice is counted once."""
    units = defaultdict(set)
    for row in links:
        if row["relation"] == relation and objective(row):
            units[objective(row), row["label"]].add(row["unit"])
    expected = {key: len(found) for key, found in units.items()}
    assert {(row["number"], row[column]): int(row["units"]) for row in answers(name)} == expected


def test_themes_are_counted_by_objective(answers, links):
    """An objective speaks of a theme in its title, its commitments or its actions."""
    numbers = defaultdict(set)
    for row in links:
        steps = row["unit"].removeprefix(BASE).split("/")
        if row["relation"] == "concernsTheme" and steps[0] == "objective":
            numbers[row["label"]].add(int(steps[1]))
    found = {row["theme"]: row["numbers"] for row in answers("objectives-by-theme")}
    assert found == {label: " ".join(map(str, sorted(objectives))) for label, objectives in numbers.items()}


def test_instruments_in_actions_are_quoted(answers, links):
    """Each mention of an instrument in an action, with its words."""
    expected = Counter(
        (row["citation"], row["label"], row["words"])
        for row in links
        if row["relation"] == "citesInstrument" and "/action/" in row["unit"]
    )
    assert Counter(tuple(row.values()) for row in answers("instruments-in-actions")) == expected
    assert ("18(a)", "Paris Agreement", "Paris Agreement") in expected


def test_children_are_found_with_all_groups_of_children(answers, links):
    """Girls, boys, migrant children and unaccompanied children are children too."""
    rows = answers("children")
    labels = {row["group"] for row in rows}
    assert {"Children", "Migrant children", "Unaccompanied and separated children"} <= labels
    expected = Counter(
        (row["citation"], row["label"], row["words"], row["start"])
        for row in links
        if row["relation"] == "concernsPopulation" and row["label"] in labels and objective(row)
    )
    assert Counter(tuple(row.values()) for row in rows) == expected


def test_who_is_named_beside_trade_unions(answers, links):
    """Units that name trade unions name these too."""
    named = {row["unit"] for row in links if row["thing"] == f"{BASE}stakeholder/trade-unions"}
    units = defaultdict(set)
    for row in links:
        if row["unit"] in named and row["relation"] == "involvesStakeholder" and row["label"] != "Trade unions":
            units[row["label"]].add(row["unit"])
    assert {row["stakeholder"]: int(row["units"]) for row in answers("named-beside-trade-unions")} == {
        label: len(found) for label, found in units.items()
    }


def test_return_together_with_women_or_children(answers):
    """21(g) and 37(g) speak of children and return; no action of return names women."""
    rows = answers("return-of-women-and-children")
    assert [(row["citation"], row["population"]) for row in rows] == [("21(g)", "Children"), ("37(g)", "Children")]
