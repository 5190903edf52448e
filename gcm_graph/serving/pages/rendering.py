"""Turn a template into a page: what every page shows around its content, and how templates write links and labels."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from http import HTTPStatus

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from pyoxigraph import DefaultGraph, Literal, NamedNode
from starlette.requests import Request
from starlette.responses import HTMLResponse

from gcm_graph import resources
from gcm_graph.describing.graphs import term
from gcm_graph.namespaces import BASE, GCM, ONTOLOGY, PREFIXES
from gcm_graph.serving.addresses import Addresses
from gcm_graph.serving.assets import asset_place
from gcm_graph.serving.pages.labels import ENGLISH, LABELS, LANGUAGES, Label, direction, shortened
from gcm_graph.serving.pages.languages import wanted_language
from gcm_graph.serving.pages.site_parts import PARTS, PARTS_ALONE, part_of
from gcm_graph.serving.per_release import PerRelease
from gcm_graph.serving.problems import Problem
from gcm_graph.serving.service import RELEASE, ServedRelease, release_of

STANDING_ALONE = "gcm.standing-alone"
"""The key of a request's scope that says that its page is for a site of files, without a server that answers."""

CACHEABLE = "public, max-age=300"
"""How long a page may be kept without asking: a new release may change it."""

_GOAL = re.compile(re.escape(PREFIXES["sdg"]) + r"([0-9]+(?:\.[0-9a-z]+)?)")
"""The addresses of Goals and targets; others that begin like them are the United Nations' alone."""

_PAGE = re.compile(r"(?:^|/)(?:#.*)?$")


def render(request: Request, template: str, status: int = 200, **context: object) -> HTMLResponse:
    """Return a page.

    Templates have, besides what is given: `addresses`, `labels`, `language` (the one
    asked for with `?lang=`), `languages` (tag, name and link of each), `path` (of the request, without the slash before
    it), `standing_alone` (whether the page has no server behind it) and `version`; the filters `href`, `label`,
    `shortened`, `direction` and `number`; and the function `asset`.

    Args:
        request: the request, with its release.
        template: the name of the template.
        status: the HTTP status code.
        context: what the template shows. `canonical` is the path of the page's own address; the request's where it is
            not given.

    Raises:
        Problem: the page is no error, and `?lang=` is no language tag.
    """
    path = request.url.path.removeprefix("/")
    language = _language(request, status)
    standing_alone = request.scope.get(STANDING_ALONE, False)
    shared: dict[str, object] = {
        "addresses": Addresses(),
        "canonical": path,
        "language": language,
        "languages": [],
        "part": part_of(path) if status == HTTPStatus.OK else "",
        "parts_of_site": PARTS_ALONE if standing_alone else PARTS,
        "path": path,
        "standing_alone": standing_alone,
        "version": None,
    }
    if RELEASE in request.scope:
        release = release_of(request)
        languages = [
            (tag, name, "?" + request.url.include_query_params(lang=tag).query) for tag, name in LANGUAGES.items()
        ]
        shared |= {
            "addresses": release.addresses,
            "languages": languages,
            "labels": LABELS.of(release),
            "version": VERSIONS.of(release),
        }
    content = environment().get_template(template).render(shared | context)
    return HTMLResponse(content, status, {"Cache-Control": CACHEABLE if status == HTTPStatus.OK else "no-store"})


def _language(request: Request, status: int) -> str:
    try:
        return wanted_language(request)
    except Problem:
        if status == HTTPStatus.OK:
            raise
        return ENGLISH  # the page about this very problem


@cache
def environment() -> Environment:
    """Return the environment of all templates: what is not markup is escaped, what is not given is an error."""
    from gcm_graph.serving.pages.markup import kept_piece, marked, siglum, with_links, written

    made = Environment(
        loader=PackageLoader("gcm_graph.serving.pages", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(href=href, label=label, shortened=shortened, direction=direction, number=number, marked=marked)
    made.filters.update(kept_piece=kept_piece, siglum=siglum, with_links=with_links, written=written)
    made.globals.update(asset=asset_place)
    return made


@pass_context
def href(context: Context, place: str) -> str:
    """Return a link: for the IRI of a thing to its page on this server, for a path of this server to that path.

    Where the reader asked for another language than English, links to pages keep it.
    """
    path = page_path(place) if "://" in place else place
    link: str = context["addresses"].href(path)
    language = context["language"]
    if language == ENGLISH or "://" in path or not _PAGE.search(path):
        return link
    before, mark, fragment = link.partition("#")
    return f"{before}?lang={language}{mark}{fragment}"


@pass_context
def label(context: Context, iri: str) -> Label:
    """Return what a thing is called in the language of the page, or its IRI where it has no name."""
    called: Label = context["labels"].of(iri, context["language"])
    return called


def number(count: int) -> str:
    """Return a number with its thousands apart.

    >>> number(54321) == "54\N{NARROW NO-BREAK SPACE}321"
    True
    """
    return f"{count:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def page_path(iri: str) -> str:
    """Return the path of the page about a thing; the IRI itself where we have no page about it.

    >>> page_path("https://w3id.org/gcm/objective/11")
    'objective/11/'
    >>> page_path("https://w3id.org/gcm/ontology#Action")
    'term/Action/'
    >>> page_path("http://metadata.un.org/sdg/10.7")
    'sdg/10.7/'
    """
    if iri.startswith(GCM):
        return f"term/{iri.removeprefix(GCM)}/"
    if goal := _GOAL.fullmatch(iri):
        return f"sdg/{goal[1]}/"
    if not iri.startswith(BASE):
        return iri
    path, mark, fragment = iri.removeprefix(BASE).partition("#")
    return f"{path}/{mark}{fragment}"


def _version(release: ServedRelease) -> Mapping[str, str]:
    """Return the number and the date of a release: those of its ontology, else those of this package."""
    own = resources.release_identity()
    found = {"number": own.version, "date": own.date}
    for name, predicate in (("number", "owl:versionInfo"), ("date", "dcterms:modified")):
        for quad in release.store.quads_for_pattern(NamedNode(ONTOLOGY), term(predicate), None, DefaultGraph()):
            if isinstance(quad.object, Literal):
                found[name] = quad.object.value
    return found


VERSIONS = PerRelease(_version)
"""The version of each release."""
