"""Read Markdown (CommonMark with the footnotes, tables and strike-through of GitHub and Pandoc).

The text stays as it is in the file, so that all offsets count in it; what is no text is said beside it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from gcm_graph.quoting.drafts import Draft, Edit, Form, Note, Span, line_positions

_FRONT_MATTER = re.compile(r"---[^\S\n]*\n(?:(?!---|\.\.\.).*\n)*(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)")
_FENCE = re.compile(r"[^\S\n]{0,3}(?P<fence>`{3,}|~{3,})")
_LINE_MARKS = re.compile(
    r"[^\S\n]*(?P<quotes>(?:>[^\S\n]?)*)[^\S\n]*(?P<block>#{1,6}[^\S\n]|[-*+][^\S\n]+|\d{1,3}[.)][^\S\n])?"
)
_NOTE_WORDS = re.compile(r"[^\S\n]{0,3}\[\^(?P<name>[^\]\s]{1,50})\]:[^\S\n]*")
_LINK_TARGET = re.compile(r"[^\S\n]{0,3}\[[^\]\n^][^\]\n]{0,200}\]:[^\S\n]*\S+[^\n]*")
_UNDERLINE = re.compile(r"[^\S\n]{0,3}(?:={2,}|-{2,}|(?:\*[^\S\n]*){3,}|(?:_[^\S\n]*){3,})[^\S\n]*\r?$")
_TABLE_RULE = re.compile(r"[^\S\n]*\|?[\s:|-]*-[\s:|-]*\|[\s:|-]*$")
_INLINE = re.compile(
    r"(?P<escape>\\(?=[!-/:-@\[-`{-~]))"
    r"|(?P<image>!\[[^\[\]]{0,500}\]\([^()\n]{0,1000}\))"
    r"|(?P<note>\[\^(?P<name>[^\]\s]{1,50})\])"
    r"|\[(?P<link>[^\[\]]{1,2000})(?P<target>\]\((?:[^()\n]|\([^()\n]{0,200}\)){0,1000}\)|\]\[[^\[\]\n]{0,200}\])"
    r"|(?P<struck>~~(?=\S)[^~]{1,2000}~~)"
    r"|(?P<tag></?(?P<element>[A-Za-z][A-Za-z0-9]*)\b[^<>]{0,500}>|<https?://[^<>\s]{1,1000}>)"
    r"|(?P<comment><!--)"
    r"|(?P<entity>&(?:[A-Za-z][A-Za-z0-9]{1,30}|\#[0-9]{1,7}|\#[xX][0-9A-Fa-f]{1,6});)"
    r"|(?P<emphasis>\*+|(?<![^\W_])_+(?=\S)|(?<=\S)_+(?![^\W_])|`+)"
)


def read_markdown(name: str, text: str) -> Draft:
    """Return a Markdown text as a draft.

    Front matter, code blocks, comments, images and struck-out words are not read.
    """
    lines = _Lines(text)
    inline = _Inline(text, lines.skipped)
    marks = [(mark, name) for mark, name in inline.marks if name in lines.notes and mark not in lines.note_labels]
    notes = tuple(Note(mark, lines.notes[name]) for mark, name in marks)
    return Draft(
        name=name,
        form=Form.MARKDOWN,
        text=text,
        blocks=tuple(sorted({0, *lines.blocks})),
        positions=line_positions(text),
        edits=_without_overlaps([*lines.edits, *inline.edits]),
        quoted=(*lines.quoted, *inline.quoted),
        notes=notes,
    )


def _without_overlaps(edits: list[Edit]) -> tuple[Edit, ...]:
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda each: (each.start, -each.end)):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return tuple(kept)


class _Lines:
    """What the beginnings of lines say: headings, lists, quotations, footnotes, tables, code."""

    def __init__(self, text: str) -> None:
        self.blocks: list[int] = []
        self.edits: list[Edit] = []
        self.quoted: list[Span] = []
        self.notes: dict[str, Span] = {}
        self.note_labels: set[int] = set()
        self.skipped: list[Span] = []
        self._fence = ""
        self._quote: int | None = None
        self._note = ("", 0)
        front = _FRONT_MATTER.match(text)
        start = front.end() if front else 0
        if front:
            self._skip(0, start)
        while start < len(text):
            end = text.find("\n", start) + 1 or len(text)
            self._line(text, start, end)
            start = end
        self._end_quote(len(text))
        self._end_note(len(text))

    def _skip(self, start: int, end: int) -> None:
        self.skipped.append(Span(start, end))
        self.edits.append(Edit(start, end))
        self.blocks.append(end)

    def _line(self, text: str, start: int, end: int) -> None:
        line = text[start:end].rstrip("\n")
        fence = _FENCE.match(line)
        if self._fence or fence:
            if fence and not self._fence:
                self._fence = fence["fence"]
            elif fence and fence["fence"].startswith(self._fence):
                self._fence = ""
            self._skip(start, end)
            return
        if not line.strip():
            self._end_quote(start)
            self.blocks.append(end)
            return
        if _UNDERLINE.match(line) or _TABLE_RULE.match(line) or _LINK_TARGET.match(line):
            self._skip(start, end)
            return
        note = _NOTE_WORDS.match(line)
        if note or not line.startswith((" ", "\t")):
            self._end_note(start)
        if note:
            self._note = (note["name"], start + note.end())
            self.blocks.append(start)
            self.note_labels.add(start + line.index("["))
            self.edits.append(Edit(start, start + note.end()))
            return
        self._marks(line, start)

    def _marks(self, line: str, start: int) -> None:
        marks = _LINE_MARKS.match(line)
        if marks is None:
            return
        if marks["quotes"]:
            if self._quote is None:
                self._quote = start
                self.blocks.append(start)
            elif not line[marks.end("quotes") :].strip():
                self.blocks.append(start)
            self.edits.append(Edit(start, start + marks.end("quotes")))
        if marks["block"]:
            self.blocks.append(start)
            bullet_or_heading = not marks["block"][0].isdigit()
            if bullet_or_heading:
                self.edits.append(Edit(start + marks.start("block"), start + marks.end("block")))
        if line.lstrip().startswith("|"):
            for at, character in enumerate(line):
                if character == "|":
                    self.blocks.append(start + at)
                    self.edits.append(Edit(start + at, start + at + 1))

    def _end_quote(self, end: int) -> None:
        if self._quote is not None:
            self.quoted.append(Span(self._quote, end))
            self.blocks.append(end)
            self._quote = None

    def _end_note(self, end: int) -> None:
        name, start = self._note
        if name:
            self.notes.setdefault(name, Span(start, end))
            self.blocks.append(end)
            self._note = ("", 0)


class _Inline:
    """What stands within lines: emphasis, links, footnote marks, tags, entities."""

    def __init__(self, text: str, skipped: list[Span]) -> None:
        self.edits: list[Edit] = []
        self.marks: list[tuple[int, str]] = []
        self.quoted: list[Span] = []
        self._open: list[tuple[str, int]] = []
        for start, end in _between(skipped, len(text)):
            self._read(text, start, end)

    def _read(self, text: str, start: int, end: int) -> None:
        at = start
        while match := _INLINE.search(text, at, end):
            at = match.end()
            kind = match.lastgroup
            if kind == "target":  # of a link: its words stay and are read
                self.edits += [Edit(match.start(), match.start() + 1), Edit(match.start("target"), match.end())]
                at = match.start() + 1
            elif match["comment"]:
                closing = text.find("-->", at, end)
                at = closing + 3 if closing >= 0 else end
                self.edits.append(Edit(match.start(), at))
            elif match["entity"]:
                self.edits.append(Edit(match.start(), at, html.unescape(match[0])))
            else:
                self.edits.append(Edit(match.start(), at))
                if match["escape"]:
                    at += 1
                elif match["note"]:
                    self.marks.append((match.start(), match["name"]))
                elif match["element"]:
                    self._tag(match["element"].lower(), match.start(), at, closes=match[0].startswith("</"))

    def _tag(self, element: str, start: int, end: int, *, closes: bool) -> None:
        if element not in {"q", "blockquote"}:
            return
        if not closes:
            self._open.append((element, end))
        elif self._open and self._open[-1][0] == element:
            self.quoted.append(Span(self._open.pop()[1], start))


def _between(skipped: list[Span], length: int) -> Iterator[tuple[int, int]]:
    at = 0
    for span in skipped:
        yield at, span.start
        at = span.end
    yield at, length
