"""Find where a citation says of which objective a paragraph is.

"para. 27(b) (objective 11)", "para. 27(b) of objective 11" and "Objective 11 (para. 27)" say so. A comma or "and"
between the two makes a list instead, whose members need not belong together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_OBJECTIVE = (
    r"(?P<objective>(?i:objective|obj\.)\s?\d{1,6}"
    r"(?:,?\s(?i:action)\s?\(\s?[a-z]\s?\)|,?\s(?i:commitment)\s\d{1,3})?)(?!\d|\s?\([a-z])"
)
_BEHIND_PARAGRAPH = (
    re.compile(rf"\s?\(\s?{_OBJECTIVE}\s?\)"),
    re.compile(rf",?\s(?:of|in|under)\s(?:the\s)?{_OBJECTIVE}"),
)
_BEHIND_OBJECTIVE = re.compile(
    r"\s?\(\s?(?i:paragraph\s|para\.?|par\.|§|¶)\s?(?P<paragraph>\d{1,6}(?:\s?\(\s?[a-z]{1,5}\s?\)){0,2})\s?\)"
)


@dataclass(frozen=True, slots=True)
class Belonging:
    """What a citation says of a paragraph and its objective together.

    Attributes:
        end: where the words that say so end.
        paragraph: the paragraph, without the word.
        query: both, as `gcm show` takes them.
    """

    end: int
    paragraph: str
    query: str


def objective_behind(text: str, end: int, paragraph: str) -> Belonging | None:
    """Return the objective that is named behind a paragraph, or None.

    Args:
        text: the text.
        end: where the citation of the paragraph ends.
        paragraph: the paragraph, as `gcm show` takes it.
    """
    for form in _BEHIND_PARAGRAPH:
        if match := form.match(text, end):
            objective = " ".join(match["objective"].split())
            return Belonging(match.end(), paragraph, f"{paragraph} ({objective})")
    return None


def paragraph_behind(text: str, end: int, objective: str) -> Belonging | None:
    """Return the one paragraph that is named in brackets behind an objective, or None.

    Args:
        text: the text.
        end: where the citation of the objective ends.
        objective: the objective, as `gcm show` takes it.
    """
    match = _BEHIND_OBJECTIVE.match(text, end)
    if match is None:
        return None
    paragraph = "".join(match["paragraph"].split())
    return Belonging(match.end(), paragraph, f"{paragraph} ({objective})")
