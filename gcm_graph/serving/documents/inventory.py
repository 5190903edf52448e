"""Find out which addresses a release uses, what stands at each, and how much points there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from typing import Final

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store, Triple, parse

from gcm_graph.namespaces import BASE
from gcm_graph.release_folder import BrokenReleaseError
from gcm_graph.serving.documents.catalogue_entry import CatalogueEntry, path_of
from gcm_graph.serving.per_release import PerRelease
from gcm_graph.serving.service import ServedRelease

DUMP: Final = "gcm.nq"

_START: Final = b"<" + BASE.encode()
_DEFAULT: Final = DefaultGraph()


@dataclass(frozen=True, slots=True)
class Address:
    """What stands at one address under the base.

    Attributes:
        parts: the fragments of the IRIs that begin with the address and a `#`, sorted.
        pointers: how many statements of other things point to it or to one of its parts.
        spans: the parts of the dump whose lines say something of it or of one of its parts: first byte, and end.
    """

    parts: tuple[str, ...] = ()
    pointers: int = 0
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Inventory:
    """All addresses of a release, and what it says.

    Attributes:
        addresses: by path, in the order of the paths.
        store: the store of the release.
        dump: its N-Quads, sorted. Of numbers the store keeps the value only, not the datatype that was written.
        catalogue: what only `void.ttl` says.
        version: the version of the release.
        issued: its date (ISO 8601).
    """

    addresses: Mapping[str, Address]
    store: Store
    dump: mmap
    catalogue: CatalogueEntry
    version: str
    issued: str

    def statements_at(self, path: str) -> list[Triple]:
        """Return what the release says of the thing at a path and of its parts, each statement once."""
        lines = b"".join(self.dump[start:end] for start, end in self.addresses[path].spans)
        return [*(quad.triple for quad in parse(lines, RdfFormat.N_QUADS)), *self.catalogue.at(path)]

    def values_of(self, subject: NamedNode, predicate: NamedNode) -> Iterator[Triple]:
        """Return the statements of a thing with a predicate whose values are resources or strings."""
        for quad in self.store.quads_for_pattern(subject, predicate, None, _DEFAULT):
            yield quad.triple
        yield from (triple for triple in self.catalogue.of(subject) if triple.predicate == predicate)

    def statements_about(self, thing: NamedNode) -> Iterator[Triple]:
        """Return the statements whose object is a thing, always in the same order."""
        for quad in self.store.quads_for_pattern(None, None, thing, _DEFAULT):
            yield quad.triple
        yield from self.catalogue.about(thing)


@dataclass(slots=True)
class _Found:
    """What was found at each address so far."""

    parts: defaultdict[bytes, set[bytes]]
    pointers: Counter[bytes]
    spans: defaultdict[bytes, list[tuple[int, int]]]

    def add(self, name: bytes) -> bytes | None:
        """Note an IRI in angle brackets; return its path, or None where it is not under the base."""
        if not name.startswith(_START):
            return None
        path, _, fragment = name[len(_START) : -1].partition(b"#")
        self.parts[path].update([fragment] if fragment else [])
        return path


def _take(release: ServedRelease) -> Inventory:
    try:
        entry = (release.folder / "void.ttl").read_bytes()
        with (release.folder / DUMP).open("rb") as file:
            dump = mmap(file.fileno(), 0, access=ACCESS_READ)
    except (OSError, ValueError) as error:
        raise BrokenReleaseError(f"gcm.nq or void.ttl of {release.folder} cannot be read: {error}") from error
    catalogue = CatalogueEntry(entry, release.store)
    try:
        found = _read(dump[:].splitlines(keepends=True))
    except ValueError as error:
        raise BrokenReleaseError(
            f"gcm.nq of {release.folder} has a line that is no statement: it may be cut off"
        ) from error
    for triple in catalogue.triples:
        path, target = found.add(str(triple.subject).encode()), path_of(triple.object)
        if target is not None and target.encode() != path:
            found.pointers[target.encode()] += 1
    return Inventory(
        addresses={
            path.decode(): Address(
                tuple(sorted(fragment.decode() for fragment in found.parts[path])),
                found.pointers[path],
                tuple(found.spans[path]),
            )
            for path in sorted(found.parts)
        },
        store=release.store,
        dump=dump,
        catalogue=catalogue,
        version=catalogue.value("dcat:version"),
        issued=catalogue.value("dcterms:issued"),
    )


def _read(lines: Sequence[bytes]) -> _Found:
    """Return what stands at each address by lines of N-Quads, sorted.

    The lines are read as bytes: the store would take ten times as long to hand over the same statements.
    """
    found = _Found(defaultdict(set), Counter(), defaultdict(list))
    others: set[bytes] = set()
    begin = 0
    for line in lines:
        end = begin + len(line)
        subject, predicate, rest = line.split(b" ", 2)
        path = found.add(subject)
        if path is not None:
            spans = found.spans[path]
            if spans and spans[-1][1] == begin:
                spans[-1] = spans[-1][0], end
            else:
                spans.append((begin, end))
        if rest.startswith(_START):
            target = found.add(rest[: rest.index(b">") + 1])
            if target is not None and target != path:
                found.pointers[target] += 1
        others.add(predicate)
        others.add(rest[rest.rindex(b"<") : rest.rindex(b">") + 1])
        begin = end
    for name in others:
        found.add(name)
    return found


INVENTORY: Final = PerRelease(_take)
"""The inventory of each release."""
