"""What all commands have in common: help, usage, exit status, colours, errors without a traceback."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys

import pytest

from gcm_graph.resources import release_identity

VERSION = release_identity().version

pytestmark = pytest.mark.usefixtures("release")

COMMANDS = [
    "build",
    "validate",
    "query",
    "show",
    "find",
    "cite",
    "explain",
    "check",
    "diff",
    "freeze",
    "serve",
    "site",
    "conformance",
]
READERS = {
    "validate": (),
    "query": ("ASK {}",),
    "show": ("27(b)",),
    "find": ("sovereignty",),
    "cite": ("27(b)",),
    "explain": ("27(b)",),
}
"""The commands that read a release, with something to ask."""


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_examples(gcm, command):
    """The help of each command ends well and shows how the command is used."""
    shown = gcm(command, "--help")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert shown.stdout.startswith(f"Usage: gcm {command} ")
    assert f"Examples:\n    gcm {command}" in shown.stdout
    assert max(map(len, shown.stdout.splitlines())) <= 80


def test_help_lists_the_commands(gcm):
    """The help of the program names every command and says what the exit status means."""
    shown = gcm("--help")
    assert shown.returncode == 0
    listed = shown.stdout.partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in listed] == COMMANDS
    assert "Exit status: 0 done; 1 findings" in shown.stdout


def test_no_command_is_wrong_usage(gcm):
    """Without a command the help is printed, as a message."""
    shown = gcm()
    assert (shown.returncode, shown.stdout) == (2, "")
    assert "Commands:" in shown.stderr


def test_version(gcm):
    """The version is the declared one."""
    shown = gcm("--version")
    assert (shown.returncode, shown.stdout, shown.stderr) == (0, f"gcm-graph {VERSION}\n", "")


@pytest.mark.parametrize(
    "arguments",
    [
        ["frobnicate"],
        ["--frobnicate"],
        ["show"],
        ["find"],
        ["show", "--frobnicate", "27"],
        ["find", "--format", "xml", "migrant"],
        ["build", "extra"],
        ["build", "--sources", "nowhere"],
        ["validate", "--format", "csv"],
    ],
    ids=" ".join,
)
def test_wrong_usage_has_status_2(gcm, arguments):
    """An unknown command, option or value is wrong usage: told on standard error, with the way to the help."""
    process = gcm(*arguments)
    assert (process.returncode, process.stdout) == (2, "")
    assert process.stderr.startswith("Usage: gcm")
    assert "--help' for help" in process.stderr
    assert "Error: " in process.stderr


@pytest.mark.parametrize("command", READERS)
def test_without_a_release_the_way_to_one_is_told(gcm, failed, tmp_path, command):
    """A folder without a release is wrong usage; the hint says how to make one and how to name one."""
    messages = failed(gcm(command, "--release", tmp_path, *READERS[command]), 2)
    assert f"there is no release in {tmp_path}" in messages
    assert "gcm build" in messages
    assert "--release" in messages


def test_the_release_is_named_by_a_variable_too(gcm, failed, release, tmp_path):
    """The variable GCM_RELEASE names the release, and the option goes before it."""
    assert gcm("show", "27(b)", cwd=tmp_path, env={"GCM_RELEASE": str(release)}).returncode == 0
    assert str(tmp_path) in failed(gcm("show", "27(b)", env={"GCM_RELEASE": str(tmp_path)}), 2)
    env = {"GCM_RELEASE": str(tmp_path)}
    assert gcm("show", "--release", release, "27(b)", cwd=tmp_path, env=env).returncode == 0


def test_an_empty_variable_names_nothing(gcm):
    """An empty GCM_RELEASE is as good as none."""
    assert gcm("show", "27(b)", env={"GCM_RELEASE": ""}).returncode == 0


def test_a_release_may_be_named_by_its_own_folder(gcm, release):
    """The option takes the folder of one release as well as the folder that holds the releases."""
    place = (release / "current").resolve()
    assert gcm("show", "--release", place, "27(b)").stdout == gcm("show", "27(b)").stdout != ""


def test_a_broken_release_is_a_failure(gcm, failed, tmp_path):
    """A release whose files are gone or garbage gives exit status 3 and says how to mend it."""
    (tmp_path / "store").mkdir()
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "units.jsonl").write_text("garbage\n", encoding="utf-8")
    for command, arguments in READERS.items():
        assert "gcm build" in failed(gcm(command, "--release", tmp_path, *arguments), 3), command


def test_a_traceback_is_shown_with_debug_only(gcm):
    """An error is one sentence and a hint; with --debug or GCM_DEBUG its traceback comes before them."""
    short = gcm("show", "99(z)")
    assert (short.returncode, "Traceback" in short.stderr) == (2, False)
    for process in (gcm("--debug", "show", "99(z)"), gcm("show", "99(z)", env={"GCM_DEBUG": "1"})):
        assert process.returncode == 2
        assert process.stderr.startswith("Traceback (most recent call last):\n")
        assert process.stderr.endswith(short.stderr)


def test_results_and_messages_are_apart(gcm):
    """Results go to standard output and nothing else does; messages go to standard error."""
    for command in ("query", "show", "find"):
        process = gcm(command, *READERS[command])
        assert (process.returncode, process.stderr) == (0, ""), command
        assert process.stdout


COLOURED = {"show": "\x1b[1m27(b)", "find": "\x1b[1;31msovereignty\x1b[0m", "explain": "\x1b[1mobjective/11/action/b"}


@pytest.mark.parametrize("command", COLOURED)
def test_colours_are_for_terminals(gcm, terminal, command):
    """A terminal gets colours; a pipe, a dumb terminal and one with NO_COLOR (https://no-color.org) get none."""
    assert COLOURED[command] in terminal(command, *READERS[command]).stdout
    assert "\x1b" not in gcm(command, *READERS[command]).stdout
    assert "\x1b" not in terminal(command, *READERS[command], NO_COLOR="1").stdout
    assert "\x1b" not in terminal(command, *READERS[command], TERM="dumb").stdout


def test_an_error_has_no_colour_in_a_file(gcm):
    """Messages that do not go to a terminal have no escape codes."""
    assert "\x1b" not in gcm("show", "99(z)").stderr


@pytest.mark.parametrize(
    "arguments",
    [["query", "SELECT * { ?s ?p ?o }"], ["find", "the"], ["show", "Objective 11"]],
    ids=lambda args: args[0],
)
def test_a_reader_that_leaves_is_no_error(environment, home, arguments):
    """When whoever reads the output stops (as `head` does), the command ends quietly and well."""
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-m", "gcm_graph", *arguments],
        stdout=writing,
        stderr=subprocess.PIPE,
        cwd=home,
        env=dict(environment),
        encoding="utf-8",
    )
    os.close(writing)
    os.close(reading)  # before anything was written
    _, messages = process.communicate(timeout=60)
    assert (process.returncode, messages) == (0, "")


