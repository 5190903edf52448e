"""What each file of a release is, for catalogues: title, description, media type and file type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class FileKind:
    """What a file of a release is.

    Attributes:
        title: a short name.
        description: a sentence that says what it holds.
        media_type: its registered media type (RFC 6838), if there is one: JSON Lines has none.
        file_type: its code in the list of file types of the Publications Office of the European Union, if it has one.
    """

    title: str
    description: str
    media_type: str | None
    file_type: str | None


_TURTLE = ("text/turtle", "RDF_TURTLE")
_JSON_LD = ("application/ld+json", "JSON_LD")
_CSV = ("text/csv", "CSV")

KINDS: Mapping[str, FileKind] = MappingProxyType(
    {
        "gcm.ttl": FileKind(
            "The graph as Turtle",
            "The units of the text, what they refer to, curated facts and what follows by rule, in the order of the "
            "Compact.",
            *_TURTLE,
        ),
        "gcm.jsonld": FileKind(
            "The graph as JSON-LD", "The statements of gcm.ttl in JSON, with the context in the file.", *_JSON_LD
        ),
        "gcm.nq": FileKind(
            "All named graphs as N-Quads",
            "The whole dataset: each statement in the named graph of its origin, with evidence and provenance.",
            "application/n-quads",
            "RDF_N_QUADS",
        ),
        "ontology.ttl": FileKind(
            "The ontology", "The classes and properties, and the vocabularies of concepts, with definitions.", *_TURTLE
        ),
        "shapes.ttl": FileKind(
            "The shapes of the data (SHACL)", "The rules that the data of this release meet.", *_TURTLE
        ),
        "profile.ttl": FileKind(
            "Shapes for data that points at the Compact (SHACL)",
            "The rules for records of others: datasets, plans, measures, pledges and reviews.",
            *_TURTLE,
        ),
        "context.jsonld": FileKind(
            "The JSON-LD context", "The short names of JSON documents that use the ontology.", *_JSON_LD
        ),
        "tables/units.csv": FileKind(
            "The units of the text as a table", "One unit a line: citation, words, pages and what it refers to.", *_CSV
        ),
        "tables/units.jsonl": FileKind(
            "The units of the text, one JSON object a line", "The lines of units.csv as JSON Lines.", None, None
        ),
        "tables/links.csv": FileKind(
            "What the units refer to, and in which words, as CSV",
            "One mention a line, with its words and place.",
            *_CSV,
        ),
        "tables/entities.csv": FileKind(
            "What the units refer to, as CSV", "One thing a line, with where it is mentioned.", *_CSV
        ),
        "tables/crosswalk.csv": FileKind(
            "What others relate to the objectives, as a table",
            "Goals, targets, example practices and round tables of reviews, each with the source that says so.",
            *_CSV,
        ),
        "tables/csv-metadata.json": FileKind(
            "The description of the tables (CSVW)",
            "What the columns of the tables mean and which values they have.",
            "application/csvm+json",
            "JSON",
        ),
        "validation.json": FileKind(
            "The validation report of the release",
            "What the shapes and the integrity checks found in this release.",
            "application/json",
            "JSON",
        ),
    }
)
"""The files that are distributions, by name: all that have a checksum but the catalogue entry itself."""
