"""Draw consequences from Turtle, with both engines."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyoxigraph import RdfFormat, Triple, parse

from gcm_graph.namespaces import PREFIXES
from gcm_graph.reasoning import Engine, InconsistentDataError, infer

HEADER = "@prefix : <https://w3id.org/gcm/> .\n" + "".join(
    f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items()
)


def read(turtle: str) -> list[Triple]:
    """Return the triples of a Turtle text; `:` is the project's base, all its prefixes are declared."""
    return [quad.triple for quad in parse((HEADER + turtle).encode(), RdfFormat.TURTLE)]


@pytest.fixture(name="read", scope="session")
def read_() -> Callable[[str], list[Triple]]:
    """Return the reader of Turtle."""
    return read


@pytest.fixture(params=list(Engine), ids=str)
def entails(request: pytest.FixtureRequest) -> Callable[[str, str, str], None]:
    """Return the assertion that exactly some triples follow from an ontology and data, for each engine."""

    def assert_entails(ontology: str, data: str, expected: str) -> None:
        found = infer(read(data), read(ontology), engine=request.param)
        assert set(found) == set(read(expected))

    return assert_entails


@pytest.fixture
def contradiction() -> Callable[[str, str], InconsistentDataError]:
    """Return the function that demands a contradiction of both engines and returns the error of the compiled rules."""

    def find(ontology: str, data: str) -> InconsistentDataError:
        with pytest.raises(InconsistentDataError):
            infer(read(data), read(ontology), engine=Engine.REFERENCE)
        with pytest.raises(InconsistentDataError) as caught:
            infer(read(data), read(ontology), engine=Engine.FAST)
        return caught.value

    return find
