"""Read the dump of a release line by line: it is canonical N-Quads, so that each term is written in one way only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import TypeAlias, cast

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from gcm_graph.explaining.sources import Term
from gcm_graph.namespaces import graph
from gcm_graph.release_folder import BrokenReleaseError

Fact: TypeAlias = tuple[str, str, str]
"""Subject, predicate and object, as N-Triples writes them. Python compares such strings faster than terms."""

_GRAPHS = f"<{graph('')}"


class Dump:
    """The dump `gcm.nq` of a release.

    Args:
        folder: the folder of the release.

    Raises:
        BrokenReleaseError: it cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        file = folder / "gcm.nq"
        self._by_predicate: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        try:
            for line in file.read_text(encoding="utf-8").split("\n")[:-1]:
                subject, predicate, rest = line.split(" ", 2)
                self._by_predicate[predicate].append((subject, rest))
        except (OSError, ValueError) as error:
            raise BrokenReleaseError(f"{file} cannot be read: {error}") from error

    def predicates(self) -> list[str]:
        """Return the predicates that are used."""
        return sorted(self._by_predicate)

    def facts(self, predicates: Iterable[str], *, without: Container[str] = ()) -> Iterator[tuple[Fact, str]]:
        """Yield what is stated with some predicates, and the name of the graph in which it stands.

        Args:
            predicates: the predicates, as N-Triples writes them.
            without: the names of graphs that are left out.
        """
        for predicate in predicates:
            for subject, rest in self._by_predicate.get(predicate, ()):
                value, graph_name, _ = rest.rsplit(" ", 2)
                name = graph_name[len(_GRAPHS) : -1]
                if name not in without:
                    yield (subject, predicate, value), name


def term_of(written: str) -> Term:
    """Return a term from how N-Triples writes it.

    >>> term_of('"Genève"@fr')
    <Literal value=Genève language=fr>
    """
    if written.startswith("<"):
        return NamedNode(written[1:-1])
    if written.startswith("_:"):
        return BlankNode(written[2:])
    quad = next(iter(parse(f"<urn:s> <urn:p> {written} .", format=RdfFormat.N_TRIPLES)))
    return cast("Literal", quad.object)
