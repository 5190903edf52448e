"""Read the mappings of our terms, concepts, bodies and instruments to vocabularies of others.

One file a vocabulary, `<name>.sssom.tsv`, and one table of the publications in which identifiers were read. Without
the folder there are no mappings, and nothing else changes.
"""

from __future__ import annotations

import re
from collections import abc
from collections.abc import Sequence
from pathlib import Path

from gcm_graph import namespaces
from gcm_graph.curating import values
from gcm_graph.curating.mappings import (
    CLASS_AXIOMS,
    JUSTIFICATIONS,
    MATCHES,
    OBJECT_TYPES,
    PREDICATES,
    Mapping,
    MappingSet,
)
from gcm_graph.curating.sources import Reference
from gcm_graph.curating.sssom import SssomTable, Yaml, read_sssom
from gcm_graph.curating.table import Row, read_table, unique
from gcm_graph.errors import CuratedTableError

COLUMNS = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
    "object_type",
    "confidence",
    "comment",
    "ext_source",
)
"""The slots of a mapping that our files give, in the order of the SSSOM schema, the extension last."""

REFERENCES = "mapping-references.csv"

_SUFFIX = ".sssom.tsv"
_EXTENSION: Yaml = [{"slot_name": "ext_source", "property": "dcterms:source", "type_hint": "linkml:uriOrCurie"}]
_CONFIDENCE = re.compile(r"0(?:\.[0-9]{1,3})?|1(?:\.0{1,3})?")
_HINT = "Correct the file. docs/explanation/alignments.md says what it holds."


def read_alignments(folder: Path, labels: abc.Mapping[str, str] | None = None) -> tuple[Mapping, ...]:
    """Return all mappings, in the order of the files' names and of their rows.

    Args:
        folder: where the files stand. A folder that is not there has no mappings.
        labels: the English label of each of our resources by IRI, to hold the subjects against; None if unknown.

    Raises:
        CuratedTableError: a file is not as it must be, or says of a subject what is not so.
        SourceMissingError: a file cannot be read.
    """
    files = sorted(folder.glob(f"*{_SUFFIX}"))
    if not files:
        return ()
    references = _read_references(folder)
    found = [(mapping, row) for file in files for mapping, row in _read_set(file, references)]
    _refuse_doubled(found)
    if labels is not None:
        for mapping, row in found:
            _refuse_stranger(mapping, row, labels)
    used = {source.key for mapping, _ in found for source in mapping.sources}
    for reference, row in references.values():
        if reference.key not in used:
            raise row.error("key", f"no mapping rests on {reference.key!r}", hint="Remove the row.")
    return tuple(mapping for mapping, _ in found)


def _read_references(folder: Path) -> dict[str, tuple[Reference, Row]]:
    """Return the publications by the IRI that a mapping names them by, each with its row."""
    rows = read_table(folder, REFERENCES, ("key", "title", "place", "address"))
    unique(rows, "key")
    references = {}
    for row in rows:
        address = values.iri(row, "address") if row.optional("address") else None
        key = values.slug(row, "key")
        reference = Reference(key, row.required("title"), row.optional("place"), address)
        references[namespaces.iri(f"reference/{key}")] = reference, row
    return references


def _read_set(file: Path, references: abc.Mapping[str, tuple[Reference, Row]]) -> list[tuple[Mapping, Row]]:
    table = read_sssom(file, COLUMNS)
    mapping_set = MappingSet(
        name=file.name.removesuffix(_SUFFIX),
        title=table.text("mapping_set_title"),
        description=table.text("mapping_set_description"),
        license=table.text("license"),
        object_source=table.expand(table.text("object_source")),
        object_source_version=table.text("object_source_version"),
        comment=table.text("comment"),
    )
    address = namespaces.iri(mapping_set.path)
    if table.text("mapping_set_id") != address:
        message = f"mapping_set_id must be {address}, after the file's name"
        raise CuratedTableError(message, file=table.file, hint=_HINT)
    if table.metadata.get("extension_definitions") != _EXTENSION:
        message = "extension_definitions must define 'ext_source' as dcterms:source, and nothing else"
        raise CuratedTableError(message, file=table.file, hint=_HINT)
    return [(_mapping(table, mapping_set, row, references), row) for row in table.rows]


