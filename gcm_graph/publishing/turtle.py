"""Write a graph as Turtle that people like to read, the same bytes for the same graph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from pyoxigraph import NamedNode, Triple

from gcm_graph.publishing.descriptions import Description, Order, Value, describe_subjects
from gcm_graph.publishing.names import Names

_RDF_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_WIDTH: Final = 120
_INDENT: Final = "    "

# The lexical forms that stand for themselves (RDF 1.1 Turtle §2.5.2, §2.5.3): canonical ones only, so that `01` and
# `+1` stay visible as the unusual spellings they are.
_BARE: Final = {
    f"{_XSD}integer": re.compile(r"0|-?[1-9][0-9]*"),
    f"{_XSD}boolean": re.compile(r"true|false"),
}

# RDF 1.1 Turtle §6.4: what ends a string or has an escape of its own; beyond that, what cannot be seen or what some
# editors and line readers take for the end of a line.
_ESCAPES: Final = {
    **{code: f"\\u{code:04X}" for code in (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF)},
    **{ord(character): f"\\{letter}" for character, letter in zip('\b\t\n\f\r"\\', 'btnfr"\\', strict=True)},
}


def write_turtle(
    triples: Iterable[Triple],
    prefixes: Mapping[str, str],
    *,
    base: str = "",
    order: Order | None = None,
    vocabulary: Sequence[str] = (),
    comment: str = "",
) -> bytes:
    """Write a graph as Turtle (RDF 1.1 Turtle), grouped by subject.

    The base and the prefixes are declared where they are used. An IRI is written as a prefixed name, else relative to
    the base, else in full; never with escapes.

    Args:
        triples: the graph, in any order.
        prefixes: namespace IRIs by prefix, in the order in which they are declared.
        base: an absolute IRI that ends with a slash, or "" for none.
        order: the sort key of subjects, and of resources in lists of objects; by IRI where None.
        vocabulary: classes and properties in the order in which they are written. `a` comes before all others; terms
            that are not named here follow by prefix, in the order of `prefixes`, then by name.
        comment: lines for the head of the file.

    Returns:
        The file's bytes, in UTF-8.

    Raises:
        BlankNodeError: the graph has a blank node.
        UnsupportedTermError: the graph has a term that RDF 1.1 does not have.
    """
    writer = _Writer(prefixes, base, vocabulary)
    blocks = [writer.block(description) for description in describe_subjects(triples, order)]
    remarks = "".join(f"# {line}".rstrip() + "\n" for line in comment.splitlines())
    return "\n".join(part for part in (remarks, writer.declarations(), *blocks) if part).encode()


class _Writer:
    """Spells terms and remembers which prefixes it needed."""

    def __init__(self, prefixes: Mapping[str, str], base: str, vocabulary: Sequence[str]) -> None:
        self._prefixes = prefixes
        self._base = base
        self._names = Names(prefixes, base)
        self._spellings: dict[str, str] = {}
        self._used: set[str] = set()
        self._base_used = False
        self._ranks = {iri: rank for rank, iri in enumerate(vocabulary)}
        self._prefix_ranks = {prefix: rank for rank, prefix in enumerate(prefixes)}
        self._term_keys: dict[str, tuple[int, int, str]] = {}

    def declarations(self) -> str:
        """Return the declarations of the base and the prefixes that were used so far."""
        lines = [f"@base <{self._base}> .\n"] if self._base_used else []
        lines += [f"@prefix {name}: <{iri}> .\n" for name, iri in self._prefixes.items() if name in self._used]
        return "".join(lines)

    def block(self, description: Description) -> str:
        """Return the statements about one subject, one predicate a line."""
        lines = [
            self._line(predicate, description.statements[predicate])
            for predicate in sorted(description.statements, key=self._term_key)
        ]
        return f"{self._iri(description.subject)}\n{_INDENT}" + f" ;\n{_INDENT}".join(lines) + " .\n"

    def _line(self, predicate: str, values: Sequence[Value]) -> str:
        verb = "a" if predicate == _RDF_TYPE else self._iri(predicate)
        if predicate == _RDF_TYPE:
            values = sorted(values, key=lambda value: (not isinstance(value, NamedNode), self._term_key(value.value)))
        objects = [self._value(value) for value in values]
        line = f"{verb} {', '.join(objects)}"
        if len(objects) > 1 and len(_INDENT) + len(line) + len(" ;") > _WIDTH:
            indent = f"\n{_INDENT * 2}"
            return f"{verb}{indent}" + f",{indent}".join(objects)
        return line

    def _term_key(self, iri: str) -> tuple[int, int, str]:
        """Return where a class or property stands in the order of the vocabulary."""
        key = self._term_keys.get(iri)
        if key is None:
            rank = -1 if iri == _RDF_TYPE else self._ranks.get(iri, len(self._ranks))
            name = self._names.prefixed(iri)
            prefix_rank = self._prefix_ranks[name[0]] if name else len(self._prefix_ranks)
            key = self._term_keys[iri] = (rank, prefix_rank, iri)
        return key

    def _value(self, value: Value) -> str:
        if isinstance(value, NamedNode):
            return self._iri(value.value)
        lexical, datatype = value.value, value.datatype.value
        quoted = f'"{lexical.translate(_ESCAPES)}"'
        if value.language is not None:
            return f"{quoted}@{value.language}"
        if datatype == f"{_XSD}string":
            return quoted
        bare = _BARE.get(datatype)
        if bare is not None and bare.fullmatch(lexical):
            return lexical
        return f"{quoted}^^{self._iri(datatype)}"

    def _iri(self, iri: str) -> str:
        spelling = self._spellings.get(iri)
        if spelling is None:
            spelling = self._spellings[iri] = self._spell(iri)
        return spelling

    def _spell(self, iri: str) -> str:
        name = self._names.prefixed(iri)
        if name is not None:
            self._used.add(name[0])
            return f"{name[0]}:{name[1]}"
        relative = self._names.relative(iri)
        if relative is not None:
            self._base_used = True
            return f"<{relative}>"
        return f"<{iri}>"
