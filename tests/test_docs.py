"""The documentation is true: commands and examples are run, links lead somewhere, generated pages are new."""

from __future__ import annotations

import doctest
import importlib.util
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from gcm_graph.resources import release_identity

CHECKOUT = Path(__file__).resolve().parents[1]
PAGES = sorted([CHECKOUT / "README.md", CHECKOUT / "CONTRIBUTING.md", *(CHECKOUT / "docs").rglob("*.md")])
TUTORIAL = CHECKOUT / "docs" / "tutorial.md"
EXECUTABLE = [
    CHECKOUT / "README.md",
    TUTORIAL,
    *sorted((CHECKOUT / "docs" / "how-to").glob("*.md")),
    *sorted((CHECKOUT / "docs" / "explanation").glob("*.md")),
]
"""The pages whose commands and examples are run."""

SHOWN = {"0.1.0": release_identity().version, "2026-11-21": release_identity().date}
"""The version and the date that the pages show, and those of the release, which commands print."""

ELLIPSIS = "…"
FENCE = re.compile(r"^```(?P<language>\S*)[^\n]*\n(?P<content>.*?)^```$", re.MULTILINE | re.DOTALL)
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<target>[^)\s]+)\)")


@dataclass(frozen=True)
class Block:
    """A block of code in a page."""

    page: Path
    line: int
    content: str

    @property
    def name(self) -> str:
        """How tests call the block."""
        return f"{self.page.relative_to(CHECKOUT)}:{self.line}"


def blocks(page: Path, language: str) -> list[Block]:
    """Return the blocks of a page in a language."""
    text = page.read_text(encoding="utf-8")
    return [
        Block(page, text.count("\n", 0, match.start()) + 1, match["content"])
        for match in FENCE.finditer(text)
        if match["language"] == language
    ]


def commands(block: Block) -> list[tuple[str, list[str]]]:
    """Return the commands of a console block with the lines that follow them; a quote can span lines."""
    found: list[tuple[str, list[str]]] = []
    for line in block.content.splitlines():
        if line.startswith("$ "):
            found.append((line.removeprefix("$ "), []))
        elif found and found[-1][0].count("'") % 2:
            command, output = found[-1]
            found[-1] = (f"{command}\n{line}", output)
        else:
            found[-1][1].append(line)
    return found


def of_this_release(text: str) -> str:
    """Return what a page shows with the version and the date of the release: it goes on to be true of later ones."""
    for shown, real in SHOWN.items():
        text = text.replace(shown, real)
    return text


def matches(expected: list[str], printed: list[str]) -> bool:
    """Tell whether lines are as expected, where a line "…" stands for any lines."""
    if not expected:
        return not printed
    if expected[0] == ELLIPSIS:
        return any(matches(expected[1:], printed[skipped:]) for skipped in range(len(printed) + 1))
    return bool(printed) and expected[0] == printed[0] and matches(expected[1:], printed[1:])


CONSOLE = [block for page in EXECUTABLE for block in blocks(page, "console")]
PYTHON = [block for page in EXECUTABLE for block in blocks(page, "python")]


@pytest.fixture(scope="module", autouse=True)
def examples(home: Path) -> None:
    """Give commands the files in `docs/examples/`, as in the folder in which a reader ran `make publish`."""
    (home / "docs").symlink_to(CHECKOUT / "docs")


@pytest.mark.usefixtures("release")
@pytest.mark.parametrize("block", CONSOLE, ids=lambda block: block.name)
def test_commands_print_what_the_page_shows(in_terminal, block):
    """Each command of a console block prints, in a terminal of 80 columns, the lines below it."""
    for command, lines in commands(block):
        expected = [of_this_release(line) for line in lines]
        shown = in_terminal("sh", "-c", f"({of_this_release(command)}) 2>&1")
        printed = [ESCAPE.sub("", line.rstrip("\r")) for line in shown.stdout.splitlines()]
        assert matches(expected, printed), "\n".join([f"$ {command}", *printed])
        assert (shown.returncode == 0) == (not printed[0].startswith("error: "))


@pytest.mark.parametrize("page", sorted({block.page for block in PYTHON}), ids=lambda page: page.name)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of rdflib about its own code
def test_examples_in_python_are_true(release, monkeypatch, page):
    """The examples of a page, one after the other in one session, give what the page shows."""
    monkeypatch.chdir(release.parent)
    monkeypatch.delenv("GCM_RELEASE", raising=False)
    session: dict[str, object] = {}
    runner = doctest.DocTestRunner()
    report: list[str] = []
    for block in blocks(page, "python"):
        test = doctest.DocTestParser().get_doctest(block.content, session, block.name, str(page), block.line)
        runner.run(test, out=report.append, clear_globs=False)
        session = test.globs
    assert runner.summarize(verbose=False).failed == 0, "".join(report)


