"""Write a difference for programs: as JSON, and as RDF in which added and removed triples are two named graphs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from gcm_graph.comparing.changes import KINDS, PARTS, Change, Difference, Statement
from gcm_graph.describing.graphs import english, term, typed
from gcm_graph.namespaces import iri


def difference_json(difference: Difference) -> str:
    """Return a difference as one JSON object.

    Its keys: `old` and `new` (`version`, `date`), `counts` (by part and kind), `changes` (`part`, `kind`, `thing`,
    `name`, `removed`, `added`; of each statement `subject`, `predicate`, `value`, `graph`). A change of a link has a
    further key `link` (`property`, `target`, `target_name`, and the words `removed` and `added` on which it rests).
    """
    document = {
        "old": _version(difference.old),
        "new": _version(difference.new),
        "counts": {part: {kind: len(difference.of(part, kind)) for kind in KINDS} for part in PARTS},
        "changes": [_change(change) for change in difference.changes],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _change(change: Change) -> dict[str, Any]:
    told: dict[str, Any] = {
        "part": change.part,
        "kind": change.kind,
        "thing": change.thing,
        "name": change.name,
        "removed": [_statement(statement) for statement in change.removed],
        "added": [_statement(statement) for statement in change.added],
    }
    return told | ({"link": asdict(change.link)} if change.link else {})


def _version(version: tuple[str, str]) -> dict[str, str]:
    return dict(zip(("version", "date"), version, strict=True))


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "subject": statement.subject,
        "predicate": statement.predicate,
        "value": statement.value,
        "graph": statement.graph,
    }


def difference_nquads(difference: Difference) -> bytes:
    """Return a difference as N-Quads, in a fixed order.

    The added and the removed triples are named graphs, which the default graph describes (PROV-O): they say no more
    than what differs, and not in which graph of the release a triple stands. Each stands in exactly one there: the old
    triples without the removed ones, and with the added ones, are the new triples.
    """
    (old, _), (new, date) = difference.old, difference.new
    record = NamedNode(iri(f"dataset/{new}/changes"))
    versions = NamedNode(iri(f"dataset/{old}")), NamedNode(iri(f"dataset/{new}"))
    graphs = {name: NamedNode(f"{record.value}#{name}") for name in ("removed", "added")}
    described = [
        Quad(record, term("rdf:type"), term("prov:Entity")),
        Quad(record, term("skos:prefLabel"), english(f"What changed from version {old} to version {new}")),
        Quad(record, term("dcterms:issued"), typed(date, "date")),
        *(Quad(record, term("prov:wasDerivedFrom"), version) for version in versions),
    ]
    for name, graph in graphs.items():
        triples = list(_triples(difference, name))
        described += [
            Quad(record, term("dcterms:hasPart"), graph),
            Quad(graph, term("rdf:type"), term("void:Dataset")),
            Quad(graph, term("skos:prefLabel"), english(f"Statements {name} from version {old} to version {new}")),
            Quad(graph, term("void:triples"), Literal(len(triples))),
        ]
        described += [Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples]
    return serialize(described, format=RdfFormat.N_QUADS) or b""


def _triples(difference: Difference, name: str) -> Iterator[Triple]:
    """Yield the triples that were added or removed, each once, in the order of the changes, blank nodes numbered."""
    numbers: dict[BlankNode, BlankNode] = {}
    for triple in difference.triples(name):
        subject, value = triple.subject, triple.object
        if isinstance(subject, BlankNode):
            subject = numbers.setdefault(subject, BlankNode(f"{name}{len(numbers) + 1}"))
        if isinstance(value, BlankNode):
            value = numbers.setdefault(value, BlankNode(f"{name}{len(numbers) + 1}"))
        yield Triple(subject, triple.predicate, value)
