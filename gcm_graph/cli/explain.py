"""gcm explain: what accounts for a statement."""

from __future__ import annotations

import sys

import click

from gcm_graph.cli.options import release_option
from gcm_graph.errors import ExitStatus
from gcm_graph.release_folder import find_release
from gcm_graph.terminal import shows_colour, width

_WIDEST = 100

_EXAMPLES = """\b
Examples:
  gcm explain "27(b)"
  gcm explain "27(c)" text
  gcm explain objective/7/commitment/2 concernsPopulation children
  gcm explain paragraph/23 concernsPopulation
  gcm explain instrument/slavery-convention first_date_entry_in_force
  gcm explain "5" hasFootnote --format json
"""


@click.command("explain", epilog=_EXAMPLES)
@click.argument("subject")
@click.argument("predicate", required=False)
@click.argument("value", metavar="[OBJECT]", required=False)
@click.option("--full", is_flag=True, help="Explain each statement in full, also where only SUBJECT is given.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@release_option
def command(
    *, subject: str, predicate: str | None, value: str | None, full: bool, form: str, release: str | None
) -> ExitStatus:
    """Say why a statement stands in the graph: in which words, from which source, or by which rule.

    SUBJECT is a citation ("27(b)"), a path (objective/11/action/b), a prefixed name (sdg:10.7) or an IRI. PREDICATE
    is a prefixed name, an IRI, or the bare name of a property (text, prefLabel). OBJECT is written like SUBJECT, or is
    what a literal says, in any language.

    With SUBJECT alone each statement about it is one line: property, value, named graph, origin. With PREDICATE its
    values are explained in full: words of the text are marked in their sentence, with page, source file and line;
    curated facts are given with their sources; what was inferred with the rule and its premises, down to what is
    stated. docs/how-to/explain-a-statement.md says more, also on --format json.
    """
    from gcm_graph.explaining import Explainer
    from gcm_graph.explaining.layout import Layout
    from gcm_graph.explaining.printing import printed
    from gcm_graph.explaining.records import explanations_json
    from gcm_graph.explaining.selecting import select
    from gcm_graph.explaining.summarizing import summarized

    if predicate is not None and not predicate.strip("<>").strip():
        raise click.UsageError("PREDICATE is empty. Leave it out, or name a property (text, skos:prefLabel).")
    explainer = Explainer(find_release(release), trace=predicate is not None or full)
    statements = select(explainer.graph, subject, predicate, value)
    explanations = [explainer.explain(statement) for statement in statements]
    layout = Layout(min(width(), _WIDEST), shows_colour(sys.stdout))
    if form == "json":
        click.echo(explanations_json(explanations), nl=False)
    elif predicate is None and not full:
        click.echo(summarized(explanations, layout), nl=False)
    else:
        click.echo(printed(explanations, layout), nl=False)
    return ExitStatus.DONE
