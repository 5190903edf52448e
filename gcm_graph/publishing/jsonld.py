"""Write a graph as compact JSON-LD 1.1 that a JavaScript developer can use as plain JSON.

The shape of the data never depends on what happens to be in it: a term always holds the same kind of value.

* Strings in a language stand in a language map, `"text": {"en": "..."}`, with one language as with six. A plain string
  for English would be shorter today, and every program written against it would break on the day that a translation
  comes. No other shape keeps both all languages and the term's shape.
* A term with `@container: @set` always holds an array; another term holds one value (an array only where the graph has
  several values after all).
* Integers and booleans are JSON numbers and booleans where these give back the very same literal: canonical lexical
  forms, and no integer beyond 2^53 - 1, where JavaScript begins to round.
* A value that fits no term, for example a string where the term promises a resource, stands in expanded form under the
  prefixed name of its property: `"dcterms:isPartOf": [{"@value": "..."}]`. Nothing is lost, nothing is coerced.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from gcm_graph.publishing.descriptions import Description, Order, Value, describe_subjects
from gcm_graph.publishing.jsonld_context import LANGUAGE, PLAIN, RESOURCE, Context, Term

_RDF_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_STRING: Final = f"{_XSD}string"
_BOOLEAN: Final = f"{_XSD}boolean"
_INTEGER: Final = f"{_XSD}integer"
_INTEGERS: Final = frozenset({_INTEGER, f"{_XSD}nonNegativeInteger", f"{_XSD}positiveInteger"})
# No more digits than 2^53 - 1 has: Python refuses to read a number of thousands of digits.
_CANONICAL_INTEGER: Final = re.compile(r"0|-?[1-9][0-9]{0,15}")
_MAX_SAFE_INTEGER: Final = 2**53 - 1
_WIDTH: Final = 120

_quote = json.JSONEncoder(ensure_ascii=False).encode


def write_jsonld(triples: Iterable[Triple], context: Mapping[str, object], *, order: Order | None = None) -> bytes:
    """Write a graph as JSON-LD 1.1 with its context embedded: one object a subject, one line a term.

    Args:
        triples: the graph, in any order.
        context: a context document as parsed from JSON, `{"@context": {...}}`. The order of its terms is the order of
            the types and, after the identifier and the types, of the keys in each object.
        order: the sort key of subjects, and of resources in lists of values; by IRI where None.

    Returns:
        The file's bytes, in UTF-8.

    Raises:
        BlankNodeError: the graph has a blank node.
        UnsupportedTermError: the graph has a term that RDF 1.1 does not have.
        ContextError: the context uses something that the writer does not understand.
        PrefixConfusionError: an IRI would be read as a prefixed name.
    """
    table = Context(context)
    writer = _Writer(table)
    nodes = [writer.node(description) for description in describe_subjects(triples, order)]
    definitions = [f"{_quote(name)}: {_quote(definition)}" for name, definition in table.definitions.items()]
    members = [
        f'"@context": {_break("{}", definitions, 2)}',
        f'"@graph": {_break("[]", nodes, 2) if nodes else "[]"}',
    ]
    return (_break("{}", members, 0) + "\n").encode()


class _Writer:
    """Writes descriptions by a context."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._id, self._type = context.aliases["@id"], context.aliases["@type"]
        self._class_places = {iri: place for place, iri in enumerate(context.vocabulary)}
        self._references: dict[str, str] = {}

    def node(self, description: Description) -> str:
        """Return the JSON object of one subject."""
        by_term: dict[Term, list[Value]] = {}
        unfit: dict[str, list[Value]] = {}
        types: list[str] = []
        for predicate, values in description.statements.items():
            for value in values:
                term = self._fitting_term(predicate, value)
                if predicate == _RDF_TYPE and isinstance(value, NamedNode):
                    types.append(value.value)
                elif term is not None:
                    by_term.setdefault(term, []).append(value)
                else:
                    unfit.setdefault(predicate, []).append(value)

        members = [f"{_quote(self._id)}: {self._reference(description.subject)}"]
        if types:
            members.append(f"{_quote(self._type)}: {self._types(types)}")
        members += [
            f"{_quote(term.name)}: {self._term_value(term, values)}"
            for term, values in sorted(by_term.items(), key=lambda entry: entry[0].place)
        ]
        members += [
            f"{_quote(key)}: {_bracket('[]', [self._expanded(value) for value in values], 6, key)}"
            for key, values in sorted((self._context.write_property(iri), values) for iri, values in unfit.items())
        ]
        return _break("{}", members, 4)

    def _fitting_term(self, predicate: str, value: Value) -> Term | None:
        """Return the term that holds such a value without loss, or None."""
        if isinstance(value, NamedNode):
            return self._context.term(predicate, RESOURCE)
        if value.language is not None:
            return self._context.term(predicate, LANGUAGE)
        datatype = value.datatype.value
        native = _is_native(value.value, datatype)
        if not native and (datatype in _INTEGERS or datatype == _BOOLEAN):
            return None
        term = self._context.term(predicate, datatype)
        # JSON's own strings, integers and booleans need no coercion (JSON-LD 1.1 API §8.2, object to RDF conversion).
        if term is None and datatype in {_STRING, _INTEGER, _BOOLEAN}:
            term = self._context.term(predicate, PLAIN)
        return term

    def _types(self, types: Sequence[str]) -> str:
        last = len(self._class_places)
        in_order = sorted(types, key=lambda iri: (self._class_places.get(iri, last), iri))
        return _bracket("[]", [_quote(self._context.write_class(iri)) for iri in in_order], 6, self._type)

    def _term_value(self, term: Term, values: Sequence[Value]) -> str:
        if term.values == LANGUAGE:
            by_language: dict[str, list[str]] = {}
            for value in values:
                if isinstance(value, Literal) and value.language is not None:
                    by_language.setdefault(value.language, []).append(_quote(value.value))
            members = [
                f"{_quote(language)}: {_one_or_list(term, words, 8, language)}"
                for language, words in by_language.items()
            ]
            return _bracket("{}", members, 6, term.name)
        return _one_or_list(term, [self._plain(value) for value in values], 6, term.name)

    def _plain(self, value: Value) -> str:
        """Return a value whose type the term gives."""
        if isinstance(value, NamedNode):
            return self._reference(value.value)
        return value.value if _is_native(value.value, value.datatype.value) else _quote(value.value)

    def _expanded(self, value: Value) -> str:
        """Return a value that brings its own type (JSON-LD 1.1 §9.5, value objects)."""
        if isinstance(value, NamedNode):
            return f"{{{_quote(self._id)}: {self._reference(value.value)}}}"
        words = f'"@value": {_quote(value.value)}'
        if value.language is not None:
            return f'{{"@language": {_quote(value.language)}, {words}}}'
        datatype = value.datatype.value
        if datatype == _STRING:
            return f"{{{words}}}"
        # Not the alias: rdflib overlooks an alias of @type in a value object.
        return f'{{"@type": {_quote(self._context.write_property(datatype))}, {words}}}'

    def _reference(self, iri: str) -> str:
        reference = self._references.get(iri)
        if reference is None:
            reference = self._references[iri] = _quote(self._context.write_reference(iri))
        return reference


