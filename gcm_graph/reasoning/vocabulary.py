"""The terms of RDF, RDFS and OWL 2 that reasoning knows, and which of them say something that rules must heed."""

from __future__ import annotations

from pyoxigraph import NamedNode

from gcm_graph.namespaces import PREFIXES

RDF = PREFIXES["rdf"]
RDFS = PREFIXES["rdfs"]
OWL = PREFIXES["owl"]
XSD = PREFIXES["xsd"]
LOGICAL = (RDF, RDFS, OWL)
"""The namespaces whose terms carry the logic and are never a published consequence, save rdf:type."""

TYPE = NamedNode(RDF + "type")
FIRST = NamedNode(RDF + "first")
REST = NamedNode(RDF + "rest")
NIL = NamedNode(RDF + "nil")
LANG_STRING = NamedNode(RDF + "langString")
PLAIN_LITERAL = NamedNode(RDF + "PlainLiteral")

SUB_CLASS_OF = NamedNode(RDFS + "subClassOf")
SUB_PROPERTY_OF = NamedNode(RDFS + "subPropertyOf")
DOMAIN = NamedNode(RDFS + "domain")
RANGE = NamedNode(RDFS + "range")
DATATYPE = NamedNode(RDFS + "Datatype")
ANY_LITERAL = NamedNode(RDFS + "Literal")

RESOURCE = NamedNode(RDFS + "Resource")
THING = NamedNode(OWL + "Thing")
NOTHING = NamedNode(OWL + "Nothing")
ONTOLOGY_CLASS = NamedNode(OWL + "Ontology")
VERSION_IRI = NamedNode(OWL + "versionIRI")

SAME_AS = NamedNode(OWL + "sameAs")
DIFFERENT_FROM = NamedNode(OWL + "differentFrom")
ALL_DIFFERENT = NamedNode(OWL + "AllDifferent")
MEMBERS = NamedNode(OWL + "members")
DISTINCT_MEMBERS = NamedNode(OWL + "distinctMembers")

EQUIVALENT_PROPERTY = NamedNode(OWL + "equivalentProperty")
INVERSE_OF = NamedNode(OWL + "inverseOf")
PROPERTY_DISJOINT_WITH = NamedNode(OWL + "propertyDisjointWith")
ALL_DISJOINT_PROPERTIES = NamedNode(OWL + "AllDisjointProperties")
PROPERTY_CHAIN_AXIOM = NamedNode(OWL + "propertyChainAxiom")
HAS_KEY = NamedNode(OWL + "hasKey")
FUNCTIONAL_PROPERTY = NamedNode(OWL + "FunctionalProperty")
INVERSE_FUNCTIONAL_PROPERTY = NamedNode(OWL + "InverseFunctionalProperty")
IRREFLEXIVE_PROPERTY = NamedNode(OWL + "IrreflexiveProperty")
SYMMETRIC_PROPERTY = NamedNode(OWL + "SymmetricProperty")
ASYMMETRIC_PROPERTY = NamedNode(OWL + "AsymmetricProperty")
TRANSITIVE_PROPERTY = NamedNode(OWL + "TransitiveProperty")
NEGATIVE_PROPERTY_ASSERTION = NamedNode(OWL + "NegativePropertyAssertion")
SOURCE_INDIVIDUAL = NamedNode(OWL + "sourceIndividual")
ASSERTION_PROPERTY = NamedNode(OWL + "assertionProperty")
TARGET_INDIVIDUAL = NamedNode(OWL + "targetIndividual")
TARGET_VALUE = NamedNode(OWL + "targetValue")

EQUIVALENT_CLASS = NamedNode(OWL + "equivalentClass")
DISJOINT_WITH = NamedNode(OWL + "disjointWith")
ALL_DISJOINT_CLASSES = NamedNode(OWL + "AllDisjointClasses")
INTERSECTION_OF = NamedNode(OWL + "intersectionOf")
UNION_OF = NamedNode(OWL + "unionOf")
COMPLEMENT_OF = NamedNode(OWL + "complementOf")
ONE_OF = NamedNode(OWL + "oneOf")
ON_PROPERTY = NamedNode(OWL + "onProperty")
ON_CLASS = NamedNode(OWL + "onClass")
SOME_VALUES_FROM = NamedNode(OWL + "someValuesFrom")
ALL_VALUES_FROM = NamedNode(OWL + "allValuesFrom")
HAS_VALUE = NamedNode(OWL + "hasValue")
MAX_CARDINALITY = NamedNode(OWL + "maxCardinality")
MAX_QUALIFIED_CARDINALITY = NamedNode(OWL + "maxQualifiedCardinality")

