"""docs/README.md lists the documentation in four kinds, and all of it is read from there."""

from __future__ import annotations

import re

import pytest

from gcm_graph.documentation import KINDS, DocumentationError, documentation, read_documentation
from gcm_graph.resources import documentation_folder


def test_every_page_is_of_one_of_four_kinds():
    """Each Markdown file of the documentation but the list is a page, of the kind under which it is listed once."""
    found = documentation()
    assert [section.kind for section in found.sections] == list(KINDS)
    listed = [entry.page.file for section in found.sections for entry in section.entries if entry.page]
    there = {file.relative_to(documentation_folder()).as_posix() for file in documentation_folder().rglob("*.md")}
    assert sorted(listed) == sorted(there - {"README.md"})
    assert found.pages["tutorial.md"].kind.title == "Tutorial"
    assert found.pages["reference/http.md"].kind.title == "Reference"


def test_each_kind_says_what_it_is_for():
    """A kind has one sentence that says for whom and what it is."""
    for kind in KINDS:
        assert kind.purpose.startswith("To ")
        assert kind.purpose.count(".") == 1


def test_pages_are_called_by_their_titles():
    """What the list calls a page is the title of the page: who follows a link finds the words of the link above."""
    entries = [entry for section in documentation().sections for entry in section.entries if entry.page]
    assert {entry.page.file: entry.words for entry in entries} == {
        entry.page.file: entry.page.title.text for entry in entries
    }


def test_who_reads_in_a_browser_comes_first():
    """The first guide needs no installation: it says what can be done with the pages of a server."""
    guides = next(section for section in documentation().sections if section.kind.name == "how-to")
    assert guides.entries[0].page.file == "how-to/use-the-site.md"
    assert "gcm " not in guides.entries[0].page.text


def test_no_page_has_a_gap():
    """What is not known yet is told in words; no page has a place that waits to be filled in."""
    gap = re.compile(r"to be filled in|\bTODO\b|\bTBD\b|lorem ipsum", re.IGNORECASE)
    assert [page.file for page in documentation().pages.values() if gap.search(page.text)] == []


def test_citations_are_written_one_way():
    """A citation is written 27(b). The form with a space stands where it is explained, and where a command takes it."""
    spaced = [page.file for page in documentation().pages.values() if re.search(r"\b\d+ \([a-z]\)", page.text)]
    assert sorted(spaced) == ["how-to/cite-the-compact.md", "reference/commands.md"]


def test_what_a_line_of_the_list_says(small):
    """A line gives the words of the link with a capital, the question behind it, and the address of the page."""
    one, another = small.sections[1].entries
    assert (one.words, one.question, one.place) == ("Do one thing", "How is one thing done?", "docs/how-to/one/")
    assert (another.words, another.question) == ("Do another", "")


def test_other_files_are_listed_as_files(small):
    """What is listed and is no page is a file, as is what a page leads to; nothing else of the folder is."""
    entry = small.sections[2].entries[1]
    assert (entry.words, entry.place, entry.page) == ("A notebook", "docs/notebooks/answer.ipynb", None)
    assert sorted(small.files) == ["examples/data.ttl", "notebooks/answer.ipynb"]


def test_what_is_known_of_a_page(small):
    """A page has its title, the first sentence of its first paragraph and its headings."""
    page = small.page_at("docs/lesson/")
    assert (page.title.text, page.summary) == ("A lesson", "Read this.")
    headings = [(heading.level, heading.name, heading.text) for heading in small.pages["names.md"].headings]
    assert headings == [(2, "the-first", "The first"), (2, "the-second", "The second")]
    assert small.page_at("docs/nothing/") is None


def test_the_page_of_a_folder(folder):
    """README.md of a folder is the page of that folder."""
    (folder / "how-to" / "one.md").rename(folder / "how-to" / "README.md")
    (folder / "README.md").write_text((folder / "README.md").read_text().replace("one.md", "README.md"))
    assert read_documentation(folder).pages["how-to/README.md"].place == "docs/how-to/"


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("README.md", "**Tutorial**", "**Lesson**", "four kinds"),
        ("README.md", "- **Explanation**: [why](why.md).\n", "", "four kinds"),
        ("README.md", "lesson.md", "lost.md", "lists lost.md"),
        ("README.md", "lesson.md", "../outside.md", "lists ../outside.md"),
        ("README.md", "# Documentation", "Documentation", "docs/README.md cannot be read"),
        ("lesson.md", "# A lesson", "A lesson", "docs/lesson.md cannot be read"),
        ("lesson.md", "# A lesson", "## A lesson", "heading of level 1"),
    ],
)
def test_a_documentation_that_is_not_whole(folder, file, old, new, told):
    """A kind that is missing, a page that is not there or has no title are errors that name the file."""
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(DocumentationError, match=told):
        read_documentation(folder)


def test_a_page_that_is_no_text(folder):
    """Bytes that are no UTF-8 are an error that names the page."""
    (folder / "why.md").write_bytes(b"# Why\n\xff")
    with pytest.raises(DocumentationError, match=r"docs/why\.md"):
        read_documentation(folder)
