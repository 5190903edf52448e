"""What the editor of the query page completes: classes and properties as the VoID description counts them, prefixes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from gcm_graph.describing.graphs import RDF_TYPE, node, term
from gcm_graph.namespaces import PREFIXES
from gcm_graph.serving.pages.labels import LABELS
from gcm_graph.serving.per_release import once_per_release
from gcm_graph.serving.service import ServedRelease

_FORMS = ("sh:select", "sh:ask", "sh:construct", "sh:describe")
_PREFIXED = re.compile(r"(?<![\w:#-])(?P<prefix>[A-Za-z][\w-]*):")
_NO_NAMES = re.compile(r"<[^<>\s]*>|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|#.*")


def with_prefixes(query: str) -> str:
    """Return a query that declares the prefixes that it uses, as other endpoints need it.

    >>> print(with_prefixes("SELECT ?x { ?x a gcm:Action }"))
    PREFIX gcm: <https://w3id.org/gcm/ontology#>
    <BLANKLINE>
    SELECT ?x { ?x a gcm:Action }
    >>> with_prefixes("SELECT ?x { ?x skos:narrower*/rdfs:seeAlso ?y }").count("PREFIX")
    2
    """
    used = {found["prefix"] for found in _PREFIXED.finditer(_NO_NAMES.sub(" ", query))}
    declarations = [f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in PREFIXES if prefix in used]
    return "".join([*declarations, "\n" if declarations else "", query])


@once_per_release
def saved_texts(release: ServedRelease) -> tuple[dict[str, str], ...]:
    """Return the saved queries of a release by name: `name`, `question` and `text`, with its prefixes declared."""
    found = []
    for quad in release.store.quads_for_pattern(None, RDF_TYPE, term("sh:SPARQLExecutable"), DefaultGraph()):
        saved = quad.subject
        if not isinstance(saved, NamedNode):
            continue
        text = next((words for form in _FORMS for words in _words(release.store, saved, form)), "")
        question = next(_words(release.store, saved, "rdfs:comment"), saved.value)
        name = saved.value.rpartition("/")[2]
        found.append({"name": name, "question": question, "text": with_prefixes(text)})
    return tuple(sorted(found, key=lambda saved: saved["name"]))


@once_per_release
def completions(release: ServedRelease) -> bytes:
    """Return what the editor completes, as JSON.

    The members: `prefixes`; `classes` and `properties`, each with `iri`, `label` and `count` (its instances, its
    statements), the most used first, and a class with the `properties` of its instances (VoID §4.5, partitions);
    `queries`, the saved ones.
    """
    dataset, called = node("dataset"), LABELS.of(release).of
    properties = [
        {"iri": iri, "label": called(iri).text, "count": _count(release.store, partition, "void:triples")}
        for partition, iri in _partitions(release.store, dataset, "void:propertyPartition", "void:property")
    ]
    classes = [
        {
            "iri": iri,
            "label": called(iri).text,
            "count": _count(release.store, partition, "void:entities"),
            "properties": sorted(
                iri for _, iri in _partitions(release.store, partition, "void:propertyPartition", "void:property")
            ),
        }
        for partition, iri in _partitions(release.store, dataset, "void:classPartition", "void:class")
    ]
    return json.dumps(
        {
            "prefixes": dict(PREFIXES),
            "classes": sorted(classes, key=_most_used_first),
            "properties": sorted(properties, key=_most_used_first),
            "queries": saved_texts(release),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()


def _most_used_first(used: dict[str, object]) -> tuple[object, ...]:
    count = used["count"]
    return -count if isinstance(count, int) else 0, used["iri"]


def _partitions(store: Store, whole: NamedNode, link: str, of: str) -> Iterator[tuple[NamedNode, str]]:
    """Yield the partitions of a dataset, each with the class or the property that it is of."""
    for quad in store.quads_for_pattern(whole, term(link), None, DefaultGraph()):
        if isinstance(partition := quad.object, NamedNode):
            for about in store.quads_for_pattern(partition, term(of), None, DefaultGraph()):
                if isinstance(about.object, NamedNode):
                    yield partition, about.object.value


def _count(store: Store, partition: NamedNode, of: str) -> int:
    return next((int(words) for words in _words(store, partition, of)), 0)


def _words(store: Store, subject: NamedNode, predicate: str) -> Iterator[str]:
    for quad in store.quads_for_pattern(subject, term(predicate), None, DefaultGraph()):
        if isinstance(quad.object, Literal):
            yield quad.object.value