def _is_native(lexical: str, datatype: str) -> bool:
    """Tell whether a JSON number or boolean gives back this very literal, in JavaScript too."""
    if datatype == _BOOLEAN:
        return lexical in {"true", "false"}
    if datatype not in _INTEGERS or not _CANONICAL_INTEGER.fullmatch(lexical):
        return False
    return abs(int(lexical)) <= _MAX_SAFE_INTEGER


def _one_or_list(term: Term, values: Sequence[str], indent: int, key: str) -> str:
    return values[0] if len(values) == 1 and not term.always_list else _bracket("[]", values, indent, key)


def _bracket(brackets: str, parts: Sequence[str], indent: int, key: str) -> str:
    """Return parts in brackets on the line of their key, or on one line each where they are several and too long."""
    length = indent + len(f'"{key}": []') + sum(map(len, parts)) + len(", ") * (len(parts) - 1) + len(",")
    if len(parts) > 1 and (length > _WIDTH or any("\n" in part for part in parts)):
        return _break(brackets, parts, indent)
    return f"{brackets[0]}{', '.join(parts)}{brackets[1]}"


def _break(brackets: str, parts: Sequence[str], indent: int) -> str:
    """Return parts in brackets on one line each, the closing bracket indented as given."""
    inner = "\n" + " " * (indent + 2)
    return f"{brackets[0]}{inner}{f',{inner}'.join(parts)}\n{' ' * indent}{brackets[1]}"
