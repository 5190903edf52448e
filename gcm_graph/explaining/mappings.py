"""Account for the graph `alignments`: each mapping with its justification, and the row of the table it stands in."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from gcm_graph.explaining.activities import Activities
from gcm_graph.explaining.files import ProjectFiles
from gcm_graph.explaining.names import prefixed
from gcm_graph.explaining.origins import FromActivity, FromMapping, FromTable, Statement
from gcm_graph.explaining.passages import Passages
from gcm_graph.explaining.released import ReleasedGraph, named
from gcm_graph.explaining.sources import Place, Term
from gcm_graph.explaining.tables import row_words
from gcm_graph.namespaces import BASE

_FOLDER = "alignments"
_REFERENCES = "mapping-references.csv"
_MAPPINGS = f"{BASE}mapping/"
_DECLARATIONS = frozenset(
    NamedNode(f"http://www.w3.org/2002/07/owl#{name}")
    for name in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")
)


class Mappings:
    """The mappings to other vocabularies.

    Args:
        graph: the release.
        files: the files from which it was made.
        passages: the publications in which identifiers were read.
        activities: what made the graph.
    """

    def __init__(self, graph: ReleasedGraph, files: ProjectFiles, passages: Passages, activities: Activities) -> None:
        self._graph = graph
        self._files = files
        self._passages = passages
        self._activities = activities
        self._read: dict[Term, FromMapping | None] = {}

    def explain(self, statement: Statement) -> FromMapping | FromTable | FromActivity | None:
        """Return the mapping that a statement is or is about, or what else states it."""
        subject, predicate, value = statement.subject, statement.predicate, statement.object
        mapping = self.of(subject, predicate, value) or self.mapping(subject)
        if mapping is not None:
            return mapping
        if subject.value.startswith(f"{BASE}reference/"):
            return self._reference(subject)
        if predicate == named("sssom:mappings"):
            return self.mapping(value)
        if named("sssom:MappingSet") in self._graph.classes(subject):
            return self._set(subject)
        if predicate == named("rdf:type") and value in _DECLARATIONS:
            return self._declaration(statement)
        return None

    def of(self, subject: Term, predicate: Term, value: Term) -> FromMapping | None:
        """Return the mapping that states a triple, or None."""
        for iri in self._graph.subjects("sssom:subject_id", subject):
            other = self._graph.value(iri, "sssom:predicate_id"), self._graph.value(iri, "sssom:object_id")
            if other == (predicate, value):
                return self.mapping(iri)
        return None

    def mapping(self, iri: Term) -> FromMapping | None:
        """Return a mapping by its IRI, or None where it is none or lacks its justification."""
        if iri not in self._read:
            self._read[iri] = self._mapping(iri) if iri.value.startswith(_MAPPINGS) else None
        return self._read[iri]

    def _mapping(self, iri: Term) -> FromMapping | None:
        value = self._graph.value
        subject, predicate, thing = (value(iri, f"sssom:{name}_id") for name in ("subject", "predicate", "object"))
        how, confidence = value(iri, "sssom:mapping_justification"), value(iri, "sssom:confidence")
        if subject is None or predicate is None or thing is None or how is None:
            return None
        place = self._row(iri, subject, predicate, thing)
        if place is None:
            return None
        return FromMapping(
            mapping=iri.value,
            subject=subject.value,
            predicate=prefixed(predicate.value),
            object=thing.value,
            justification=prefixed(how.value),
            confidence=confidence.value if isinstance(confidence, Literal) else "",
            comment=self._graph.words(iri, "rdfs:comment"),
            place=place,
            sources=self._passages.sources_of(iri),
        )

    def _row(self, iri: Term, subject: Term, predicate: Term, thing: Term) -> Place | None:
        """Return the row of a mapping: the one with its predicate, whose subject and object end as those of it do."""
        file = f"{iri.value.removeprefix(_MAPPINGS).partition('/')[0]}.sssom.tsv"
        rows = self._files.rows(_FOLDER, file)
        for row in rows:
            ours, theirs = row.cells.get("subject_id", ""), row.cells.get("object_id", "")
            same = row.cells.get("predicate_id") == prefixed(predicate.value)
            if same and _is(ours, subject) and _is(theirs, thing):
                return row.place
        return None if rows else Place(f"{_FOLDER}/{file}")

    def _reference(self, subject: Term) -> FromTable | None:
        key = subject.value.rpartition("/")[2]
        found = (row for row in self._files.rows(_FOLDER, _REFERENCES) if row.cells["key"] == key)
        row = next(found, None)
        return None if row is None else FromTable(row.place, row_words(row))

    def _set(self, subject: Term) -> FromTable:
        file = f"{_FOLDER}/{subject.value.removeprefix(_MAPPINGS)}.sssom.tsv"
        return FromTable(Place(file, 1), self._graph.words(subject, "dcterms:title") or "")

    def _declaration(self, statement: Statement) -> FromMapping | FromActivity | None:
        """Return why a term of others is declared: a mapping leads to it, or mappings are written with it."""
        leading = self._graph.subjects("sssom:object_id", statement.subject)
        if leading:
            return self.mapping(leading[0])
        used = next(self._graph.statements(None, named("sssom:predicate_id"), statement.subject), None)
        name = prefixed(statement.subject.value)
        if used is None and not name.startswith("sssom:"):
            return None
        return self._activities.explain("alignments", f"declared because mappings are written with {name}")


def _is(written: str, term: Term) -> bool:
    """Tell whether a compact identifier of a table (`gcmd:actor/african-union`) can be that of a term."""
    local = written.partition(":")[2]
    return bool(local) and term.value.endswith(local)
