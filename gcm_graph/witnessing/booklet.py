"""What the guidance booklet's page says: short titles of the actions, example practices, goals and targets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from gcm_graph.curating.crosswalk import RELATES_TO_TARGET
from gcm_graph.curating.curated import Curated
from gcm_graph.curating.facts import Fact
from gcm_graph.curating.practices import Practice
from gcm_graph.curating.references import References
from gcm_graph.curating.values import Iri, Path, Text, Typed
from gcm_graph.model import Document
from gcm_graph.namespaces import PREFIXES
from gcm_graph.reading.booklet import OBJECTIVE
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

_CITATION = re.compile(r" \((?P<citation>[^()]+, (?:\d{4}|n\.d\.))\)\.$")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_WHERE = "in the guidance booklet"


def read_booklet_content(read: PassageText, document: Document, curated: Curated) -> PageContent:
    """Return what the page says.

    The page does not say which action a practice exemplifies, and nothing is made up: it exemplifies the objective.

    Args:
        read: the page.
        document: the resolution.
        curated: the curated tables, which say with other editions of the booklet what this page says too.

    Raises:
        TableDisagreesError: a curated table says of the page what it does not say, or leaves out what it says.
    """
    names = _names(curated.references)
    quoted = list(quote_wordings(read, document, _WHERE))
    facts = list(_short_titles(read))
    confirmed: list[ReadFact] = []
    for passage in read.of_kind(PassageKind.PRACTICE):
        practice = _practice(read, passage, curated.practices)
        words = _quote(read, passage, practice.path, f"{practice.title}, {_WHERE}", Path(practice.path))
        quoted.append(words)
        facts += (ReadFact(fact, words.path) for fact in _named(read, passage, practice, names))
        confirmed += (ReadFact(fact, words.path) for fact in practice.facts)
    quoted += (
        _goal(read, passage) for kind in (PassageKind.GOAL, PassageKind.TARGET) for passage in read.of_kind(kind)
    )
    confirmed += _targets(read, curated)
    return PageContent(tuple(quoted), tuple(facts), tuple(confirmed))


def _short_titles(read: PassageText) -> Iterator[ReadFact]:
    """Yield the short title of each action: the words that the page prints in bold type."""
    for passage in read.of_kind(PassageKind.WORDING):
        start, end = passage.emphasised[0]
        fact = Fact(passage.about, "gcm:shortTitle", Text(passage.text[start:end]), (f"source/{read.source}",))
        yield ReadFact(fact, passage_path(read.source, passage.about))


def _practice(read: PassageText, passage: Passage, practices: tuple[Practice, ...]) -> Practice:
    """Return the practice of the table that a passage describes, once the two agree in title and citation."""
    line = passage.lines[0]
    practice = next((each for each in practices if each.title == passage.about), None)
    if practice is None:
        message = f"practices.csv has no practice of the title {passage.about!r}"
        raise TableDisagreesError(message, file=read.file, line=line)
    match = _CITATION.search(passage.text)
    printed = match["citation"] if match else None
    tabled = [each.value.value for each in practice.facts if each.property == "dcterms:bibliographicCitation"]
    if [printed] != tabled:
        message = f"the practice cites {printed!r}, and practices.csv has {tabled}"
        raise TableDisagreesError(message, file=read.file, line=line)
    return practice


def _named(read: PassageText, passage: Passage, practice: Practice, names: Mapping[str, str]) -> Iterator[Fact]:
    """Yield the years that the prose names, and the bodies that prose and citation name."""
    sources = (f"source/{read.source}",)
    prose = _CITATION.sub("", passage.text)
    for year in dict.fromkeys(_YEAR.findall(prose)):
        yield Fact(practice.path, "gcm:namesYear", Typed(year, "gYear"), sources)
    # The longest name wins, so that a programme is not taken for the union whose name begins its own.
    any_name = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})\b")
    for actor in dict.fromkeys(names[found] for found in any_name.findall(passage.text)):
        yield Fact(practice.path, "gcm:namesOrganization", Path(actor), sources)


def _names(references: References) -> dict[str, str]:
    """Return the paths of the actors by each of their names."""
    names = {form: actor.path for actor in references.actors for form in (actor.name, *actor.also_named)}
    actors = set(names.values())
    for fact in references.facts:
        if fact.property == "dcterms:alternative" and fact.subject in actors:
            names[fact.value.value] = fact.subject
    return names


def _goal(read: PassageText, passage: Passage) -> Quoted:
    is_goal = passage.kind is PassageKind.GOAL
    name = f"{'Goal' if is_goal else 'Target'} {passage.about} of the Sustainable Development Goals, {_WHERE}"
    path = f"{'goal' if is_goal else 'target'}/{passage.about}"
    return _quote(read, passage, path, name, Iri(PREFIXES["sdg"] + passage.about))


def _targets(read: PassageText, curated: Curated) -> Iterator[ReadFact]:
    """Yield the relations of the crosswalk that the page's list of targets bears out: all that rest on it."""
    facts = [relation.fact for relation in curated.crosswalk.relations]
    tabled = {fact.value.value: fact for fact in stated(facts, OBJECTIVE, RELATES_TO_TARGET, read)}
    passages = read.of_kind(PassageKind.TARGET)
    printed = {PREFIXES["sdg"] + passage.about: passage for passage in passages}
    if odd := sorted(set(tabled) ^ set(printed)):
        message = f"the page and crosswalk.csv do not list the same targets: {', '.join(odd)}"
        raise TableDisagreesError(message, file=read.file, line=passages[0].lines[0])
    for target, passage in printed.items():
        yield ReadFact(tabled[target], passage_path(read.source, f"target/{passage.about}"))


def _quote(read: PassageText, passage: Passage, what: str, label: str, about: Path | Iri) -> Quoted:
    return Quoted(passage_path(read.source, what), read.source, label, passage.text, passage.lines, (about,))
