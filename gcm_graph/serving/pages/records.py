"""The pages of records: annotations, variants, passages, claims, mappings, tasks and source documents."""

from __future__ import annotations

from collections.abc import Iterable

from gcm_graph.describing.graphs import term
from gcm_graph.serving.pages.block_parts import Link, Row, Value
from gcm_graph.serving.pages.blocks import Block, Excerpt, Facts, Page, Quotations, Table
from gcm_graph.serving.pages.damage import repairs_of, suspicions_in
from gcm_graph.serving.pages.entities import SHOWN_APART, View, page_of, pointing_block
from gcm_graph.serving.pages.facts import FactWriter, value_of
from gcm_graph.serving.pages.knowledge import Knowledge, knowledge_of, natural
from gcm_graph.serving.pages.labels import Label
from gcm_graph.serving.pages.mentions import grouped, mentions_of, quotation
from gcm_graph.serving.pages.naming import link, name_of
from gcm_graph.serving.service import ServedRelease


def annotation_page(release: ServedRelease, iri: str, view: View) -> Page:
    """Return the page of an annotation: the words in their sentence, and what they refer to."""
    knowledge = knowledge_of(release)
    body = next(iter(knowledge.things(iri, "oa:hasBody")), "")
    words = _exact(knowledge, iri)
    named = name_of(body, knowledge, view.language)
    title = Label(f"“{words}”") if words else Label(f"The mark of {named.text}")
    blocks: list[Block | None] = [
        in_its_sentence(release, iri),
        FactWriter(iri, knowledge, view.language).facts("", ["oa:hasBody", "oa:motivatedBy"]),
        *pieces(knowledge, iri, view.language, _parts_of_annotation(knowledge, iri)),
    ]
    return page_of(knowledge, iri, view, blocks, title=title)


def _exact(knowledge: Knowledge, annotation: str) -> str:
    for target in knowledge.things(annotation, "oa:hasTarget"):
        for selector in knowledge.things(target, "oa:hasSelector"):
            if words := knowledge.text(selector, "oa:exact"):
                return words
    return ""


def _parts_of_annotation(knowledge: Knowledge, annotation: str) -> Iterable[str]:
    for target in knowledge.things(annotation, "oa:hasTarget"):
        yield target
        yield from knowledge.things(target, "oa:hasSelector")


def spans_of(knowledge: Knowledge, annotation: str) -> list[tuple[str, int, int]]:
    """Return unit, start and end of the words of an annotation."""
    found = []
    for target in knowledge.things(annotation, "oa:hasTarget"):
        for selector in knowledge.things(target, "oa:hasSelector"):
            start, end = knowledge.text(selector, "oa:start"), knowledge.text(selector, "oa:end")
            if start is not None and end is not None:
                found += [(unit, int(start), int(end)) for unit in knowledge.things(target, "oa:hasSource")]
    return found


def in_its_sentence(release: ServedRelease, *annotations: str) -> Quotations | None:
    """Return the sentences in which annotated words stand."""
    knowledge, mentions = knowledge_of(release), mentions_of(release)
    found = [
        quotation(mentions.units[unit], [(start, end, annotation)])
        for annotation in annotations
        for unit, start, end in spans_of(knowledge, annotation)
        if unit in mentions.units
    ]
    return Quotations(title="In its sentence", lead="", groups=grouped(found, mentions)) if found else None


def pieces(knowledge: Knowledge, iri: str, language: str, parts: Iterable[str]) -> list[Facts]:
    """Return what is described on the page of a thing under its IRI with `#` and a name, each with that anchor."""
    found = []
    for part in sorted(set(parts), key=natural):
        name = part.removeprefix(f"{iri}#")
        words = knowledge.names(part)
        block = FactWriter(part, knowledge, language).others(
            name_of(part, knowledge, language).text if words else name.capitalize(),
            ["skos:prefLabel", "rdf:type"],
            name,
            first=["oa:start", "oa:end", "oa:prefix", "oa:exact"],
        )
        if block is not None:
            found.append(block)
    return found


