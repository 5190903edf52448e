"""Say in RDF what a document is: about which thing, of which dataset, under which licence, which page of how many."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyoxigraph import NamedNode, Triple

from gcm_graph.namespaces import PREFIXES, iri
from gcm_graph.serving.documents.descriptions import Description
from gcm_graph.serving.documents.formats import Format
from gcm_graph.serving.documents.inventory import INVENTORY
from gcm_graph.serving.service import ServedRelease

HYDRA: Final = "http://www.w3.org/ns/hydra/core#"
"""The vocabulary that names pages and what follows them (Hydra Core, W3C Community Group)."""

_DATASET: Final = NamedNode(iri("dataset"))
_TYPE: Final = NamedNode(PREFIXES["rdf"] + "type")
_DOCUMENT: Final = NamedNode(PREFIXES["foaf"] + "Document")
_TOPIC: Final = NamedNode(PREFIXES["foaf"] + "primaryTopic")
_PART_OF: Final = NamedNode(PREFIXES["dcterms"] + "isPartOf")
_TERMS: Final = tuple(NamedNode(PREFIXES["dcterms"] + name) for name in ("license", "rights"))


def page_path(path: str, form: Format, page: int) -> str:
    """Return the path of a page of a document; the first page is the document itself."""
    return f"{path}{form.ending}" if page == 1 else f"{path}{form.ending}?page={page}"


def turns(page: int, pages: int) -> dict[str, int]:
    """Return the numbers of the pages to which one leads, by relation (RFC 8288, registered relation types).

    >>> turns(1, 3)
    {'first': 1, 'next': 2, 'last': 3}
    """
    if pages == 1:
        return {}
    before = {"prev": page - 1} if page > 1 else {}
    after = {"next": page + 1} if page < pages else {}
    return {"first": 1, **before, **after, "last": pages}


def document_statements(release: ServedRelease, description: Description, form: Format) -> Iterator[Triple]:
    """Return the statements of a document about itself, under its own name.

    The licence and the rights are those that the release declares for the dataset.
    """
    document = NamedNode(iri(page_path(description.path, form, description.page)))
    yield Triple(document, _TYPE, _DOCUMENT)
    yield Triple(document, _TOPIC, NamedNode(iri(description.path)))
    yield Triple(document, _PART_OF, _DATASET)
    inventory = INVENTORY.of(release)
    for predicate in _TERMS:
        for statement in inventory.values_of(_DATASET, predicate):
            yield Triple(document, predicate, statement.object)
    to_pages = turns(description.page, description.pages)
    if to_pages:
        yield Triple(document, _TYPE, NamedNode(HYDRA + "PartialCollectionView"))
    for relation, page in to_pages.items():
        name = "previous" if relation == "prev" else relation
        yield Triple(document, NamedNode(HYDRA + name), NamedNode(iri(page_path(description.path, form, page))))
