"""The graph `hub`, read from the text: capacity gaps, languages of the report, and where the page leads on to."""

from __future__ import annotations

from gcm_graph.describing.graphs import NamedGraph, english, node
from gcm_graph.describing.passages import describe_page
from gcm_graph.witnessing.hub import HubContent


def describe_hub(hub: NamedGraph, content: HubContent) -> None:
    """State what the Hub's page says.

    Args:
        hub: the graph `hub`, to which it is added.
        content: what was read.
    """
    describe_page(hub, content.page)
    for gap in content.gaps:
        subject = node(gap.path)
        hub.a(subject, "gcm:CapacityGap")
        hub.add(subject, "skos:prefLabel", english(gap.name))
        hub.add(subject, "gcm:citesAction", *map(node, gap.actions))
        hub.add(subject, "gcm:isReadFrom", node(gap.passage))
