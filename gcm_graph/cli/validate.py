"""gcm validate: a release, or anyone's RDF files, against the shapes."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from gcm_graph.checking import Checked, check_file, check_release, shapes_by_name
from gcm_graph.cli.options import release_option
from gcm_graph.errors import ExitStatus
from gcm_graph.release_folder import find_release
from gcm_graph.terminal import is_terminal, plain, shows_colour, width
from gcm_graph.validation import Engine, report_record, report_table, report_turtle

_EXAMPLES = """\b
Examples:
  gcm validate
  gcm validate build/gcm.ttl
  gcm validate --shapes profile my-measures.ttl
  gcm validate --shapes profile --shapes my-shapes.ttl my-measures.ttl
  cat my.jsonld | gcm validate --media-type application/ld+json -
"""


@click.command("validate", epilog=_EXAMPLES)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--shapes",
    "shapes_names",
    multiple=True,
    default=("data",),
    show_default="data",
    metavar="data|profile|FILE",
    help="The shapes: of this project's data, for data that points at it, or a SHACL file in Turtle. Given several "
    "times, all of them together, so that your shapes can name those of the profile.",
)
@click.option("--media-type", help="The syntax of the files, as a media type; needed for standard input (-).")
@click.option("--format", "form", type=click.Choice(["table", "json", "ttl"]), default="table", show_default=True)
@click.option("--reference", is_flag=True, help="Validate with pyshacl instead of the fast engine (slow).")
@release_option
def command(
    *,
    files: tuple[Path, ...],
    shapes_names: tuple[str, ...],
    media_type: str | None,
    form: str,
    reference: bool,
    release: str | None,
) -> ExitStatus:
    """Validate the release, or RDF files of your own, against SHACL shapes.

    Without FILES the release is validated: the merge of its named graphs against the shapes, the graphs against the
    integrity checks and the checksums that the catalogue states of them, and its ontology against the style guide.
    FILES may be Turtle, N-Triples, N-Quads, TriG, RDF/XML or JSON-LD; each is validated by itself.
    Nothing is inferred, and owl:imports is not followed.

    In a terminal a long text is cut to the width of a line, an address never; where the output is a file or another
    program nothing is cut.

    Exit status 1 when a shape gives a result, be it a warning, when a check of severity violation finds
    something, or when a file is not RDF.
    """
    engine = Engine.REFERENCE if reference else Engine.FAST
    shapes = shapes_by_name(*shapes_names)
    if not files:
        checked = [check_release(find_release(release), shapes, engine)]
    else:
        if form == "ttl" and len(files) > 1:
            raise click.UsageError("A report in Turtle is about one file; validate the files one by one.")
        checked = [check_file(file, shapes, engine, media_type=media_type) for file in files]
    _print(checked, form)
    return ExitStatus.DONE if all(each.conforms for each in checked) else ExitStatus.FINDINGS


def _print(checked: list[Checked], form: str) -> None:
    if form == "json":
        records = [
            {
                "file": each.file,
                **report_record(each.report),
                "integrity": [
                    {"check": finding.check, "severity": finding.severity, "row": list(finding.row)}
                    for finding in each.findings
                ],
            }
            for each in checked
        ]
        content = {"conforms": all(each.conforms for each in checked), "files": records}
        click.echo(json.dumps(content, ensure_ascii=False, indent=2))
    elif form == "ttl":
        click.echo(report_turtle(checked[0].report), nl=False)
    else:
        for each in checked:
            click.echo(plain(each.file))
            whole = not is_terminal()
            click.echo(report_table(each.report, width(), colour=shows_colour(sys.stdout), whole=whole), nl=False)
            for finding in each.findings:
                click.echo(plain(f"{finding.severity}: {finding.check}: {' '.join(finding.row)}"))
    sys.stdout.flush()
