"""Read citations of the Compact as people write them into what they say.

Upper and lower case, white space, typographic quotation marks, the name of the document before or after it, and whether
the part or the whole comes first make no difference.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from gcm_graph.citation_surroundings import bare
from gcm_graph.errors import ExitStatus, GcmError
from gcm_graph.namespaces import BASE, slug

LONGEST = 300
"""The most characters that a citation may have."""

FORMS = (
    "27(b)",
    "para. 43(a)(iii)",
    "Objective 11(b)",
    "Objective 11, commitment 2",
    "principle (g)",
    "footnote 4",
    "res 2",
    "res pp 1",
    "preamble",
)
"""Citations of every kind of unit, as examples of how each is written."""

EXAMPLES = ", ".join(f'"{form}"' for form in FORMS)


class CitationSyntaxError(GcmError):
    """The words do not read as a citation."""

    code = "citation-syntax"
    status = ExitStatus.USAGE
    hint = f"Citations are written like these: {EXAMPLES}."


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
        name: the slug of the name it gives; beside a number, of the name that it says the unit has.
        objective: the number of the objective of which it says that the paragraph is.
    """

    target: Target
    number: int | None = None
    labels: tuple[str, ...] = ()
    commitment: int | None = None
    name: str = ""
    objective: int | None = None


_NUMBER = "(?P<number>[0-9]{1,6})"
_PART = r"(?:actions?|items?|sub-?para(?:graph)?s?|lit(?:era)?)(?:\. ?| |(?=\())"
# At most two labels, as in 43(a)(iii). Without brackets only the first letter and a roman number after it are read.
_LABELS = (
    rf"(?:[ ,./-]*(?:{_PART})?(?:\(? ?(?P<label_1>[a-z]{{1,5}}) ?\)|(?P<label_2>[a-z]))"
    r"(?:[ ,./-]*(?:\(? ?(?P<label_3>[a-z]{1,5}) ?\)|(?P<label_4>[ivx]{1,5})))?)?"
)
_RESOLUTION = r"(?:the )?(?:(?:general assembly|(?:un ?)?g\.?a\.?) )?res(?:olution)?\.?(?: ?(?:a/res/)?73/195)?[ ,]*"
_COUNT = r"[. ]*(?:(?:no|nos|number)[. ]*)?"
_PARAGRAPH = r"(?:para(?:graph)?s?|pars?|§{1,2}|¶{1,2})"
_OBJECTIVE = r"obj(?:ective)?s?"
_FOOTNOTE = r"(?:footnotes?|notes?|fns?)"
_NAME = "(?P<name>[a-z][a-z ,.'&\u2019\u2010-\u2015-]{2,})"
_NAMED = _NAME.replace("<name>", "<named>")
_SLUG = "(?P<name>[a-z0-9-]+)"

_BELONGING = (
    rf" ?[,(] ?{_OBJECTIVE}{_COUNT}(?P<objective>[0-9]{{1,6}})"
    rf"(?:, action \((?:(?P=label_1)|(?P=label_2))\)|, commitment{_COUNT}(?P<commitment>[0-9]{{1,6}}))? ?\)?"
)

