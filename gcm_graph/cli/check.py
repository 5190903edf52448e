"""gcm check: the quotations and citations in somebody's draft."""

from __future__ import annotations

import sys

import click

from gcm_graph.cli.options import release_option
from gcm_graph.errors import ExitStatus
from gcm_graph.quoting import Checker, Form, load_readings, read_draft, report_json, report_text
from gcm_graph.release_folder import find_release
from gcm_graph.terminal import shows_colour, width
from gcm_graph.units import load_units

_EXAMPLES = """\b
Examples:
  gcm check paper.docx
  gcm check report.md --format json
  pdftotext paper.pdf - | gcm check -

\b
Where draft.txt says
  The GCM speaks of "the area of search and help" (para. 27(d)).
gcm check draft.txt prints
  draft.txt:1:20: differs from 27(d)
    here:    area of search and {help}
    Compact: area of search and {rescue} as well as other
    27(d), page 20, https://w3id.org/gcm/objective/11/action/d
"""


@click.command("check", epilog=_EXAMPLES)
@click.argument("file")
@click.option("--as", "form", type=click.Choice([form.value for form in Form]), help="What kind of file it is.")
@click.option(
    "--format", "output", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print."
)
@release_option
def command(*, file: str, form: str | None, output: str, release: str | None) -> ExitStatus:
    """Check the quotations from the Compact and the citations of it in a draft.

    FILE is plain text, Markdown, HTML or .docx, or - for standard input. Each quotation is exact, differs, has the
    wording of another source, is cited from the wrong place or page, or is not in the Compact; what it leaves out is
    shown, with a warning where the rest may then say something else. Each citation names a unit or nothing, on the
    right page or the wrong one.
    What counts as a quotation, and what quoting allows: docs/how-to/check-a-draft.md.

    Exit status 0 when there is nothing to correct, 1 when there is, 3 when the file cannot be read.
    """
    folder = find_release(release)
    draft = read_draft(file, Form(form) if form else None)
    checked = Checker(load_units(folder), lambda: load_readings(folder)).check(draft)
    if output == "json":
        click.echo(report_json(checked), nl=False)
    else:
        click.echo(report_text(checked, width(), colour=shows_colour(sys.stdout)), nl=False)
    return ExitStatus.DONE if checked.is_clean else ExitStatus.FINDINGS
