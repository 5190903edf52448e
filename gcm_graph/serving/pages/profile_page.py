"""The page of the profile: the rules for data of others that point at the Compact, each under its number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gcm_graph.namespaces import iri
from gcm_graph.serving.pages.block_parts import Fact, Link, Value
from gcm_graph.serving.pages.blocks import Block, Facts, Listing, Page
from gcm_graph.serving.pages.entities import View
from gcm_graph.serving.pages.knowledge import Knowledge, knowledge_of, natural
from gcm_graph.serving.pages.labels import Label
from gcm_graph.serving.pages.naming import link, name_of
from gcm_graph.serving.pages.shape_pages import ShapesGraph, read_shapes
from gcm_graph.serving.per_release import once_per_release
from gcm_graph.serving.service import ServedRelease

PROFILE = iri("profile")

_NUMBERED = re.compile(r"(?P<number>P[0-9]+)[.:] ")
"""How the label of a rule and its messages begin."""

_PARTS = ("sh:property", "sh:sparql")
_FOR = {
    "sh:targetClass": "for every",
    "sh:targetSubjectsOf": "for what uses",
    "sh:targetObjectsOf": "for values of",
}
_WHOLE = "sh:targetNode"
_SEVERITIES = {
    "Violation": "Violation: the data mislead, or cannot be used.",
    "Warning": "Warning: the data are usable, and most likely not what was meant.",
    "Info": "Remark.",
}


@once_per_release
def _profile(release: ServedRelease) -> ShapesGraph:
    return read_shapes(release, "profile.ttl")


def profile_page(release: ServedRelease, _: str, view: View) -> Page:
    """Return the page of the profile: each rule with its severity, whom it is for, and what it says of wrong data."""
    shapes, knowledge = _profile(release), knowledge_of(release)
    rules = {rule: label for rule in shapes.subjects if _NUMBERED.match(label := shapes.text(rule, "rdfs:label"))}
    in_order = sorted(rules, key=lambda rule: natural(rules[rule]))
    holders = [each for each in shapes.subjects if each not in rules and _held(shapes, each) & rules.keys()]
    contents = tuple(Link(Label(rules[rule]), f"profile/#{_anchor(rules[rule])}") for rule in in_order)
    blocks: list[Block] = [
        Listing(title="", links=contents, anchor="rules"),
        *(_rule(shapes, knowledge, rule, view.language, holders) for rule in in_order),
        *(_targets_of(shapes, knowledge, each, view.language) for each in holders),
    ]
    return Page(
        iri=PROFILE,
        path="profile/",
        title=Label("The profile: rules for data that point at the Compact"),
        kind=Link(Label("Shapes"), "shapes/"),
        summary=Label(
            "For plans, measures, pledges, reviews and catalogue records of States and others. "
            "The rules tell whether what such data point at exists, and whether a record says what others need."
        ),
        notes=(
            Label(
                "A rule keeps its number for good. Only the data in question are looked at; nothing of ours has to be "
                "loaded. To try data: gcm validate --shapes profile FILE, or profile.ttl with any SHACL processor."
            ),
        ),
        blocks=tuple(blocks),
    )


def _anchor(label: str) -> str:
    """Return the name of a rule in the page.

    >>> _anchor("P7. Nothing else is the same as a thing of the Compact's data")
    'p7'
    """
    numbered = _NUMBERED.match(label)
    return numbered["number"].lower() if numbered else ""


def _held(shapes: ShapesGraph, shape: str) -> set[str]:
    return {part for name in _PARTS for part in shapes.things(shape, name)}


def _own(shapes: ShapesGraph, rule: str) -> Iterator[str]:
    """Yield a shape and all of which it is made: property shapes, and queries of these."""
    yield rule
    for name in _PARTS:
        for part in shapes.things(rule, name):
            yield from _own(shapes, part)


def _rule(shapes: ShapesGraph, knowledge: Knowledge, rule: str, language: str, holders: list[str]) -> Facts:
    own = list(_own(shapes, rule))
    severity = next((each for shape in own for each in shapes.things(shape, "sh:severity")), "").rpartition("#")[2]
    messages = [words for shape in own if (words := shapes.message(shape))]
    said = [_NUMBERED.sub("", words, count=1) for words in messages]
    label = shapes.text(rule, "rdfs:label")
    of = [
        Value(words=Label(shapes.text(each, "rdfs:label")), place=f"profile/#{each.rpartition('#')[2]}")
        for each in holders
        if rule in _held(shapes, each)
    ]
    facts = [
        Fact(
            name=Link(Label("severity")),
            values=(Value(words=Label(_SEVERITIES.get(severity or "Violation", severity))),),
        ),
        *([Fact(name=Link(Label("for")), values=tuple(of))] if of else _targets(shapes, knowledge, rule, language)),
        Fact(name=Link(Label("says of wrong data")), values=tuple(Value(words=Label(each)) for each in said)),
        Fact(
            name=Link(Label("shape")),
            values=(Value(words=Label(rule.rpartition("#")[2], ""), place=rule),),
        ),
    ]
    return Facts(title=label, facts=tuple(facts), anchor=_anchor(label), other_anchor=_anchor(label).upper())


def _targets(shapes: ShapesGraph, knowledge: Knowledge, shape: str, language: str) -> Iterator[Fact]:
    """Yield what a shape looks at: members of classes, what has properties, or a file as a whole."""
    for name, words in _FOR.items():
        values = tuple(
            Value(words=name_of(each, knowledge, language), place=each) for each in shapes.things(shape, name)
        )
        if values:
            yield Fact(name=Link(Label(words)), values=values)
    if shapes.things(shape, _WHOLE):
        yield Fact(name=Link(Label("for")), values=(Value(words=Label("The file as a whole")),))


def _targets_of(shapes: ShapesGraph, knowledge: Knowledge, shape: str, language: str) -> Listing:
    """Return what a shape looks at that holds several rules."""
    things = [each for name in _FOR for each in shapes.things(shape, name)]
    return Listing(
        title=shapes.text(shape, "rdfs:label"),
        links=tuple(link(each, knowledge, language) for each in things),
        lead="Whatever has one of these properties.",
        anchor=shape.rpartition("#")[2],
    )
