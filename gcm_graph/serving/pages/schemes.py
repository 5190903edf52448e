"""The pages of concept schemes, and the index of everything that units refer to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from gcm_graph.serving.pages.block_parts import Link, Node
from gcm_graph.serving.pages.blocks import Block, Listing, Page, Tree
from gcm_graph.serving.pages.entities import View, mention_counts, named_in, page_of
from gcm_graph.serving.pages.facts import FactWriter
from gcm_graph.serving.pages.knowledge import knowledge_of, natural
from gcm_graph.serving.pages.labels import Label
from gcm_graph.serving.pages.mentions import mentions_of
from gcm_graph.serving.pages.naming import link, name_of, unit_name
from gcm_graph.serving.pages.trees import neighbourhood, scheme_tree, see_also
from gcm_graph.serving.service import ServedRelease

INDEXED: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("instruments", "Instruments", ("gcm:Instrument",)),
    ("actors", "Actors and mechanisms", ("gcm:Actor", "gcm:Mechanism")),
    ("stakeholders", "Stakeholder groups", ("gcm:StakeholderGroup",)),
    ("populations", "Population groups", ("gcm:PopulationGroup",)),
    ("principles", "Guiding principles", ("gcm:GuidingPrinciple",)),
    ("themes", "Themes", ("gcm:Theme",)),
    ("stages", "Stages of migration", ("gcm:MigrationStage",)),
    ("places", "Places", ("gcm:Place",)),
    ("periods", "Times and observances", ("gcm:Period", "gcm:Observance")),
    ("goals", "Goals and targets", ("sdgo:Goal", "sdgo:Target")),
    ("tasks", "Tasks", ("gcm:Task",)),
    ("practices", "Practices", ("gcm:Practice",)),
    ("capacity-gaps", "Capacity gaps", ("gcm:CapacityGap",)),
    ("reviews", "Reviews", ("gcm:ReviewRound", "gcm:ReviewCluster")),
    ("pledges", "Kinds and forms of pledge", ("gcm:PledgeKind", "gcm:PledgeForm")),
    ("provision-kinds", "Kinds of provision", ("gcm:ProvisionKind",)),
    ("variants", "Variants", ("gcm:Variant",)),
    ("sources", "Source documents and references", ("gcm:SourceDocument", "gcm:Reference")),
    ("schemes", "Concept schemes", ("skos:ConceptScheme",)),
    ("mappings", "Sets of mappings", ("sssom:MappingSet",)),
)
"""The parts of the index: the name of each in the page, its heading and its classes."""


def scheme_page(release: ServedRelease, iri: str, view: View) -> Page:
    """Return the page of a concept scheme: its concepts, from the top down."""
    knowledge = knowledge_of(release)
    writer = FactWriter(iri, knowledge, view.language)
    blocks: list[Block | None] = [
        scheme_tree(iri, knowledge, mention_counts(release), view.language),
        writer.facts("Where this comes from", ["gcm:takesLabelsFrom", "dcterms:license", "dcterms:source"]),
    ]
    return page_of(knowledge, iri, view, blocks)


def index_entry(release: ServedRelease, iri: str, view: View) -> Page:
    """Return the index entry of a unit that is also a concept.

    Of a principle it tells where its words are taken up, of an objective what its parts refer to.
    """
    knowledge = knowledge_of(release)
    label = unit_name(iri, knowledge, view.language)
    blocks: list[Block | None] = [
        named_in(release, iri, view),
        neighbourhood(iri, knowledge, mention_counts(release), view.language),
        see_also(iri, knowledge, mention_counts(release), view.language),
        *_what_parts_refer_to(release, iri, view.language),
    ]
    page = page_of(knowledge, iri, view, blocks, title=Label(f"In the index: {label.text}", label.language))
    return Page(
        iri=iri,
        path=f"index/{page.path}",
        title=page.title,
        kind=page.kind,
        blocks=page.blocks or (Listing(title="", links=(), lead="No other unit names it."),),
        languages=page.languages,
    )


def _what_parts_refer_to(release: ServedRelease, iri: str, language: str) -> list[Listing]:
    knowledge, mentions = knowledge_of(release), mentions_of(release)
    units = {unit for unit, objective in mentions.objectives.items() if objective.iri == iri}
    found: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for thing, named in mentions.of.items():
        times = sum(1 for each in named if each.unit.iri in units)
        if times:
            kinds = knowledge.classes(thing)
            found[kinds[0] if kinds else ""][thing] = times
    listings = []
    for kind in sorted(found, key=lambda each: name_of(each, knowledge, language).text):
        ordered = sorted(found[kind], key=lambda each: (-found[kind][each], name_of(each, knowledge, language).text))
        links = [Link(_counted(name_of(each, knowledge, language), found[kind][each]), each) for each in ordered]
        listings.append(Listing(title=name_of(kind, knowledge, language).text, links=tuple(links)))
    return listings


def _counted(label: Label, times: int) -> Label:
    return Label(f"{label.text} ({times})", label.language)


def _as_entry(found: Link) -> Link:
    """Return a link with a capital at its beginning, as all entries have."""
    words = found.words
    return replace(found, words=replace(words, text=f"{words.text[:1].upper()}{words.text[1:]}"))


def _by_name(node: Node) -> tuple[tuple[object, ...], str]:
    """Order by name; a number in a name counts as one, so that target 8.3 stands before 8.10."""
    return natural(node.thing.words.text.lower()), node.thing.place


def index_blocks(release: ServedRelease, language: str) -> list[Tree]:
    """Return the index: under each heading what there is, by name, with how often the text names it."""
    knowledge, counts = knowledge_of(release), mention_counts(release)
    blocks = []
    for anchor, title, classes in INDEXED:
        things = {thing for each in classes for thing in knowledge.members(each)}
        if things:
            nodes = [
                Node(
                    thing=_as_entry(link(thing, knowledge, language)),
                    note=str(counts[thing]) if thing in counts else "",
                )
                for thing in things
            ]
            nodes.sort(key=_by_name)
            blocks.append(Tree(title=title, nodes=tuple(nodes), anchor=anchor))
    return blocks
