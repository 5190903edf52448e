"""Write references as BibTeX, CSL-JSON and RIS.

All three call the resolution a report with a number, an institution and a kind of its own ("Resolution"): reference
managers then keep the symbol of the document and the corporate author, which their types for laws drop.
"""

from __future__ import annotations

import json
from typing import Final

from gcm_graph.serving.documents.formats import BIBTEX, CSL_JSON, Format
from gcm_graph.serving.documents.references import AUTHOR, GENRE, LANGUAGE, PUBLISHER, Reference

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The months as the standard styles of BibTeX define them."""

# What TeX reads as commands in the text of a field. Braces must pair for BibTeX even where they are escaped.
_TEX: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{character: f"\\{character}" for character in "&%$#_"},
    }
)


def write_reference(reference: Reference, form: Format) -> bytes:
    """Return a reference as one record in a format, in UTF-8."""
    if form is BIBTEX:
        return bibtex(reference).encode()
    return csl_json(reference).encode() if form is CSL_JSON else ris(reference).encode()


def bibtex(reference: Reference) -> str:
    """Return a reference as an entry for BibTeX, and for biblatex, which knows `@techreport` by the name `@report`.

    The author stands in braces of its own, as names do that have no parts; so does the title, whose capitals stay.
    """
    pages = _pages(reference, "--")
    fields = {
        "author": f"{{{_tex(AUTHOR)}}}",
        "title": f"{{{_tex(reference.title)}}}",
        "institution": _tex(PUBLISHER),
        "type": GENRE,
        "number": _tex(reference.number),
        "year": str(reference.adopted.year),
        "month": _MONTHS[reference.adopted.month - 1],
        "pages": pages,
        "note": _tex(_quoted(reference.note, "``", "''")),
        "url": reference.url,
        "language": "english",
    }
    lines = [
        f"  {name:<11} = {value if name == 'month' else f'{{{value}}}'}" for name, value in fields.items() if value
    ]
    return f"@techreport{{{reference.key},\n" + ",\n".join(lines) + "\n}\n"


def csl_json(reference: Reference) -> str:
    """Return a reference as an item of the Citation Style Language (CSL 1.0.2), as doi.org gives it: one object."""
    day = reference.adopted
    item: dict[str, object] = {
        "id": reference.url,
        "type": "report",
        "author": [{"literal": AUTHOR}],
        "title": reference.title,
        "genre": GENRE,
        "number": reference.number,
        "publisher": PUBLISHER,
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "section": reference.place,
        "page": _pages(reference, "-"),
        "note": reference.note,
        "URL": reference.url,
        "language": LANGUAGE,
    }
    return json.dumps({name: value for name, value in item.items() if value}, ensure_ascii=False, indent=2) + "\n"


def ris(reference: Reference) -> str:
    """Return a reference as a record of RIS: of a report, `SN` is its number, `M3` its kind and `PB` the institution.

    A name without a comma is a corporate author. Lines end with CR LF, as the format demands.
    """
    day = reference.adopted
    fields = (
        ("TY", "RPRT"),
        ("ID", reference.key),
        ("AU", AUTHOR),
        ("TI", reference.title),
        ("SN", reference.number),
        ("M3", GENRE),
        ("PB", PUBLISHER),
        ("PY", f"{day.year}"),
        ("DA", f"{day:%Y/%m/%d}/"),
        ("SP", str(reference.first_page or "")),
        ("EP", str(reference.last_page or "")),
        ("N1", reference.note),
        ("UR", reference.url),
        ("LA", LANGUAGE),
    )
    return "".join(f"{tag}  - {value}\r\n" for tag, value in fields if value) + "ER  - \r\n"


def _pages(reference: Reference, dash: str) -> str:
    """Return the pages of a part, or nothing of the whole."""
    if reference.first_page is None:
        return ""
    one = reference.first_page == reference.last_page
    return str(reference.first_page) if one else f"{reference.first_page}{dash}{reference.last_page}"


def _quoted(text: str, opening: str, closing: str) -> str:
    """Replace straight quotation marks by opening and closing ones, in turn."""
    pieces = text.split('"')
    return "".join(piece + (opening, closing)[place % 2] for place, piece in enumerate(pieces[:-1])) + pieces[-1]


def _tex(text: str) -> str:
    return text.translate(_TEX)
