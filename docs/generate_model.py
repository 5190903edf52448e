"""Write the page that shows the model: for each module a diagram and a table of its terms, and what excludes what.

Run it with the project's Python after changing the ontology: .venv/bin/python docs/generate_model.py
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from gcm_graph.disjoint_classes import disjoint_classes
from gcm_graph.namespaces import GCM, LONGEST_FIRST
from gcm_graph.ontology_files import MODULES, ontology_source, ontology_triples
from gcm_graph.resources import ontology_folder

PAGES = Path(__file__).resolve().parent / "reference"
_TITLES = {
    "gcm.ttl": "The text and its normative content",
    "references.ttl": "What the text refers to",
    "curation.ttl": "Where curated facts come from",
    "institutions.ttl": "What the Compact sets up and asks for",
    "records.ttl": "Practices, and the records that States and others add",
}
_INTRODUCTION = """\
Drawn and listed from the ontology by `docs/generate_model.py`. An arrow with a hollow head leads to the more general \
class, the others from who has a property to its value; "Anything" stands where the ontology leaves open who or what \
it is. In the tables, "below" names the classes or properties of which a term is a narrower case, as the ontology has \
them; under which terms of others it stands is told with the [alignments](../explanation/alignments.md). The scope \
note says what is *not* meant. [How the model was designed](../explanation/model.md) gives the reasons.
"""
_EXCLUDING = """\
Nothing is of two classes of one list, nor of two classes that stand below two of one list: a `Pledge` is a `Record` \
and a `Commitment` a `Provision`, so that nothing is both. Lists that stand wholly in another are left out. They are \
in `ontology.ttl` (`owl:AllDisjointClasses`) and \
[not in the dump](../explanation/model.md#what-the-dump-leaves-out). The page of a class, `/term/Pledge/` on a server, \
has all classes that exclude it.
"""
_KINDS = {"Class": "class", "ObjectProperty": "object property", "DatatypeProperty": "datatype property"}


@dataclass(slots=True)
class Term:
    """A term of the ontology: its name, what it is, and what its axioms relate it to, by short names."""

    name: str
    kind: str = ""
    label: str = ""
    definition: str = ""
    notes: list[str] = field(default_factory=list)
    parents: list[str] = field(default_factory=list)
    domain: str | None = None
    range: str | None = None


def terms(file: str) -> list[Term]:
    """Return the terms that a module defines, in the order of the file."""
    found: dict[str, Term] = {}
    defined: set[str] = set()
    for quad in parse(path=str(ontology_folder() / file), format=RdfFormat.TURTLE):
        if not isinstance(quad.subject, NamedNode) or not quad.subject.value.startswith(GCM):
            continue
        term = found.setdefault(quad.subject.value, Term(quad.subject.value.removeprefix(GCM)))
        if _read(term, _short(quad.predicate), quad.object):
            defined.add(quad.subject.value)
    return [term for iri, term in found.items() if iri in defined]


def _read(term: Term, predicate: str, value: object) -> bool:
    """Take up one statement about a term; tell whether it says that the term is defined here."""
    if isinstance(value, NamedNode):
        match predicate:
            case "rdf:type":
                term.kind = _KINDS.get(_short(value).partition(":")[2], "annotation property")
            case "rdfs:subClassOf" | "rdfs:subPropertyOf":
                term.parents.append(_short(value))
            case "rdfs:domain":
                term.domain = _short(value)
            case "rdfs:range":
                term.range = _short(value)
    elif isinstance(value, Literal) and value.language == "en":
        if predicate == "skos:prefLabel":
            term.label = value.value
        elif predicate == "skos:definition":
            term.definition = value.value
        elif predicate == "skos:scopeNote":
            term.notes.append(value.value)
    return predicate == "rdfs:isDefinedBy"


def _short(term: NamedNode) -> str:
    for namespace, prefix in LONGEST_FIRST:
        if term.value.startswith(namespace):
            local = term.value.removeprefix(namespace)
            return local if prefix == "gcm" else f"{prefix}:{local}"
    return term.value


def diagram(module: list[Term]) -> Iterator[str]:
    """Give the lines of a class diagram (Mermaid): subclasses, and object properties from domain to range.

    A property without a domain begins at "Anything": everybody may use it of their own things.
    """
    yield "```mermaid"
    yield "classDiagram"
    yield "  direction LR"
    for term in module:
        if term.kind == "class":
            yield f"  class {term.name}"
            yield from (f"  {_node(parent)} <|-- {term.name}" for parent in term.parents)
        elif term.kind == "object property" and (term.domain or term.range):
            yield f"  {_node(term.domain)} --> {_node(term.range)} : {term.name}"
    for owner, names in _attributes(module).items():
        yield from (f"  {owner} : {name}" for name in names)
    yield "```"


def _attributes(module: Iterable[Term]) -> dict[str, list[str]]:
    owned: dict[str, list[str]] = {}
    for term in module:
        if term.kind == "datatype property" and term.domain is not None:
            owned.setdefault(_node(term.domain), []).append(term.name)
    return owned


def _node(name: str | None) -> str:
    return "Anything" if name is None else name.replace(":", "_")


def table(module: Iterable[Term]) -> Iterator[str]:
    """Give the lines of the table of a module's terms."""
    yield "| term | kind | below | label | definition | scope note |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for term in module:
        below = ", ".join(f"`{parent}`" for parent in term.parents)
        cells = (f"`{term.name}`", term.kind, below, term.label, term.definition, " ".join(term.notes))
        yield f"| {' | '.join(cells)} |"


def exclusions() -> Iterator[str]:
    """Give the lines of the lists of classes that exclude one another."""
    for members in disjoint_classes(ontology_triples(ontology_source())).lists:
        yield "- " + ", ".join(f"`{member.removeprefix(GCM)}`" for member in members)


def model_page() -> str:
    """Return the page of the model: one section a module, and what excludes what."""
    parts = ["# The model at a glance\n", _INTRODUCTION]
    for file in MODULES:
        module = terms(file)
        parts.append(f"## {_TITLES[file]}\n")
        parts.append(f"Module [`{file}`](../../ontology/{file}).\n")
        parts.append("\n".join(diagram(module)) + "\n")
        parts.append("\n".join(table(module)) + "\n")
    parts += ["## What excludes what\n", _EXCLUDING, "\n".join(exclusions()) + "\n"]
    return "\n".join(parts)


def pages() -> dict[str, str]:
    """Return the content of each page by its file name."""
    return {"model.md": model_page()}


if __name__ == "__main__":
    for name, content in pages().items():
        (PAGES / name).write_text(content, encoding="utf-8")
