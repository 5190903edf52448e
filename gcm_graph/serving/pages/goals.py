"""The pages of the Sustainable Development Goals and their targets: which units name them or relate to them.

Their IRIs are the United Nations' own. On this server they stand under `sdg/`, for example `sdg/10.7/`.
"""

from __future__ import annotations

from gcm_graph.namespaces import PREFIXES
from gcm_graph.serving.pages.block_parts import Link, Node, Row, Value
from gcm_graph.serving.pages.blocks import Block, Listing, Page, Table, Tree
from gcm_graph.serving.pages.entities import View, named_in, page_of
from gcm_graph.serving.pages.facts import MATCHES, FactWriter, record_of
from gcm_graph.serving.pages.knowledge import Knowledge, knowledge_of, natural
from gcm_graph.serving.pages.labels import Label
from gcm_graph.serving.pages.languages import choose
from gcm_graph.serving.pages.naming import link, name_of, unit_name
from gcm_graph.serving.service import ServedRelease

GOALS = PREFIXES["sdg"]
_RELATIONS = ("gcm:namesTarget", "gcm:relatesToTarget", "gcm:relatesToGoal")


def goal_page(release: ServedRelease, iri: str, view: View) -> Page:
    """Return the page of a Goal or a target."""
    knowledge = knowledge_of(release)
    writer = FactWriter(iri, knowledge, view.language)
    blocks: list[Block | None] = [
        writer.facts("", ["skos:altLabel", "skos:broader"]),
        related_units(iri, knowledge, view.language),
        named_in(release, iri, view),
        _targets(iri, knowledge, view.language),
        writer.facts("The same and the like elsewhere", MATCHES),
        writer.facts("Where this comes from", ["dcterms:source"], "sources"),
    ]
    page = page_of(knowledge, iri, view, blocks)
    notation = iri.removeprefix(GOALS)
    called = "Goal" if "." not in notation else "Target"
    return Page(
        iri=iri,
        path=page.path,
        title=Label(f"SDG {called.lower()} {notation}"),
        kind=Link(Label(f"Sustainable Development {called}" if called == "Goal" else "Target of a Goal"), "sdg/"),
        summary=choose(knowledge.names(iri), view.language),
        blocks=page.blocks,
        languages=page.languages,
    )


def related_units(iri: str, knowledge: Knowledge, language: str) -> Table | None:
    """Return the units that name a Goal or target or relate to it, and who says so."""
    claims: dict[tuple[str, str], str] = {}
    for claim in knowledge.subjects("gcm:claimValue", iri):
        for subject in knowledge.things(claim, "gcm:claimSubject"):
            for name in knowledge.things(claim, "gcm:claimProperty"):
                claims[subject, name] = claim
    rows = []
    for name in _RELATIONS:
        relation = PREFIXES["gcm"] + name.removeprefix("gcm:")
        subjects = set(knowledge.subjects(name, iri))
        rejected = {subject for subject, each in claims if each == relation} - subjects
        for subject in sorted(subjects | rejected, key=natural):
            shown = Value(words=name_of(relation, knowledge, language), place=relation)
            record = claims.get((subject, relation))
            if record is not None:
                shown = record_of(shown, record, knowledge, language)
            cells = (Value(words=unit_name(subject, knowledge, language), place=subject), shown)
            rows.append(Row(cells=cells))
    if not rows:
        return None
    return Table(
        title="Units that relate to it",
        columns=("Unit", "Relation, and who says so"),
        rows=tuple(rows),
        anchor="units",
    )


def _targets(iri: str, knowledge: Knowledge, language: str) -> Listing | None:
    targets = sorted(knowledge.subjects("skos:broader", iri), key=natural)
    if not targets:
        return None
    return Listing(
        title="Targets of this Goal to which the Compact relates",
        links=tuple(link(each, knowledge, language) for each in targets),
    )


def all_goals(release: ServedRelease, language: str) -> Tree:
    """Return the Goals, and below each the targets, to which units relate."""
    knowledge = knowledge_of(release)
    goals = sorted(knowledge.members("sdgo:Goal"), key=natural)
    return Tree(
        title="",
        nodes=tuple(
            Node(
                thing=link(goal, knowledge, language),
                note=_units(goal, knowledge),
                below=tuple(
                    Node(thing=link(target, knowledge, language), note=_units(target, knowledge))
                    for target in sorted(knowledge.subjects("skos:broader", goal), key=natural)
                ),
            )
            for goal in goals
        ),
        lead="The number is how many units of the Compact name a Goal or target or relate to it.",
    )


def _units(iri: str, knowledge: Knowledge) -> str:
    units = {unit for name in _RELATIONS for unit in knowledge.subjects(name, iri)}
    return str(len(units)) if units else ""