def _mapping(
    table: SssomTable, mapping_set: MappingSet, row: Row, references: abc.Mapping[str, tuple[Reference, Row]]
) -> Mapping:
    subject, target = (table.iri(row, column, row.required(column)) for column in ("subject_id", "object_id"))
    if not subject.startswith(namespaces.BASE):
        raise row.error("subject_id", f"{subject} is none of ours: our addresses begin with {namespaces.BASE}")
    if target.startswith(namespaces.BASE):
        raise row.error("object_id", f"{target} is one of ours; a mapping leads to others")
    predicate = values.one_of(row, "predicate_id", PREDICATES)
    object_type = values.one_of(row, "object_type", OBJECT_TYPES)
    _refuse_axiom(row, subject, predicate, object_type)
    confidence = row.required("confidence")
    if not _CONFIDENCE.fullmatch(confidence):
        raise row.error("confidence", f"{confidence!r} is no decimal number from 0 to 1 with at most three places")
    sources = []
    for name in row.items("ext_source"):
        iri = table.iri(row, "ext_source", name)
        if iri not in references:
            raise row.error(
                "ext_source", f"{name!r} is no source", hint=f"Write gcmd:reference/ and a key of {REFERENCES}."
            )
        sources.append(references[iri][0])
    return Mapping(
        mapping_set=mapping_set,
        subject=subject,
        subject_label=row.required("subject_label"),
        predicate=predicate,
        object=target,
        object_label=row.required("object_label"),
        object_type=object_type,
        justification=values.one_of(row, "mapping_justification", JUSTIFICATIONS),
        confidence=confidence,
        comment=row.optional("comment"),
        sources=tuple(sources),
    )


def _refuse_axiom(row: Row, subject: str, predicate: str, object_type: str) -> None:
    """Refuse an axiom of OWL between things of which it cannot hold."""
    if predicate in MATCHES:
        return
    if not subject.startswith(namespaces.GCM):
        raise row.error(
            "predicate_id", f"{predicate} is said of terms of the ontology only", hint="Use a match of SKOS."
        )
    of_class = predicate in CLASS_AXIOMS
    fitting = [kind for kind in OBJECT_TYPES if kind.endswith("class" if of_class else "property")]
    if object_type not in fitting:
        raise row.error("object_type", f"the object of {predicate} is one of {', '.join(fitting)}, not {object_type!r}")


def _refuse_doubled(found: Sequence[tuple[Mapping, Row]]) -> None:
    """Refuse a second mapping of one pair, a second exact match of one thing in one vocabulary, a second address."""
    seen: dict[tuple[str, ...], Row] = {}
    for mapping, row in found:
        keys = [("the two are", mapping.subject, mapping.object), ("a pair with such names is", mapping.path)]
        if mapping.predicate == "skos:exactMatch":
            # skos:exactMatch is transitive (SKOS Reference, S45): two of one thing would match each other exactly.
            ends = (mapping.subject, mapping.object)
            keys += [("one of the two is exactly", mapping.mapping_set.name, end) for end in ends]
        for key in keys:
            first = seen.setdefault(key, row)
            if first is not row:
                raise row.error("object_id", f"{key[0]} mapped in {first.file}, line {first.line}, already")


def _refuse_stranger(mapping: Mapping, row: Row, labels: abc.Mapping[str, str]) -> None:
    """Refuse a subject that is not there, or that is called otherwise."""
    label = labels.get(mapping.subject)
    if label is None:
        raise row.error("subject_id", f"nothing of ours has the address {mapping.subject} and an English label")
    if label != mapping.subject_label:
        raise row.error("subject_label", f"{mapping.subject_label!r} is not what we call it: {label!r}")
