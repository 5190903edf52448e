"""The graph `translations`: what the United Nations calls the Compact, its objectives and principles elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from gcm_graph.curating.names import OfficialName
from gcm_graph.describing.claims import rdf_value
from gcm_graph.describing.graphs import NamedGraph, node


def describe_official_names(translations: NamedGraph, names: Iterable[OfficialName]) -> None:
    """State names in other languages, and the document from which each is taken.

    Args:
        translations: the graph `translations`, to which they are added.
        names: what was read.
    """
    for name in names:
        named = node(name.path)
        translations.add(named, "skos:prefLabel", rdf_value(name.name))
        translations.add(named, "gcm:takesLabelsFrom", node(name.source))