CLASS_CONSTRUCTS = (
    INTERSECTION_OF,
    UNION_OF,
    COMPLEMENT_OF,
    ONE_OF,
    SOME_VALUES_FROM,
    ALL_VALUES_FROM,
    HAS_VALUE,
    MAX_CARDINALITY,
    MAX_QUALIFIED_CARDINALITY,
)
"""The properties that make a node a class expression."""

PROPERTY_CHARACTERISTICS = (
    FUNCTIONAL_PROPERTY,
    INVERSE_FUNCTIONAL_PROPERTY,
    IRREFLEXIVE_PROPERTY,
    SYMMETRIC_PROPERTY,
    ASYMMETRIC_PROPERTY,
    TRANSITIVE_PROPERTY,
)

ANNOTATION_PROPERTIES = frozenset(
    NamedNode(iri)
    for iri in (
        *(RDFS + name for name in ("label", "comment", "seeAlso", "isDefinedBy", "member")),
        *(OWL + name for name in ("versionInfo", "deprecated")),
        RDF + "value",
    )
)
"""Properties of the logical vocabularies that say nothing logical: axioms may name them as they name any property."""

SUPPORTED_PREDICATES = (
    ANNOTATION_PROPERTIES
    | frozenset(CLASS_CONSTRUCTS)
    | {
        *(TYPE, FIRST, REST, SUB_CLASS_OF, SUB_PROPERTY_OF, DOMAIN, RANGE),
        *(SAME_AS, DIFFERENT_FROM, MEMBERS, DISTINCT_MEMBERS),
        *(EQUIVALENT_PROPERTY, INVERSE_OF, PROPERTY_DISJOINT_WITH, PROPERTY_CHAIN_AXIOM, HAS_KEY),
        *(SOURCE_INDIVIDUAL, ASSERTION_PROPERTY, TARGET_INDIVIDUAL, TARGET_VALUE),
        *(EQUIVALENT_CLASS, DISJOINT_WITH, ON_PROPERTY, ON_CLASS),
    }
    | frozenset(
        NamedNode(iri)
        for iri in (
            *(RDF + name for name in ("subject", "predicate", "object")),
            *(OWL + name for name in ("imports", "versionIRI", "priorVersion")),
            *(OWL + name for name in ("backwardCompatibleWith", "incompatibleWith")),
            *(OWL + name for name in ("annotatedSource", "annotatedProperty", "annotatedTarget")),
        )
    )
)
"""The predicates of the logical vocabularies that are compiled into rules, or that need none. Membership properties
(`rdf:_1`) need none either."""

SUPPORTED_CLASSES = frozenset(PROPERTY_CHARACTERISTICS) | {
    *(THING, NOTHING, RESOURCE, DATATYPE, ONTOLOGY_CLASS),
    *(ALL_DIFFERENT, ALL_DISJOINT_CLASSES, ALL_DISJOINT_PROPERTIES, NEGATIVE_PROPERTY_ASSERTION),
    *(NamedNode(RDF + name) for name in ("Property", "List", "Statement", "Bag", "Seq", "Alt")),
    *(NamedNode(RDFS + name) for name in ("Class", "Container", "ContainerMembershipProperty")),
    *(NamedNode(OWL + name) for name in ("Class", "Restriction", "NamedIndividual", "Axiom", "Annotation")),
    *(NamedNode(OWL + name) for name in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")),
    *(NamedNode(OWL + name) for name in ("OntologyProperty", "DeprecatedClass", "DeprecatedProperty")),
}
"""The classes of the logical vocabularies of which a node may be stated to be an instance."""

DECLARATIONS = frozenset(PROPERTY_CHARACTERISTICS) | {
    *(DATATYPE, ONTOLOGY_CLASS, NamedNode(RDF + "Property"), NamedNode(RDFS + "Class")),
    *(NamedNode(OWL + name) for name in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")),
    *(NamedNode(OWL + name) for name in ("OntologyProperty", "DeprecatedClass", "DeprecatedProperty")),
}
"""The classes that make their instances terms of an ontology."""


def is_logical(iri: NamedNode) -> bool:
    """Return whether an IRI stands in the rdf:, rdfs: or owl: vocabulary."""
    return iri.value.startswith(LOGICAL)
