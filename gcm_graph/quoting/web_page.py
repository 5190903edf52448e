"""Read HTML: the words that a reader sees, and where they stand in the file.

The parser is that of the standard library: it takes any page, damaged ones too, and keeps line and column.
"""

from __future__ import annotations

import codecs
import html
import re
from html.parser import HTMLParser

from gcm_graph.quoting.drafts import Draft, Form, Note, Position, Span

_UNSEEN = frozenset({"script", "style", "title", "template", "noscript", "svg", "textarea", "del", "s", "strike"})
_QUOTING = frozenset({"blockquote", "q"})
_WITHIN_LINES = frozenset(
    {
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "rp",
        "rt",
        "ruby",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "img",
        "input",
        "button",
    }
)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_BEGINNING = 4096
# Python knows other codecs, which turn text into text; no page is written in them.
_ENCODING = re.compile(r"ascii|utf-8|cp\d+|iso8859-\d+|koi8-[rtu]|mac-roman|gb\w+|big5\w*|shift_jis\w*|euc_\w+")
_NOTE_MARK = re.compile(r"[\s\d*†‡§\[\]()a-z,]{1,6}")
_DECLARATION = re.compile(r"<!--|<[!?]")
_NOT_A_LINE_BREAK = re.compile(r"[^\n]")
_SPACE = re.compile(r"\s+")


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding that a page declares near its beginning (HTML, section 13.2.3.2), or None."""
    match = _DECLARED.search(data[:_BEGINNING])
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except LookupError:
        return None
    if not _ENCODING.fullmatch(name):
        return None
    # HTML takes the older names to mean the larger set of Windows (Encoding Standard, section 4.2).
    return "cp1252" if name in {"iso8859-1", "ascii"} else name


def read_web_page(name: str, text: str) -> Draft:
    """Return the words of a page as a draft; its positions are those of the file."""
    page = _Page()
    page.feed(_without_comments(text))
    page.close()
    return page.draft(name)


def _without_comments(text: str) -> str:
    """Return a page with blanks for comments and declarations, so that every place stays where it is.

    The parser reads a page again and again where many of them are not closed.
    """
    parts: list[str] = []
    at = 0
    while match := _DECLARATION.search(text, at):
        parts.append(text[at : match.start()])
        ending = "-->" if match[0] == "<!--" else ">"
        closing = text.find(ending, match.end() - (ending == "-->"))
        end = len(text) if closing < 0 else closing + len(ending)
        parts.append(_NOT_A_LINE_BREAK.sub(" ", text[match.start() : end]))
        at = end
    parts.append(text[at:])
    return "".join(parts)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[int] = [0]
        self._positions: list[Position] = []
        self._quoted: list[Span] = []
        self._open: list[tuple[str, int]] = []
        self._unseen: list[str] = []
        self._superscript: list[str] | None = None
        self._target = ""
        self._marks: list[tuple[int, str]] = []
        self._places: dict[str, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element means for the text in it."""
        attributes = dict(attrs)
        if self._unseen:
            if tag == self._unseen[-1]:
                self._unseen.append(tag)
            return
        if tag in _UNSEEN:
            self._unseen.append(tag)
            return
        if tag == "br":
            self._add("\n")
        elif tag not in _WITHIN_LINES:
            self._break()
        if identifier := attributes.get("id") or (attributes.get("name") if tag == "a" else None):
            self._places.setdefault(identifier, self._length)
        if tag == "sup":
            self._superscript = []
        elif tag == "a":
            self._target = (attributes.get("href") or "").partition("#")[2]
        if tag in _QUOTING:
            self._open.append((tag, self._length))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take `<br/>` for `<br>`, and other elements for open ones, as browsers do."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """End what the element began."""
        if self._unseen:
            if tag == self._unseen[-1]:
                self._unseen.pop()
            return
        if tag == "sup":
            self._end_superscript()
        if tag in _QUOTING and any(tag == opened for opened, _ in self._open):
            while self._open:
                opened, start = self._open.pop()
                if opened == tag:
                    self._quoted.append(Span(start, self._length))
                    break
        if tag == "a" and self._superscript is None:
            self._target = ""
        if tag not in _WITHIN_LINES:
            self._break()

    def handle_data(self, data: str) -> None:
        """Add words, each run of white space as one space or line break."""
        if self._unseen:
            return
        if self._superscript is not None:
            self._superscript.append(data)
            return
        self._add_words(data)

    def handle_entityref(self, name: str) -> None:
        """Add the character that a named reference stands for."""
        self.handle_data(html.unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        """Add the character that a numeric reference stands for."""
        self.handle_data(html.unescape(f"&#{name};"))

    def _add_words(self, data: str) -> None:
        line, column = self.getpos()
        for number, part in enumerate(data.split("\n")):
            words = _SPACE.sub(" ", part)
            if number:
                line, column = line + 1, 0
                if not self._at_space():
                    self._add("\n")
            begins = len(part) - len(part.lstrip())
            if self._at_space() and words.startswith(" "):
                words, column = words[1:], column + begins
            if words:
                self._positions.append(Position(self._length, line, column + 1))
                self._add(words)

    def draft(self, name: str) -> Draft:
        """Return the draft that was read."""
        starts = sorted(set(self._blocks))
        notes = []
        for mark, target in self._marks:
            start = self._places.get(target)
            if start is not None and start > mark:
                end = next((block for block in starts if block > start), self._length)
                notes.append(Note(mark, Span(start, end)))
        positions = self._positions or [Position(0, 1, 1)]
        if positions[0].offset:
            positions.insert(0, Position(0, 1, 1))
        return Draft(
            name=name,
            form=Form.WEB_PAGE,
            text="".join(self._parts),
            blocks=tuple(starts),
            positions=tuple(positions),
            quoted=tuple(self._quoted),
            notes=tuple(notes),
        )

    def _end_superscript(self) -> None:
        """Leave out a superscript that is a footnote mark, and keep others ("20th")."""
        words = "".join(self._superscript or [])
        self._superscript = None
        if _NOTE_MARK.fullmatch(words) and not words.strip().isalpha():
            if self._target:
                self._marks.append((self._length, self._target))
        else:
            self._add(words)

    def _break(self) -> None:
        if self._length and not self._parts[-1].endswith("\n\n"):
            self._add("\n" if self._parts[-1].endswith("\n") else "\n\n")
        self._blocks.append(self._length)

    def _at_space(self) -> bool:
        return not self._parts or self._parts[-1][-1:].isspace()

    def _add(self, words: str) -> None:
        if words:
            self._parts.append(words)
            self._length += len(words)
