"""Find the unit that a citation of the Compact means.

A citation is read into what it says (`Citation`), and only then looked up among the units.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from gcm_graph.citation_reading import (
    EXAMPLES,
    FORMS,
    LONGEST,
    Citation,
    CitationSyntaxError,
    Target,
    cited_whole,
    parse_citation,
)
from gcm_graph.errors import ExitStatus, GcmError
from gcm_graph.namespaces import iri, slug
from gcm_graph.units import Unit

__all__ = [
    "EXAMPLES",
    "FORMS",
    "LONGEST",
    "Citation",
    "CitationSyntaxError",
    "Target",
    "UnknownCitationError",
    "cited_whole",
    "parse_citation",
    "resolve",
]


class UnknownCitationError(GcmError):
    """The citation is well formed, but the Compact and its resolution have no such unit."""

    code = "citation-unknown"
    status = ExitStatus.USAGE
    hint = CitationSyntaxError.hint


def resolve(text: str, units: Sequence[Unit]) -> Unit:
    """Return the unit that a citation means.

    A paragraph of an objective is cited with its number, its actions with a letter after it: 27(b) is action (b) of
    objective 11. The paragraph's commitments have no reference of their own but "Objective 11, commitment 2".

    Args:
        text: the citation, as `parse_citation` reads it.
        units: the units of a release.

    Raises:
        CitationSyntaxError: the words do not read as a citation.
        UnknownCitationError: there is no such unit; the hint says what there is nearby.
    """
    return _Units(units).find(parse_citation(text), text)


_PARTS = {"Action": "action", "GuidingPrinciple": "guiding principle", "Paragraph": "item"}
_NUMBERED = {
    Target.PARAGRAPH: "The Compact has paragraph",
    Target.OBJECTIVE: "The Compact has objective",
    Target.FOOTNOTE: "The Compact has footnote",
    Target.PREAMBULAR_PARAGRAPH: "The resolution has preambular paragraph",
    Target.OPERATIVE_PARAGRAPH: "The resolution itself has paragraph",
}
_NAMED = {
    Target.PRINCIPLE: ("GuidingPrinciple",),
    Target.SECTION: ("Section",),
    Target.NAME: ("Section", "Objective", "GuidingPrinciple"),
}


class _Units:
    """The units by path, by IRI and by whole."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._by_path = {unit.path: unit for unit in units}
        self._by_iri = {unit.iri: unit for unit in units}
        self._parts: defaultdict[str, list[Unit]] = defaultdict(list)
        for unit in units:
            self._parts[unit.part_of].append(unit)

    def find(self, citation: Citation, text: str) -> Unit:
        """Return the unit that a citation says; `text` is the citation as typed."""
        if citation.target in _NAMED:
            return self._named(citation, text)
        if citation.target is Target.OPENING:
            return self._at(citation.target, text, "")
        hint = self._existing(citation.target, _NUMBERED[citation.target])
        if citation.target is Target.OPERATIVE_PARAGRAPH and f"paragraph/{citation.number}" in self._by_path:
            hint += f' Paragraph {citation.number} of the Compact is cited "{citation.number}".'
        unit = self._at(f"{citation.target}/{citation.number}", text, hint)
        if citation.objective is not None and unit.part_of != iri(f"objective/{citation.objective}"):
            whole = self._by_iri.get(unit.part_of)
            of = f"is of objective {whole.number}" if whole and whole.kind == "Objective" else "is of no objective"
            raise _unknown(text, f"{unit.label} {of}.")
        if citation.commitment is not None:
            number = citation.objective or unit.number
            folder = f"{Target.OBJECTIVE}/{number}/commitment"
            hint = self._existing(folder, f"Objective {number} has commitment")
            return self._at(f"{folder}/{citation.commitment}", text, hint)
        for label in citation.labels:
            unit = self._part(unit, label, text)
        if citation.name and citation.name != slug(unit.label):
            raise _unknown(text, f'{unit.citation or unit.path} is called "{unit.label}".')
        return unit

    def _at(self, path: str, text: str, hint: str) -> Unit:
        unit = self._by_path.get(path)
        if unit is None:
            raise _unknown(text, hint)
        return unit

    def _existing(self, folder: str, what: str) -> str:
        """Return a hint that says which units `<folder>/<number>` there are."""
        places = (path.rpartition("/") for path in self._by_path)
        numbers = sorted(int(last) for start, _, last in places if start == folder and last.isdigit())
        return _range(what, [str(number) for number in numbers])

    def _part(self, unit: Unit, label: str, text: str) -> Unit:
        """Return a lettered part of a unit; the parts of a paragraph of an objective are the objective's actions."""
        whole = self._by_iri.get(unit.part_of, unit)
        holder = whole if (unit.kind, whole.kind) == ("Paragraph", "Objective") else unit
        parts = {part.letter: part for part in self._parts[holder.iri] if part.letter}
        if label in parts:
            return parts[label]
        called = f"Objective {unit.number}" if unit.kind == "Objective" else unit.label
        if parts:
            kind = _PARTS[next(iter(parts.values())).kind]
            raise _unknown(text, _range(f"{called} has {kind}", [f"({letter})" for letter in parts]))
        action = self._by_path.get(f"objective/{unit.number}/action/{label}")
        near = f' Objective {unit.number}({label}) is cited "{action.citation}".' if action else ""
        raise _unknown(text, f"{called} has no lettered parts.{near}")

    def _named(self, citation: Citation, text: str) -> Unit:
        """Return the section, objective or guiding principle with a name, or the guiding principle with a letter."""
        kinds = _NAMED[citation.target]
        candidates = [unit for kind in kinds for unit in self._by_path.values() if unit.kind == kind]
        for unit in candidates:
            if citation.name == slug(unit.label) or citation.labels == (unit.letter,):
                return unit
        if citation.target is Target.PRINCIPLE:
            raise _unknown(
                text, _range("The Compact has guiding principle", [f"({unit.letter})" for unit in candidates])
            )
        raise _unknown(text)


def _range(what: str, labels: Sequence[str]) -> str:
    """Return, say, `The Compact has paragraphs 1 to 54.`, or nothing where there are none."""
    if len(labels) > 1:
        return f"{what}s {labels[0]} to {labels[-1]}."
    return f"{what} {labels[0]}." if labels else ""


def _unknown(text: str, hint: str = "") -> UnknownCitationError:
    return UnknownCitationError(f"there is no unit {' '.join(text.split())!r}", hint=hint)
