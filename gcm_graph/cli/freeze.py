"""gcm freeze: keep a release for good, under the number of its version."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from gcm_graph.cli.options import release_option
from gcm_graph.errors import ExitStatus
from gcm_graph.release_folder import find_release

_VERSIONS = "versions"
_EXAMPLES = """\b
Examples:
  gcm freeze
  gcm freeze --versions /srv/gcm/versions
"""


@click.command("freeze", epilog=_EXAMPLES)
@click.option("--versions", metavar="DIR", default=_VERSIONS, show_default=True, help="Where frozen versions stand.")
@release_option
def command(*, versions: str, release: str | None) -> ExitStatus:
    """Keep the release for good: its files, and what it changed from the version before it.

    It is put under --versions in a folder with the number of its version, whole or not at all, and never changed again:
    the next release needs another version (gcm_graph/release.toml). 'gcm diff' compares frozen versions, and 'gcm serve
    --versions' publishes them under dataset/<version>/, with a page of changes and a feed.
    """
    from gcm_graph.comparing.frozen import freeze

    folder, difference = freeze(find_release(release), Path(versions))
    click.echo(folder)
    if difference is None:
        click.echo("It is the first version, so there is none to compare it with.", err=True)
    else:
        changes = len(difference.changes)
        command = shlex.join(["gcm", "diff", difference.old[0], difference.new[0], *_option(versions)])
        click.echo(f"{changes} changes since {difference.old[0]}; this tells them:\n  {command}", err=True)
    return ExitStatus.DONE


def _option(versions: str) -> list[str]:
    """Return how `gcm diff` is told where frozen versions stand."""
    return [] if versions == _VERSIONS else ["--versions", versions]
