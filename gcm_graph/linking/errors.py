"""What can be wrong with the lexicon."""

from __future__ import annotations

from gcm_graph.curating.table import Row
from gcm_graph.errors import CuratedTableError, SourceError


class LexiconTableError(CuratedTableError):
    """A table of the lexicon, or a row of one, is not as it must be."""

    code = "lexicon-table"
    hint = "Correct the cell. ontology/lexicon/README.md says what each column holds."

    @classmethod
    def at(cls, row: Row, column: str | None, message: str, *, hint: str = "") -> LexiconTableError:
        """Return the error that something is wrong in a row.

        Args:
            row: the row.
            column: the heading of the column, or None where the row as a whole is meant.
            message: what is wrong.
            hint: what to do next.
        """
        return cls(message, file=row.file, line=row.line, column=column, hint=hint)


class UnnamedThingError(SourceError):
    """A thing that can be mentioned has no English label."""

    code = "lexicon-unnamed"
    hint = "Give it a skos:prefLabel in English."


class SharedFormError(SourceError):
    """Two things have the same name, and no row of the lexicon says which of them the words mean."""

    code = "lexicon-shared-form"
    hint = "Write a row for each thing that the words mean into a table of ontology/lexicon, or take one label away."


class NeverMatchesError(SourceError):
    """A row or label finds nothing in the text."""

    code = "lexicon-never-matches"
    hint = "Correct its words, or take it out: what finds nothing hides a mistake."


class NotMentionedError(SourceError):
    """No mention is found of a thing that the text is said to name."""

    code = "lexicon-not-mentioned"
    hint = "Add a row with the words by which the text names it to a table of ontology/lexicon."
