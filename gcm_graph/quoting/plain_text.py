"""Read plain text: blank lines part its paragraphs."""

from __future__ import annotations

import re

from gcm_graph.quoting.drafts import Draft, Form, line_positions

_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")


def read_plain_text(name: str, text: str) -> Draft:
    """Return plain text as a draft."""
    return Draft(
        name=name,
        form=Form.TEXT,
        text=text,
        blocks=(0, *(match.end() for match in _BLANK_LINES.finditer(text))),
        positions=line_positions(text),
    )
