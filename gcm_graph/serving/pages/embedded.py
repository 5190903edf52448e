"""The statements about a unit that its page carries within it, as JSON-LD (JSON-LD 1.1 §7, embedding in HTML)."""

from __future__ import annotations

import json
from functools import lru_cache

from markupsafe import Markup
from pyoxigraph import NamedNode, Store

from gcm_graph.namespaces import graph
from gcm_graph.publishing.jsonld import write_jsonld
from gcm_graph.publishing.short_context import ShortContexts
from gcm_graph.serving.per_release import PerRelease
from gcm_graph.serving.service import ServedRelease

_KEPT = 512
_INFERRED = NamedNode(graph("inferred"))


class Embedded:
    """Writes what a release states about its things.

    Args:
        release: the release.
    """

    def __init__(self, release: ServedRelease) -> None:
        self._store: Store = release.store
        context = release.folder / "context.jsonld"
        self._contexts = ShortContexts(json.loads(context.read_bytes()))
        self.of = lru_cache(maxsize=_KEPT)(self._of)

    def _of(self, iri: str) -> Markup:
        """Return the statements of a thing itself, without those that follow from others, for a script element.

        No `<` stands in it, so that no text can end the element.
        """
        quads = self._store.quads_for_pattern(NamedNode(iri), None, None, None)
        triples = sorted(
            {quad.triple for quad in quads if isinstance(quad.graph_name, NamedNode) and quad.graph_name != _INFERRED},
            key=str,
        )
        written = json.loads(write_jsonld(triples, self._contexts.for_graph(triples)))
        node = {"@context": written["@context"], **written["@graph"][0]}
        data = json.dumps(node, ensure_ascii=False, separators=(",", ":"))
        return Markup(data.replace("<", r"\u003c").replace("&", r"\u0026"))  # noqa: S704 - escaped here


EMBEDDED = PerRelease(Embedded)
"""What the pages of each release carry."""
