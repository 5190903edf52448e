"""The pages of what units refer to: instruments, actors, groups, places, themes, Goals and targets, and the like."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal

from gcm_graph.describing.graphs import term
from gcm_graph.serving.pages.block_parts import Link, Pager
from gcm_graph.serving.pages.blocks import Block, Facts, Page, Quotations
from gcm_graph.serving.pages.facts import MATCHES, FactWriter, pages_of, pointing
from gcm_graph.serving.pages.knowledge import Knowledge, knowledge_of
from gcm_graph.serving.pages.labels import ENGLISH, Label
from gcm_graph.serving.pages.languages import choose, menu
from gcm_graph.serving.pages.mentions import grouped, mentions_of, quotations
from gcm_graph.serving.pages.naming import link, name_of
from gcm_graph.serving.pages.rendering import page_path
from gcm_graph.serving.pages.spread import spread, table_of_actions
from gcm_graph.serving.pages.trees import neighbourhood, see_also
from gcm_graph.serving.service import ServedRelease

QUOTATIONS_A_PAGE = 50
"""How many units with mentions are shown at once: a page stays small enough to be read on a slow line."""

POINTING_A_PAGE = 40
"""How many things that point to another are shown at once, of each property."""

SHOWN_APART = (
    "rdf:type",
    "skos:prefLabel",
    "skos:altLabel",
    "skos:definition",
    "skos:scopeNote",
    "skos:broader",
    "skos:narrower",
    "skos:related",
    "skos:topConceptOf",
    "rdfs:isDefinedBy",
    *MATCHES,
)
"""The properties whose values stand in the head of a page, or in a block of their own."""

_LINKS = (
    "citesInstrument",
    "namesActor",
    "involvesStakeholder",
    "concernsPopulation",
    "reflectsPrinciple",
    "namesTarget",
    "namesPlace",
    "concernsTheme",
    "concernsStage",
    "namesObservance",
    "namesPeriod",
    "refersTo",
)

_NOT_POINTING = frozenset(
    term(name).value
    for name in (
        "eli:cites",
        "gcm:claimProperty",
        "gcm:claimSubject",
        "gcm:claimValue",
        "oa:hasBody",
        "prov:hadMember",
        "rdfs:seeAlso",
        "skos:broader",
        "skos:narrower",
        "skos:related",
        "skos:hasTopConcept",
        "skos:example",
        "sssom:object_id",
        "sssom:subject_id",
        *(f"gcm:{name}" for name in _LINKS),
    )
)
"""What need not be told again of those who point to an entity: mentions are quoted, claims stand beside the facts."""


@dataclass(frozen=True, slots=True)
class View:
    """How a page is to be looked at.

    Attributes:
        language: the language in which labels are wanted.
        page: which page of the sentences, from 1.
        pointing: which page of those who point to the thing, from 1.
    """

    language: str = ENGLISH
    page: int = 1
    pointing: int = 1


def entity_page(release: ServedRelease, iri: str, view: View) -> Page:
    """Return the page of something that units refer to.

    Args:
        release: the release.
        iri: the thing.
        view: how the page is to be looked at.
    """
    knowledge = knowledge_of(release)
    writer = FactWriter(iri, knowledge, view.language)
    counts = mention_counts(release)
    beside = see_also(iri, knowledge, counts, view.language)
    apart = [*SHOWN_APART, "dcterms:source", *(["rdfs:seeAlso"] if beside else [])]
    blocks: list[Block | None] = [
        writer.others("", apart, first=["skos:altLabel"]),
        neighbourhood(iri, knowledge, counts, view.language),
        beside,
        named_in(release, iri, view),
        pointing_block(knowledge, iri, view, _NOT_POINTING),
        writer.facts("The same and the like elsewhere", MATCHES, "elsewhere"),
        writer.facts("Where this comes from", ["dcterms:source", "rdfs:isDefinedBy"], "sources"),
    ]
    return page_of(knowledge, iri, view, blocks)


def page_of(
    knowledge: Knowledge,
    iri: str,
    view: View,
    blocks: Iterable[Block | None],
    *,
    title: Label | None = None,
    kind: Link | None = None,
) -> Page:
    """Return a page with the head that all pages of things have.

    Args:
        knowledge: what the release knows.
        iri: the thing.
        view: how the page is to be looked at.
        blocks: what is told of it; None is left out.
        title: what stands over the page; by default the thing's name.
        kind: what kind of thing it is; by default its class.
    """
    names = knowledge.names(iri)
    summaries = knowledge.values(iri, "skos:definition", "dcterms:description")
    return Page(
        iri=iri,
        path=page_path(iri),
        title=title or name_of(iri, knowledge, view.language),
        kind=kind or kind_of(knowledge, iri, view.language),
        summary=choose([value for value in summaries if isinstance(value, Literal)], view.language),
        notes=_notes(knowledge, iri, view.language),
        blocks=tuple(block for block in blocks if block is not None),
        languages=menu(names),
    )


def kind_of(knowledge: Knowledge, iri: str, language: str) -> Link:
    """Return the narrowest class of a thing."""
    classes = knowledge.classes(iri)
    return link(classes[0], knowledge, language) if classes else Link(Label("Resource"))


def _notes(knowledge: Knowledge, iri: str, language: str) -> tuple[Label, ...]:
    notes = [value for value in knowledge.values(iri, "skos:scopeNote") if isinstance(value, Literal)]
    in_language = [note for note in notes if (note.language or "").lower() == language] or notes
    return tuple(Label(note.value, note.language or "") for note in in_language)


def mention_counts(release: ServedRelease) -> Mapping[str, int]:
    """Return how often each thing is named."""
    return {thing: len(each) for thing, each in mentions_of(release).of.items()}


def named_in(release: ServedRelease, iri: str, view: View) -> Quotations | None:
    """Return the sentences in which a thing is named; None where it is not named."""
    mentions = mentions_of(release)
    found = mentions.of.get(iri, ())
    if not found:
        return None
    every = quotations(found)
    pages = pages_of(len(every), QUOTATIONS_A_PAGE)
    at = min(max(view.page, 1), pages)
    shown = every[(at - 1) * QUOTATIONS_A_PAGE : at * QUOTATIONS_A_PAGE]
    return Quotations(
        title="Where it is named",
        lead=_count(len(found), len(every)),
        groups=grouped(shown, mentions),
        kinds=spread(release, iri, [mentions.units[each.unit] for each in every]),
        table=table_of_actions(iri) if knowledge_of(release).things(iri, "skos:inScheme") else "",
        pager=Pager(parameter="page", page=at, pages=pages, anchor="named") if pages > 1 else None,
        anchor="named",
    )


def _count(mentions: int, units: int) -> str:
    times = "Once" if mentions == 1 else f"{mentions} times"
    return f"{times}, in {units} unit of the text." if units == 1 else f"{times}, in {units} units of the text."


def pointing_block(knowledge: Knowledge, iri: str, view: View, without: frozenset[str] = frozenset()) -> Facts | None:
    """Return who points to a thing, without those whose property is told elsewhere."""
    statements = knowledge.pointing_to(iri, without)
    return pointing(statements, knowledge, view.language, view.pointing, POINTING_A_PAGE)
