"""Which methods an address serves, worked out from the routes of all handlers."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.routing import BaseRoute, Match, Route

_EVERYWHERE = frozenset({"GET", "HEAD", "OPTIONS", "POST"})
_WHERE_NOTHING_IS = _EVERYWHERE - {"POST"}


class Methods:
    """Knows the methods of each address.

    For an address without parameters they are worked out once, since the endpoint is asked at such a one.

    Args:
        routes: the routes of all handlers; the first that matches counts.
    """

    def __init__(self, routes: Iterable[BaseRoute]) -> None:
        self._routes = [route for route in routes if isinstance(route, Route)]
        self._of_route = {route.path: self._served_at(route.path) for route in self._routes}
        fixed = (route.path for route in self._routes if "{" not in route.path)
        self._fixed = {path: self._matching(path) for path in fixed}

    def of(self, path: str) -> frozenset[str]:
        """Return the methods that the first route of a path serves, with those of its like."""
        return self._fixed.get(path) or self._matching(path)

    def _matching(self, path: str) -> frozenset[str]:
        if path == "*":
            return _EVERYWHERE
        scope = {"type": "http", "method": "GET", "path": path}
        for route in self._routes:
            if route.matches(scope)[0] is not Match.NONE:
                return self._of_route[route.path]
        return _WHERE_NOTHING_IS

    def _served_at(self, pattern: str) -> frozenset[str]:
        served = (route.methods or set() for route in self._routes if route.path == pattern)
        return frozenset({"OPTIONS"}.union(*served))
