"""Each type that a problem can have leads to words about it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

import gcm_graph.serving
from gcm_graph.serving import problem_kinds

_TAKEN_OVER = {"bad-request", "citation-syntax", "citation-unknown", "find-empty-query", "find-syntax"}
"""Kinds that are not named where the problem is made: of the framework, of citations, of the search."""


def named() -> Iterator[str]:
    """Yield the kinds of problems that the package makes."""
    for module in Path(gcm_graph.serving.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            made = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem"
            if made and isinstance(node.args[1], ast.Constant):
                yield node.args[1].value


def test_every_kind_has_words() -> None:
    """The kinds that have words are those that the server makes, and no others."""
    assert set(named()) | _TAKEN_OVER == set(problem_kinds.KINDS)


@pytest.mark.parametrize(
    ("accept", "begins"), [("text/plain", b"503 Busy\n"), ("application/json", b'{"type":"https:')]
)
def test_the_type_leads_to_words(ask, build, accept: str, begins: bytes) -> None:
    """The address that problem details give as their type is answered."""
    house = build(routes=problem_kinds.routes())
    answer = ask(house.asgi, "GET", "/problem/busy", [("Accept", accept)])
    assert answer.status == 200
    assert answer.body.startswith(begins)
    assert answer.fields["vary"].startswith("Accept")
    assert ask(house.asgi, "GET", "/problem/other").status == 404
    assert ask(house.asgi, "GET", "/problem/busy", [("Accept", "image/png")]).status == 406


def test_it_has_a_page(served) -> None:
    """For people there is a page."""
    request = Request(f"{served.url}/problem/time-limit", headers={"Accept": "text/html"})  # noqa: S310 - our own server
    with urlopen(request, timeout=20) as answer:  # noqa: S310 - our own server
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert "The query ran longer than a query may." in answer.read().decode()
