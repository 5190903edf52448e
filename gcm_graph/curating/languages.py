"""Check that a name in another language can be of that language: its letters, and no English left over."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from gcm_graph.curating.table import Row

LETTERS: Mapping[str, str] = MappingProxyType({"es": "áéíñóúü", "fr": "àâæçèéêëîïôùûüÿœ"})
"""The languages of names, and the letters of each beyond a to z."""

_ENGLISH = re.compile(r"\b(?:and|at|by|for|from|in|of|on|or|that|the|their|through|to|with)\b", re.IGNORECASE)
_ALSO_FRENCH = frozenset({"on", "or"})


def check_language(row: Row, column: str, language: str) -> str:
    """Return a name that can be of its language.

    Args:
        row: the row.
        column: the column of the name.
        language: one of `LETTERS`.

    Raises:
        CuratedTableError: it is empty, has a letter that the language does not write, or an English word is left in it.
    """
    name = row.required(column)
    for character in unicodedata.normalize("NFC", name):
        foreign = character.isalpha() and not character.isascii()
        if foreign and character.lower() not in LETTERS[language]:
            raise row.error(column, f"{character!r} is no letter of the language {language!r}")
    for match in _ENGLISH.finditer(name):
        if language != "fr" or match.group().lower() not in _ALSO_FRENCH:
            raise row.error(column, f"the name still has the English word {match.group()!r}")
    return name
