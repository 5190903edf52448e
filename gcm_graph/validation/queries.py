"""Check the SPARQL queries in shapes: that they parse, return the focus node and keep to what SHACL allows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox

from gcm_graph.validation.errors import Fault, Finding
from gcm_graph.validation.structure import QUERY, place_of
from gcm_graph.validation.vocabulary import sh

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gcm_graph.validation.shapes_graph import ShapesGraph, Term

_IMPORTS = ox.NamedNode("http://www.w3.org/2002/07/owl#imports")
_QUOTED = re.compile(
    r"""<[^<>"{}|^`\\\s]*>|\"{3}.*?\"{3}|'{3}.*?'{3}|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\#[^\n]*""", re.DOTALL
)
_FORBIDDEN = re.compile(r"(?<![\w?$@:.-])(?:MINUS|SERVICE|VALUES)(?![\w:-])", re.IGNORECASE)
_REBOUND = re.compile(r"\bAS\s+[?$](this|shapesGraph|currentShape)\b", re.IGNORECASE)
_SUBQUERY = re.compile(r"\{\s*SELECT\b([^{]*)\{", re.IGNORECASE)
_PREFIX = re.compile(r"(?<![\w?$@:.-])([\w.-]*):")
_DECLARATION = re.compile(r"PREFIX\s+([\w.-]*):", re.IGNORECASE)


def query_findings(shapes: ShapesGraph) -> Iterator[Finding]:
    """Yield a finding for each query of a shapes graph that an engine would misread or refuse."""
    for triple in shapes.triples:
        if triple.predicate == QUERY and len(shapes.literals(triple.object, sh("select"))) != 1:
            yield Finding(place_of(triple.subject, shapes), Fault.QUERY, "sh:sparql must name one query, by sh:select")
        if triple.predicate in (sh("select"), sh("ask")) and isinstance(triple.object, ox.Literal):
            place = place_of(triple.subject, shapes)
            prologue = _prologue(triple.subject, shapes)
            for message in _faults(triple.object.value, prologue, is_select=triple.predicate == sh("select")):
                yield Finding(place, Fault.QUERY, message)


def _prologue(query: Term, shapes: ShapesGraph) -> str:
    """Return the prefixes declared for a query: all that `sh:prefixes/owl:imports*/sh:declare` leads to (§5.2.1)."""
    waiting = list(shapes.objects(query, sh("prefixes")))
    seen: set[Term] = set()
    lines: list[str] = []
    while waiting:
        node = waiting.pop(0)
        if node in seen:
            continue
        seen.add(node)
        waiting.extend(shapes.objects(node, _IMPORTS))
        for declaration in shapes.objects(node, sh("declare")):
            prefixes = shapes.literals(declaration, sh("prefix"))
            namespaces = shapes.literals(declaration, sh("namespace"))
            lines.extend(f"PREFIX {prefix.value}: <{space.value}>\n" for prefix in prefixes for space in namespaces)
    return "".join(dict.fromkeys(lines))


def _faults(query: str, prologue: str, *, is_select: bool) -> Iterator[str]:
    bare = _QUOTED.sub(" ", query)
    restricted = list(_restrictions(bare))
    undeclared = sorted(set(_PREFIX.findall(bare)) - set(_DECLARATION.findall(prologue + bare)) - {"_"})
    if undeclared:
        names = ", ".join(f"{name}:" for name in undeclared)
        restricted.append(f"the query uses the prefix {names} which no sh:prefixes declares for it")
    yield from restricted
    if restricted:
        return
    try:
        # An empty store answers at once: only the parser's opinion is wanted. $PATH is replaced by the engine.
        answer = ox.Store().query(prologue + re.sub(r"[?$]PATH\b", "<http://example.org/path>", query))
    except (SyntaxError, ValueError) as error:
        yield f"the query does not parse: {error}"
        return
    if not is_select:
        if not isinstance(answer, ox.QueryBoolean):
            yield "sh:ask holds a query that is no ASK"
    elif not isinstance(answer, ox.QuerySolutions):
        yield "sh:select holds a query that is no SELECT"
    elif ox.Variable("this") not in answer.variables:
        yield "the query does not return $this, the focus node"


def _restrictions(query: str) -> Iterator[str]:
    """Yield what appendix A forbids in queries with variables bound beforehand; SERVICE would also open connections."""
    forbidden = sorted({word.upper() for word in _FORBIDDEN.findall(query)})
    if forbidden:
        yield f"the query uses {', '.join(forbidden)}, which SHACL does not allow"
    for name in sorted(set(_REBOUND.findall(query))):
        yield f"the query binds ${name} anew, which SHACL does not allow"
    if any("$this" not in projection.replace("?", "$") for projection in _SUBQUERY.findall(query)):
        yield "a subquery does not return $this, which SHACL demands"
