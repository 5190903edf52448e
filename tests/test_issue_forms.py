"""The forms for issues are what GitHub takes, ask for what a correction needs, and teach commands that work."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import yaml

FOLDER = Path(__file__).resolve().parents[1] / ".github" / "ISSUE_TEMPLATE"
FORMS = sorted(file for file in FOLDER.glob("*.yml") if file.name != "config.yml")
KINDS = {"markdown", "input", "textarea", "dropdown", "checkboxes"}
COMMAND = re.compile(r"^ *(gcm .*?)(?: {2,}.*)?$", re.MULTILINE)


def form(file: Path) -> dict[str, object]:
    """Return a form."""
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def fields(file: Path) -> dict[str, dict[str, object]]:
    """Return the fields of a form by their names."""
    return {each["id"]: each for each in form(file)["body"] if each["type"] != "markdown"}


def test_there_are_forms_for_terms_and_for_corrections() -> None:
    """There is one for each; who has something else to say is not kept from it."""
    assert [file.stem for file in FORMS] == ["correct-a-link-or-a-reading", "propose-a-term"]
    assert yaml.safe_load((FOLDER / "config.yml").read_text(encoding="utf-8")) == {"blank_issues_enabled": True}


@pytest.mark.parametrize("file", FORMS, ids=lambda file: file.stem)
def test_a_form_is_what_github_takes(file: Path) -> None:
    """GitHub's syntax for issue forms: the keys that must be there, known types, distinct names and labels."""
    content = form(file)
    assert content.keys() >= {"name", "description", "body"}
    assert content.keys() <= {"name", "description", "body", "title", "labels", "assignees", "projects", "type"}
    body = content["body"]
    assert {each["type"] for each in body} <= KINDS
    assert any(each["type"] != "markdown" for each in body)
    for each in body:
        if each["type"] == "markdown":
            assert each.keys() == {"type", "attributes"}
            assert each["attributes"]["value"].strip()
        else:
            assert each.keys() <= {"type", "id", "attributes", "validations"}
            assert re.fullmatch(r"[a-z][a-z-]*", each["id"])
            assert each["attributes"]["label"]
        if each["type"] == "dropdown":
            options = each["attributes"]["options"]
            assert len(options) == len(set(options)) > 1
            assert all(isinstance(option, str) for option in options)
    labels = [each["attributes"]["label"] for each in body if "id" in each]
    assert len(labels) == len(set(labels)) == len(fields(file))


@pytest.mark.parametrize("file", FORMS, ids=lambda file: file.stem)
def test_a_form_asks_for_what_can_be_checked(file: Path) -> None:
    """Citation and exact words are asked of everyone, and of who corrects also what is wrong and by which passage."""
    required = {name for name, each in fields(file).items() if each.get("validations", {}).get("required")}
    assert required >= {"kind", "citation", "words"}
    assert required >= ({"wrong", "passage"} if file.stem.startswith("correct") else {"definition", "question"})


@pytest.mark.parametrize("file", FORMS, ids=lambda file: file.stem)
def test_a_form_teaches_commands_that_work(file: Path, gcm, release: Path) -> None:
    """The commands that a form shows, `gcm explain` among them, answer."""
    text = "\n".join(each["attributes"]["value"] for each in form(file)["body"] if each["type"] == "markdown")
    commands = COMMAND.findall("\n".join(text.split("```")[1::2]))
    assert any(command.startswith("gcm explain ") for command in commands)
    for command in commands:
        finished = gcm(*shlex.split(command)[1:], "--release", release)
        assert (finished.returncode, bool(finished.stdout)) == (0, True), finished.stderr