def variant_page(release: ServedRelease, iri: str, view: View) -> Page:
    """Return the page of a variant: the words of the resolution in their sentence, and what others have instead."""
    knowledge, mentions = knowledge_of(release), mentions_of(release)
    writer = FactWriter(iri, knowledge, view.language)
    unit = next(iter(knowledge.things(iri, "gcm:variantOf")), "")
    start, end = (int(knowledge.text(iri, f"gcm:{name}") or 0) for name in ("start", "end"))
    blocks: list[Block | None] = []
    if unit in mentions.units:
        found = [quotation(mentions.units[unit], [(start, end, unit)])]
        blocks.append(Quotations(title="What the resolution has", lead="", groups=grouped(found, mentions)))
    reading = knowledge.text(iri, "gcm:reading")
    words = Label(reading) if reading else Label("The words are left out.")
    blocks += [
        Excerpt(title="What is read elsewhere", words=words, quoted=bool(reading)),
        writer.facts("Who has it so", ["gcm:witness", "gcm:isReadFrom"]),
        writer.facts("", ["gcm:variantOf", "gcm:lemma", "gcm:start", "gcm:end"]),
    ]
    return page_of(knowledge, iri, view, blocks)


def passage_page(release: ServedRelease, iri: str, view: View) -> Page:
    """Return the page of a passage: its words, and where they stand."""
    knowledge = knowledge_of(release)
    source = next(iter(knowledge.things(iri, "dcterms:source")), "")
    first, last = knowledge.text(iri, "gcm:firstLine"), knowledge.text(iri, "gcm:lastLine")
    lines = f"line {first}" if first == last else f"lines {first}–{last}"
    where = Link(Label(f"{name_of(source, knowledge, view.language).text}, {lines} of the file"), source)
    words = Label(knowledge.text(iri, "gcm:printedText") or "")
    blocks: list[Block | None] = [
        Excerpt(title="What it says", words=words, quoted=True, source=where),
        FactWriter(iri, knowledge, view.language).facts("What it speaks of", ["gcm:speaksOf"]),
        pointing_block(knowledge, iri, view),
    ]
    return page_of(knowledge, iri, view, blocks)


def task_page(release: ServedRelease, iri: str, view: View) -> Page:
    """Return the page of a task: what is asked, of whom, and the words that ask it."""
    knowledge = knowledge_of(release)
    writer = FactWriter(iri, knowledge, view.language)
    blocks: list[Block | None] = [
        in_its_sentence(release, *knowledge.subjects("oa:hasBody", iri)),
        writer.others("What is asked", [*SHOWN_APART, "gcm:quotation"]),
        pointing_block(knowledge, iri, view, frozenset({term("oa:hasBody").value})),
    ]
    return page_of(knowledge, iri, view, blocks)


def claim_page(release: ServedRelease, iri: str, view: View) -> Page:
    """Return the page of a claim: who says what of what."""
    knowledge = knowledge_of(release)
    subject, name = (next(iter(knowledge.things(iri, f"gcm:claim{part}")), "") for part in ("Subject", "Property"))
    said = [value_of(each, knowledge, view.language).words.text for each in knowledge.values(iri, "gcm:claimValue")]
    of = name_of(subject, knowledge, view.language).text
    title = Label(f"{of}: {name_of(name, knowledge, view.language).text} – {'; '.join(said)}")
    writer = FactWriter(iri, knowledge, view.language)
    names = [
        "gcm:claimSubject",
        "gcm:claimProperty",
        "gcm:claimValue",
        "dcterms:source",
        "gcm:standing",
        "gcm:printedAs",
        "gcm:reason",
    ]
    return page_of(knowledge, iri, view, [writer.facts("Who says so", names)], title=title)


