"""What is declared about the sources is checked when it is read."""

from __future__ import annotations

import shutil
import tomllib

import pytest

from gcm_graph import resources
from gcm_graph.errors import DeclarationError
from gcm_graph.reading import manifest, open_source, read_resolution
from gcm_graph.reading.pages import declared_breaks
from gcm_graph.reading.repairs import declared_repairs


@pytest.fixture
def folder(tmp_path):
    """Return a folder with copies of the sources and what is declared about them."""
    shutil.copytree(resources.sources_folder(), tmp_path / "sources")
    return tmp_path / "sources"


@pytest.mark.parametrize(
    ("file", "found", "damaged", "read"),
    [
        ("manifest.toml", 'language = "en"', 'tongue = "en"', manifest),
        ("repairs.toml", 'why = "Footnote mark 6 was lost."', "", declared_repairs),
        ("page-breaks.toml", 'seen = "extract"', 'seen = "guessed"', declared_breaks),
        ("page-breaks.toml", "[[break]]", "[[broken]]", declared_breaks),
    ],
)
def test_an_entry_with_other_keys_or_values_is_named(folder, file, found, damaged, read):
    """A key that is missing or unknown, or a value that means nothing, is an error that names the file."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert found in text
    path.write_text(text.replace(found, damaged), encoding="utf-8")
    with pytest.raises(DeclarationError, match=file):
        read(folder)


def test_a_source_that_the_manifest_does_not_name_is_refused(folder):
    """A text can only be opened by a name that the manifest has."""
    with pytest.raises(DeclarationError, match="no-such-source"):
        open_source("no-such-source", folder=folder)


def test_what_is_suspected_is_left_as_found():
    """Each suspected place stands in its unit word for word, and no repair touches it."""
    declared = tomllib.loads((resources.sources_folder() / "repairs.toml").read_text(encoding="utf-8"))
    units = read_resolution(open_source("a-res-73-195")).by_path()
    assert len(declared["suspected"]) == 4
    for suspected in declared["suspected"]:
        assert suspected["found"] in units[suspected["unit"]].text


def test_every_repair_names_a_unit_and_its_witness():
    """A repair is about a unit that exists, and says what happened and what confirms it."""
    units = read_resolution(open_source("a-res-73-195")).by_path()
    for repair in declared_repairs():
        assert repair.unit in units
        assert repair.why.endswith(".")
        assert repair.confirmed_by
