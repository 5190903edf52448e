"""Reading drafts: what is text in each format, where it stands, and what is refused."""

from __future__ import annotations

import io
import zipfile

import pytest

from gcm_graph.errors import ExitStatus
from gcm_graph.quoting import Checker, Form, reading
from gcm_graph.quoting.drafts import Span
from gcm_graph.quoting.errors import (
    BrokenDraftError,
    DraftEncodingError,
    DraftFormatError,
    DraftUnreadableError,
    EmptyDraftError,
    LargeDraftError,
)
from gcm_graph.quoting.markdown import read_markdown
from gcm_graph.quoting.plain_words import Vocabulary, plain_text
from gcm_graph.quoting.reading import read_draft
from gcm_graph.quoting.web_page import read_web_page

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def relationships(**targets: str) -> str:
    """Return the relationships of a part: kinds with their targets."""
    each = "".join(
        f'<Relationship Id="{kind}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}">{each}</Relationships>'


def part(root: str, content: str) -> str:
    """Return the XML of a part."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} xmlns:w="{WORD}">{content}</w:{root}>'


def paragraph(*runs: str, style: str = "") -> str:
    """Return a paragraph; a run that begins with `<` stands as it is, any other is text."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    inner = "".join(run if run.startswith("<") else f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs)
    return f"<w:p>{properties}{inner}</w:p>"


def document(body: str, *, footnotes: str = "", doctype: str = "") -> bytes:
    """Return a document with a body and footnotes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", relationships(officeDocument="word/document.xml"))
        archive.writestr("word/_rels/document.xml.rels", relationships(footnotes="footnotes.xml"))
        content = part("document", f"<w:body>{body}</w:body>")
        archive.writestr("word/document.xml", content.replace("?>", f"?>{doctype}", 1))
        if footnotes:
            archive.writestr("word/footnotes.xml", part("footnotes", footnotes))
    return file.getvalue()


@pytest.fixture
def read(tmp_path):
    """Return a function that writes a file and reads it as a draft."""

    def written(name: str, content: bytes):
        (tmp_path / name).write_bytes(content)
        return read_draft(str(tmp_path / name))

    return written


NONE = Vocabulary(frozenset(), frozenset())


def plain_markdown(text: str) -> list[str]:
    """Return the lines of a Markdown text without its marks."""
    return plain_text(read_markdown("draft.md", text), NONE).text.split("\n")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("**bold** and _slanted_ and snake_case", "bold and slanted and snake_case"),
        ("a [link](https://example.org/a_(b)) here", "a link here"),
        ("a [link](https://example.org) here", "a link here"),
        ("a mark[^1] here", "a mark here"),
        ("## A heading", "A heading"),
        ("- an item", "an item"),
        ("> quoted", "quoted"),
        (r"\[...\] and \*", "[...] and *"),
        ("R&amp;D&nbsp;x", "R&D\u00a0x"),
        ("~~gone~~ stays", " stays"),
        ("a <span class='x'>b</span> <!-- no --> c", "a b  c"),
    ],
)
def test_marks_of_markdown_are_no_words(text, words):
    """What stands for the form of a text is taken away, and nothing else."""
    assert plain_markdown(text) == [words]


def test_markdown_code_and_front_matter_are_not_read():
    """Front matter and code blocks leave no words."""
    text = "---\ntitle: x\n---\nbefore\n\n```\ncode\n```\n\nafter\n"
    assert [line for line in plain_markdown(text) if line] == ["before", "after"]


def test_the_label_of_a_footnote_is_no_mark(check):
    """A quotation that ends right above the footnotes has not the first of them."""
    draft = read_markdown("a.md", "One.[^1] \u201cTwo\u201d\n\n[^1]: GCM, para. 28.\n")
    assert [draft.text[note.mark :][:4] for note in draft.notes] == ["[^1]"]
    assert [note.mark for note in draft.notes] == [4]
    last = "Paragraph 27 of the GCM names \u201cnational borders\u201d"
    checked = check(f"One.[^1] {last}\n\n[^1]: GCM, para. 28.\n", Form.MARKDOWN)
    assert [str(each.verdict) for each in checked.findings] == ["exact"] * 3


def test_markdown_offsets_lead_back_to_the_file():
    """A place in the text without marks is found in the file."""
    text = "Some **bold** words"
    draft = read_markdown("draft.md", text)
    plain = plain_text(draft, NONE)
    start = plain.text.index("bold")
    span = plain.original(Span(start, start + 4))
    assert text[span.start : span.end] == "bold"


def test_a_page_gives_what_a_reader_sees():
    """Scripts, styles, comments, deleted words and footnote marks are no text; entities are characters."""
    page = (
        "<html><head><title>T</title><style>s</style></head><body><!-- c --><p>One&nbsp;<b>tw</b>o<sup>1</sup>"
        "<script>x</script> &ldquo;three&rdquo; <del>four</del>20<sup>th</sup></p>\n<p>five"
    )
    assert read_web_page("p.html", page).text.split() == ["One", "two", "\u201cthree\u201d", "20th", "five"]


def test_places_in_a_page_are_those_of_the_file():
    """Line and column of words are counted in the file, entities before them too."""
    draft = read_web_page("p.html", "<p>a &amp; b</p>\n<p>\n  five <i>six</i></p>")
    for word, line, column in [("a", 1, 4), ("b", 1, 12), ("five", 3, 3), ("six", 3, 11)]:
        position = draft.position(draft.text.index(word))
        assert (position.line, position.column) == (line, column)


def test_a_word_document_has_body_tables_and_footnotes(read):
    """Paragraphs, cells and footnotes are read in this order; the mark of a note leads to its words."""
    table = f"<w:tbl><w:tr><w:tc>{paragraph('left')}</w:tc><w:tc>{paragraph('right')}</w:tc></w:tr></w:tbl>"
    body = paragraph("One", '<w:r><w:footnoteReference w:id="2"/></w:r>', " two") + table
    notes = f'<w:footnote w:type="separator" w:id="0"/><w:footnote w:id="2">{paragraph("the note")}</w:footnote>'
    draft = read("draft.docx", document(body, footnotes=notes))
    assert draft.text == "One two\nleft\nright\nthe note\n"
    (note,) = draft.notes
    assert (note.mark, draft.text[note.words.start : note.words.end]) == (3, "the note\n")
    assert [draft.position(draft.text.index(word)).paragraph for word in ("two", "right", "note")] == [1, 3, 4]


def test_deleted_words_of_a_word_document_are_no_text(read):
    """Of tracked changes the inserted words are read, the deleted and moved ones are not."""
    deleted = '<w:del w:id="1"><w:r><w:delText>old</w:delText><w:t>old</w:t></w:r></w:del>'
    inserted = '<w:ins w:id="2"><w:r><w:t>new</w:t></w:r></w:ins>'
    assert read("draft.docx", document(paragraph("a ", deleted, inserted, " b"))).text == "a new b\n"


def test_a_deleted_end_of_a_paragraph_joins_two(read):
    """A paragraph whose end was deleted goes on in the next."""
    first = "<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr><w:r><w:t>one </w:t></w:r></w:p>"
    assert read("draft.docx", document(first + paragraph("two"))).text == "one two\n"


def test_quoting_styles_of_a_word_document_are_block_quotations(read):
    """Paragraphs in the style Quote that follow one another are one block quotation."""
    body = paragraph("before") + paragraph("one", style="Quote") + paragraph("two", style="IntenseQuote")
    draft = read("draft.docx", document(body))
    assert [draft.text[span.start : span.end] for span in draft.quoted] == ["one\ntwo\n"]


def test_a_word_document_is_checked_with_its_footnotes(read, units):
    """A footnote says where a quotation should stand, and the paragraph of each finding is told."""
    quotation = "The text has \u201cpre-screening of arriving persons, pre-reporting by carriers of passengers\u201d."
    body = paragraph("Before.") + paragraph(quotation, '<w:r><w:footnoteReference w:id="2"/></w:r>')
    body += f"<w:tbl><w:tr><w:tc>{paragraph('Objective 24 of the GCM')}</w:tc></w:tr></w:tbl>"
    draft = read("d.docx", document(body, footnotes=f'<w:footnote w:id="2">{paragraph("GCM, para. 28.")}</w:footnote>'))
    found = [each for each in Checker(units).check(draft).findings if each.verdict != "exact"]
    assert [(each.verdict, each.position.paragraph) for each in found] == [
        ("wrong place", 2),
        ("not in the Compact", 3),
    ]


def zipped(**parts: bytes) -> bytes:
    """Return an archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("name", "content", "error", "said"),
    [
        ("a.txt", b"", EmptyDraftError, "is empty"),
        ("a.txt", b" \n\n", EmptyDraftError, "has no text"),
        ("a.docx", document(paragraph("")), EmptyDraftError, "has no text"),
        ("a.pdf", b"%PDF-1.7\n\xb5\xb5", DraftFormatError, "is a PDF"),
        ("a.txt", b"%PDF-1.4", DraftFormatError, "is a PDF"),
        ("a.doc", OLE, DraftFormatError, "old format of Word"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), DraftFormatError, "is encrypted"),
        ("a.rtf", rb"{\rtf1 x}", DraftFormatError, "Rich Text"),
        ("a.png", b"\x89PNG\r\n\x1a\n", DraftFormatError, "a picture"),
        ("a.txt", b"abc\x00def", DraftFormatError, "byte 3 is zero"),
        ("a.zip", zipped(content=b"x"), DraftFormatError, "no Word document"),
        ("a.txt", b"one\ntwo \x93three\x94", DraftEncodingError, "a.txt:2: byte 8 (0x93) is not UTF-8"),
        ("a.txt", b"\xff\xfea", DraftEncodingError, "UTF-16"),
        ("a.docx", b"no archive", BrokenDraftError, "no Word document"),
        ("a.docx", document(paragraph("x"))[:-30], BrokenDraftError, "damaged"),
        ("a.docx", document(paragraph("<w:r>")), BrokenDraftError, "well-formed"),
        ("a.docx", document(paragraph("x"), doctype=ENTITIES), BrokenDraftError, "document type"),
    ],
)
def test_what_cannot_be_checked_is_refused(read, name, content, error, said):
    """Each kind of file that is not checked is refused with what it is."""
    with pytest.raises(error, match=r".") as raised:
        read(name, content)
    assert said in raised.value.message
    assert raised.value.hint
    assert raised.value.status is ExitStatus.FAILURE


