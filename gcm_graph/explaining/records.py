"""Write explanations for programs: one JSON object, whose keys docs/how-to/explain-a-statement.md documents."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import singledispatch
from types import MappingProxyType
from typing import Any, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode

from gcm_graph.explaining.origins import (
    Explanation,
    FromActivity,
    FromClaims,
    FromDeclaration,
    FromMapping,
    FromPassages,
    FromRule,
    FromSource,
    FromTable,
    FromText,
    FromVariant,
    FromWords,
    Origin,
)
from gcm_graph.explaining.sources import (
    Claim,
    DeclaredRepair,
    Passage,
    Place,
    PrintedPassage,
    Publication,
    Quotation,
    ReadBy,
    Source,
    Term,
)

Record: TypeAlias = dict[str, Any]

_NOWHERE: Record = {"file": None, "line": None}
KINDS: Mapping[type, str] = MappingProxyType(
    {
        FromText: "text",
        FromSource: "source",
        FromPassages: "passages",
        FromWords: "words",
        FromClaims: "claims",
        FromTable: "table",
        FromVariant: "variant",
        FromDeclaration: "declaration",
        FromMapping: "mapping",
        FromActivity: "activity",
        FromRule: "rule",
    }
)
"""What an origin is called."""


def explanations_json(explanations: Sequence[Explanation]) -> str:
    """Return explanations as one JSON object with the array `explanations`."""
    document = {"explanations": [_explanation(one) for one in explanations]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _explanation(explanation: Explanation) -> Record:
    statement = explanation.statement
    return {
        "subject": _term(statement.subject),
        "predicate": _term(statement.predicate),
        "object": _term(statement.object),
        "graph": statement.graph,
        "origin": {"kind": KINDS[type(explanation.origin)], **_origin(explanation.origin)},
    }


def _term(term: Term) -> Record:
    """Return a term as the SPARQL 1.1 Query Results JSON Format has it (section 3.2.2)."""
    match term:
        case NamedNode():
            return {"type": "uri", "value": term.value}
        case BlankNode():
            return {"type": "bnode", "value": term.value}
        case Literal():
            if term.language:
                return {"type": "literal", "value": term.value, "xml:lang": term.language}
            return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


@singledispatch
def _origin(origin: Origin) -> Record:
    raise NotImplementedError(type(origin))


@_origin.register
def _(origin: FromText) -> Record:
    return {**_passage(origin.passage), "quotations": [_quotation(one) for one in origin.quotations]}


@_origin.register
def _(origin: FromSource) -> Record:
    return {**_place(origin.place), "words": origin.words, "document": _source(origin.document)}


@_origin.register
def _(origin: FromPassages) -> Record:
    return {"passages": [_source(passage) for passage in origin.passages]}


@_origin.register
def _(origin: FromWords) -> Record:
    return {"quotations": [_quotation(one) for one in origin.quotations]}


@_origin.register
def _(origin: FromClaims) -> Record:
    return {
        "claims": [_claim(claim) for claim in origin.claims],
        "rejected": [_claim(claim) for claim in origin.rejected],
    }


@_origin.register
def _(origin: FromTable) -> Record:
    return {
        **_place(origin.place),
        "row": origin.row,
        "sources": [_source(source) for source in origin.sources],
        "quotations": [_quotation(one) for one in origin.quotations],
    }


@_origin.register
def _(origin: FromVariant) -> Record:
    return {
        **_passage(origin.passage),
        "start": origin.start,
        "end": origin.end,
        "lemma": origin.passage.unit.text[origin.start : origin.end],
        "reading": origin.reading,
        "witnesses": [{**_source(one.passage), "start": one.start, "end": one.end} for one in origin.witnesses],
    }


@_origin.register
def _(origin: FromDeclaration) -> Record:
    return {**_place(origin.place), "sources": [_source(source) for source in origin.sources]}


@_origin.register
def _(origin: FromActivity) -> Record:
    return {
        "activity": origin.activity,
        "software": origin.software,
        "used": list(origin.used),
        "what": origin.what,
        **(_NOWHERE if origin.place is None else _place(origin.place)),
    }


@_origin.register
def _(origin: FromRule) -> Record:
    return {
        "rule": origin.rule,
        "clause": origin.clause,
        "axiom": origin.axiom,
        "declared": None if origin.declared is None else _place(origin.declared.place),
        "premises": [_explanation(premise) for premise in origin.premises],
    }


@_origin.register
def _(origin: FromMapping) -> Record:
    return {
        "mapping": origin.mapping,
        "subject": origin.subject,
        "predicate": origin.predicate,
        "object": origin.object,
        "justification": origin.justification,
        "confidence": origin.confidence,
        "comment": origin.comment,
        **_place(origin.place),
        "sources": [_source(source) for source in origin.sources],
    }


def _place(place: Place) -> Record:
    return {"file": place.file, "line": place.line}


def _passage(passage: Passage) -> Record:
    unit = passage.unit
    return {
        "unit": unit.iri,
        "citation": unit.citation,
        "text": unit.text,
        "firstPage": unit.first_page,
        "lastPage": unit.last_page,
        "pageBasis": unit.page_basis,
        **_place(passage.place),
        "repairs": [_repair(repair) for repair in passage.repairs],
        "suspected": [{**_place(each.place), "found": each.found, "why": each.why} for each in passage.suspicions],
    }


def _repair(repair: DeclaredRepair) -> Record:
    return {
        **_place(repair.place),
        "found": repair.found,
        "repaired": repair.repaired,
        "why": repair.why,
        "confirmedBy": repair.confirmed_by,
    }


def _quotation(quotation: Quotation) -> Record:
    return {
        "annotation": quotation.annotation,
        "body": quotation.body,
        "motivation": quotation.motivation,
        "start": quotation.start,
        "end": quotation.end,
        "words": quotation.words,
        "readBy": [_read_by(each) for each in quotation.read_by],
        **_passage(quotation.passage),
    }


def _read_by(each: ReadBy) -> Record:
    return {"kind": "row" if each.is_row else "name", "words": each.words, "thing": each.names, **_place(each.place)}


def _source(source: Source) -> Record:
    if isinstance(source, Publication):
        return {"iri": source.iri, "title": source.title, "place": source.place, "address": source.address}
    if isinstance(source, PrintedPassage):
        return {
            "iri": source.iri,
            "title": source.label,
            "text": source.text,
            **_place(source.place),
            "lastLine": source.last_line,
            "document": source.document,
            "repairs": [_repair(repair) for repair in source.repairs],
        }
    return _passage(source)


def _claim(claim: Claim) -> Record:
    return {
        "claim": claim.iri,
        "value": _term(claim.value),
        "standing": claim.standing,
        "reason": claim.reason,
        "note": claim.note,
        "printedAs": claim.printed_as,
        "row": None if claim.place is None else _place(claim.place),
        "sources": [_source(source) for source in claim.sources],
        "passages": [_source(passage) for passage in claim.passages],
    }
