"""The pages about everything that is not a unit of the text, by kind."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from gcm_graph.namespaces import GCM, iri
from gcm_graph.serving.pages import lists, query_pages, question_pages, search_page, searching
from gcm_graph.serving.pages.catalogue import dataset_page, graph_page
from gcm_graph.serving.pages.entities import entity_page
from gcm_graph.serving.pages.goals import GOALS, goal_page
from gcm_graph.serving.pages.kinds import ANYTHING, Page
from gcm_graph.serving.pages.knowledge import knowledge_of
from gcm_graph.serving.pages.profile_page import profile_page
from gcm_graph.serving.pages.records import (
    annotation_page,
    claim_page,
    generic_page,
    mapping_page,
    mapping_set_page,
    passage_page,
    source_page,
    task_page,
    variant_page,
)
from gcm_graph.serving.pages.schemes import index_entry, scheme_page
from gcm_graph.serving.pages.shape_pages import shapes_page
from gcm_graph.serving.pages.terms import shapes_by_term, term_page
from gcm_graph.serving.pages.things import language_of, shown, thing_page, view_of
from gcm_graph.serving.pages.version_page import version_page
from gcm_graph.serving.problems import Problem
from gcm_graph.serving.service import ServedRelease, release_of

_ENTITIES = (
    "gcm:Instrument",
    "gcm:Actor",
    "gcm:Mechanism",
    "gcm:StakeholderGroup",
    "gcm:PopulationGroup",
    "gcm:Theme",
    "gcm:Place",
    "gcm:Period",
    "gcm:Observance",
    "gcm:MigrationStage",
    "gcm:ProvisionKind",
    "gcm:PledgeKind",
    "gcm:PledgeForm",
    "gcm:Practice",
    "gcm:CapacityGap",
    "gcm:ReviewRound",
    "gcm:ReviewCluster",
    "gcm:LanguageVersion",
    "gcm:Reference",
)


PAGES: Mapping[str, Page] = MappingProxyType(
    {
        "sdgo:Goal": shown(goal_page),
        "sdgo:Target": shown(goal_page),
        "gcm:Task": shown(task_page),
        **{name: shown(entity_page) for name in _ENTITIES},
        "gcm:Variant": shown(variant_page),
        "gcm:Passage": shown(passage_page),
        "gcm:Claim": shown(claim_page),
        "gcm:SourceDocument": shown(source_page),
        "oa:Annotation": shown(annotation_page),
        "sssom:Mapping": shown(mapping_page),
        "sssom:MappingSet": shown(mapping_set_page),
        "skos:ConceptScheme": shown(scheme_page),
        question_pages.QUESTION: question_pages.question_page,
        "sh:SPARQLExecutable": query_pages.saved_query_page,
        "owl:Ontology": lists.ontology,
        "void:Dataset": lambda request, thing: shown(dataset_page if thing == iri("dataset") else graph_page)(
            request, thing
        ),
        ANYTHING: shown(generic_page),
    }
)
"""What shows a thing, by the prefixed name of its class, the more special class before the more general one.

The page under `rdfs:Resource` shows what has no other.
"""


def _absent(path: str) -> Problem:
    return Problem(
        404,
        "not-found",
        "There is nothing here",
        f"There is no page /{path}/.",
        hint="The index is at /index/, and /search finds words and names.",
    )


async def term(request: Request) -> Response:
    """Answer with the page of a class or property."""
    name = request.path_params["name"]
    if not name.isascii() or not name.isalnum() or not knowledge_of(release_of(request)).about(GCM + name):
        raise _absent(f"term/{name}")
    return await shown(term_page, language_of)(request, GCM + name)


async def goal(request: Request) -> Response:
    """Answer with the page of a Goal or target."""
    notation = request.path_params["notation"]
    named = GOALS + notation
    if not _is_plain(notation) or not knowledge_of(release_of(request)).about(named):
        raise _absent(f"sdg/{notation}")
    return await shown(goal_page)(request, named)


def entry(request: Request) -> Response:
    """Answer with the index entry of an objective or a guiding principle."""
    path = f"{request.path_params['family']}/{request.path_params['name']}"
    release = release_of(request)
    if not _is_entry(release, path):
        raise _absent(f"index/{path}")
    return thing_page(request, index_entry(release, iri(path), view_of(request)))


def without_class(path: str) -> Page | None:
    """Return what shows the profile, or a version of the dataset or of the shapes; None for other paths.

    The store has no class of these.
    """
    if path == "profile":
        return shown(profile_page)
    family, _, found = path.partition("/")
    if found.isascii() and found.replace(".", "").replace("-", "").isalnum():
        pages: dict[str, Page] = {"dataset": version, "shapes": shapes}
        return pages.get(family)
    return None


async def version(request: Request, thing: str) -> Response:
    """Answer with the page of a version of the dataset."""
    if not knowledge_of(release_of(request)).is_known(thing):
        raise _absent(thing.removeprefix(iri("")))
    return await shown(version_page)(request, thing)


def shapes(request: Request, thing: str) -> Response:
    """Answer with the page of a version of the shapes."""
    page = shapes_page(release_of(request), thing, view_of(request))
    if page is None:
        raise _absent(thing.removeprefix(iri("")))
    return thing_page(request, page)


def prepare(release: ServedRelease) -> None:
    """Work out what the first readers would have to wait for."""
    searching.prepare(release)
    shapes_by_term(release)


def with_slash(request: Request) -> Response:
    """Lead from the address of a page without a slash at its end to the page.

    Raises:
        Problem: there is no such page. Browsers keep a permanent redirect, so that none may lead to nothing.
    """
    path = request.url.path.removeprefix("/")
    if not _is_there(release_of(request), request.path_params):
        raise _absent(path)
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(release_of(request).addresses.location(f"{path}/") + query, 301)


def _is_there(release: ServedRelease, named: Mapping[str, str]) -> bool:
    """Tell whether the page exists that the parameters of a path name."""
    if "family" in named:
        return _is_entry(release, f"{named['family']}/{named['name']}")
    if "notation" in named:
        return _is_plain(named["notation"]) and bool(knowledge_of(release).about(GOALS + named["notation"]))
    if "name" in named:
        return _is_plain(named["name"]) and bool(knowledge_of(release).about(GCM + named["name"]))
    return True


def _is_plain(name: str) -> bool:
    return name.isascii() and name.replace(".", "").isalnum()


def _is_entry(release: ServedRelease, path: str) -> bool:
    return path in {unit.path for unit in release.units if unit.kind in {"Objective", "GuidingPrinciple"}}


def routes() -> list[BaseRoute]:
    """Return the routes of these pages that are not the pages of one thing."""
    pages = {
        "/index/": lists.index,
        "/index/{family}/{name}/": entry,
        "/sdg/": lists.goals,
        "/sdg/{notation}/": goal,
        "/term/{name}/": term,
    }
    return [
        *search_page.routes(),
        *query_pages.routes(),
        *question_pages.routes(),
        *(Route(path, handler) for path, handler in pages.items()),
        *(Route(path.removesuffix("/"), with_slash) for path in pages),
        *(Route(path, lists.terms) for path in ("/term/", "/term")),
    ]
