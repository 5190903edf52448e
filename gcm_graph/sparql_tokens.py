"""A query as SPARQL's own tokens (SPARQL 1.1 Query §19.8), near enough to tell words from what only contains them.

Imported by the processes that answer queries: nothing else of the project may be imported here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

ESCAPE = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_LOCAL_ESCAPE = r"%[0-9A-Fa-f]{2}|\\[-_~.!$&'()*+,;=/?\#@%]"
# Each token is read in one pass (atomic groups, bounded prefixes): a query cannot be made to take long to read.
_TOKEN = re.compile(
    rf"""
    (?P<space> \s+ | \#[^\n\r]* )
  | (?P<string> \"\"\" (?> (?: \"{{0,2}} (?: [^"\\] | \\. ) )* ) \"\"\"
              | \'\'\' (?> (?: \'{{0,2}} (?: [^'\\] | \\. ) )* ) \'\'\'
              | (?! \"\"\"(?!") ) " (?> (?: [^"\\\n\r] | \\. )* ) "
              | (?! \'\'\'(?!') ) ' (?> (?: [^'\\\n\r] | \\. )* ) ' )
  | (?P<unclosed> \"\"\" .* | \'\'\' .* | ["'] [^\n\r]* )
  | (?P<iri> < (?> (?: [^<>"{{}}|^`\\\x00-\x20] | {ESCAPE} )* ) > )
  | (?P<variable> [?$] [\w·]+ )
  | (?P<language> @ [A-Za-z]+ (?: -[A-Za-z0-9]+ )* )
  | (?P<name> (?: _ | [^\W\d_] (?> [\w·.-]{{0,100}} ) (?<!\.) )? :
              (?> (?: [\w:·] | {_LOCAL_ESCAPE} ) (?: [\w:·.-] | {_LOCAL_ESCAPE} )* )? )
  | (?P<word> (?: [A-Za-z_] | {ESCAPE} ) (?: \w | {ESCAPE} )* )
  | (?P<number> \d+ (?: \.\d* )? (?: [eE][+-]?\d+ )? )
  | (?P<other> \^\^ | \|\| | && | [!<>]= | . )
    """,
    re.VERBOSE | re.DOTALL,
)


def tokens(text: str) -> Iterator[tuple[str, str, int]]:
    """Return the tokens of a query: what each is, its characters, and where it begins. Space and comments are left out.

    A string without an end is the token `unclosed`, with the rest of the line, or of the query.

    >>> [(kind, word) for kind, word, _ in tokens('ASK { ?s gcm:service "SERVICE" } # SERVICE')][:4]
    [('word', 'ASK'), ('other', '{'), ('variable', '?s'), ('name', 'gcm:service')]
    """
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup or "other"
        if kind != "space":
            yield kind, found[0], found.start()


def position(text: str, place: int) -> tuple[int, int]:
    r"""Return line and column of a place in a text, both counted from 1, in characters.

    >>> position("a\nbc", 3)
    (2, 2)
    """
    before = text[:place]
    return before.count("\n") + 1, place - before.rfind("\n")
