"""gcm find: words, phrases and prefixes in the text."""

from __future__ import annotations

import sys

import click

from gcm_graph.cli.options import release_option
from gcm_graph.concordance import findings_csv, findings_json, findings_table
from gcm_graph.errors import ExitStatus
from gcm_graph.finding import find
from gcm_graph.release_folder import find_release
from gcm_graph.terminal import shows_colour, width
from gcm_graph.units import load_units

_EXAMPLES = """\b
Examples:
  gcm find 'sovereign*'
  gcm find 'trade unions'
  gcm find child-sensitive --format csv
"""


@click.command("find", epilog=_EXAMPLES)
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="How to print.",
)
@release_option
def command(*, words: tuple[str, ...], form: str, release: str | None) -> ExitStatus:
    """Find words in the text, with the words around them, and count the places by objective and kind.

    Several words are one phrase; a * ends a word that may go on. How it counts: docs/how-to/find-words.md.
    """
    columns = width()
    findings = find(load_units(find_release(release)), " ".join(words), context=columns)
    if form == "csv":
        click.echo(findings_csv(findings), nl=False)
    elif form == "json":
        click.echo(findings_json(findings), nl=False)
    else:
        click.echo(findings_table(findings, columns, colour=shows_colour(sys.stdout)), nl=False)
    return ExitStatus.DONE
