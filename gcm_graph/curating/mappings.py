"""A mapping: one of our resources related to one of others, with how it was found and how sure we are.

The closed lists are those of the SSSOM schema (https://w3id.org/sssom/), less what would be wrong here.
"""

from __future__ import annotations

import re
from collections import abc
from dataclasses import dataclass
from types import MappingProxyType

from gcm_graph import namespaces
from gcm_graph.curating.sources import Reference

CLASS_AXIOMS = ("rdfs:subClassOf", "owl:equivalentClass")
PROPERTY_AXIOMS = ("rdfs:subPropertyOf", "owl:equivalentProperty")
MATCHES = ("skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch", "skos:relatedMatch")
PREDICATES = (*CLASS_AXIOMS, *PROPERTY_AXIOMS, *MATCHES)
"""What may relate ours to theirs. owl:sameAs never may: it would say of one whatever is said of the other."""

JUSTIFICATIONS = (
    "semapv:BackgroundKnowledgeBasedMatching",
    "semapv:CompositeMatching",
    "semapv:InstanceBasedMatching",
    "semapv:LexicalMatching",
    "semapv:LexicalSimilarityThresholdMatching",
    "semapv:LogicalReasoning",
    "semapv:ManualMappingCuration",
    "semapv:MappingChaining",
    "semapv:MappingInversion",
    "semapv:MappingReview",
    "semapv:SemanticSimilarityThresholdMatching",
    "semapv:StructuralMatching",
    "semapv:UnspecifiedMatching",
)
"""The justifications that the SSSOM schema allows in `mapping_justification`."""

OBJECT_TYPES: abc.Mapping[str, str | None] = MappingProxyType(
    {
        "owl class": "owl:Class",
        "owl object property": "owl:ObjectProperty",
        "owl data property": "owl:DatatypeProperty",
        "owl annotation property": "owl:AnnotationProperty",
        "owl named individual": None,
        "skos concept": None,
    }
)
"""The kinds of objects, as the SSSOM schema names them, with the class by which OWL 2 declares them if it must."""


@dataclass(frozen=True, slots=True)
class MappingSet:
    """The mappings to one vocabulary.

    Attributes:
        name: the vocabulary's short name: `eli`.
        title: what it is called.
        description: what is mapped to what.
        license: the IRI of its licence.
        object_source: the IRI of the vocabulary.
        object_source_version: which edition of the vocabulary was read, in words.
        comment: on what scale confidence is given.
    """

    name: str
    title: str
    description: str
    license: str
    object_source: str
    object_source_version: str
    comment: str

    @property
    def path(self) -> str:
        """The path of its IRI."""
        return f"mapping/{self.name}"


@dataclass(frozen=True, slots=True)
class Mapping:
    """One of our resources related to one of others.

    Attributes:
        mapping_set: the set to which it belongs.
        subject: the IRI of ours.
        subject_label: our English label.
        predicate: how they are related, as a prefixed name, one of `PREDICATES`.
        object: the IRI of theirs.
        object_label: what they call it.
        object_type: what it is, one of `OBJECT_TYPES`.
        justification: how the mapping was found, as a prefixed name, one of `JUSTIFICATIONS`.
        confidence: how sure we are, a decimal number from 0 to 1.
        comment: what there is to say about it, or None.
        sources: the publications of others in which the identifier was read; none where the vocabulary itself was read.
    """

    mapping_set: MappingSet
    subject: str
    subject_label: str
    predicate: str
    object: str
    object_label: str
    object_type: str
    justification: str
    confidence: str
    comment: str | None
    sources: tuple[Reference, ...]

    @property
    def path(self) -> str:
        """The path of its IRI: the set, the subject's path, the predicate and the object's local name, as slugs."""
        subject = self.subject.removeprefix(namespaces.BASE).replace("#", "/")
        predicate = self.predicate.partition(":")[2]
        names = (*subject.split("/"), predicate, re.split(r"[/#]", self.object)[-1])
        return "/".join((self.mapping_set.path, *map(_slug, names)))

    @property
    def is_axiom(self) -> bool:
        """Whether it is an axiom of OWL about classes or properties, from which a reasoner draws conclusions."""
        return self.predicate not in MATCHES


def _slug(name: str) -> str:
    """Return a slug in which the parts of a name in camel case are words.

    >>> _slug("subClassOf")
    'sub-class-of'
    >>> _slug("first_date_entry_in_force")
    'first-date-entry-in-force'
    """
    return namespaces.slug(re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name))