def test_a_full_disk_under_the_output_is_told(environment, home):
    """When the output cannot be written, the exit status is 3 and the error says so, without blaming the program."""
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123 - a device, not a path of ours
        process = subprocess.run(
            [sys.executable, "-m", "gcm_graph", "show", "27(b)"],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=home,
            env=dict(environment),
            encoding="utf-8",
            check=False,
        )
    assert process.returncode == 3
    assert "No space left on device" in process.stderr
    assert "fault in gcm-graph" not in process.stderr
    assert "Traceback" not in process.stderr


@pytest.fixture
def with_closed(environment, home):
    """Return a function that runs `gcm` with a standard stream closed, given as a redirection of the shell."""

    def run(redirection, *arguments):
        words = shlex.join([sys.executable, "-m", "gcm_graph", *map(str, arguments)])
        return subprocess.run(
            ["/bin/sh", "-c", f"{words} {redirection}"],
            capture_output=True,
            cwd=home,
            env=dict(environment),
            encoding="utf-8",
            check=False,
        )

    return run


@pytest.mark.parametrize("command", [*READERS, "--help", "show --help", "--version", "query --list"])
def test_a_closed_output_is_no_error(with_closed, command):
    """Who closes the standard output wants none of it: the command does its work and ends quietly."""
    process = with_closed(">&-", *command.split(), *READERS.get(command, ()))
    assert (process.returncode, process.stdout, process.stderr) == (0, "", "")


def test_a_closed_output_leaves_the_exit_status(with_closed, tmp_path):
    """Findings and errors are told as ever when the standard output is closed."""
    draft = tmp_path / "draft.txt"
    draft.write_text('The GCM speaks of "the area of search and help" (para. 27(d)).', encoding="utf-8")
    assert with_closed(">&-", "check", draft).returncode == 1
    process = with_closed(">&-", "show", "99")
    assert process.returncode == 2
    assert process.stderr.startswith("error: there is no unit '99'")


def test_a_build_needs_no_open_stream(with_closed, release, tmp_path):
    """No file of a release takes the place of a stream that is closed, and gets what is written to it."""
    process = with_closed("<&- >&- 2>&-", "build", "--json", "--output", tmp_path)
    assert process.returncode == 0
    sums = "current/SHA256SUMS"
    assert (tmp_path / sums).read_bytes() == (release / sums).read_bytes()


def test_closed_messages_are_no_error(with_closed):
    """Without a standard error the results and the exit status are as ever."""
    assert with_closed("2>&-", "show", "footnote 4").stdout.startswith("fn 4 · Footnote 4\n")
    process = with_closed("2>&-", "show", "99")
    assert (process.returncode, process.stdout) == (2, "")
