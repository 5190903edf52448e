"""The saved queries of `ontology/queries/*.rq`: one SPARQL query a file, its question in the first comment line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from gcm_graph import resources
from gcm_graph.errors import ExitStatus, GcmError

_FORM = re.compile(r"^\s*(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.MULTILINE | re.IGNORECASE)
_PREFIX = re.compile(r"^PREFIX\s+(?P<prefix>[\w-]*):\s*<(?P<namespace>[^>]*)>\s*\n", re.MULTILINE | re.IGNORECASE)


class UnknownQueryError(GcmError):
    """There is no saved query of the given name."""

    code = "unknown-query"
    status = ExitStatus.USAGE


class SavedQueryError(GcmError):
    """A saved query lacks its question or its query form."""

    code = "saved-query"
    hint = "Begin the file with one comment line that asks the question the query answers."


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A saved query.

    Attributes:
        name: the stem of its file's name.
        question: what it answers, as one sentence.
        text: the whole query, prefixes included.
        form: `select`, `ask`, `construct` or `describe`.
    """

    name: str
    question: str
    text: str
    form: str

    def without_prefixes(self) -> str:
        """Return the query without its PREFIX declarations and its question."""
        return _PREFIX.sub("", self.text).removeprefix(f"# {self.question}").strip() + "\n"


def saved_queries(folder: Path | None = None) -> tuple[SavedQuery, ...]:
    """Return all saved queries, by name.

    Raises:
        SavedQueryError: a file does not begin with its question, or has no query form.
    """
    folder = folder or resources.ontology_folder() / "queries"
    return tuple(_read(path) for path in sorted(folder.glob("*.rq")))


def saved_query(name: str, folder: Path | None = None) -> SavedQuery:
    """Return the saved query of a name.

    Raises:
        UnknownQueryError: there is none.
    """
    queries = {query.name: query for query in saved_queries(folder)}
    if name not in queries:
        raise UnknownQueryError(f"there is no saved query {name!r}", hint=f"There are: {', '.join(queries)}.")
    return queries[name]


def _read(path: Path) -> SavedQuery:
    text = path.read_text(encoding="utf-8")
    first = text.partition("\n")[0]
    form = _FORM.search(text)
    if not first.startswith("# ") or form is None:
        raise SavedQueryError(f"{path.name}: the question or the query form is missing")
    return SavedQuery(name=path.stem, question=first.removeprefix("# "), text=text, form=form[1].lower())
