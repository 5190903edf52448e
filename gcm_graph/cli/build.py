"""gcm build: the main job, with progress."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from gcm_graph.building import InvalidDataError, Options, Outcome, Stage, build
from gcm_graph.errors import ExitStatus
from gcm_graph.terminal import plain, shows_colour, width
from gcm_graph.validation import report_table

_EXAMPLES = """\b
Examples:
  gcm build
  gcm build -o /srv/gcm --json
"""


@click.command("build", epilog=_EXAMPLES)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build"),
    show_default=True,
    help="The folder that holds the releases.",
)
@click.option(
    "--sources",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Read the source texts and what is declared about them from this folder.",
)
@click.option(
    "--unverified-source",
    is_flag=True,
    help="Do not compare the source texts with the manifest's checksums; their structure is checked all the same.",
)
@click.option("--reference", is_flag=True, help="Infer with owlrl and validate with pyshacl (slow).")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a stage, and one for the release.")
def command(
    *, output: Path, sources: Path | None, unverified_source: bool, reference: bool, as_json: bool
) -> ExitStatus:
    """Build the release from the source texts.

    The release is written into a new folder and then put in place by one rename: if anything fails, or the build is
    killed, the release that was there before stays whole.
    """
    live = sys.stderr.isatty() and not as_json

    def started(stage: Stage) -> None:
        if live:
            click.echo(f"{stage} …", nl=False, err=True)

    def finished(outcome: Outcome) -> None:
        if as_json:
            click.echo(
                json.dumps(
                    {
                        "stage": outcome.stage.value,
                        "count": outcome.count,
                        "of": outcome.what,
                        "seconds": round(outcome.seconds, 3),
                    }
                )
            )
            return
        line = f"{outcome.stage:<10} {outcome.count:>9,} {outcome.what:<18} {outcome.seconds:6.2f} s"
        click.echo(f"\r\x1b[K{line}" if live else line, err=True)

    options = Options(target=output, sources=sources, verify=not unverified_source, reference=reference)
    try:
        built = build(options, started=started, finished=finished)
    except InvalidDataError as error:
        click.echo(report_table(error.report, width(), colour=shows_colour(sys.stderr)), err=True)
        for finding in error.findings:
            click.echo(plain(f"{finding.severity}: {finding.check}: {' '.join(finding.row)}"), err=True)
        raise
    finally:
        if live:
            click.echo("\r\x1b[K", nl=False, err=True)
    if as_json:
        click.echo(
            json.dumps(
                {
                    "release": str(built.release),
                    "digest": built.digest,
                    "triples": built.triples,
                    "graphs": built.graphs,
                }
            )
        )
    else:
        size = f"{built.triples:,} statements in {built.graphs} graphs"
        click.echo(f"{output / 'current'}: {size}, release {built.digest[:12]}")
    return ExitStatus.DONE
