"""gcm query: SPARQL over the store of a release."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from gcm_graph.cli.options import release_option
from gcm_graph.deep_thread import run_in_deep_thread
from gcm_graph.errors import ExitStatus
from gcm_graph.querying import ask, print_results
from gcm_graph.release_folder import find_release
from gcm_graph.saved_queries import saved_queries, saved_query

_FORMATS = ("table", "csv", "tsv", "json", "xml", "ttl", "nt")


_EXAMPLES = """\b
Examples:
  gcm query --list
  gcm query --name two-titles
  gcm query 'SELECT ?text { ?unit gcm:citation "27(b)" ; gcm:text ?text }'
  gcm query --file my.rq --format json > answer.json
  gcm query --data my-measures.ttl --file gaps.rq
"""


@click.command("query", epilog=_EXAMPLES)
@click.argument("query", required=False)
@click.option(
    "--file",
    "-f",
    "file",
    type=click.Path(path_type=Path),
    help="Read the query from a file; - is standard input.",
)
@click.option("--name", "-n", help="Ask a saved query.")
@click.option(
    "--data",
    "-d",
    "data",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Ask an RDF file of your own together with the release; give it again for each further file.",
)
@click.option("--list", "list_saved", is_flag=True, help="List the saved queries.")
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    help="How to print the results. By default a table on a terminal, otherwise csv; ttl for graphs.",
)
@release_option
def command(
    *,
    query: str | None,
    file: Path | None,
    name: str | None,
    data: tuple[Path, ...],
    list_saved: bool,
    form: str | None,
    release: str | None,
) -> ExitStatus:
    """Ask the release a SPARQL 1.1 query.

    The default graph is the merge of all named graphs. Common prefixes (gcm:, skos:, dcterms: …) need no declaration.

    With --data your own files are asked as well, in memory: each is one more named graph. They may be Turtle,
    N-Triples, N-Quads, TriG, RDF/XML or JSON-LD. Nothing is inferred from them: ask along rdfs:subClassOf* and
    rdfs:subPropertyOf*.
    """
    if list_saved:
        queries = saved_queries()
        longest = max(len(saved.name) for saved in queries)
        for saved in queries:
            click.echo(f"{saved.name:<{longest}}  {saved.question}")
        return ExitStatus.DONE
    if sum(given is not None for given in (query, file, name)) != 1:
        raise click.UsageError("Give one query: as an argument, with --file, or with --name (see --list).")
    if name is not None:
        text = saved_query(name).text
    elif file is not None:
        text = _read(file)
    else:
        text = query or ""

    place = find_release(release)
    run_in_deep_thread(lambda: print_results(ask(place, text, data), form, sys.stdout.buffer))
    return ExitStatus.DONE


def _read(file: Path) -> str:
    try:
        return sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(f"The query file {file} cannot be read: {error}") from error
