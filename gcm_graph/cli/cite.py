"""gcm cite: references to units of the text, in words or for a reference manager."""

from __future__ import annotations

import sys

import click

from gcm_graph.cli.options import release_option
from gcm_graph.errors import ExitStatus
from gcm_graph.release_folder import find_release
from gcm_graph.units import load_units

_FORMATS = ("text", "bibtex", "csl-json", "ris")

_EXAMPLES = """\b
Examples:
  gcm cite "27(b)"
  gcm cite "36(a)" "36(b)" "Objective 14" --format bibtex > remittances.bib
  gcm cite "the Global Compact" --format ris
  gcm cite - --format csl-json < citations.txt

\b
References to what a query finds; the column is called citation, or iri:
  gcm query 'SELECT ?citation { ?unit gcm:concernsTheme <theme/remittances> ;
    a gcm:Action ; gcm:citation ?citation }' --format csv | gcm cite -
"""


@click.command("cite", epilog=_EXAMPLES)
@click.argument("citations", metavar="CITATION...", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(_FORMATS), default="text", show_default=True, help="How to print.")
@release_option
def command(*, citations: tuple[str, ...], form: str, release: str | None) -> ExitStatus:
    """Print references to units of the text, to the Compact or to the resolution.

    CITATION is written as for gcm show; several words are one citation only within quotation marks. - reads standard
    input: one citation a line, or a CSV table with a column called citation or iri. What is cited twice is printed
    once.

    text is a line a reference, as the United Nations cite resolutions. bibtex, csl-json and ris are the records that a
    server gives; csl-json is a list here, as pandoc and Zotero read it.

    Pages are those of all that a reference names: of a paragraph with its actions or items, of a whole objective. To
    quote words, take the pages that gcm show gives for them. What the fields hold: docs/how-to/cite-the-compact.md.
    """
    from gcm_graph.citing.listing import citations_in, cited_paths

    folder = find_release(release)
    units = load_units(folder)
    wanted: list[str] = []
    for each in citations:
        wanted += citations_in(_standard_input()) if each == "-" else [each]
    if not wanted:
        raise click.UsageError("Standard input has no citations. Write one a line, such as 27(b).")
    paths = cited_paths(wanted, units)
    if form == "text":
        from gcm_graph.citing.extents import Extents
        from gcm_graph.citing.words import reference_to

        extents = Extents(units)
        # What keeps numbers in one line on a page would only hinder whoever searches the output.
        lines = [reference_to(path, extents).replace("\N{NO-BREAK SPACE}", " ") for path in paths]
        written = "".join(f"{line}\n" for line in lines)
    else:
        from gcm_graph.citing.record_formats import write_records
        from gcm_graph.citing.references import References
        from gcm_graph.store import open_store

        references = References(folder, open_store(folder), units)
        written = write_records([references.to(path) for path in paths], form)
    click.echo(written.encode(), nl=False)
    return ExitStatus.DONE


def _standard_input() -> str:
    try:
        return sys.stdin.buffer.read().decode()
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(f"Standard input cannot be read: {error}") from error
