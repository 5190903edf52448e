"""Tell whether a query in the shapes would be asked about a blank node, which the fast engine cannot do.

pyshifty puts the focus node into the text of most queries. A blank node in a query is a variable there, so that the
query is answered for the whole graph: results about other nodes appear, and results about this one are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from gcm_graph.validation.focus import focus_nodes
from gcm_graph.validation.structure import PROPERTY, QUERY, closure, has_target, shape_nodes
from gcm_graph.validation.triples import parse_ntriples

if TYPE_CHECKING:
    from gcm_graph.validation.shapes_graph import ShapesGraph, Term


def asks_about_blank_nodes(data: bytes, shapes: ShapesGraph) -> bool:
    """Tell whether some query of the shapes may have a blank node of the data as its focus node.

    Args:
        data: the data graph as N-Triples.
        shapes: the shapes.

    Raises:
        RdfSyntaxError: the data is not N-Triples.
    """
    if b"_:" not in data:
        return False
    direct: list[Term] = []
    for shape in shape_nodes(shapes):
        if not has_target(shapes, shape):
            continue
        own = (shape, *shapes.objects(shape, PROPERTY))
        if any(shapes.objects(node, QUERY) for node in own):
            direct.append(shape)
        if any(shapes.objects(node, QUERY) for node in closure(shapes, [shape]) if node not in own):
            # Asked about values that only the engine can find: any blank node may be among them.
            return any(isinstance(node, ox.BlankNode) for triple in parse_ntriples(data) for node in triple)
    found = focus_nodes(data, shapes, direct) if direct else {}
    return any(isinstance(node, ox.BlankNode) for nodes in found.values() for node in nodes)