def test_the_tutorial_shows_every_command_and_both_doors():
    """The tutorial uses every command but `build`, and both functions of the package."""
    used = {
        name
        for block in blocks(TUTORIAL, "console")
        for command, _ in commands(block)
        for name in re.findall(r"\bgcm (\w+)", command)
    }
    assert used == {"show", "find", "query", "explain", "check", "validate"}
    examples = "".join(block.content for block in blocks(TUTORIAL, "python"))
    assert "gcm_graph.load(" in examples
    assert "gcm_graph.query(" in examples


RECORD = "<https://example.org/1> <http://purl.org/dc/terms/subject> <https://w3id.org/gcm/objective/11> .\n"
JSON_RECORD = (
    '{"@id": "https://example.org/1", "http://purl.org/dc/terms/subject": {"@id": "https://w3id.org/gcm/objective/11"}}'
)
LINES = [
    (block, line.removeprefix(".venv/bin/"))
    for page in EXECUTABLE
    for block in blocks(page, "sh")
    for line in block.content.splitlines()
    if re.match(r"(\.venv/bin/gcm|gcm|cat) ", line)
]
SERVERS = [(block, line) for block, line in LINES if line.startswith("gcm serve")]
LINES = [each for each in LINES if each not in SERVERS]


@pytest.mark.usefixtures("release")
@pytest.mark.parametrize(("block", "line"), LINES, ids=[f"{block.name} {line}" for block, line in LINES])
def test_commands_without_output_work(in_terminal, home, block, line):
    """Each `gcm` line of a shell block ends well, given the reader's own files."""
    (home / "my-measures.ttl").write_text(RECORD, encoding="utf-8")
    (home / "my-measures.jsonld").write_text(JSON_RECORD, encoding="utf-8")
    shown = in_terminal("sh", "-c", line)
    assert (shown.returncode, shown.stderr) == (0, ""), block.name
    assert shown.stdout


@pytest.mark.usefixtures("release")
@pytest.mark.parametrize(("block", "line"), SERVERS, ids=[f"{block.name} {line}" for block, line in SERVERS])
def test_servers_start(home, environment, block, line):
    """Each `gcm serve` of a shell block serves, here on a port that is free, until it is told to stop."""
    command = [*shlex.split(line, comments=True), "--port", "0"]
    with subprocess.Popen(command, cwd=home, env=environment, stderr=subprocess.PIPE, text=True) as server:
        assert any('"serving"' in said for said in server.stderr or ()), block.name
        server.terminate()
        server.communicate()
    assert server.returncode == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(CHECKOUT)))
def test_links_lead_somewhere(page):
    """Each relative link of a page leads to a file of the repository."""
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    for match in LINK.finditer(text):
        target = match["target"].partition("#")[0]
        if target and not re.match(r"[a-z]+:", target):
            assert (page.parent / target).exists(), f"{page.name}: {match['target']}"


def test_every_page_can_be_found():
    """Each page of the documentation is linked from docs/README.md."""
    index = CHECKOUT / "docs" / "README.md"
    linked = {(index.parent / match["target"]).resolve() for match in LINK.finditer(index.read_text(encoding="utf-8"))}
    assert {page for page in PAGES if page.is_relative_to(index.parent) and page != index} <= linked


@pytest.mark.parametrize("generator", ["generate_reference", "generate_model", "generate_quality"])
def test_generated_pages_are_new(generator, monkeypatch):
    """The pages that follow from code, ontology and lexicon are those that these give now."""
    script = CHECKOUT / "docs" / f"{generator}.py"
    spec = importlib.util.spec_from_file_location(generator, script)
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, generator, module)  # dataclasses look there for what their annotations mean
    spec.loader.exec_module(module)
    for name, content in module.pages().items():
        page = CHECKOUT / "docs" / "reference" / name
        assert page.is_file(), f"run {script.relative_to(CHECKOUT)}"
        assert page.read_text(encoding="utf-8") == content, f"run {script.relative_to(CHECKOUT)}"


@pytest.mark.parametrize(
    ("expected", "printed", "same"),
    [
        (["a", "b"], ["a", "b"], True),
        (["a"], ["a", "b"], False),
        (["a", "b"], ["a"], False),
        (["a", "…"], ["a"], True),
        (["a", "…", "d"], ["a", "b", "c", "d"], True),
        (["…", "b"], ["a", "b", "c"], False),
        ([], [], True),
        ([], ["a"], False),
    ],
)
def test_the_comparison_can_fail(expected, printed, same):
    """Only "…" stands for other lines; every other line must be there as it is."""
    assert matches(expected, printed) is same
