"""Damage in a source is reported by name, with file, line and citation; none of it passes silently."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gcm_graph import resources
from gcm_graph.errors import (
    RepairError,
    SourceChangedError,
    SourceError,
    SourceMissingError,
    SourceUnreadableError,
    StructureError,
)
from gcm_graph.reading import open_source, read_resolution

NAME = "a-res-73-195"
SOURCE = open_source(NAME)
LINES = SOURCE.text.split("\n")
WRITTEN = [place for place, line in enumerate(LINES) if line.strip()]
LABELS = list(
    re.finditer(r"\((?P<letter>[a-z]+)\) |(?<![\d,.(])(?P<number>\d{1,2})\. |<sup>(?P<mark>\d+)</sup>", SOURCE.text)
)
SOME = settings(max_examples=60, deadline=None)


def read(text: str):
    """Read a text as if it were the source."""
    return read_resolution(replace(SOURCE, text=text))


def error_of(text: str) -> SourceError:
    """Return the error with which a text is refused."""
    with pytest.raises(SourceError) as caught:
        read(text)
    return caught.value


@SOME
@given(st.sampled_from(WRITTEN))
def test_a_lost_line_is_reported(place):
    """Without any one of its lines - unit, heading, footer, footnote, lead-in - the text is refused."""
    error_of("\n".join(LINES[:place] + LINES[place + 1 :]))


@SOME
@given(st.sampled_from(WRITTEN))
def test_a_doubled_line_is_reported(place):
    """With any one of its lines twice the text is refused."""
    error_of("\n".join(LINES[: place + 1] + LINES[place:]))


@SOME
@given(st.sampled_from(LABELS), st.sampled_from(["", "q", "x", "99"]))
def test_a_changed_label_or_mark_is_reported(found, other):
    """Any label or footnote mark that is lost or reads otherwise is refused."""
    begin, end = found.span(found.lastgroup)
    error_of(SOURCE.text[:begin] + other + SOURCE.text[end:])


@SOME
@given(st.integers(min_value=1, max_value=len(SOURCE.text.rstrip()) - 1))
def test_a_truncated_text_is_reported(end):
    """A text that breaks off anywhere is refused."""
    error_of(SOURCE.text[:end])


@SOME
@given(st.integers(min_value=len(SOURCE.text) - len(SOURCE.text.lstrip()) + 1, max_value=len(SOURCE.text) - 1))
def test_a_text_without_its_beginning_is_reported(begin):
    """A text of which the beginning is lost is refused."""
    error_of(SOURCE.text[begin:])


@pytest.mark.parametrize(
    ("found", "damaged", "citation", "line", "words"),
    [
        (
            "- (d) Develop technical cooperation",
            "- (e) Develop technical cooperation",
            "27(c)",
            373,
            "something is missing",
        ),
        ("- (v) Identifying funding", "- (vi) Identifying funding", "43(a)(iv)", 597, "(v) was expected"),
        ("18-22354 5/36", "", None, 174, "the footer of page 5 was expected and that of page 7 found"),
        ("18-22354 13/36", "18-22354 13/36\n\n18-22354 13/36", None, 271, "the footer of page 15 was expected"),
        ("lt;sup>18</sup> A/72/643.", "lt;sup>17</sup> A/72/643.", "fn 18", 95, "footnote 18 was expected"),
        (
            "Persons <sup>22</sup> and take",
            "Persons and take",
            "fn 22",
            None,
            "should stand 1 times and stands 0 times",
        ),
        ("Rights;<sup>3</sup> the other core", "Rights; the other core", "fn 3", None, "should stand 2 times"),
        ("28. We commit to increase", "29. We commit to increase", "28", 383, "labelled item 28 was expected"),
        ("#### **Implementation**", "", "Implementation", 585, "the line 'Implementation' was expected"),
        ("We further commit to prioritize", "We promise to prioritize", "29", 395, "is not one commitment"),
        ("- (g) Gender-responsive. The", "- (g) gender-responsive, the", "15(g)", 122, "the name of the principle"),
        ("18-22354 7/36", "18-22354 7/36 <b>", None, 174, "markup"),
        ("historic step, fully aware", "historic step, aware", None, None, "the end of page 4 should stand once"),
        ("Seventy-third session", "Seventy-fourth session", "masthead", 8, "'Seventy-third session' was expected"),
        ("#### Common understanding", "Common understanding", None, 89, "a heading was expected"),
    ],
)
def test_damage_is_named_with_its_place(found, damaged, citation, line, words):
    """The error gives the file, the line and the citation, and says what was expected."""
    assert SOURCE.text.count(found) == 1
    error = error_of(SOURCE.text.replace(found, damaged))
    assert isinstance(error, StructureError)
    assert error.file == "a-res-73-195.md"
    assert error.citation == citation
    assert line is None or error.line == line
    assert words in error.message


@pytest.mark.parametrize("damaged", ["promote evidence based", "promote evidence-based"])
def test_a_repair_that_no_longer_fits_is_reported(damaged):
    """A declared repair whose damage is not there any more is an error, not a silent no-op."""
    error = error_of(SOURCE.text.replace("promote evidencebased", damaged))
    assert isinstance(error, RepairError)
    assert error.citation == "objective/17"


@pytest.fixture
def folder(tmp_path):
    """Return a folder with copies of the sources and what is declared about them."""
    shutil.copytree(resources.sources_folder(), tmp_path / "sources")
    return tmp_path / "sources"


def test_a_changed_byte_is_refused_by_the_checksum(folder):
    """The manifest's checksum refuses any changed byte, naming the file; the reader is not asked."""
    path = folder / "a-res-73-195.md"
    path.write_bytes(path.read_bytes().replace(b"sovereign right", b"sovereign Right"))
    with pytest.raises(SourceChangedError, match=r"a-res-73-195\.md") as caught:
        open_source(NAME, folder=folder)
    assert "--unverified-source" in caught.value.hint
    read_resolution(open_source(NAME, folder=folder, verify=False))


def test_a_missing_file_is_reported(folder):
    """A source that is not there is named."""
    (folder / "a-res-73-195.md").unlink()
    with pytest.raises(SourceMissingError, match=r"a-res-73-195\.md"):
        open_source(NAME, folder=folder)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (SOURCE.text.encode("utf-16"), "is not UTF-8 text"),
        (SOURCE.text.encode("cp1252"), "is not UTF-8 text"),
        (b"\xef\xbb\xbf" + SOURCE.text.encode(), r"U\+FEFF"),
        (SOURCE.text.encode().decode("cp1252").encode(), r"U\+00E2"),
        (SOURCE.text.replace("\n", "\r\n").encode(), r"U\+000D"),
        (b"%PDF-1.7\n" + bytes(range(256)), "is not UTF-8 text"),
        (b"\x00" * 1000, r"U\+0000"),
        (b"a" * (4 * 1024 * 1024 + 1), "at most"),
    ],
)
def test_an_unreadable_file_is_reported(folder, content, words):
    """Empty, re-encoded, binary and huge files are refused before they are read as text."""
    (folder / "a-res-73-195.md").write_bytes(content)
    with pytest.raises(SourceUnreadableError, match=words):
        open_source(NAME, folder=folder, verify=False)
