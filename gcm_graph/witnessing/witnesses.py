"""Read the four source texts beside the resolution, and collate them with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gcm_graph.model import Document
from gcm_graph.reading.booklet import BOOKLET, read_booklet
from gcm_graph.reading.collecting import witness_repairs
from gcm_graph.reading.extracts import EXTRACTS, read_extract
from gcm_graph.reading.hub import HUB, read_hub
from gcm_graph.reading.passages import PassageText
from gcm_graph.reading.sources import manifest, open_source
from gcm_graph.witnessing.variants import Variant, collate
from gcm_graph.witnessing.wordings import Wording, listed_titles, wordings


@dataclass(frozen=True, slots=True)
class Witnesses:
    """The source texts beside the resolution, and what they show of it.

    Attributes:
        texts: the texts as read, by their names in the manifest.
        wordings: the words that each text has for units of the resolution, in the order of the manifest; the titles
            that the resolution lists under paragraph 16 come first.
        variants: where these differ from the resolution's text.
    """

    texts: Mapping[str, PassageText]
    wordings: tuple[Wording, ...]
    variants: tuple[Variant, ...]

    @property
    def hub(self) -> PassageText:
        """The Hub's page."""
        return self.texts[HUB]

    @property
    def booklet(self) -> PassageText:
        """The booklet's page."""
        return self.texts[BOOKLET]

    def of_unit(self, path: str) -> tuple[Wording, ...]:
        """Return the words that the texts have for the unit with a path."""
        return tuple(wording for wording in self.wordings if wording.unit == path)


def read_witnesses(document: Document, folder: Path | None = None, *, verify: bool = True) -> Witnesses:
    """Read the four texts and collate them with the resolution.

    Args:
        document: the resolution as read.
        folder: where the texts and what is declared about them are; by default the package's own.
        verify: whether the texts must have the checksums of the manifest.

    Raises:
        SourceError: a text is missing, changed, or not as its reader expects it.
        UndeclaredDamageError: a page extract has other words than the resolution.
        VariantClashError: two readings have one address.
    """
    repairs = witness_repairs(folder)
    texts: dict[str, PassageText] = {}
    for name in (*EXTRACTS, HUB, BOOKLET):
        source = open_source(name, folder=folder, verify=verify)
        if name == HUB:
            texts[name] = read_hub(source, repairs)
        elif name == BOOKLET:
            texts[name] = read_booklet(source, repairs)
        else:
            texts[name] = read_extract(source, document, repairs)
    listed = listed_titles(document, manifest(folder)[document.source].file)
    found = (*listed, *(wording for text in texts.values() for wording in wordings(text, document)))
    return Witnesses(texts, found, collate(document, found, copies=EXTRACTS))
