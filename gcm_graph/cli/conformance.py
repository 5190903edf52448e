"""gcm conformance: hold a linked-data server against the specifications."""

from __future__ import annotations

import json
import sys

import click

from gcm_graph.conformance import Outcome, cases_for, discover, record, run, table
from gcm_graph.conformance.exchange import Client
from gcm_graph.conformance.resources import MEDIA_TYPES
from gcm_graph.conformance.running import chosen
from gcm_graph.errors import ExitStatus

_EXAMPLES = """\b
Examples:
  gcm conformance http://127.0.0.1:8000/
  gcm conformance http://127.0.0.1:8000/ --only q-values --only 'read-only/*'
  gcm conformance https://example.org/ --endpoint https://example.org/sparql
"""


@click.command("conformance", epilog=_EXAMPLES)
@click.argument("url")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option(
    "--only",
    "names",
    multiple=True,
    metavar="NAME",
    help="Try only the cases of this name, group or pattern. May be given several times.",
)
@click.option("--list", "list_cases", is_flag=True, help="Print the cases with the clauses they are from; try none.")
@click.option("--all", "every", is_flag=True, help="Report each case by its name, not only those that do not hold.")
@click.option(
    "--media-type",
    "media_types",
    multiple=True,
    help="A media type in which each thing is to be had; by default HTML, Turtle, JSON-LD, N-Triples and RDF/XML.",
)
@click.option("--resource", "resources", multiple=True, metavar="IRI", help="A thing to be tried besides those found.")
@click.option("--void", metavar="URL", help="Where the VoID description is; by default .well-known/void or void.ttl.")
@click.option("--endpoint", metavar="URL", help="The SPARQL endpoint; by default what VoID names, or sparql.")
@click.option(
    "--seconds",
    type=click.FloatRange(min=0.1),
    default=30.0,
    show_default=True,
    metavar="NUMBER",
    help="How many seconds to wait for an answer.",
)
def command(
    *,
    url: str,
    form: str,
    names: tuple[str, ...],
    list_cases: bool,
    every: bool,
    media_types: tuple[str, ...],
    resources: tuple[str, ...],
    void: str | None,
    endpoint: str | None,
    seconds: float,
) -> ExitStatus:
    """Try the linked-data server at URL: its documents, files, SPARQL endpoint and answers to bad requests.

    What is tried follows from what the server says of itself: its VoID description and one thing of each class at its
    endpoint. Every case cites the clause it is from. The server is only read.

    Exit status 0 when all cases hold, 1 when one does not, 3 when the server does not answer.
    """
    with Client(url, seconds=seconds) as client:
        target = discover(client, url, void=void, endpoint=endpoint, resources=resources)
        cases, skipped = cases_for(target, media_types or MEDIA_TYPES)
        cases = chosen(cases, names)
        if list_cases:
            for case in cases:
                click.echo(f"{case.full_name}\t{case.clause}")
            return ExitStatus.DONE
        counter = _Counter(len(cases))
        report = run(client, cases, skipped, base_url=target.base_url, progress=counter.tell)
        counter.end()
    if form == "json":
        click.echo(json.dumps(record(report), ensure_ascii=False, indent=2))
    else:
        click.echo(table(report, every=every), nl=False)
    return ExitStatus.FINDINGS if report.faults else ExitStatus.DONE


class _Counter:
    """Counts the cases on the standard error while they are tried, if that is a terminal."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._tried = 0
        self._shown = sys.stderr.isatty()

    def tell(self, outcome: Outcome) -> None:
        """Count one more case."""
        self._tried += 1
        if self._shown and (self._tried % 20 == 0 or not outcome.holds):
            sys.stderr.write(f"\r{self._tried}/{self._number}")
            sys.stderr.flush()

    def end(self) -> None:
        """Clear the line of the count."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
