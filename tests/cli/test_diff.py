"""gcm diff, as somebody uses it who wants to know what a release changed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from gcm_graph.resources import release_identity

IDENTITY = release_identity()
NEXT = "99.0.0"
DEFINITION = "A resolution of the General Assembly that carries an instrument as its annex, with paragraphs of its own."
THEME = "https://w3id.org/gcm/theme/border-management"
ACTION = "https://w3id.org/gcm/objective/11/action/b"


def edited(release: Path, place: Path) -> Path:
    """Return a copy of a release in which a word, a link with its evidence, a definition and a message are others."""
    shutil.copytree(release / "current", place, ignore=shutil.ignore_patterns("store"))
    lines = (place / "gcm.nq").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [
        line
        for line in lines
        if not line.startswith("<https://w3id.org/gcm/annotation/objective/11/action/b/177-190/")
        and f"{ACTION}> <https://w3id.org/gcm/ontology#concernsTheme> <https://w3id.org/gcm/theme/screening" not in line
    ]
    assert len(lines) - len(kept) > 10
    text = "".join(kept)
    (place / "gcm.nq").write_text(replaced(text, "comprehensive and efficient border", "complete border", 3))
    ontology = (place / "ontology.ttl").read_text(encoding="utf-8")
    (place / "ontology.ttl").write_text(replaced(ontology, DEFINITION, DEFINITION.replace("with", "that has"), 1))
    shapes = (place / "shapes.ttl").read_text(encoding="utf-8")
    (place / "shapes.ttl").write_text(replaced(shapes, '"There is one Compact', '"There is just one Compact', 1))
    void = (place / "void.ttl").read_text(encoding="utf-8")
    (place / "void.ttl").write_text(replaced(void, f'dcat:version "{IDENTITY.version}"', f'dcat:version "{NEXT}"', 1))
    return place


def replaced(text: str, old: str, new: str, least: int) -> str:
    """Return a text with other words, which were there at least so often."""
    assert text.count(old) >= least
    return text.replace(old, new)


@pytest.fixture(scope="session")
def other(release, tmp_path_factory):
    """Return a second release. Tests do not change it."""
    return edited(release, tmp_path_factory.mktemp("other") / "release")


def test_what_changed_is_told_by_citation(gcm, release, other):
    """The word in its sentence, the link with its words, the definition, the message."""
    shown = gcm("diff", release, other)
    assert (shown.returncode, shown.stderr) == (0, "")
    told = " ".join(shown.stdout.split())
    assert told.startswith(f"From {IDENTITY.version} ({IDENTITY.date}) to {NEXT} ({IDENTITY.date}).")
    assert "~ 27(b) (objective/11/action/b) ~ gcm:text …" in told
    assert "by ensuring [-comprehensive and efficient-]{+complete+} border crossing procedures" in told
    assert '- 27(b) concernsTheme Screening and referral ("pre-screening")' in told
    assert "~ gcm:Resolution ~ skos:definition … General Assembly that carries" in told
    assert "[-with-]{+that has+} paragraphs of its own" in told
    assert '~ shapes#Compact ~ sh:message "There is{+ just+} one Compact, <compact>.' in told


def test_a_release_differs_from_itself_in_nothing(gcm, release):
    """Then --exit-code leaves with 0."""
    shown = gcm("diff", release, release, "--exit-code")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "Nothing differs" in shown.stdout


def test_the_exit_code_tells_a_difference_where_it_is_asked_for(gcm, release, other):
    """1 is for findings; without the option a difference is no finding."""
    assert gcm("diff", release, other, "--exit-code").returncode == 1
    assert gcm("diff", release, other, "--format", "json", "--exit-code").returncode == 1
    assert gcm("diff", release, other).returncode == 0


def test_json_is_json(gcm, release, other):
    """Its counts are those of its changes."""
    document = json.loads(gcm("diff", release, other, "--format", "json").stdout)
    for part, kinds in document["counts"].items():
        for kind, number in kinds.items():
            found = [each for each in document["changes"] if (each["part"], each["kind"]) == (part, kind)]
            assert len(found) == number
    assert document["counts"]["links"]["removed"] == 1
    assert document["counts"]["shapes"] == {"added": 0, "removed": 0, "changed": 1, "deprecated": 0}


def test_nquads_are_nquads_that_lead_from_old_to_new(gcm, release, other):
    """The removed and the added triples, applied to the old data, give the new data."""
    quads = list(parse(gcm("diff", release, other, "--format", "nq").stdout.encode(), RdfFormat.N_QUADS))
    removed, added = (
        {
            quad.triple
            for quad in quads
            if str(quad.graph_name) == f"<https://w3id.org/gcm/dataset/{NEXT}/changes#{name}>"
        }
        for name in ("removed", "added")
    )
    old, new = (data_of(folder) for folder in (release, other))
    changed = {each for each in removed | added if each in old ^ new}
    assert (old - removed) | (added & changed) == new
    assert len(old - new) > 10


def data_of(folder: Path) -> set:
    """Return the triples that are compared as data."""
    left_out = {f"<https://w3id.org/gcm/graph/{name}>" for name in ("provenance", "catalogue", "ontology")}
    quads = parse(path=folder / "gcm.nq", format=RdfFormat.N_QUADS)
    return {quad.triple for quad in quads if str(quad.graph_name) not in left_out}


def test_versions_are_named_by_number(gcm, release, tmp_path):
    """A frozen version is found under --versions."""
    shutil.copytree(release / "current", tmp_path / IDENTITY.version, ignore=shutil.ignore_patterns("store"))
    assert "Nothing differs" in gcm("diff", IDENTITY.version, release, "--versions", tmp_path).stdout


def test_what_is_no_release_is_told(gcm, failed, release, tmp_path):
    """With the versions that there are."""
    (tmp_path / "0.1.0").mkdir()
    (tmp_path / "0.1.0" / "SHA256SUMS").touch()
    shown = failed(gcm("diff", release, "0.7.0", "--versions", tmp_path), 2)
    assert "there is no release '0.7.0'" in shown
    assert "a version in" in shown
    assert "0.1.0" in shown


def test_a_broken_release_is_told(gcm, failed, release, tmp_path):
    """The file is named, and there is no traceback."""
    (tmp_path / "SHA256SUMS").touch()
    assert "void.ttl in" in failed(gcm("diff", release, tmp_path), 3)


def test_colours_are_for_terminals(gcm, terminal, release, other):
    """A pipe gets none, nor does NO_COLOR."""
    assert "\x1b[31m- 27(b) concernsTheme" in terminal("diff", release, other).stdout
    assert "\x1b" not in terminal("diff", release, other, NO_COLOR="1").stdout
    assert "\x1b" not in gcm("diff", release, other).stdout
