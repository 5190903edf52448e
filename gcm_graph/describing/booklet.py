"""The graph `booklet`, read from the text: short titles of actions, example practices, goals and targets as printed."""

from __future__ import annotations

from gcm_graph.describing.graphs import NamedGraph
from gcm_graph.describing.passages import describe_page
from gcm_graph.witnessing.quoted import PageContent


def describe_booklet(booklet: NamedGraph, content: PageContent) -> None:
    """State what the booklet's page says.

    The names of goals and targets are the United Nations' and stay as they are; what the booklet prints of them is the
    text of passages that speak of them, so that a difference can be seen.

    Args:
        booklet: the graph `booklet`, to which it is added.
        content: what was read.
    """
    describe_page(booklet, content)