_WRITTEN = (
    (Target.PARAGRAPH, rf"(?:{_PARAGRAPH}{_COUNT})?{_NUMBER}{_LABELS}"),
    (Target.OBJECTIVE, rf"{_OBJECTIVE}{_COUNT}{_NUMBER}{_LABELS}"),
    (Target.OBJECTIVE, rf"{_OBJECTIVE}{_COUNT}{_NUMBER}[ ,]*commitment{_COUNT}(?P<commitment>[0-9]{{1,6}})"),
    (
        Target.PARAGRAPH,
        rf"{_OBJECTIVE}{_COUNT}(?P<objective>[0-9]{{1,6}})[ ,(]*{_PARAGRAPH}{_COUNT}{_NUMBER}{_LABELS} ?\)?",
    ),
    # What references put behind a unit: the objective that it belongs to, or its name.
    (
        Target.PARAGRAPH,
        rf"(?:{_PARAGRAPH}{_COUNT})?{_NUMBER}{_LABELS}{_BELONGING}",
    ),
    (
        Target.PARAGRAPH,
        rf"(?:{_PARAGRAPH}{_COUNT})?{_NUMBER}{_LABELS}(?: ?\({_NAME}\)|,? (?:guiding )?principle[ :]+{_NAMED})",
    ),
    (Target.OBJECTIVE, rf"{_OBJECTIVE}{_COUNT}{_NUMBER}(?: ?\({_NAME}\)|[:,] ?{_NAMED})"),
    (Target.FOOTNOTE, rf"{_FOOTNOTE}{_COUNT}{_NUMBER}"),
    (
        Target.PREAMBULAR_PARAGRAPH,
        rf"(?:{_RESOLUTION})?(?:preambular {_PARAGRAPH}|preamble|pp){_COUNT}{_NUMBER}",
    ),
    (Target.OPERATIVE_PARAGRAPH, rf"{_RESOLUTION}(?:(?:operative )?{_PARAGRAPH}|op)?{_COUNT}{_NUMBER}"),
    (Target.OPERATIVE_PARAGRAPH, rf"(?:operative {_PARAGRAPH}|op){_COUNT}{_NUMBER}"),
    # The resolution's own paragraphs have no letters: one with a letter is in its annex.
    (Target.PARAGRAPH, rf"{_RESOLUTION}(?:{_PARAGRAPH}{_COUNT})?{_NUMBER}{_LABELS}"),
    (Target.OPENING, "opening(?: paragraph)?"),
    (Target.SECTION, rf"section[ :]+{_NAME}"),
    (Target.PRINCIPLE, r"(?:guiding )?principle ?(?:\(? ?(?P<label_1>[a-z]) ?\)|(?P<label_2>[a-z]))"),
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
_COMPACT = (
    r"(?:the )?(?:gcm|(?:(?:global|marrakech) )?compact"
    r"(?: for safe, orderly and regular migration| (?:for|on) migration)?)"
)
_DOCUMENT = re.compile(
    rf"(?:a/res/73/195|{_COMPACT})(?:,? ?\(?2018\)?)?(?:,? ?annex)?[ ,:;]+"
    rf"|(?:{_RESOLUTION})?annex[ ,:;]+"
    rf"|{_RESOLUTION}(?={_OBJECTIVE}|{_FOOTNOTE}|(?:guiding )?principle)"
)
_WHOLES = (
    ("compact", re.compile(rf"(?:(?:{_RESOLUTION}|a/res/73/195[ ,]+)annex|{_COMPACT})(?:,? ?\(?2018\)?)?")),
    (
        "resolution",
        re.compile(
            r"(?:the )?(?:(?:general assembly )?resolution |ga res\.? )?(?:a/res/)?73/195"
            rf"(?:, {_COMPACT})?|the resolution"
        ),
    ),
)
_ACTION = re.compile(rf"action ?{_NUMBER}.*")
_LEADING = re.compile(r"(?:see|cf\.?)(?: also)?[ ,]+|the (?!(?:[a-z]+ )?compact|gcm|resolution)")
_QUOTATION_MARKS = "\"'\u2018\u2019\u201c\u201d\u00ab\u00bb"
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_COUNTED = re.compile(
    rf"(?P<ordinal>{'|'.join(_ORDINALS)}|[0-9]{{1,6}}(?:st|nd|rd|th)) "
    rf"(?P<kind>commitment|(?:preambular|operative) {_PARAGRAPH})"
)
_COUNTABLE = (
    rf"(?:actions?|items?|sub-?para(?:graph)?s?|commitment|(?:(?:preambular|operative) )?{_PARAGRAPH}"
    rf"|{_OBJECTIVE}|{_FOOTNOTE}|(?:guiding )?principle)"
)
# "action (b) of objective 11": what is cited stands before what it is a part of.
_OF = re.compile(
    rf"(?P<part>{_COUNTABLE}{_COUNT}[0-9]{{0,6}} ?(?:\(?[a-z]{{1,5}}\)? ?){{0,2}}),? (?:of|in|under) (?P<whole>.+)"
)


def parse_citation(text: str) -> Citation:
    """Read a citation: a reference as people write it, a path, or an IRI of a unit.

    A number alone is a paragraph of the Compact, also after "A/RES/73/195"; paragraphs of the resolution itself are
    "res 2" or "resolution, paragraph 2".

    >>> parse_citation("A/RES/73/195, para 27 (b)")
    Citation(target=<Target.PARAGRAPH: 'paragraph'>, number=27, labels=('b',), commitment=None, name='', objective=None)

    Args:
        text: the citation, at most 300 characters.

    Raises:
        CitationSyntaxError: the words do not read as a citation.
    """
    given, text = text, " ".join(text.split())
    if len(given) > LONGEST:
        raise CitationSyntaxError(f"a citation has at most {LONGEST} characters, and this text has {len(given)}")
    words = _plain(text)
    if words.startswith((BASE, "/")):
        return _read(words.removeprefix(BASE).strip("/"), _PATHS, text)
    words = _turned(bare(words))
    if document := _DOCUMENT.match(words):
        words = words[document.end() :]
    if named := _ACTION.fullmatch(words):
        number = named["number"]
        raise CitationSyntaxError(
            f"{text!r} can mean an action of objective {number} or of paragraph {number}",
            hint=f'Write "Objective {number}(b)" or "para. {number}(b)".',
        )
    return _read(words.rstrip(" ,.;:"), _WRITTEN + _PATHS, text)


def cited_whole(text: str) -> str | None:
    """Return the path of the whole text that is cited, the Compact or the resolution; None where a unit is.

    >>> cited_whole("the Global Compact"), cited_whole("A/RES/73/195"), cited_whole("GCM, para. 27")
    ('compact', 'resolution', None)

    Args:
        text: the citation.
    """
    if len(text) > LONGEST:
        return None
    words = bare(_plain(text))
    return next((path for path, form in _WHOLES if form.fullmatch(words)), None)


def _plain(text: str) -> str:
    """Return a citation in lower case, without the brackets or quotation marks around it."""
    words = " ".join(text.lower().split()).strip(_QUOTATION_MARKS)
    return words[1:-1].strip() if words.startswith("(") and words.endswith(")") else words


def _turned(words: str) -> str:
    """Return a citation with the whole before the part, and with a number where it has an ordinal.

    >>> _turned("the second commitment of objective 11")
    'objective 11, commitment 2'
    """
    if leading := _LEADING.match(words):
        words = words[leading.end() :]
    words = _COUNTED.sub(_number_last, words)
    if turned := _OF.fullmatch(words):
        return f"{turned['whole']}, {turned['part'].strip()}"
    return words


def _number_last(counted: re.Match[str]) -> str:
    ordinal = counted["ordinal"]
    number = _ORDINALS.index(ordinal) + 1 if ordinal in _ORDINALS else int(ordinal[:-2])
    return f"{counted['kind']} {number}"


def _read(words: str, forms: Sequence[tuple[Target, str]], text: str) -> Citation:
    for target, form in forms:
        if match := re.fullmatch(form, words):
            found = {name: value for name, value in match.groupdict().items() if value is not None}
            return Citation(
                target=target,
                number=int(found["number"]) if "number" in found else None,
                labels=tuple(found[name] for name in sorted(found) if name.startswith("label")),
                commitment=int(found["commitment"]) if "commitment" in found else None,
                name=slug(found.get("name", found.get("named", ""))),
                objective=int(found["objective"]) if "objective" in found else None,
            )
    raise CitationSyntaxError(f"{text!r} does not read as a citation")
