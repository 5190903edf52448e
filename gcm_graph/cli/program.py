"""The program: its commands, and what becomes of errors."""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from types import MappingProxyType
from typing import NoReturn

import click

from gcm_graph.errors import ExitStatus, GcmError
from gcm_graph.terminal import open_closed_streams, plain, shows_colour

COMMANDS = MappingProxyType(
    {
        "build": "Build the release from the source texts.",
        "validate": "Validate the release, or RDF files of your own.",
        "query": "Ask the release a SPARQL query.",
        "show": "Print a unit of the text by its citation.",
        "find": "Find words in the text.",
        "cite": "Print references, in words or for a reference manager.",
        "explain": "Say why a statement stands in the graph.",
        "check": "Check the quotations and citations in a draft.",
        "diff": "Say what differs between two releases.",
        "freeze": "Keep the release for good, under its version.",
        "serve": "Serve the release over HTTP.",
        "site": "Write the documentation as a site of HTML files.",
        "conformance": "Hold a linked-data server against the specifications.",
    }
)


class Program(click.Group):
    """A group that imports a command's module, `gcm_graph.cli.<command>`, only when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which a newcomer needs them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or None where there is none of that name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"gcm_graph.cli.{cmd_name}").command
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _show_version(context: click.Context, option: click.Parameter, wanted: bool) -> None:
    """Print the declared version. The metadata of an installed checkout are those of the day of its installation."""
    del option
    if wanted and not context.resilient_parsing:
        from gcm_graph.resources import release_identity

        click.echo(f"gcm-graph {release_identity().version}")
        context.exit()


@click.command(cls=Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and exit.",
)
@click.option("--debug", is_flag=True, envvar="GCM_DEBUG", help="Show the traceback of an error.")
def program(*, debug: bool) -> None:
    """The Global Compact for Safe, Orderly and Regular Migration as linked data.

    Build the release first (gcm build), then ask it: gcm show "27(b)", gcm find sovereignty, gcm query --list.

    Exit status: 0 done; 1 findings (invalid data, unmet checks); 2 wrong usage; 3 the tool or its surroundings failed.
    """
    del debug  # read by main(), which also meets errors that come before the options are parsed


def main() -> NoReturn:
    """Run the program and end the process with its exit status."""
    open_closed_streams()
    debug = "--debug" in sys.argv[1:] or bool(os.environ.get("GCM_DEBUG"))
    try:
        status = _run(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of our output has gone, as `gcm query … | head` does: nothing is wrong.
        status = ExitStatus.DONE
        _give_up_output()
    except KeyboardInterrupt:
        _report("interrupted", "", ExitStatus.FAILURE)
        # Native code may still be running in a thread; it ends here and now.
        os._exit(ExitStatus.FAILURE)
    except click.ClickException as error:
        error.show()
        status = ExitStatus.USAGE
    except GcmError as error:
        _show_traceback(debug=debug)
        status = _report(error.message, error.hint, error.status)
    except OSError as error:
        _show_traceback(debug=debug)
        status = _report(f"reading or writing failed: {error.strerror or error}", "", ExitStatus.FAILURE)
        _give_up_output()
    except Exception as error:  # noqa: BLE001 - whatever it is, the user gets a sentence
        _show_traceback(debug=debug)
        hint = "This is a fault in gcm-graph. Run the command with 'gcm --debug …' and report what it prints."
        status = _report(f"unexpected {type(error).__name__}: {error}", hint, ExitStatus.FAILURE)
    sys.exit(int(status or 0))


def _run(arguments: list[str]) -> int | None:
    """Run a command and return its exit status. Unlike click's own `main`, leave every error to us."""
    try:
        with program.make_context("gcm", arguments) as context:
            status = program.invoke(context)
            return status if isinstance(status, int) else None
    except click.exceptions.Exit as ended:
        return ended.exit_code


def _show_traceback(*, debug: bool) -> None:
    if debug:
        traceback.print_exc()


def _give_up_output() -> None:
    """Send what is still to be written nowhere, so that the end of the process does not fail over it again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _report(message: str, hint: str, status: ExitStatus) -> ExitStatus:
    label = click.style("error:", fg="red", bold=True) if shows_colour(sys.stderr) else "error:"
    click.echo(f"{label} {plain(message)}", err=True)
    if hint:
        click.echo(f"  {plain(hint)}", err=True)
    return status
