"""Collect passages and pieces while a source text is read line by line, and prove in the end that nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from gcm_graph import resources
from gcm_graph.errors import LostTextError
from gcm_graph.model import Repair
from gcm_graph.reading.declarations import read_records
from gcm_graph.reading.passages import FilePiece, Passage, PassageKind, PassageText, PieceRole, rebuild_passages
from gcm_graph.reading.repairs import apply_repairs
from gcm_graph.reading.sources import SourceText


@dataclass(frozen=True, slots=True)
class WitnessRepair:
    """A `[[witness_repair]]` of `sources/repairs.toml`: a repair, and the source text that it is for."""

    source: str
    unit: str
    found: str
    repaired: str
    why: str
    confirmed_by: str


def witness_repairs(folder: Path | None = None) -> tuple[WitnessRepair, ...]:
    """Return the declared repairs of all source texts but the resolution, in the order of the file.

    Raises:
        SourceMissingError: there is no such file.
        DeclarationError: it is not written as it must be.
    """
    return read_records(folder or resources.sources_folder(), "repairs.toml", "witness_repair", WitnessRepair)


@dataclass(slots=True)
class Collector:
    """What was read of a source text so far.

    Attributes:
        source: the source text.
        repairs: its repairs.
        text: its characters after the repairs.
        passages: the passages so far.
        pieces: the pieces so far.
    """

    source: SourceText
    repairs: tuple[Repair, ...]
    text: str = field(init=False)
    passages: list[Passage] = field(default_factory=list)
    pieces: list[FilePiece] = field(default_factory=list)
    _spaced: bool = True
    _parted: bool = True
    _emphatic: bool = False
    _emphasised_from: int | None = None

    def __post_init__(self) -> None:
        self.text = apply_repairs(self.source, self.repairs)

    @property
    def file(self) -> str:
        """The name of the file, for messages."""
        return self.source.entry.file

    def lines(self) -> list[tuple[int, str]]:
        """Return the lines that are not blank, with their numbers."""
        return [(number, line) for number, line in enumerate(self.text.split("\n"), start=1) if line.strip()]

    def open(self, kind: PassageKind, about: str, *, begins_before: bool = False, goes_on: bool = False) -> None:
        """Begin a passage: the words that follow are its own."""
        self.passages.append(Passage(kind, about, "", (0, 0), begins_before=begins_before, goes_on=goes_on))

    def begin_line(self) -> None:
        """Take note that a line begins: white space stands before it."""
        self._spaced = self._parted = True

    def add(self, role: PieceRole, printed: str, line: int) -> None:
        """Add what stands next in the file; words are added to the passage that was opened last."""
        if printed[:1].isspace():
            self._spaced = self._parted = True
        characters = " ".join(printed.split())
        if not characters:
            return
        if role is PieceRole.WORDS:
            self._add_words(characters, line)
        else:
            self.pieces.append(FilePiece(role, characters, -1, 0, 0, self._spaced, line))
        self._spaced = printed[-1:].isspace()
        self._parted = self._parted or self._spaced

    def switch_emphasis(self) -> None:
        """Take note that bold or italic type begins or ends in the passage that was opened last."""
        self._emphatic = not self._emphatic
        if not self._emphatic and self._emphasised_from is not None:
            passage = self.passages[-1]
            span = self._emphasised_from, len(passage.text)
            self.passages[-1] = replace(passage, emphasised=(*passage.emphasised, span))
        self._emphasised_from = None

    def _add_words(self, words: str, line: int) -> None:
        passage = self.passages[-1]
        text = f"{passage.text} {words}" if self._parted and passage.text else passage.text + words
        self.passages[-1] = replace(passage, text=text, lines=(passage.lines[0] or line, line))
        place, start = len(self.passages) - 1, len(text) - len(words)
        self.pieces.append(FilePiece(PieceRole.WORDS, "", place, start, len(text), self._spaced, line))
        if self._emphatic and self._emphasised_from is None:
            self._emphasised_from = start
        self._parted = False

    def finish(self) -> PassageText:
        """Return what was read.

        Raises:
            LostTextError: it does not give back the source.
        """
        read = PassageText(
            source=self.source.entry.name,
            file=self.file,
            checksum=self.source.sha256,
            passages=tuple(self.passages),
            pieces=tuple(self.pieces),
            repairs=self.repairs,
        )
        found, expected = rebuild_passages(read), " ".join(self.source.text.split())
        if found != expected:
            at = next((i for i, (a, b) in enumerate(zip(found, expected, strict=False)) if a != b), len(found))
            message = f"the model gives {found[at : at + 40]!r} where the file has {expected[at : at + 40]!r}"
            raise LostTextError(message, file=self.file)
        return read


def begin(source: SourceText, repairs: Iterable[WitnessRepair]) -> Collector:
    """Return a collector for a source text, with those of the declared repairs that are for it.

    Raises:
        RepairError: a declared repair does not fit the text.
    """
    own = tuple(
        Repair(each.unit, each.found, each.repaired, each.why, each.confirmed_by)
        for each in repairs
        if each.source == source.entry.name
    )
    return Collector(source, own)
