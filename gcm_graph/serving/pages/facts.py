"""The statements about a thing as facts, each with the source, claim or mapping that it leads back to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from pyoxigraph import Literal, NamedNode

from gcm_graph.describing.graphs import term
from gcm_graph.namespaces import BASE, GCM, graph
from gcm_graph.serving.pages.block_parts import Fact, Pager, Value
from gcm_graph.serving.pages.blocks import Facts
from gcm_graph.serving.pages.knowledge import Knowledge, Statement, Term, natural
from gcm_graph.serving.pages.labels import Label
from gcm_graph.serving.pages.naming import link, unit_name

MATCHES = ("skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch", "skos:relatedMatch")
"""The properties that relate a thing to what others have."""

_INFERRED = graph("inferred")
_FILE = re.compile(r"\.(csv|json|jsonl|jsonld|nq|ttl)$")
_MOST_CHARACTERS = 2000


def value_of(value: Term, knowledge: Knowledge, language: str) -> Value:
    """Return a term as it is shown."""
    if isinstance(value, NamedNode):
        if checksum := knowledge.text(value.value, "spdx:checksumValue"):
            return Value(words=Label(checksum.lower(), ""), place=value.value)
        return Value(words=unit_name(value.value, knowledge, language), place=place_of(value.value))
    if isinstance(value, Literal):
        words = value.value if len(value.value) <= _MOST_CHARACTERS else f"{value.value[:_MOST_CHARACTERS]}…"
        return Value(words=Label(words, value.language or ""))
    return Value(words=Label(str(value), ""), code=True)


def place_of(iri: str) -> str:
    """Return where a thing leads: a file of the release to its path, since there is no page about it.

    >>> place_of("https://w3id.org/gcm/gcm.nq"), place_of("https://w3id.org/gcm/dataset/0.1.0")
    ('gcm.nq', 'https://w3id.org/gcm/dataset/0.1.0')
    """
    return iri.removeprefix(BASE) if iri.startswith(BASE) and _FILE.search(iri) else iri


class FactWriter:
    """Writes facts about one thing.

    Args:
        iri: the thing.
        knowledge: what the release knows.
        language: the language in which labels are wanted.
    """

    def __init__(self, iri: str, knowledge: Knowledge, language: str) -> None:
        self._knowledge = knowledge
        self._language = language
        self._statements: defaultdict[str, list[Statement]] = defaultdict(list)
        for statement in knowledge.about(iri):
            self._statements[statement.predicate].append(statement)
        self._records = self._find_records(iri)

    def facts(self, title: str, names: Sequence[str], anchor: str = "") -> Facts | None:
        """Return the facts of some properties, in their order; None where there is none.

        Args:
            title: the heading.
            names: the properties, as prefixed names.
            anchor: the name of the block in the page.
        """
        return self._block(title, [term(name).value for name in names], anchor)

    def others(self, title: str, without: Collection[str], anchor: str = "", first: Sequence[str] = ()) -> Facts | None:
        """Return the facts of all properties but some.

        Args:
            title: the heading.
            without: the properties that are left out, as prefixed names.
            anchor: the name of the block in the page.
            first: the properties that stand first, as prefixed names.
        """
        begin = [term(name).value for name in first]
        left_out = {*begin, *(term(name).value for name in without)}
        names = sorted((each for each in self._statements if each not in left_out), key=_property_order)
        return self._block(title, [*begin, *names], anchor)

    def _block(self, title: str, predicates: Iterable[str], anchor: str) -> Facts | None:
        found = tuple(self._fact(each) for each in predicates if each in self._statements)
        return Facts(title=title, facts=found, anchor=anchor) if found else None

    def _fact(self, predicate: str) -> Fact:
        statements = self._statements[predicate]
        values = [self._value(each) for each in statements]
        return Fact(
            name=link(predicate, self._knowledge, self._language),
            values=(*sorted(values, key=_value_order(self._language)), *self._rejected(predicate)),
            graphs=tuple(dict.fromkeys(each.graph for each in statements if each.graph)),
        )

    def _value(self, statement: Statement) -> Value:
        shown = value_of(statement.value, self._knowledge, self._language)
        record = self._records.get((statement.predicate, _plain(statement.value)))
        note = "inferred" if statement.graph == _INFERRED else ""
        if record is None:
            return Value(words=shown.words, place=shown.place, code=shown.code, note=note)
        return record_of(shown, record, self._knowledge, self._language)

    def _rejected(self, predicate: str) -> Iterator[Value]:
        """Return the values that a source gives and that were rejected, with the reason."""
        stated = {_plain(each.value) for each in self._statements[predicate]}
        for (claimed, said), record in self._records.items():
            if claimed == predicate and said not in stated:
                for value in self._knowledge.values(record, "gcm:claimValue"):
                    shown = value_of(value, self._knowledge, self._language)
                    yield record_of(shown, record, self._knowledge, self._language)

    def _find_records(self, iri: str) -> Mapping[tuple[str, str], str]:
        """Return the claims and mappings that state something about a thing, by property and value."""
        found: dict[tuple[str, str], str] = {}
        for subject, predicate, value in (
            ("gcm:claimSubject", "gcm:claimProperty", "gcm:claimValue"),
            ("sssom:subject_id", "sssom:predicate_id", "sssom:object_id"),
        ):
            for record in self._knowledge.subjects(subject, iri):
                for each in self._knowledge.things(record, predicate):
                    for said in self._knowledge.values(record, value):
                        found[each, _plain(said)] = record
        return found


def record_of(shown: Value, record: str, knowledge: Knowledge, language: str) -> Value:
    """Return a value with the sources of the claim or mapping that states it."""
    sources = knowledge.things(record, "dcterms:source")
    standing = knowledge.text(record, "gcm:standing") or ""
    printed = knowledge.text(record, "gcm:printedAs")
    notes = [standing, f"printed as “{printed}”" if printed else "", knowledge.text(record, "gcm:reason") or ""]
    return Value(
        words=shown.words,
        place=shown.place,
        code=shown.code,
        sources=tuple(link(each, knowledge, language) for each in sources),
        record=record,
        note="; ".join(filter(None, notes)),
    )


def pointing(
    statements: Iterable[Statement], knowledge: Knowledge, language: str, page: int, size: int
) -> Facts | None:
    """Return who points to a thing, by property.

    Args:
        statements: the statements whose value it is.
        knowledge: what the release knows.
        language: the language in which labels are wanted.
        page: which page of them, from 1.
        size: how many are shown at once, of each property.
    """
    by_predicate: defaultdict[str, dict[str, str | None]] = defaultdict(dict)
    for statement in statements:
        by_predicate[statement.predicate].setdefault(statement.subject, statement.graph)
    if not by_predicate:
        return None
    pages = max(pages_of(len(found), size) for found in by_predicate.values())
    at = min(max(page, 1), pages)
    facts = []
    for predicate in sorted(by_predicate, key=_property_order):
        found = by_predicate[predicate]
        subjects = sorted(found, key=natural)[(at - 1) * size : at * size]
        values = tuple(Value(words=unit_name(each, knowledge, language), place=each) for each in subjects)
        if values:
            name = link(predicate, knowledge, language)
            graphs = tuple(dict.fromkeys(each for each in found.values() if each))
            facts.append(Fact(name=name, values=values, graphs=graphs, total=len(found)))
    return Facts(
        title="What points here",
        lead="Each line is a property and the things that have this one as its value.",
        facts=tuple(facts),
        anchor="pointing",
        pager=Pager(parameter="pointing", page=at, pages=pages, anchor="pointing") if pages > 1 else None,
    )


def pages_of(count: int, size: int) -> int:
    """Return how many pages a list fills, at least one.

    >>> pages_of(0, 40), pages_of(40, 40), pages_of(41, 40)
    (1, 1, 2)
    """
    return max(1, -(-count // size))


def _plain(value: Term) -> str:
    return value.value if isinstance(value, NamedNode | Literal) else str(value)


def _property_order(iri: str) -> tuple[bool, bool, str]:
    """Ours first, what the software works with last."""
    return not iri.startswith(GCM), iri.startswith(("http://www.w3.org/1999/", "http://www.w3.org/ns/prov")), iri


def _value_order(language: str) -> Callable[[Value], tuple[object, ...]]:
    """Return how values are put in order: in the wanted language first, then English, then as people count."""

    def order(value: Value) -> tuple[object, ...]:
        tag = value.words.language
        if value.place:
            return (2, "", natural(value.words.text if value.words.language else value.place))
        return (0 if tag == language else 1 if tag in {"en", ""} else 2, tag, natural(value.words.text))

    return order
