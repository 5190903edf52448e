"""gcm diff: what differs between two releases."""

from __future__ import annotations

import sys

import click

from gcm_graph.errors import ExitStatus
from gcm_graph.terminal import shows_colour, width

_EXAMPLES = """\b
Examples:
  gcm diff versions/0.1.0 build
  gcm diff 0.1.0 0.2.0
  gcm diff 0.1.0 build --format json > changes.json
  gcm diff 0.1.0 build --exit-code || echo "something differs"
"""


@click.command("diff", epilog=_EXAMPLES)
@click.argument("old")
@click.argument("new")
@click.option("--versions", metavar="DIR", default="versions", show_default=True, help="Where frozen versions stand.")
@click.option(
    "--full", is_flag=True, help="Tell also inferred statements, and all that is said of new and gone things."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "nq"]),
    default="text",
    show_default=True,
    help="Text for people, JSON, or N-Quads with the added and the removed triples as named graphs.",
)
@click.option("--exit-code", is_flag=True, help="Leave with status 1 if anything differs.")
def command(*, old: str, new: str, versions: str, full: bool, form: str, exit_code: bool) -> ExitStatus:
    """Say what differs between the releases OLD and NEW.

    Each is the folder of a release (build), or the number of a version (0.1.0) that 'gcm freeze' has put under
    --versions.

    Texts, data, ontology and shapes are told apart, and of each what was added, removed, changed and deprecated. What
    a release says of how it was made, and how much it counts, differs always and is left out.
    """
    from gcm_graph.comparing import compare, difference_json, difference_nquads, read_version
    from gcm_graph.comparing.frozen import find_version
    from gcm_graph.comparing.printing import printed

    difference = compare(read_version(find_version(old, versions)), read_version(find_version(new, versions)))
    if form == "json":
        click.echo(difference_json(difference), nl=False)
    elif form == "nq":
        click.echo(difference_nquads(difference), nl=False)
    else:
        click.echo(printed(difference, width(), full=full, colour=shows_colour(sys.stdout)), nl=False)
    return ExitStatus.FINDINGS if exit_code and difference.changes else ExitStatus.DONE
