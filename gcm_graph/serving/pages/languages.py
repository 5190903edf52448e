"""The language in which labels are wanted, and the languages that a reader can choose for a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from pyoxigraph import Literal
from starlette.requests import Request

from gcm_graph.serving.pages.labels import ENGLISH, LANGUAGES, Label
from gcm_graph.serving.problems import Problem

_FURTHER_NAMES = {"ar": "العربية", "de": "Deutsch", "pt": "Português", "ru": "Русский", "zh": "中文"}
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}")


def native_name(language: str) -> str:
    """Return what a language is called in itself, or its tag where we do not know."""
    return LANGUAGES.get(language) or _FURTHER_NAMES.get(language, language)


def wanted_language(request: Request) -> str:
    """Return the language that a request wants labels in, by `?lang=`; English unless it says otherwise.

    Any language will do: labels that there are not in it are given in English.

    Raises:
        Problem: what it names is no language tag.
    """
    tag = request.query_params.get("lang", "")
    if not tag:
        return ENGLISH
    if not _TAG.fullmatch(tag):
        raise Problem(
            400,
            "language-tag",
            "The language is not a language tag",
            "The value of lang= is not a language tag of BCP 47.",
            hint="Name a language by its tag, as in lang=es or lang=fr.",
        )
    return tag.lower()


def choose(labels: Iterable[Literal], wanted: str) -> Label | None:
    """Return a label in the wanted language, else in English, else in any; None where there is no label."""
    by_language: dict[str, Label] = {}
    for label in labels:
        by_language.setdefault((label.language or "").lower(), Label(label.value, label.language or ""))
    for language in (wanted, wanted.partition("-")[0], ENGLISH, ""):
        if language in by_language:
            return by_language[language]
    return by_language[min(by_language)] if by_language else None


def menu(labels: Iterable[Literal]) -> Mapping[str, str]:
    """Return the languages of labels by their tags, each by its own name, English first; empty where there is one.

    >>> menu([Literal("return", language="en"), Literal("retour", language="fr")])
    {'en': 'English', 'fr': 'Français'}
    """
    tags = {(label.language or "").lower() for label in labels} - {""}
    ordered = sorted(tags, key=lambda tag: (tag != ENGLISH, tag))
    return {tag: native_name(tag) for tag in ordered} if len(ordered) > 1 else {}
