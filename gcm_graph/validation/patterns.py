r"""Make regular expressions mean the same in both SHACL engines.

`sh:pattern` is defined by SPARQL's REGEX (SHACL §4.4.3): the pattern may match anywhere, and `$` is the end of the
value. pyshifty reads patterns with the `regex` crate of Rust, which does that but has no look-around. pyshacl matches
with Python's `re` from the beginning of the value only, where `$` also matches before a last line break.
"""

from __future__ import annotations

import re
import warnings

import pyoxigraph as ox

_PIECE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\$|.", re.DOTALL)


def python_pattern(pattern: str, flags: str = "") -> str:
    r"""Return the pattern with which pyshacl decides as SPARQL's REGEX would.

    >>> python_pattern("^[a-z$]+$")
    '(?s:.*?)(?:^[a-z$]+\\Z)'
    """
    end = "$" if "m" in flags else r"\Z"
    pieces = (end if piece == "$" else piece for piece in _PIECE.findall(pattern))
    return f"(?s:.*?)(?:{''.join(pieces)})"


def pattern_faults(pattern: str, flags: str = "") -> list[str]:
    """Return why one of the engines would misread a pattern, as sentences; an empty list if none would.

    Args:
        pattern: the value of `sh:pattern`.
        flags: the value of `sh:flags`, or an empty string.
    """
    faults: list[str] = []
    if set(flags) - set("im"):
        faults.append(f'sh:flags "{flags}" has a flag other than i and m, which the reference engine ignores')
    # pyoxigraph's REGEX is the same crate as pyshifty's; it gives no value where the pattern does not compile.
    text = ox.Literal(pattern)
    solutions = ox.Store().query(f'SELECT (REGEX("", {text}) AS ?matches) {{}}')
    if isinstance(solutions, ox.QuerySolutions) and all(solution["matches"] is None for solution in solutions):
        faults.append(f"sh:pattern {text} is no regular expression of the fast engine, which has no look-around")
    try:
        with warnings.catch_warnings():
            # Python announces here that it reads a nested or combined character class otherwise than Rust does.
            warnings.simplefilter("error", FutureWarning)
            re.compile(python_pattern(pattern, flags))
    except (re.error, FutureWarning) as error:
        faults.append(f"sh:pattern {text} is no regular expression of the reference engine: {error}")
    return faults
