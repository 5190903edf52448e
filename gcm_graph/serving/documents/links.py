"""Say in Link fields what else there is to a thing and its documents (RFC 8288)."""

from __future__ import annotations

from collections.abc import Sequence

from gcm_graph.serving.documents.about_documents import page_path, turns
from gcm_graph.serving.documents.formats import GRAPHS, TURTLE, Format
from gcm_graph.serving.documents.resources import document_path
from gcm_graph.serving.service import ServedRelease


def thing_links(release: ServedRelease, path: str, formats: Sequence[Format]) -> str:
    """Return the value of Link of the answer that leads from a thing to its documents."""
    described = [_link(release, f"{path}{form.ending}", "describedby", form) for form in formats if form in GRAPHS]
    return ", ".join([_canonical(release, path), *_alternates(release, path, formats), *described])


def document_links(
    release: ServedRelease, path: str, form: Format, formats: Sequence[Format], *, page: int = 1, pages: int = 1
) -> str:
    """Return the value of Link of a document.

    Args:
        release: the release.
        path: the path of the thing.
        form: the format of the document.
        formats: all formats that there are.
        page: the number of the page that the document is.
        pages: how many there are.
    """
    thing = f'<{release.addresses.canonical(path)}>; rel="describes"'
    others = [each for each in formats if each is not form]
    turned = [
        _link(release, page_path(path, form, number), relation) for relation, number in turns(page, pages).items()
    ]
    return ", ".join(
        [
            _canonical(release, page_path(path, form, page)),
            thing,
            *_alternates(release, path, others),
            dataset_link(release),
            *turned,
        ]
    )


def dataset_link(release: ServedRelease) -> str:
    """Return the link to the description of the dataset of which a document or a file is a part."""
    return _link(release, "void.ttl", "describedby", TURTLE)


def _canonical(release: ServedRelease, path: str) -> str:
    return f'<{release.addresses.canonical(path)}>; rel="canonical"'


def _alternates(release: ServedRelease, path: str, formats: Sequence[Format]) -> list[str]:
    return [_link(release, document_path(release, path, form), "alternate", form) for form in formats]


def _link(release: ServedRelease, path: str, relation: str, form: Format | None = None) -> str:
    kind = f'; type="{form.media_type}"' if form else ""
    return f'<{release.addresses.href(path)}>; rel="{relation}"{kind}'
