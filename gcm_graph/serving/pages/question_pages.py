"""The pages of the competency questions: the answer that a reader worked out, and the one that the release gives."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

from pyoxigraph import Literal
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from gcm_graph.namespaces import BASE, iri
from gcm_graph.serving.pages.answers import Rows, shown_results
from gcm_graph.serving.pages.asking import answer_for
from gcm_graph.serving.pages.embedded import EMBEDDED
from gcm_graph.serving.pages.formats import statements_about
from gcm_graph.serving.pages.knowledge import Knowledge, knowledge_of, natural
from gcm_graph.serving.pages.query_pages import by_citation
from gcm_graph.serving.pages.rendering import render
from gcm_graph.serving.per_release import once_per_release
from gcm_graph.serving.problems import Problem
from gcm_graph.serving.service import ServedRelease, release_of

QUESTION = "owlunit:CompetencyQuestionVerification"
_MOST_ROWS = 250
"""How many rows a page shows, so that it stays small; the downloads have all."""


@dataclass(frozen=True, slots=True)
class Compared:
    """The answer of a release, held against the one that is expected.

    Attributes:
        actual: what the release answers.
        missing: expected rows that it does not return.
        further: rows that it returns and that are not among those listed as expected.
    """

    actual: Rows
    missing: Rows
    further: Rows


def compared(expected: Rows, actual: Rows) -> Compared:
    """Hold an answer against the expected one; the order of rows does not matter, how often one stands does."""

    def beyond(these: Rows, those: Rows) -> Rows:
        rows = tuple((Counter(these.rows) - Counter(those.rows)).elements())
        return Rows(these.columns, rows, len(rows))

    return Compared(actual, beyond(expected, actual), beyond(actual, expected))


@once_per_release
def _known(release: ServedRelease) -> dict[str, Compared]:  # noqa: ARG001 - what is kept belongs to the release
    """Return what is known already of the answers to questions, by the IRI of the question."""
    return {}


async def question_page(request: Request, thing: str) -> Response:
    """Answer with the page of a competency question.

    Args:
        request: the request.
        thing: the IRI of the question.
    """
    release = release_of(request)
    knowledge = knowledge_of(release)
    text = knowledge.text(thing, "owlunit:hasSPARQLUnitTest") or ""
    expected = _rows(knowledge.text(thing, "owlunit:hasExpectedResult") or "")
    found, problem = None, None
    if knowledge.things(thing, "owlunit:hasInputData"):
        try:
            found = await _compared(request, release, thing, text, expected)
        except Problem as why:
            # The expected answer stays readable; a page that lacks the actual one is not kept.
            problem = why
    encoded = urlencode({"query": text})
    path = thing.removeprefix(BASE)
    response = render(
        request,
        "question.html",
        canonical=f"{path}/",
        question=knowledge.text(thing, "owlunit:hasCompetencyQuestion") or path,
        name=path.removeprefix("question/"),
        reading=knowledge.text(thing, "dcterms:description"),
        passages=sorted(knowledge.things(thing, "dcterms:source"), key=natural),
        notes=[note.value for note in knowledge.values(thing, "skos:note") if isinstance(note, Literal)],
        text=text,
        expected=expected,
        found=found,
        most=_MOST_ROWS,
        problem=problem,
        cited=by_citation(release),
        editor=f"{release.addresses.href('query/')}?{encoded}",
        formats=statements_about(path),
        statements=EMBEDDED.of(release).of(thing),
    )
    if problem is not None:
        response.headers["Cache-Control"] = "no-store"
    return response


def _rows(document: str) -> Rows:
    shown = shown_results(document.encode())
    return shown if isinstance(shown, Rows) else Rows((), (), 0)


async def _compared(request: Request, release: ServedRelease, thing: str, text: str, expected: Rows) -> Compared | None:
    known = _known(release)
    if thing not in known:
        answered = await answer_for(request, text)
        if not isinstance(answered.shown, Rows):
            return None
        known[thing] = compared(expected, answered.shown)
    return known[thing]


def questions(knowledge: Knowledge) -> list[tuple[str, str, int]]:
    """Return the competency questions: IRI, question, and how many rows are listed as expected; by question."""
    found = [
        (
            each,
            knowledge.text(each, "owlunit:hasCompetencyQuestion") or each,
            len(_rows(knowledge.text(each, "owlunit:hasExpectedResult") or "").rows),
        )
        for each in knowledge.members(QUESTION)
    ]
    return sorted(found, key=lambda question: question[1])


def questions_page(request: Request) -> Response:
    """Answer with the list of the competency questions."""
    knowledge = knowledge_of(release_of(request))
    every = questions(knowledge)
    of_the_release = set(knowledge.subjects("owlunit:hasInputData", iri("dataset")))
    return render(
        request,
        "questions.html",
        canonical="question/",
        groups=[
            (
                "answered",
                "What the Compact answers",
                [each for each in every if each[0] in of_the_release and each[2]],
            ),
            ("unanswered", "What the Compact does not answer", [each for each in every if not each[2]]),
            (
                "records",
                "What is asked of the release together with records of others",
                [each for each in every if each[0] not in of_the_release and each[2]],
            ),
        ],
    )


def routes() -> list[BaseRoute]:
    """Return the routes of the competency questions that are not the pages of one of them."""
    return [Route("/question/", questions_page)]
