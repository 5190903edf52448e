"""Options that several commands share."""

from __future__ import annotations

import click

release_option = click.option(
    "--release",
    metavar="DIR",
    help="The folder of the release. By default $GCM_RELEASE, then ./build.",
)
