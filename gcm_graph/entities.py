"""What units refer to, one thing a row, and one mention of it as another: what the tables of links hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad

from gcm_graph.describing.graphs import RDF_TYPE, graph_of, term
from gcm_graph.describing.links import PROPERTIES, annotation_of, thing
from gcm_graph.linking.mentions import Mention
from gcm_graph.model import Document, Provision
from gcm_graph.namespaces import BASE, GCM, PREFIXES, graph, iri

_STATED_IN = frozenset(map(graph, ("text", "curated", "vocabulary")))
"""The graphs that state the class and the names of what units refer to."""

_LABEL, _ALSO_NAMED, _DEFINITION = (term(f"skos:{name}") for name in ("prefLabel", "altLabel", "definition"))
_NAMES = frozenset({_LABEL, _ALSO_NAMED, _DEFINITION})
_LINKS = frozenset(map(term, PROPERTIES.values()))
_OURS = (GCM, PREFIXES["sdgo"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One thing that units can refer to.

    Attributes:
        iri: its IRI.
        kind: the local name of its class.
        label: its English name.
        also_named: other English names, in alphabetical order.
        definition: what it is, or None where the name says it.
        relation: the local name of the property by which units refer to it.
        mentions: how often units name it, by their own words.
        units: the units that do, in the order of the document.
    """

    iri: str
    kind: str
    label: str
    also_named: tuple[str, ...]
    definition: str | None
    relation: str
    mentions: int
    units: tuple[Provision, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One mention: a unit, what it refers to, and where the words stand.

    Attributes:
        annotation: the IRI of the annotation that is its evidence.
        unit: the unit.
        thing: what the words refer to.
        start: the first code point of the words in the unit's text.
        end: the code point after the last one.
    """

    annotation: str
    unit: Provision
    thing: Entity
    start: int
    end: int

    @property
    def words(self) -> str:
        """Return the words of the mention."""
        return self.unit.text[self.start : self.end]


def line_up_links(
    document: Document, mentions: Iterable[Mention], quads: Iterable[Quad]
) -> tuple[tuple[Entity, ...], tuple[Link, ...]]:
    """Return everything that units can refer to, by IRI, and all mentions, in the order of the document.

    Args:
        document: the Compact as read.
        mentions: what is mentioned where, in the order of the document.
        quads: what is stated, all named graphs.
    """
    units = document.by_path()
    found: defaultdict[str, list[Mention]] = defaultdict(list)
    links = []
    for mention in mentions:
        found[thing(mention.names).value].append(mention)
        links.append(mention)
    entities = {key: _entity(key, named, found[key], units) for key, named in _named(quads).items()}
    return tuple(entities[key] for key in sorted(entities)), tuple(
        Link(
            annotation=iri(annotation_of(mention)),
            unit=units[mention.unit],
            thing=entities[thing(mention.names).value],
            start=mention.start,
            end=mention.end,
        )
        for mention in links
    )


def links_of_units(quads: Iterable[Quad]) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return the IRIs that units refer to, by the unit's IRI and the local name of the property, in alphabetical order.

    Of a paragraph that consists of commitments they are what follows from these.
    """
    found: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        predicate = quad.predicate
        if predicate in _LINKS and isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            found[quad.subject.value][predicate.value.removeprefix(GCM)].append(quad.object.value)
    return {
        unit: {name: tuple(sorted(properties[name])) for name in sorted(properties)}
        for unit, properties in found.items()
    }


@dataclass(slots=True)
class _Named:
    """What is stated of one thing: its class and its English names."""

    kind: str = ""
    label: str = ""
    also_named: list[str] = field(default_factory=list)
    definition: str | None = None


def _named(quads: Iterable[Quad]) -> dict[str, _Named]:
    """Return what is stated of everything of the kinds that units refer to, by IRI."""
    found: dict[str, _Named] = {}
    for subject, predicate, value in _statements(quads):
        named = found.setdefault(subject, _Named())
        if isinstance(value, NamedNode):
            named.kind = next((value.value.removeprefix(base) for base in _OURS if value.value.startswith(base)), "")
        elif predicate == _LABEL:
            named.label = value.value
        elif predicate == _ALSO_NAMED:
            named.also_named.append(value.value)
        else:
            named.definition = value.value
    return found


def _statements(quads: Iterable[Quad]) -> Iterator[tuple[str, NamedNode, NamedNode | Literal]]:
    """Yield what is stated of the classes and English names of things that units refer to."""
    for quad in quads:
        predicate = quad.predicate
        if predicate != RDF_TYPE and predicate not in _NAMES:
            continue
        subject, value = quad.subject, quad.object
        if not isinstance(subject, NamedNode) or graph_of(quad) not in _STATED_IN or not _relation(subject.value):
            continue
        if isinstance(value, NamedNode):
            if value.value.startswith(_OURS):
                yield subject.value, predicate, value
        elif isinstance(value, Literal) and value.language == "en":
            yield subject.value, predicate, value


def _entity(key: str, named: _Named, mentions: list[Mention], units: Mapping[str, Provision]) -> Entity:
    return Entity(
        iri=key,
        kind=named.kind,
        label=named.label,
        also_named=tuple(sorted(named.also_named)),
        definition=named.definition,
        relation=_relation(key),
        mentions=len(mentions),
        units=tuple(units[path] for path in dict.fromkeys(mention.unit for mention in mentions)),
    )


def _relation(key: str) -> str:
    """Return the local name of the property by which units refer to a thing; "" where they never do."""
    if key.startswith(PREFIXES["sdg"]):
        kind = "sdg" if "." in key.removeprefix(PREFIXES["sdg"]) else ""
    else:
        kind = key.removeprefix(BASE).partition("/")[0]
    return PROPERTIES.get(kind, "").removeprefix("gcm:")
