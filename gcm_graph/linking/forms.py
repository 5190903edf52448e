"""Write the forms of names: the key by which words are compared, patterns written out, regular plurals, possessives."""

from __future__ import annotations

import itertools
import re
import unicodedata

MOST_EXPANSIONS = 500
"""The most phrases for which one pattern may stand."""

# What str.isspace calls white space, and hyphens; a test compares the two.
_SPACES = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
    "\u200a\u2028\u2029\u202f\u205f\u3000-\u2010\u2011"
)
_ASCII_SPACES = str.maketrans(dict.fromkeys((space for space in _SPACES if space.isascii()), " "))
_GROUP = re.compile(r"\((?P<alternatives>[^()\[\]]*\|[^()\[\]]*)\)|\[(?P<optional>[^()\[\]|]*)\]")
_LITERAL = re.compile(r"(?:[^()\[\]|]|\([^()\[\]|]*\))*")
# "Access", "status" and "basis" are no plurals, and "ties" is none of "ty".
_PLURAL = re.compile("..+[^isu]s")
_PLURAL_OF_Y = re.compile("..+ies")


class PatternError(ValueError):
    """The signs of a pattern do not fit one another."""


def key(text: str) -> str:
    """Return a text as it is compared: capitals at the beginnings of words only, hyphens and white space as spaces.

    It has as many code points as the text, so that what is found in it stands at the same place in the text. The
    few characters that would become two (ß as a capital) stay as they are.

    >>> key("whole-of-GOVERNMENT approach")
    'Whole Of Government Approach'
    """
    plain = _spaced(text)
    titled = plain.title()
    if len(titled) == len(plain):
        # No character becomes less than one, so each became one.
        return titled
    growing = "".join(sorted(character for character in set(plain) if _grows(character)))
    parts = re.split(f"([{re.escape(growing)}])", plain)
    return "".join(part if number % 2 else part.title() for number, part in enumerate(parts))


def _spaced(text: str) -> str:
    """Return a text with hyphens and white space as spaces, and typographic apostrophes as plain ones."""
    if text.isascii():
        # Of white space only the space itself counts as printable.
        return text.replace("-", " ") if text.isprintable() else text.translate(_ASCII_SPACES)
    # Of other texts str.translate looks up each character in Python; this is twenty times as fast.
    for space in _SPACES:
        if space in text:
            text = text.replace(space, " ")
    return text.replace("\u2019", "'")


def _grows(character: str) -> bool:
    return len(character.title()) > 1 or len(character.lower()) > 1


def joins(character: str) -> bool:
    """Tell whether a character belongs to the word beside it: a letter, a digit, or a mark put on one.

    Superscript digits do not: they are footnote marks.
    """
    return (
        character.isalpha()
        or character.isdecimal()
        or (character > "\x7f" and unicodedata.category(character).startswith("M"))
    )


def expansions(pattern: str) -> tuple[str, ...]:
    """Return the phrases for which a pattern stands, each once: `(a|b)` is one of several, `[x]` may be left out.

    Parentheses without a bar are themselves: "Resolution 217 A (III)".

    >>> expansions("(States|Governments) [and] others")
    ('States and others', 'States others', 'Governments and others', 'Governments others')

    Raises:
        PatternError: a bracket has no counterpart, stands in another, or holds nothing; a phrase is empty; or there
            are too many.
    """
    choices: list[tuple[str, ...]] = []
    count, place = 1, 0
    for group in _GROUP.finditer(pattern):
        choices.append((_literal(pattern[place : group.start()]),))
        choices.append(_choices(group))
        count *= len(choices[-1])
        place = group.end()
    choices.append((_literal(pattern[place:]),))
    if count > MOST_EXPANSIONS:
        raise PatternError(f"the pattern stands for {count} phrases; at most {MOST_EXPANSIONS} are read")
    phrases = dict.fromkeys(" ".join("".join(parts).split()) for parts in itertools.product(*choices))
    if any(not any(map(str.isalnum, phrase)) for phrase in phrases):
        raise PatternError("the pattern stands for a phrase without words")
    return tuple(phrases)


def _choices(group: re.Match[str]) -> tuple[str, ...]:
    if group["optional"] is not None:
        if not group["optional"].strip():
            raise PatternError("between two brackets nothing stands")
        return group["optional"], ""
    alternatives = tuple(group["alternatives"].split("|"))
    if not all(alternative.strip() for alternative in alternatives):
        raise PatternError(f"an alternative of {group[0]!r} is empty; what may be left out stands in brackets: [x]")
    return alternatives


def _literal(words: str) -> str:
    if not _LITERAL.fullmatch(words):
        raise PatternError(
            f"a bracket or bar in {words.strip()!r} has no counterpart, or brackets stand in one another"
        )
    return words


def possessive(form: str) -> str:
    """Return the key of a form's possessive; of a form that ends with no letter, the form.

    >>> possessive("Migrant"), possessive("Local Authorities")
    ("Migrant'S", "Local Authorities'")

    Args:
        form: the key of the form.
    """
    word = _last_word(form)
    return form + ("'" if _singular(word) is not None else "'S") if word else form


def other_number(form: str) -> str:
    """Return the key of the regular plural or singular of a form's last word; if that is no word, the form.

    >>> other_number("Migrant"), other_number("Local Authorities")
    ('Migrants', 'Local Authority')

    Args:
        form: the key of the form.
    """
    word = _last_word(form)
    return form[: len(form) - len(word)] + (_singular(word) or _plural(word)) if word else form


def _last_word(form: str) -> str:
    """Return the word with which a key ends; empty where that is a number, a sign or one letter."""
    word = form.rpartition(" ")[2]
    return word if word.isalpha() and len(word) > 1 else ""


def _singular(word: str) -> str | None:
    """Return the regular singular of a word that looks like a plural, or None."""
    if not _PLURAL.fullmatch(word):
        return None
    if _PLURAL_OF_Y.fullmatch(word):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "shes", "ches", "xes", "zes")) else word[:-1]


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")
