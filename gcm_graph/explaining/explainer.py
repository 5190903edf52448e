"""Explain statements: each named graph has its own way of accounting for what stands in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from gcm_graph.explaining.activities import Activities
from gcm_graph.explaining.curation import Curation
from gcm_graph.explaining.declarations import Declarations
from gcm_graph.explaining.documents import Documents
from gcm_graph.explaining.errors import UnaccountableStatementError
from gcm_graph.explaining.files import ProjectFiles
from gcm_graph.explaining.inference import Inference
from gcm_graph.explaining.mappings import Mappings
from gcm_graph.explaining.names import prefixed, written
from gcm_graph.explaining.origins import Explanation, FromActivity, Origin, Statement
from gcm_graph.explaining.passages import Passages
from gcm_graph.explaining.printed_passages import PrintedPassages
from gcm_graph.explaining.quotations import Quotations
from gcm_graph.explaining.released import ReleasedGraph
from gcm_graph.explaining.repairs import Repairs
from gcm_graph.explaining.variants import Variants
from gcm_graph.namespaces import BASE

if TYPE_CHECKING:
    from gcm_graph.explaining.lexicon import ReleasedLexicon

_Way = Callable[[Statement], Origin | None]

_LABELLED_BY_SOFTWARE = frozenset(
    f"{BASE}{path}" for path in ("scheme/objectives", "scheme/principles", "compact", "resolution")
)
"""What the software itself names, beside the units."""


def _lexicon(files: ProjectFiles) -> ReleasedLexicon:
    # What reads texts and tables is loaded where it is needed only.
    from gcm_graph.explaining.lexicon import ReleasedLexicon

    return ReleasedLexicon(files)


class Explainer:
    """What accounts for the statements of a release.

    Args:
        release: the folder of the release.
        trace: whether to tell by which name or row of the lexicon a link was read, for which that is read anew.

    Raises:
        NoReleaseError: there is no such folder.
        BrokenReleaseError: the release cannot be read.
    """

    def __init__(self, release: Path, *, trace: bool = False) -> None:
        self.graph = ReleasedGraph(release)
        files = ProjectFiles(self.graph)
        self._activities = Activities(self.graph)
        repairs = Repairs(files)
        passages = Passages(self.graph, files, repairs)
        printed = PrintedPassages(self.graph, files, repairs)
        quotations = Quotations(self.graph, passages, _lexicon(files) if trace else None)
        declarations = Declarations(release, files, passages)
        mappings = Mappings(self.graph, files, passages, self._activities)
        self.curation = Curation(self.graph, files, passages, printed, quotations)
        documents = Documents(files)
        inference = Inference(self.graph, declarations, mappings, self.explain)
        curated = (documents.explain, printed.explain, self.curation.explain, printed.explain_reading)
        self._ways: Mapping[str, tuple[_Way, ...]] = {
            "text": (passages.explain, quotations.explain_footnote),
            "links": (quotations.explain_link,),
            "evidence": (quotations.explain_evidence,),
            "curated": curated,
            "booklet": curated,
            "hub": curated,
            "variants": (Variants(self.graph, passages, printed).explain, printed.explain),
            "vocabulary": (declarations.explain, passages.explain, self._explain_label),
            "translations": curated,
            "alignments": (mappings.explain,),
            "ontology": (declarations.explain,),
            "inferred": (inference.explain,),
            "provenance": (self._activities.explain_provenance,),
            "queries": (self._activities.explain_query,),
            "catalogue": (self._activities.explain_count,),
        }

    def explain(self, statement: Statement) -> Explanation:
        """Return what accounts for a statement.

        Args:
            statement: a statement of the release.

        Raises:
            UnaccountableStatementError: nothing does.
        """
        for way in self._ways.get(statement.graph or "", ()):
            origin = way(statement)
            if origin is not None:
                return Explanation(statement, origin)
        said = " ".join((written(statement.subject), prefixed(statement.predicate.value), written(statement.object)))
        raise UnaccountableStatementError(f"nothing accounts for the statement in the graph {statement.graph}: {said}")

    def _explain_label(self, statement: Statement) -> FromActivity | None:
        """Return what named and defined the schemes of objectives and principles."""
        if statement.subject.value not in _LABELLED_BY_SOFTWARE:
            return None
        return self._activities.explain("vocabulary", f"wrote the label or definition of {written(statement.subject)}")
