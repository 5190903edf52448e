"""The pages that list things: the terms of the ontology, the Goals and targets, and the index of everything else."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gcm_graph.namespaces import ONTOLOGY
from gcm_graph.serving.pages.goals import all_goals
from gcm_graph.serving.pages.knowledge import knowledge_of
from gcm_graph.serving.pages.ontology_page import all_terms, excluding_lists, ontology_facts
from gcm_graph.serving.pages.rendering import render
from gcm_graph.serving.pages.schemes import index_blocks
from gcm_graph.serving.pages.things import language_of
from gcm_graph.serving.service import release_of


def ontology(request: Request, thing: str = ONTOLOGY) -> Response:
    """Answer with the page of the ontology: all its terms."""
    release, view = release_of(request), language_of(request)
    return render(
        request,
        "ontology.html",
        canonical="ontology/",
        language=view.language,
        terms=all_terms(release, view.language),
        excluding=excluding_lists(release),
        about=ontology_facts(release, view.language),
        summary=knowledge_of(release).text(thing, "dcterms:description"),
        title=knowledge_of(release).text(thing, "dcterms:title"),
    )


def terms(request: Request) -> Response:
    """Lead from the folder of the pages of terms to the page of all of them."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(release_of(request).addresses.location("ontology/") + query, 301)


def goals(request: Request) -> Response:
    """Answer with the list of all Goals and targets to which units relate."""
    view = language_of(request)
    return render(
        request,
        "index.html",
        canonical="sdg/",
        language=view.language,
        title="The Sustainable Development Goals in the Compact",
        lead="Goals and targets that the text names, or to which the guidance booklet relates its objectives. "
        "Their names and addresses are the United Nations’ own.",
        listed=[all_goals(release_of(request), view.language)],
        contents=[],
        narrow=True,
    )


def index(request: Request) -> Response:
    """Answer with the index of everything that units refer to, and of the records about it."""
    view = language_of(request)
    blocks = index_blocks(release_of(request), view.language)
    return render(
        request,
        "index.html",
        canonical="index/",
        language=view.language,
        title="Index",
        lead="Everything that the Compact names or speaks of, and the records about it. "
        "The number behind a name is how often the text names it.",
        listed=blocks,
        contents=[(block.anchor, block.title, len(block.nodes)) for block in blocks],
        narrow=False,
    )
