"""Read and change the header fields of a request and an answer, as ASGI hands them over."""

from __future__ import annotations

from collections.abc import Container, Iterable

from starlette.types import Scope

Pair = tuple[bytes, bytes]


class Fields:
    """The header fields of an answer.

    Args:
        pairs: names in lower case, as ASGI has them, and values.
    """

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self._pairs = list(pairs)

    def names(self) -> set[bytes]:
        """Return the names that there are."""
        return {name for name, _ in self._pairs}

    def get(self, name: bytes) -> bytes | None:
        """Return the values of a field as one; None where there is none."""
        values = [value for each, value in self._pairs if each == name]
        return b", ".join(values) if values else None

    def add(self, name: bytes, value: bytes) -> None:
        """Give a field a value beside those that it has."""
        self._pairs.append((name, value))

    def set(self, name: bytes, value: bytes) -> None:
        """Give a field a value instead of those that it has."""
        if name in self.names():
            self.remove(name)
        self._pairs.append((name, value))

    def set_default(self, name: bytes, value: bytes) -> None:
        """Give a field a value where it has none."""
        if name not in self.names():
            self._pairs.append((name, value))

    def remove(self, name: bytes) -> None:
        """Remove a field."""
        self._pairs = [(each, value) for each, value in self._pairs if each != name]

    def keep(self, names: Container[bytes]) -> None:
        """Remove all other fields."""
        self._pairs = [(each, value) for each, value in self._pairs if each in names]

    def vary(self, name: str) -> None:
        """Add a name to Vary (RFC 9110 §12.5.5), if it is not there."""
        named = [each.strip() for each in (self.get(b"vary") or b"").decode("latin-1").split(",") if each.strip()]
        if "*" not in named and name.lower() not in {each.lower() for each in named}:
            self.set(b"vary", ", ".join([*named, name]).encode("latin-1"))

    def pairs(self) -> list[Pair]:
        """Return all fields."""
        return self._pairs


def requested(scope: Scope, name: bytes) -> str | None:
    """Return a field of a request, its lines joined as RFC 9110 §5.3 has it; None where it is absent."""
    values = [value for each, value in scope["headers"] if each == name]
    return b", ".join(values).decode("latin-1") if values else None
