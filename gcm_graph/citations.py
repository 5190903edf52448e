"""Understand how people cite the Compact, and find the unit that they mean.

A citation is read into what it says (`Citation`), and only then looked up among the units. Upper and lower case, white
space, typographic quotation marks and the name of the document before it make no difference.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from gcm_graph.errors import ExitStatus, GcmError
from gcm_graph.namespaces import BASE, slug
from gcm_graph.units import Unit

LONGEST = 200
"""The most characters that a citation may have."""

EXAMPLES = '"27(b)", "para. 43(a)(iii)", "Objective 11(b)", "principle (g)", "footnote 4", "res 2", "preamble"'


class CitationSyntaxError(GcmError):
    """The words do not read as a citation."""

    code = "citation-syntax"
    status = ExitStatus.USAGE
    hint = f"Citations are written like these: {EXAMPLES}."


class UnknownCitationError(GcmError):
    """The citation is well formed, but the Compact and its resolution have no such unit."""

    code = "citation-unknown"
    status = ExitStatus.USAGE
    hint = CitationSyntaxError.hint


class Target(StrEnum):
    """What a citation names. Of numbered units it is the path before the number."""

    PARAGRAPH = "paragraph"
    OBJECTIVE = "objective"
    FOOTNOTE = "footnote"
    PREAMBULAR_PARAGRAPH = "resolution/preamble"
    OPERATIVE_PARAGRAPH = "resolution/paragraph"
    OPENING = "opening"
    PRINCIPLE = "principle"
    SECTION = "section"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Citation:
    """What a citation says.

    Attributes:
        target: what it names; `NAME` where it gives only a name, of a section, objective or guiding principle.
        number: the number it gives.
        labels: the letters and roman numbers below the number, outermost first, without brackets.
        commitment: the place of a commitment among those of its objective.
        name: the slug of the name it gives.
    """

    target: Target
    number: int | None = None
    labels: tuple[str, ...] = ()
    commitment: int | None = None
    name: str = ""


_NUMBER = "(?P<number>[0-9]{1,6})"
_PART = r"(?:actions?|items?|sub-?para(?:graph)?)(?:\. ?| |(?=\())"
# At most two labels, as in 43(a)(iii). Without brackets only the first letter and a roman number after it are read.
_LABELS = (
    rf"(?:[ ,.]*(?:{_PART})?(?:\( ?(?P<label_1>[a-z]{{1,5}}) ?\)|(?P<label_2>[a-z]))"
    r"(?:[ ,.]*(?:\( ?(?P<label_3>[a-z]{1,5}) ?\)|(?P<label_4>[ivx]{1,5})))?)?"
)
_RESOLUTION = r"res(?:olution)?\.?(?: ?(?:a/res/)?73/195)?[ ,]*"
_PARAGRAPH = r"(?:para(?:graph)?|par|§|¶)"
_NAME = "(?P<name>[a-z][a-z ,.'&\u2019\u2010-\u2015-]{2,})"
_SLUG = "(?P<name>[a-z0-9-]+)"

_WRITTEN = (
    (Target.PARAGRAPH, rf"(?:{_PARAGRAPH}[. ]*)?{_NUMBER}{_LABELS}"),
    (Target.OBJECTIVE, rf"obj(?:ective)?[. ]*{_NUMBER}{_LABELS}"),
    (Target.OBJECTIVE, rf"obj(?:ective)?[. ]*{_NUMBER}[ ,]*commitment ?(?P<commitment>[0-9]{{1,6}})"),
    (Target.FOOTNOTE, rf"(?:footnote|note|fn)[. ]*{_NUMBER}"),
    (Target.PREAMBULAR_PARAGRAPH, rf"(?:{_RESOLUTION})?(?:preambular {_PARAGRAPH}|pp)[. ]*{_NUMBER}"),
    (Target.OPERATIVE_PARAGRAPH, rf"{_RESOLUTION}(?:(?:operative )?{_PARAGRAPH}|op)?[. ]*{_NUMBER}"),
    (Target.OPERATIVE_PARAGRAPH, rf"(?:operative {_PARAGRAPH}|op)[. ]*{_NUMBER}"),
    (Target.OPENING, "opening"),
    (Target.PRINCIPLE, r"(?:guiding )?principle ?(?:\( ?(?P<label_1>[a-z]) ?\)|(?P<label_2>[a-z]))"),
    (Target.PRINCIPLE, rf"(?:guiding )?principle[ :]+{_NAME}"),
    (Target.NAME, _NAME),
)
_PATHS = (
    (Target.PARAGRAPH, rf"paragraph/{_NUMBER}(?:/(?P<label_1>[a-z]{{1,5}})(?:/(?P<label_3>[a-z]{{1,5}}))?)?"),
    (Target.OBJECTIVE, rf"objective/{_NUMBER}(?:/action/(?P<label_1>[a-z]{{1,5}}))?"),
    (Target.OBJECTIVE, rf"objective/{_NUMBER}/commitment/(?P<commitment>[0-9]{{1,6}})"),
    (Target.FOOTNOTE, rf"footnote/{_NUMBER}"),
    (Target.PREAMBULAR_PARAGRAPH, rf"resolution/preamble/{_NUMBER}"),
    (Target.OPERATIVE_PARAGRAPH, rf"resolution/paragraph/{_NUMBER}"),
    (Target.OPENING, "opening"),
    (Target.PRINCIPLE, rf"principle/{_SLUG}"),
    (Target.SECTION, rf"section/{_SLUG}"),
)
_DOCUMENT = re.compile(
    r"(?:a/res/73/195|gcm"
    r"|(?:the )?(?:(?:global|marrakech) )?compact(?: for safe, orderly and regular migration| (?:for|on) migration)?)"
    r"(?:,? ?\(?2018\)?)?(?:,? ?annex)?[ ,:;]+"
    r"|annex[ ,:;]+"
)
_ACTION = re.compile(rf"action ?{_NUMBER}.*")


def parse_citation(text: str) -> Citation:
    """Read a citation: a reference as people write it, a path, or an IRI of a unit.

    A number alone is a paragraph of the Compact, also after "A/RES/73/195"; paragraphs of the resolution itself are
    "res 2" or "resolution, paragraph 2".

    >>> parse_citation("A/RES/73/195, para 27 (b)")
    Citation(target=<Target.PARAGRAPH: 'paragraph'>, number=27, labels=('b',), commitment=None, name='')

    Args:
        text: the citation, at most 200 characters.

    Raises:
        CitationSyntaxError: the words do not read as a citation.
    """
    if len(text) > LONGEST:
        raise CitationSyntaxError(f"a citation has at most {LONGEST} characters, and this text has {len(text)}")
    words = " ".join(text.lower().split())
    if words.startswith((BASE, "/")):
        return _read(words.removeprefix(BASE).strip("/"), _PATHS, text)
    if words.startswith("(") and words.endswith(")"):
        words = words[1:-1].strip()
    if document := _DOCUMENT.match(words):
        words = words[document.end() :]
    if named := _ACTION.fullmatch(words):
        number = named["number"]
        raise CitationSyntaxError(
            f"{text!r} can mean an action of objective {number} or of paragraph {number}",
            hint=f'Write "Objective {number}(b)" or "para. {number}(b)".',
        )
    return _read(words.rstrip(" ,.;:"), _WRITTEN + _PATHS, text)


def _read(words: str, forms: Sequence[tuple[Target, str]], text: str) -> Citation:
    for target, form in forms:
        if match := re.fullmatch(form, words):
            found = {name: value for name, value in match.groupdict().items() if value is not None}
            return Citation(
                target=target,
                number=int(found["number"]) if "number" in found else None,
                labels=tuple(found[name] for name in sorted(found) if name.startswith("label")),
                commitment=int(found["commitment"]) if "commitment" in found else None,
                name=slug(found.get("name", "")),
            )
    raise CitationSyntaxError(f"{text!r} does not read as a citation")


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
        if citation.commitment is not None:
            folder = f"{unit.path}/commitment"
            hint = self._existing(folder, f"Objective {unit.number} has commitment")
            return self._at(f"{folder}/{citation.commitment}", text, hint)
        for label in citation.labels:
            unit = self._part(unit, label, text)
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
    return UnknownCitationError(f"there is no unit {text!r}", hint=hint)