def mapping_page(release: ServedRelease, iri: str, view: View) -> Page:
    """Return the page of a mapping: how a thing of ours relates to one that others have, and why."""
    knowledge = knowledge_of(release)
    relation = next(iter(knowledge.things(iri, "sssom:predicate_id")), "")
    ours, theirs = (knowledge.text(iri, f"sssom:{part}_label") or "" for part in ("subject", "object"))
    title = Label(f"{ours}: {name_of(relation, knowledge, view.language).text} – {theirs}")
    blocks: list[Block | None] = [
        FactWriter(iri, knowledge, view.language).others("", ["rdf:type", "sssom:subject_label", "sssom:object_label"]),
        FactWriter(next(iter(knowledge.subjects("sssom:mappings", iri)), ""), knowledge, view.language).facts(
            "The set to which it belongs", ["dcterms:title", "dcterms:license", "sssom:object_source_version"]
        ),
        pointing_block(knowledge, iri, view),
    ]
    return page_of(knowledge, iri, view, blocks, title=title)


def mapping_set_page(release: ServedRelease, iri: str, view: View) -> Page:
    """Return the page of a set of mappings: each of them in a row."""
    knowledge = knowledge_of(release)
    writer = FactWriter(iri, knowledge, view.language)
    rows = []
    for mapping in sorted(knowledge.things(iri, "sssom:mappings"), key=natural):
        subject, relation, theirs = (
            next(iter(knowledge.things(mapping, f"sssom:{part}_id")), "") for part in ("subject", "predicate", "object")
        )
        label = Label(knowledge.text(mapping, "sssom:object_label") or theirs)
        rows.append(
            Row(
                cells=(
                    Value(words=name_of(subject, knowledge, view.language), place=subject),
                    Value(words=name_of(relation, knowledge, view.language), place=mapping),
                    Value(words=label, place=theirs),
                    Value(words=Label(knowledge.text(mapping, "sssom:confidence") or "", "")),
                )
            )
        )
    columns = ("Ours", "Relation", "Theirs", "Confidence")
    blocks: list[Block | None] = [
        Table(title="Mappings", columns=columns, rows=tuple(rows), numbers=frozenset({3}), anchor="mappings"),
        writer.others("About the set", ["rdf:type", "dcterms:title", "dcterms:description", "sssom:mappings"]),
    ]
    return page_of(knowledge, iri, view, blocks)


def source_page(release: ServedRelease, iri: str, view: View) -> Page:
    """Return the page of a source document: what it is, what was read from it, and which damage was repaired."""
    knowledge = knowledge_of(release)
    writer = FactWriter(iri, knowledge, view.language)
    blocks: list[Block | None] = [
        writer.others("What is known of it", [*SHOWN_APART, "dcterms:description", "spdx:checksum"]),
        *pieces(knowledge, iri, view.language, knowledge.pieces(iri)),
        repairs_of(release, iri),
        suspicions_in(release, iri),
        pointing_block(knowledge, iri, view),
    ]
    return page_of(knowledge, iri, view, blocks)


def generic_page(release: ServedRelease, iri: str, view: View) -> Page:
    """Return the page of anything: all that is stated about it, and all that points to it."""
    knowledge = knowledge_of(release)
    blocks: list[Block | None] = [
        FactWriter(iri, knowledge, view.language).others("What is stated", ["skos:prefLabel", "skos:definition"]),
        *pieces(knowledge, iri, view.language, knowledge.pieces(iri)),
        pointing_block(knowledge, iri, view),
    ]
    kind = None if knowledge.classes(iri) else Link(Label("Resource"))
    return page_of(knowledge, iri, view, blocks, kind=kind)


def links_to(things: Iterable[str], knowledge: Knowledge, language: str) -> tuple[Link, ...]:
    """Return things as links, by name."""
    return tuple(sorted((link(each, knowledge, language) for each in things), key=lambda each: each.words.text.lower()))
