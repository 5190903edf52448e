"""Account for what was read from the other source documents: passages with their words and lines."""

from __future__ import annotations

import re

from pyoxigraph import Literal, NamedNode

from gcm_graph.explaining.files import ProjectFiles, plain_words
from gcm_graph.explaining.origins import FromPassages, Statement
from gcm_graph.explaining.released import ReleasedGraph, named
from gcm_graph.explaining.repairs import Repairs
from gcm_graph.explaining.sources import Place, PrintedPassage, Term
from gcm_graph.namespaces import BASE

_PASSAGES = f"{BASE}passage/"
_SOURCES = f"{BASE}source/"
_OF_ITSELF = ("rdf:type", "gcm:isReadFrom")
"""What is stated of whatever is read from a passage, and not by its words."""
_WORD = re.compile(r"\w+")


class PrintedPassages:
    """The passages of a release.

    Args:
        graph: the release.
        files: the files from which it was made.
        repairs: the declared repairs.
    """

    def __init__(self, graph: ReleasedGraph, files: ProjectFiles, repairs: Repairs) -> None:
        self._graph = graph
        self._files = files
        self._repairs = repairs
        self._read: dict[Term, PrintedPassage | None] = {}

    def explain(self, statement: Statement) -> FromPassages | None:
        """Return the passage that a statement is about, or None."""
        if not statement.subject.value.startswith(_PASSAGES):
            return None
        found = self.passage(statement.subject)
        return None if found is None else FromPassages((found,))

    def explain_reading(self, statement: Statement) -> FromPassages | None:
        """Return the passages from which the subject of a statement was read; None where none of them says it."""
        found = self.of(statement.subject)
        saying = found if statement.predicate in map(named, _OF_ITSELF) else self._saying(found, statement.object)
        return FromPassages(saying) if saying else None

    def _saying(self, passages: tuple[PrintedPassage, ...], value: Term) -> tuple[PrintedPassage, ...]:
        """Return the passages that have the words of a literal, or speak of a thing."""
        if isinstance(value, Literal):
            return tuple(one for one in passages if value.value.casefold() in one.text.casefold())
        return tuple(one for one in passages if value in self._graph.values(NamedNode(one.iri), "gcm:speaksOf"))

    def of(self, thing: Term) -> tuple[PrintedPassage, ...]:
        """Return the passages from which a claim, a variant or another thing was read."""
        values = self._graph.values(thing, "gcm:isReadFrom")
        return tuple(passage for value in values if (passage := self.passage(value)))

    def passage(self, iri: Term) -> PrintedPassage | None:
        """Return a passage, or None where it is incomplete, or its words do not stand in its lines."""
        if iri not in self._read:
            self._read[iri] = self._passage(iri)
        return self._read[iri]

    def _passage(self, iri: Term) -> PrintedPassage | None:
        value = self._graph.value
        text, document = value(iri, "gcm:printedText"), value(iri, "dcterms:source")
        begins, ends = self._graph.number(iri, "gcm:firstLine"), self._graph.number(iri, "gcm:lastLine")
        if not isinstance(text, Literal) or document is None or begins is None or ends is None:
            return None
        name = document.value.removeprefix(_SOURCES)
        if not self._has_words(name, text.value, begins, ends):
            return None
        return PrintedPassage(
            iri=iri.value,
            label=self._graph.label(iri) or "",
            text=text.value,
            place=Place(self._files.source_file(name), begins),
            last_line=ends,
            document=self._graph.label(document) or name,
            repairs=self._repairs.of_passage(name, text.value),
        )

    def _has_words(self, name: str, text: str, first: int, last: int) -> bool:
        """Tell whether the words of a passage stand in its lines, one after the other: page noise can be between them.

        Where the file at hand is not that of the release, the release is believed.
        """
        lines = self._files.source(name)
        if not lines:
            return True
        printed = iter(_WORD.findall(plain_words(self._repairs.made_in(name, " ".join(lines[first - 1 : last])))))
        return all(word in printed for word in _WORD.findall(text))
