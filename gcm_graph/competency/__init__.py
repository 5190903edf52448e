"""Competency questions: what the graph must answer, with the answers that readers worked out from the text."""

from gcm_graph.competency.answers import Verdict, held_against, result_document
from gcm_graph.competency.coverage import asked_for, terms
from gcm_graph.competency.questions import (
    Cell,
    CompetencyQuestion,
    CompetencyQuestionError,
    Refusal,
    competency_questions,
)

__all__ = [
    "Cell",
    "CompetencyQuestion",
    "CompetencyQuestionError",
    "Refusal",
    "Verdict",
    "asked_for",
    "competency_questions",
    "held_against",
    "result_document",
    "terms",
]
