"""List the terms of the SHACL vocabulary that a shapes graph may use: those of the Recommendation, no others.

SHACL engines pass over a term that they do not know, so a misspelt constraint is a constraint that is never checked.
The lists follow the W3C Recommendation of 20 July 2017 (Core and SPARQL). The terms of SHACL Advanced Features and
SHACL JavaScript are left out on purpose: the engines do not agree on them.
"""

from __future__ import annotations

import pyoxigraph as ox

SH = "http://www.w3.org/ns/shacl#"


def sh(name: str) -> ox.NamedNode:
    """Return a term of the SHACL vocabulary.

    >>> sh("path").value
    'http://www.w3.org/ns/shacl#path'
    """
    return ox.NamedNode(SH + name)


TARGETS = frozenset({"targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf"})
"""The properties that declare targets (§2.1.3)."""

LIST_PARAMETERS = frozenset({"and", "or", "xone"})
"""The list-taking parameters whose members are shapes (§4.6)."""

SHAPE_PARAMETERS = frozenset({"node", "not", "property", "qualifiedValueShape"})
"""The parameters whose values are shapes (§4.6, §4.7)."""

PARAMETERS = (
    LIST_PARAMETERS
    | SHAPE_PARAMETERS
    | frozenset(
        {
            *("class", "closed", "datatype", "disjoint", "equals", "flags", "hasValue", "ignoredProperties", "in"),
            *("languageIn", "lessThan", "lessThanOrEquals", "maxCount", "maxExclusive", "maxInclusive", "maxLength"),
            *("minCount", "minExclusive", "minInclusive", "minLength", "nodeKind", "pattern", "qualifiedMaxCount"),
            *("qualifiedMinCount", "qualifiedValueShapesDisjoint", "sparql", "uniqueLang"),
        }
    )
)
"""The parameters of the built-in constraint components (§4, §5.1)."""

_DESCRIPTIONS = frozenset(
    {"defaultValue", "deactivated", "description", "group", "message", "name", "order", "severity"}
)

_PATHS = frozenset({"alternativePath", "inversePath", "oneOrMorePath", "path", "zeroOrMorePath", "zeroOrOnePath"})

_SPARQL = frozenset(
    {
        *("ask", "declare", "labelTemplate", "namespace", "nodeValidator", "optional", "parameter", "prefix"),
        *("prefixes", "propertyValidator", "select", "validator"),
    }
)

_GRAPHS = frozenset({"entailment", "shapesGraph", "suggestedShapesGraph"})

PREDICATES = TARGETS | PARAMETERS | _DESCRIPTIONS | _PATHS | _SPARQL | _GRAPHS
"""The properties that say something in a shapes graph."""

REPORT_PREDICATES = frozenset(
    {
        *("conforms", "detail", "focusNode", "result", "resultMessage", "resultPath", "resultSeverity"),
        *("shapesGraphWellFormed", "sourceConstraint", "sourceConstraintComponent", "sourceShape", "value"),
    }
)
"""The properties of validation reports (§3.6). As predicates they say nothing in a shapes graph."""

CLASSES = frozenset(
    {
        *("AbstractResult", "ConstraintComponent", "NodeKind", "NodeShape", "Parameter", "Parameterizable"),
        *("PrefixDeclaration", "PropertyGroup", "PropertyShape", "SPARQLAskExecutable", "SPARQLAskValidator"),
        *("SPARQLConstraint", "SPARQLExecutable", "SPARQLSelectExecutable", "SPARQLSelectValidator", "Severity"),
        *("Shape", "ValidationReport", "ValidationResult", "Validator"),
    }
)

NODE_KINDS = frozenset({"BlankNode", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRI", "IRIOrLiteral", "Literal"})

SEVERITIES = frozenset({"Info", "Violation", "Warning"})

COMPONENTS = frozenset(
    f"{name}ConstraintComponent"
    for name in (
        *("And", "Class", "Closed", "Datatype", "Disjoint", "Equals", "HasValue", "In", "LanguageIn", "LessThan"),
        *("LessThanOrEquals", "MaxCount", "MaxExclusive", "MaxInclusive", "MaxLength", "MinCount", "MinExclusive"),
        *("MinInclusive", "MinLength", "Node", "NodeKind", "Not", "Or", "Pattern", "Property", "QualifiedMaxCount"),
        *("QualifiedMinCount", "SPARQL", "UniqueLang", "Xone"),
    )
)

TERMS = PREDICATES | REPORT_PREDICATES | CLASSES | NODE_KINDS | SEVERITIES | COMPONENTS
"""All terms of the Recommendation."""
