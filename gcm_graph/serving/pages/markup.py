"""Write the words of a unit as HTML: marks as links to what they refer to, marks of footnotes and variants."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from gcm_graph.serving.pages.marks import FootnoteMark, Stretch
from gcm_graph.serving.pages.passages import Passage, relation
from gcm_graph.serving.pages.rendering import href, label
from gcm_graph.serving.per_release import PerRelease
from gcm_graph.units import Unit

Kept: TypeAlias = dict[tuple[str, str, bool, int, str], Markup]
"""Pieces of pages, by what decides how they are written."""

_KEPT = 1024
_SIGLA = (("network-hub", "Hub"), ("guidance-booklet", "Booklet"), ("a-res-73-195", "A/RES/73/195"))

_MARK = Markup('<a class="m {style}" href="{link}" title="{names}">{words}</a>')
_BLANK = Markup('<span class="m {style}" title="{names}">{words}</span>')
_FOOTNOTE = Markup('<sup class="note" id="{anchor}"><a href="{link}" aria-label="Footnote {number}">{number}</a></sup>')
_VARIANT = Markup(
    '<sup class="variant"><a id="{anchor}-at-{number}" href="#{anchor}-variant-{number}" '
    'aria-label="v{number}, a variant">v{number}</a></sup>'
)


_SIMILAR = "Did you mean "
_PLACE = re.compile(r"(?<![^\s(])/(?:[\w-]+(?:[./][\w-]+)*/?)?(?=[\s,.)]|$)", re.ASCII)
_RELATIVE = re.compile(r"(?<![^\s(])[a-z-]+/[\w-]+(?:[./][\w-]+)*", re.ASCII)


@pass_context
def with_links(context: Context, words: str) -> Markup:
    """Return the words of a problem as HTML, with the paths of this server that they name as links to them.

    Paths without a slash before them are meant only where something is offered instead of what was asked for.
    """
    pieces: list[Markup] = []
    at, root = 0, context["addresses"].root
    for found in (_RELATIVE if words.startswith(_SIMILAR) else _PLACE).finditer(words):
        link = href(context, found[0].removeprefix(root).removeprefix("/"))
        pieces += [escape(words[at : found.start()]), Markup('<a href="{}">{}</a>').format(link, found[0])]
        at = found.end()
    return Markup("").join([*pieces, escape(words[at:])])


@pass_context
def marked(context: Context, stretches: Sequence[Stretch], anchor: str = "") -> Markup:
    """Return stretches of a text as HTML.

    Args:
        context: that of the template.
        stretches: the stretches.
        anchor: the name of the unit in the page, with which the names of its variants begin.
    """
    pieces: list[str] = []
    for stretch in stretches:
        pieces += [Markup('<span class="commitment" id="{}">').format(name) for name in stretch.opens]
        pieces.append(_words(context, stretch))
        pieces += [_footnote(mark) for mark in stretch.footnotes]
        pieces += [_VARIANT.format(anchor=anchor, number=number) for number in stretch.readings]
        pieces += ["</span>"] * stretch.closes
    return Markup("").join(map(Markup, pieces))


def _words(context: Context, stretch: Stretch) -> Markup:
    if not stretch.marks or not stretch.text:
        return escape(stretch.text)
    names = [f"{relation(mark.relation).one}: {label(context, mark.thing).text}" for mark in stretch.marks]
    first = stretch.marks[0]
    # Between marks that overlap a blank can be left over, and a link without a word has no name.
    mark = _MARK if stretch.text.strip() else _BLANK
    return mark.format(
        style=relation(first.relation).style,
        link=href(context, first.thing),
        names="; ".join(dict.fromkeys(names)),
        words=stretch.text,
    )


def _footnote(mark: FootnoteMark) -> Markup:
    return _FOOTNOTE.format(anchor=mark.anchor, link=f"#footnote-{mark.footnote}", number=mark.footnote)


@pass_context
def siglum(context: Context, witness: str) -> str:
    """Return by what short name an apparatus calls a document that has a variant: that of its kind, or its label."""
    name = witness.rpartition("/source/")[2]
    found = next((short for start, short in _SIGLA if name.startswith(start)), None)
    return found or label(context, witness).text


@pass_context
def written(context: Context, shown: Passage, template: str, *, own: bool = False, level: int = 0) -> Markup:
    """Return a unit as HTML.

    Args:
        context: that of the template.
        shown: the unit.
        template: what shows it.
        own: whether the page is its own.
        level: how many wholes are between it and what the page is about.
    """
    return _kept(context, (shown.unit.iri, template, own, level), shown=shown, own=own, level=level)


@pass_context
def kept_piece(context: Context, about: Unit, template: str, **shown: object) -> Markup:
    """Return a piece of the page about a unit, as HTML.

    Args:
        context: that of the template.
        about: the unit.
        template: what makes the piece; it has `addresses`, `labels`, `language` and what is given here.
        shown: what it shows. It follows from the unit alone.
    """
    return _kept(context, (about.iri, template, False, 0), **shown)


def _kept(context: Context, of: tuple[str, str, bool, int], **shown: object) -> Markup:
    """Return a piece of HTML, from what the context's `kept` keeps: several pages, or many answers, show the same."""
    kept: Kept = context["kept"]
    key = *of, context["language"]
    found = kept.get(key)
    if found is None:
        shared = {name: context[name] for name in ("addresses", "kept", "labels", "language")}
        found = Markup(context.environment.get_template(of[1]).render(shared, **shown).rstrip())  # noqa: S704 - escaped
        while len(kept) >= _KEPT:
            del kept[next(iter(kept))]
        kept[key] = found
    return found


KEPT: PerRelease[Kept] = PerRelease(lambda _: {})
"""The pieces of the pages of each release."""
