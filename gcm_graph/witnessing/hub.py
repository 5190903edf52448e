"""What the Hub's page says: capacity gaps, the languages of the report, short titles, and where it leads on to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from gcm_graph.curating.curated import Curated
from gcm_graph.curating.facts import Fact
from gcm_graph.curating.values import Iri, Path
from gcm_graph.errors import StructureError
from gcm_graph.model import Document
from gcm_graph.namespaces import slug
from gcm_graph.reading.hub import CAPACITIES, OBJECTIVE, REPORT
from gcm_graph.reading.passages import Passage, PassageKind, PassageText
from gcm_graph.witnessing.quoted import (
    PageContent,
    Quoted,
    ReadFact,
    TableDisagreesError,
    passage_path,
    quote_wordings,
    stated,
)

LANGUAGES: Mapping[str, str] = MappingProxyType(
    {"AR": "ARA", "ZH": "ZHO", "EN": "ENG", "FR": "FRA", "RU": "RUS", "ES": "SPA"}
)
"""The codes of the EU's authority table of languages by those that the page prints (ISO 639-1)."""

_AUTHORITY = "http://publications.europa.eu/resource/authority/language/"
_SENTENCE = re.compile(r"areas pertaining to (?P<gaps>.+?), to mention a few, still require capacity development\.")
_GAP = re.compile(
    r"(?P<words>[a-z][^()]+?) \((?:cf\. Actions )?(?P<letters>[a-g](?: and [a-g])*)\)(?P<joint>, | and |$)"
)
_REPORT = re.compile(r"report is available in (?P<codes>[A-Z]{2}(?:, [A-Z]{2})*)\.")
_WHERE = "on the Hub's page"


@dataclass(frozen=True, slots=True)
class CapacityGap:
    """An area in which, by the page, capacities are still to be developed.

    Attributes:
        path: its path.
        name: its words as printed, without the actions that are cited for it.
        actions: the paths of the actions that are cited for it, in order.
        passage: the path of the passage in which they stand.
    """

    path: str
    name: str
    actions: tuple[str, ...]
    passage: str


@dataclass(frozen=True, slots=True)
class HubContent:
    """What the page says, and the capacity gaps that it names."""

    page: PageContent
    gaps: tuple[CapacityGap, ...]


def read_hub_content(read: PassageText, document: Document, curated: Curated) -> HubContent:
    """Return what the page says.

    Args:
        read: the page.
        document: the resolution.
        curated: the curated tables, among them the short titles of all objectives.

    Raises:
        StructureError: the sentence on capacities or that on languages is not as it must be.
        TableDisagreesError: short-titles.csv gives another short title than the page, or does not name the page.
    """
    gaps = tuple(_gaps(read, document))
    report = _only(read, REPORT)
    languages = _quote(read, report, "report-languages", f"Languages of the report, {_WHERE}")
    facts = [ReadFact(fact, languages.path) for fact in _languages(read, report)]
    quoted = [*quote_wordings(read, document, _WHERE), *(words for _, words in gaps), languages]
    confirmed = []
    for passage in _short_titles(read):
        number = passage.about.removeprefix("objective/")
        label = f"Short title of objective {number}, {_WHERE}"
        title = _quote(read, passage, f"{passage.about}/short-title", label, Path(passage.about))
        quoted.append(title)
        confirmed.append(ReadFact(_tabled(read, passage, curated), title.path))
        if passage.about != OBJECTIVE:
            facts.append(ReadFact(_page_fact(read, "gcm:pointsToObjective", Path(passage.about)), title.path))
    return HubContent(PageContent(tuple(quoted), tuple(facts), tuple(confirmed)), tuple(gap for gap, _ in gaps))


def _only(read: PassageText, about: str) -> Passage:
    return next(passage for passage in read.passages if passage.about == about)


def _gaps(read: PassageText, document: Document) -> Iterator[tuple[CapacityGap, Quoted]]:
    """Yield the areas of the sentence and the words of each with its actions; together they are its whole middle.

    The commas in an area do not tell where it ends, only its brackets do. That none is lost shows in the actions: each
    action of the objective is cited once.
    """
    whole = _only(read, CAPACITIES)
    sentence = _SENTENCE.search(whole.text)
    listed, at = sentence["gaps"] if sentence else "", 0
    left = {unit.path for unit in document.provisions if unit.path.startswith(f"{OBJECTIVE}/action/")}
    while match := _GAP.match(listed, at):
        actions = tuple(f"{OBJECTIVE}/action/{letter}" for letter in match["letters"].split(" and "))
        if not left.issuperset(actions):
            break
        at = match.end()
        left.difference_update(actions)
        name, path = match["words"], f"capacity-gap/{slug(match['words'])}"
        words = _quote(read, whole, path, f"Capacity gap: {name}, {_WHERE}", Path(path), *map(Path, actions))
        yield (
            CapacityGap(path, name, actions, words.path),
            replace(words, text=match[0].removesuffix(match["joint"])),
        )
    if at < len(listed) or left:
        message = f"the areas that require capacities were expected, each action cited once, and not {listed[at:]!r}"
        raise StructureError(message, file=read.file, line=whole.lines[0])


def _languages(read: PassageText, report: Passage) -> Iterator[Fact]:
    match = _REPORT.search(report.text)
    codes = match["codes"].split(", ") if match else [report.text]
    for code in codes:
        if code not in LANGUAGES:
            message = f"the code of a language was expected and {code[:40]!r} found"
            raise StructureError(message, file=read.file, line=report.lines[0])
        yield _page_fact(read, "gcm:offersReportIn", Iri(_AUTHORITY + LANGUAGES[code]))


def _short_titles(read: PassageText) -> tuple[Passage, ...]:
    """Return the short titles that the page prints, each objective's once."""
    first: dict[str, Passage] = {}
    for passage in read.of_kind(PassageKind.SHORT_TITLE):
        same = first.setdefault(passage.about, passage)
        if same.text != passage.text:
            message = f"the page calls {passage.about} {same.text!r} and {passage.text!r}"
            raise StructureError(message, file=read.file, line=passage.lines[0])
    return tuple(first.values())


def _tabled(read: PassageText, passage: Passage, curated: Curated) -> Fact:
    for fact in stated(curated.crosswalk.short_titles, passage.about, "gcm:shortTitle", read):
        if fact.value.value == passage.text:
            return fact
    message = f"short-titles.csv does not give {passage.about} the short title {passage.text!r} of this page"
    raise TableDisagreesError(message, file=read.file, line=passage.lines[0])


def _page_fact(read: PassageText, name: str, value: Path | Iri) -> Fact:
    source = f"source/{read.source}"
    return Fact(source, name, value, (source,))


def _quote(read: PassageText, passage: Passage, what: str, label: str, *about: Path) -> Quoted:
    return Quoted(passage_path(read.source, what), read.source, label, passage.text, passage.lines, about)
