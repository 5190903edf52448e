"""The graph `links`, and its evidence: what each unit refers to by its own words, and in which words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from gcm_graph.describing.evidence import annotate
from gcm_graph.describing.graphs import NamedGraph, node, term
from gcm_graph.namespaces import annotation_path

if TYPE_CHECKING:
    from gcm_graph.linking.mentions import Mention
    from gcm_graph.model import Document

PROPERTIES: Mapping[str, str] = MappingProxyType(
    {
        "instrument": "gcm:citesInstrument",
        "actor": "gcm:namesActor",
        "mechanism": "gcm:namesActor",
        "stakeholder": "gcm:involvesStakeholder",
        "population": "gcm:concernsPopulation",
        "principle": "gcm:reflectsPrinciple",
        "sdg": "gcm:namesTarget",
        "place": "gcm:namesPlace",
        "observance": "gcm:namesObservance",
        "period": "gcm:namesPeriod",
        "stage": "gcm:concernsStage",
        "theme": "gcm:concernsTheme",
    }
)
"""The property of a link by the kind of thing that is mentioned."""

_KINDS_IN_ADDRESSES = {"sdg": "target"}
"""The kind in an annotation's address where it is not the first step of the body's path."""


def describe_links(links: NamedGraph, evidence: NamedGraph, document: Document, mentions: Iterable[Mention]) -> None:
    """State what the units refer to: one link for a unit and a thing, one annotation for each mention.

    Args:
        links: the graph `links`.
        evidence: the graph `evidence`.
        document: the Compact as read.
        mentions: what is mentioned where, in the order of the document.
    """
    units = document.by_path()
    linked: set[tuple[str, str]] = set()
    for mention in mentions:
        if (mention.unit, mention.names) not in linked:
            linked.add((mention.unit, mention.names))
            links.add(node(mention.unit), PROPERTIES[mention.kind], thing(mention.names))
        kind, slug = _address(mention)
        span = mention.start, mention.end
        annotate(evidence, units[mention.unit], span, thing(mention.names), kind=kind, slug=slug)


def thing(path: str) -> NamedNode:
    """Return the IRI of what is mentioned. Targets have the United Nations' own.

    >>> thing("actor/world-bank"), thing("sdg/10.c")
    (<NamedNode value=https://w3id.org/gcm/actor/world-bank>, <NamedNode value=http://metadata.un.org/sdg/10.c>)
    """
    return term(path.replace("/", ":", 1)) if path.startswith("sdg/") else node(path)


def annotation_of(mention: Mention) -> str:
    """Return the path of the annotation that is the evidence of a mention."""
    return annotation_path(mention.unit, mention.start, mention.end, *_address(mention))


def _address(mention: Mention) -> tuple[str, str]:
    """Return kind and slug of what is mentioned, as they stand in the address of the annotation."""
    kind, _, slug = mention.names.partition("/")
    return _KINDS_IN_ADDRESSES.get(kind, kind), slug
