"""Write references as BibTeX, CSL-JSON and RIS.

All three call the resolution a report with a number, an institution and a kind of its own ("Resolution"): reference
managers then keep the symbol of the document and the corporate author, which their types for laws drop.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Final

from gcm_graph.citing.references import AUTHOR, GENRE, LANGUAGE, PUBLISHER, Reference

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The months as the standard styles of BibTeX define them."""

_PERMANENT: Final = "Permanent address"

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


def bibtex(reference: Reference) -> str:
    """Return a reference as an entry for BibTeX, and for biblatex, which knows `@techreport` by the name `@report`.

    The author stands in braces of its own, as names do that have no parts; so does the title, whose capitals stay.
    """
    title = _tex(_quoted(reference.title, "``", "''"))
    fields = {
        "author": f"{{{_tex(AUTHOR)}}}",
        "title": f"{{{title}}}",
        "institution": _tex(PUBLISHER),
        "type": GENRE,
        "number": _tex(reference.number),
        "year": str(reference.adopted.year),
        "month": _MONTHS[reference.adopted.month - 1],
        "pages": _pages(reference, "--"),
        "note": _tex(_quoted(reference.note, "``", "''")),
        "url": reference.url,
        "annote": f"{_PERMANENT}: {reference.iri}",
        "language": "english",
    }
    lines = [
        f"  {name:<11} = {value if name == 'month' else f'{{{value}}}'}" for name, value in fields.items() if value
    ]
    return f"@techreport{{{reference.key},\n" + ",\n".join(lines) + "\n}\n"


def csl_json(reference: Reference) -> str:
    """Return a reference as an item of the Citation Style Language (CSL 1.0.2), as doi.org gives it: one object."""
    return json.dumps(_csl_item(reference), ensure_ascii=False, indent=2) + "\n"


def csl_json_list(references: Iterable[Reference]) -> str:
    """Return references as a list of such items, which pandoc and Zotero read."""
    return json.dumps([_csl_item(each) for each in references], ensure_ascii=False, indent=2) + "\n"


def write_records(references: Sequence[Reference], form: str) -> str:
    """Return references as one file for a reference manager.

    Args:
        references: the references.
        form: `bibtex`, `csl-json` or `ris`.
    """
    if form == "bibtex":
        return "\n".join(bibtex(each) for each in references)
    return csl_json_list(references) if form == "csl-json" else "".join(ris(each) for each in references)


def _csl_item(reference: Reference) -> dict[str, object]:
    day = reference.adopted
    item: dict[str, object] = {
        "id": reference.key,
        "type": "report",
        "author": [{"literal": AUTHOR}],
        "title": reference.title,
        "genre": GENRE,
        "number": reference.number,
        "publisher": PUBLISHER,
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "section": reference.place,
        "page": _pages(reference, "-"),
        "note": f"{reference.note}. {_PERMANENT}: {reference.iri}",
        "URL": reference.url,
        "language": LANGUAGE,
    }
    return {name: value for name, value in item.items() if value}


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
        ("SP", str(reference.pages.first) if reference.pages else ""),
        ("EP", str(reference.pages.last) if reference.pages else ""),
        ("N1", reference.note),
        ("N1", f"{_PERMANENT}: {reference.iri}"),
        ("UR", reference.url),
        ("LA", LANGUAGE),
    )
    return "".join(f"{tag}  - {value}\r\n" for tag, value in fields if value) + "ER  - \r\n"


def _pages(reference: Reference, dash: str) -> str:
    """Return the pages of a part without brackets, or nothing of the whole."""
    pages = reference.pages
    return "" if pages is None else dash.join(str(number) for number in dict.fromkeys((pages.first, pages.last)))


def _quoted(text: str, opening: str, closing: str) -> str:
    """Replace straight quotation marks by opening and closing ones, in turn."""
    pieces = text.split('"')
    return "".join(piece + (opening, closing)[place % 2] for place, piece in enumerate(pieces[:-1])) + pieces[-1]


def _tex(text: str) -> str:
    return text.translate(_TEX)
