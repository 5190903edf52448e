"""A pattern decides alike in both engines, or is refused."""

from __future__ import annotations

import doctest
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, QuerySolutions, Store

from gcm_graph.validation import naming, patterns, vocabulary
from gcm_graph.validation.patterns import pattern_faults, python_pattern

PATTERNS = ["b", "^a$", "^a|b$", r"a\$b$", "[$]$", "[^]$]$", "^$", "$", "(a|b)$", r"\\$", "a.b", "^[a-z$]+$"]


@pytest.mark.parametrize("flags", ["", "i", "m", "im"])
@pytest.mark.parametrize("pattern", PATTERNS)
@given(text=st.text(alphabet="aAb$\\]\n", max_size=5))
def test_the_translated_pattern_decides_as_sparql_does(pattern: str, flags: str, text: str) -> None:
    """SHACL §4.4.3 defines sh:pattern by SPARQL's REGEX; pyshacl matches the translation from the beginning."""
    flag = sum((re.IGNORECASE if "i" in flags else 0, re.MULTILINE if "m" in flags else 0))
    arguments = f'{Literal(text)}, {Literal(pattern)}, "{flags}"'
    solutions = Store().query(f"SELECT (REGEX({arguments}) AS ?matches) {{}}")
    assert isinstance(solutions, QuerySolutions)
    [expected] = [solution["matches"].value == "true" for solution in solutions]
    assert bool(re.compile(python_pattern(pattern, flags), flag).match(text)) == expected


@pytest.mark.parametrize("pattern", [*PATTERNS, r"^\d{1,2}\.[a-z]+(?:-[a-z]+)*$", "^https://w3id[.]org/gcm/"])
def test_patterns_of_both_engines_are_allowed(pattern: str) -> None:
    """No fault in what both read alike."""
    assert pattern_faults(pattern) == []


@pytest.mark.parametrize(
    ("pattern", "flags", "engine"),
    [
        ("a(?!b)", "", "fast"),
        ("(?<=a)b", "", "fast"),
        (r"(a)\1", "", "fast"),
        (r"a\Z", "", "fast"),
        (r"\p{L}", "", "reference"),
        ("[[:alpha:]]", "", "reference"),
        ("[a-z&&[^b]]", "", "reference"),
        ("(?i)a", "", "reference"),
        ("a", "s", "reference"),
        ("a(", "", "fast"),
    ],
)
def test_patterns_of_one_engine_are_refused(pattern: str, flags: str, engine: str) -> None:
    """The message says which engine cannot read it."""
    assert any(f"{engine} engine" in fault for fault in pattern_faults(pattern, flags))


@pytest.mark.parametrize("module", [naming, patterns, vocabulary], ids=lambda module: module.__name__)
def test_examples_in_the_documentation_are_true(module: object) -> None:
    """Doctests are the documentation."""
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0
