"""gcm site: the documentation as a site of plain files."""

from __future__ import annotations

from pathlib import Path

import click

from gcm_graph.cli.options import checked_base_url, release_option
from gcm_graph.errors import ExitStatus
from gcm_graph.release_folder import find_release

_EXAMPLES = """\b
Examples:
  gcm site
  gcm site -o /srv/www/gcm --base-url https://data.example.org

\b
Then open site/index.html in a browser, or serve the folder:
  python3 -m http.server --directory site
"""


@click.command("site", epilog=_EXAMPLES)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("site"),
    show_default=True,
    metavar="DIR",
    help="The folder for the site.",
)
@click.option(
    "--base-url",
    callback=checked_base_url,
    metavar="URL",
    help="The address of a server, to which links lead that go beyond the site; without it these are plain text.",
)
@release_option
def command(*, output: Path, base_url: str | None, release: str | None) -> ExitStatus:
    """Write the documentation as a site of HTML files.

    It has the tutorial, the guides, the reference and the explanations; of the release a page for the ontology, for
    each class and property, for the shapes and for the rules of the profile. 'gcm serve' has the same pages, at /docs/.

    The site is written whole or not at all, into a folder that is new, empty or holds an older site. All links between
    its files are relative, so the folder can be put anywhere.
    """
    from gcm_graph.documentation.site_folder import put_in_place, refuse_foreign
    from gcm_graph.documentation.site_pages import site_files

    refuse_foreign(output)
    files = site_files(find_release(release), base_url)
    put_in_place(files, output)
    pages = sum(name.endswith(".html") for name in files)
    click.echo(f"{output / 'index.html'}: {pages} pages, {len(files) - pages} other files")
    return ExitStatus.DONE
