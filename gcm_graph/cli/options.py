"""Options that several commands share."""

from __future__ import annotations

from urllib.parse import urlsplit

import click

release_option = click.option(
    "--release",
    metavar="DIR",
    help="The folder of the release. By default $GCM_RELEASE, then ./build.",
)


def checked_base_url(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """Return the base URL without the slash at its end, or refuse what is none."""
    del context, option
    if value is None:
        return None
    try:
        parts = urlsplit(value)
        usable = parts.scheme in {"http", "https"} and parts.hostname and (parts.port or 0) >= 0 and value.isascii()
    except ValueError:
        usable = False
    if not usable or parts.query or parts.fragment or "@" in parts.netloc or any(not c.isprintable() for c in value):
        raise click.BadParameter("give an address such as https://data.example.org/gcm")
    return value.rstrip("/")
