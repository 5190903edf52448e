"""Read a JSON-LD context as a table: which term writes which values of which property.

Only what the writer can write by is understood (JSON-LD 1.1 §9.15): `@version`, `@base`, `@vocab`, aliases of `@id` and
`@type`, prefixes, and terms with `@id`, `@type` and `@container`. Anything else is refused, so that a context never
means more than the writer takes it to mean.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from gcm_graph.publishing.errors import ContextError, PrefixConfusionError
from gcm_graph.publishing.names import Names

RESOURCE: Final = "@id"
LANGUAGE: Final = "@language"
PLAIN: Final = ""

_VERSION: Final = 1.1
_VOCABULARY_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_CONTAINERS: Final[Mapping[frozenset[str], tuple[bool, bool]]] = {
    frozenset(): (False, False),
    frozenset({"@set"}): (False, True),
    frozenset({"@language"}): (True, False),
    frozenset({"@language", "@set"}): (True, True),
}


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the context.

    Attributes:
        name: the key in the JSON.
        iri: the property or class that it stands for.
        values: what values it can write: `RESOURCE`, `LANGUAGE` (a language map), a datatype IRI, or `PLAIN`.
        always_list: whether its values stand in an array even if there is only one.
        place: its place among the terms, from 0.
    """

    name: str
    iri: str
    values: str
    always_list: bool
    place: int


class Context:
    """A JSON-LD context that the writer can write by.

    Args:
        document: a context document as parsed from JSON: an object with the one key `@context`.

    Raises:
        ContextError: the context uses something that the writer does not understand.
    """

    def __init__(self, document: Mapping[str, object]) -> None:
        definitions = document.get("@context")
        if not isinstance(definitions, Mapping):
            raise ContextError("A context document is an object with the key @context, whose value is an object")
        self.definitions: Mapping[str, object] = definitions
        if definitions.get("@version") != _VERSION:
            raise ContextError('The context does not say "@version": 1.1')
        base, self._vocabulary_iri = _string(definitions, "@base"), _string(definitions, "@vocab")
        self._read_prefixes()
        try:
            self._names = Names(self.prefixes, base)
        except ValueError as error:
            raise ContextError(f"{error}") from error
        self._read_terms()

    def _read_prefixes(self) -> None:
        """Find aliases and prefixes: an IRI that ends with a delimiter makes a prefix (JSON-LD 1.1, Compact IRIs)."""
        self.prefixes: dict[str, str] = {}
        self.aliases = {"@id": "@id", "@type": "@type"}
        for name, definition in self.definitions.items():
            target = definition.get("@id") if isinstance(definition, Mapping) else definition
            if target in self.aliases:
                self.aliases[str(target)] = name
            elif isinstance(definition, str) and not name.startswith("@") and definition.endswith((*":/?#[]@",)):
                self.prefixes[name] = definition

    def _read_terms(self) -> None:
        self._terms: dict[tuple[str, str], Term] = {}
        self._names_of_terms: dict[str, str] = {}
        self._reserved = set(self.aliases.values())
        for name, definition in self.definitions.items():
            if name in {"@version", "@base", "@vocab"} or name in self._reserved or name in self.prefixes:
                continue
            term = self._read_term(name, definition)
            self._terms.setdefault((term.iri, term.values), term)
            self._names_of_terms.setdefault(term.iri, name)

    def _read_term(self, name: str, definition: object) -> Term:
        if name.startswith("@"):
            raise ContextError(f"The context uses {name}")
        if isinstance(definition, str):
            definition = {"@id": definition}
        if not isinstance(definition, Mapping) or not definition.keys() <= {"@id", "@type", "@container"}:
            raise ContextError(f"The term {name} has keys other than @id, @type and @container")
        iri = self._expand(_string(definition, "@id"), name)
        if ":" in name and self._expand(name, name) != iri:
            raise ContextError(f"The term {name} looks like a prefixed name but stands for {iri}")
        container = definition.get("@container", [])
        flags = _CONTAINERS.get(frozenset(map(str, container if isinstance(container, list) else [container])))
        if flags is None:
            raise ContextError(f"The term {name} has a container other than @set and @language")
        language_map, always_list = flags
        coercion = _string(definition, "@type", default=PLAIN)
        if coercion not in {PLAIN, RESOURCE}:
            coercion = self._expand(coercion, name)
        if language_map and coercion:
            raise ContextError(f"The term {name} has both a type and a language map")
        values = LANGUAGE if language_map else coercion
        return Term(name, iri, values, always_list, len(self._terms))

    def _expand(self, name: str, term: str) -> str:
        prefix, colon, local = name.partition(":")
        if prefix in self.prefixes:
            return self.prefixes[prefix] + local
        if colon and local.startswith("//"):
            return name
        raise ContextError(f"The term {term} names {name or 'nothing'}: neither a declared prefix nor a full IRI")

    @property
    def vocabulary(self) -> tuple[str, ...]:
        """The classes and properties that the terms stand for, in the order of the context."""
        return tuple(self._names_of_terms)

    def term(self, iri: str, values: str) -> Term | None:
        """Return the first term that writes such values of a property, or None."""
        return self._terms.get((iri, values))

    def write_reference(self, iri: str) -> str:
        """Return an IRI as the value of `@id`: prefixed, else relative to the base, else in full.

        A relative reference that is spelt like an alias of a keyword would be taken for the keyword (JSON-LD 1.1 API
        §5.2, IRI expansion), so that such an IRI is written in full.
        """
        relative = self._names.relative(iri)
        name = self._names.prefixed(iri)
        if name is not None:
            return f"{name[0]}:{name[1]}"
        return self._in_full(iri) if relative is None or relative in self._reserved else relative

    def write_class(self, iri: str) -> str:
        """Return an IRI as a value of `@type`: a term, else a name in the vocabulary, else prefixed or in full."""
        name = self._names_of_terms.get(iri)
        if name is not None:
            return name
        local = iri.removeprefix(self._vocabulary_iri) if self._vocabulary_iri else iri
        if local != iri and _VOCABULARY_NAME.fullmatch(local) and local not in self.definitions:
            return local
        return self.write_property(iri)

    def write_property(self, iri: str) -> str:
        """Return an IRI as a key that no term defines: prefixed, else in full."""
        name = self._names.prefixed(iri)
        if name is not None and ":".join(name) not in self.definitions:
            return ":".join(name)
        return self._in_full(iri)

    def _in_full(self, iri: str) -> str:
        prefix, _, rest = iri.partition(":")
        if prefix in self.prefixes and not rest.startswith("//"):
            raise PrefixConfusionError(iri, prefix)
        return iri


def _string(definition: Mapping[str, object], key: str, default: str = "") -> str:
    value = definition.get(key, default)
    if not isinstance(value, str):
        raise ContextError(f"The value of {key} is not a string")
    return value
