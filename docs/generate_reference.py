"""Write the reference pages that follow from the code: commands and errors.

Run it with the project's Python after changing a command or an error: .venv/bin/python docs/generate_reference.py
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import click

import gcm_graph
from gcm_graph.cli.program import COMMANDS, program
from gcm_graph.errors import GcmError

PAGES = Path(__file__).resolve().parent / "reference"
_STATUS = {0: "done", 1: "findings", 2: "wrong usage", 3: "failure"}
_WIDTH = 100


def error_classes() -> list[type[GcmError]]:
    """Return every named error of the package, by code."""
    for module in pkgutil.walk_packages(gcm_graph.__path__, "gcm_graph."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)

    def below(parent: type[GcmError]) -> Iterator[type[GcmError]]:
        for child in parent.__subclasses__():
            yield child
            yield from below(child)

    # Errors that a caller defines for itself, as tests do, are no part of the reference.
    ours = {error for error in below(GcmError) if error.__module__.startswith(f"{gcm_graph.__name__}.")}
    return sorted(ours, key=lambda error: error.code)


def errors_page() -> str:
    """Return the page of errors: one section a code."""
    parts = [
        "# Errors\n",
        "Every error says what happened, where, and what to do next. Its section here has the name of its code.\n",
        "This page is written by `docs/generate_reference.py`.\n",
    ]
    for error in error_classes():
        what = " ".join((error.__doc__ or "").partition("\n\n")[0].split())
        what = what.partition(" Args:")[0]
        status = f"Exit status {int(error.status)} ({_STATUS[int(error.status)]})."
        parts.append(f"## {error.code}\n\n{what} {status}\n" + (f"\n{error.hint}\n" if error.hint else ""))
    return "\n".join(parts)


def commands_page() -> str:
    """Return the page of commands: the help of each."""
    parts = [
        "# Commands\n",
        "The help of each command, as `--help` prints it. This page is written by `docs/generate_reference.py`.\n",
    ]
    context = click.Context(program, info_name="gcm", terminal_width=_WIDTH, help_option_names=["-h", "--help"])
    parts.append(f"## gcm\n\n```text\n{program.get_help(context)}\n```\n")
    for name in COMMANDS:
        command = program.get_command(context, name)
        if command is None:
            raise LookupError(name)
        inner = click.Context(command, info_name=name, parent=context, terminal_width=_WIDTH)
        parts.append(f"## gcm {name}\n\n```text\n{command.get_help(inner)}\n```\n")
    return "\n".join(parts)


def pages() -> dict[str, str]:
    """Return the content of each page by its file name."""
    return {"errors.md": errors_page(), "commands.md": commands_page()}


if __name__ == "__main__":
    for name, content in pages().items():
        (PAGES / name).write_text(content, encoding="utf-8")
