"""gcm serve: the release over HTTP."""

from __future__ import annotations

from pathlib import Path

import click

from gcm_graph.cli.options import checked_base_url, release_option
from gcm_graph.release_folder import CURRENT, find_release

_LONGEST_TIMEOUT = 3600.0

_EXAMPLES = """\b
Examples:
  gcm serve
  gcm serve --port 8080 --workers 4 --timeout 10
  gcm serve --release /srv/gcm --base-url https://data.example.org/gcm

\b
  curl -H 'Accept: text/turtle' -L http://127.0.0.1:8000/objective/11
  curl -L -H 'Accept: text/turtle' http://127.0.0.1:8000/objective/11

Behind a proxy, give --base-url: the server believes no header that says under which address it was reached. Log lines
are JSON on standard error. SIGTERM and Ctrl-C let requests that have begun finish.
"""


def _folder_of(versions: str | None) -> Path | None:
    """Return the folder of frozen versions; None where there is none."""
    folder = Path(versions or "versions").absolute()
    return folder if versions is not None or folder.is_dir() else None


@click.command("serve", epilog=_EXAMPLES)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="The address to listen on; 0.0.0.0 is every address of this machine.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    metavar="NUMBER",
    help="The port to listen on; 0 takes a free one.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=2,
    show_default=True,
    metavar="NUMBER",
    help="How many queries are answered at once, each in a process of its own.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, _LONGEST_TIMEOUT),
    default=20.0,
    show_default=True,
    metavar="SECONDS",
    help="How long a query may run; a client may ask for less.",
)
@click.option(
    "--base-url",
    callback=checked_base_url,
    metavar="URL",
    help="The address under which visitors reach the server, where that is another one.",
)
@click.option("--log-requests", is_flag=True, help="Log one line for each request, without who sent it.")
@click.option("--log-queries", is_flag=True, help="Log also what was asked: the texts of queries and searches.")
@click.option(
    "--versions",
    metavar="DIR",
    help="The folder of frozen versions, given out under dataset/<version>/. By default ./versions, if it is there.",
)
@release_option
def command(
    *,
    host: str,
    port: int,
    workers: int,
    timeout: float,
    base_url: str | None,
    log_requests: bool,
    log_queries: bool,
    versions: str | None,
    release: str | None,
) -> None:
    """Serve the release over HTTP: pages, linked data and a SPARQL endpoint.

    Pages are at /, each thing at its own path in HTML, Turtle, JSON-LD, N-Triples and RDF/XML, queries at /sparql. A
    new release in the same folder is served as soon as it is there.
    """
    from gcm_graph.serving.running import serve
    from gcm_graph.serving.service import Limits, Settings

    place = find_release(release, with_store=True)
    serve(
        Settings(
            # The folder in which releases are put, so that the next one is found.
            release=place.parent if place.name == CURRENT else place,
            host=host,
            port=port,
            base_url=base_url,
            workers=workers,
            limits=Limits(seconds=timeout),
            log_requests=log_requests,
            log_queries=log_queries,
            versions=_folder_of(versions),
        )
    )