def test_a_large_file_is_refused(read, monkeypatch):
    """A file of more bytes than the limit is refused; one of as many is not."""
    monkeypatch.setattr(reading, "LARGEST", 10)
    assert read("a.txt", b"a" * 10).text == "a" * 10
    with pytest.raises(LargeDraftError, match="more than 10 bytes"):
        read("a.txt", b"a" * 11)


def test_a_document_that_unpacks_to_much_is_refused(read, monkeypatch):
    """A small archive of a large text is refused, whatever its headers say."""
    content = document(paragraph("a" * 300_000))
    monkeypatch.setattr(reading, "LARGEST", 200_000)
    assert len(content) < 5000
    with pytest.raises(LargeDraftError, match="unpacks to more than 200,000 bytes"):
        read("a.docx", content)


def test_a_folder_and_a_missing_file_are_refused(tmp_path):
    """A folder is no file, and a file that is not there cannot be read."""
    with pytest.raises(DraftUnreadableError, match="is a folder"):
        read_draft(str(tmp_path))
    with pytest.raises(DraftUnreadableError, match="there is no file"):
        read_draft(str(tmp_path / "none.txt"))


def test_a_file_that_may_not_be_read_is_refused(tmp_path, monkeypatch):
    """What the system says is passed on."""
    file = tmp_path / "a.txt"
    file.write_text("x", encoding="utf-8")

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", refuse)
    with pytest.raises(DraftUnreadableError, match="Permission denied"):
        read_draft(str(file))


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("a.txt", b"<html>", Form.TEXT),
        ("a.md", b"x", Form.MARKDOWN),
        ("a.HTM", b"<p>x", Form.WEB_PAGE),
        ("draft", b"<!DOCTYPE html><p>x", Form.WEB_PAGE),
        ("draft", b"x", Form.TEXT),
        ("draft", document(paragraph("x")), Form.WORD_DOCUMENT),
    ],
)
def test_the_form_follows_from_the_name_or_the_beginning(read, name, content, form):
    """A known ending decides; without one the beginning of the file does."""
    assert read(name, content).form is form


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"\xef\xbb\xbfabc", "abc"),
        ("\ufeff\u201ca\u201d".encode("utf-16-le"), "\u201ca\u201d"),
        (b'<meta charset="windows-1252"><p>\x93a\x94', "\u201ca\u201d"),
        (b'<meta charset="latin1"><p>\x93a\x94', "\u201ca\u201d"),
        (b'<meta charset="rot13"><p>a', "a"),
        (b'<meta charset="undefined"><p>a', "a"),
    ],
)
def test_declared_encodings_are_read(read, content, text):
    """A byte order mark, and in a page its declaration, say how a file is encoded."""
    assert read("a.html", content).text.strip() == text
