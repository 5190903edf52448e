"""The notebooks run over a release, show what is stored in them, and answer as the text does when it is read."""

from __future__ import annotations

import base64
import importlib.util
import io
import json
from pathlib import Path
from types import ModuleType

import matplotlib.image
import nbformat
import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
NOTEBOOK = CHECKOUT / "docs" / "notebooks" / "women-and-children.ipynb"
TELL = """
import json
cited = dict(zip(provisions["iri"], provisions["citation"], strict=True))
told = {"women": women, "children": children, "men": set(named.loc[named["group"] == "men", "iri"])}
told |= {"harm": harm, "work": work}
print(json.dumps({name: sorted(cited[iri] for iri in found) for name, found in told.items()}))
"""

# Read in the text of the actions and commitments: "woman", "women" and "female" were searched, then each passage read.
# Not counted: 26(a) has women in the title of a protocol only, and 36(i) names households.
WOMEN = {"18(b)", "20(e)", "22(k)", "23(b)", "23(c)", "25", "26", "26(e)", "32(e)", "33(e)", "34(h)", "36(h)", "38(c)"}
BESIDE_CHILDREN = {"18(b)", "20(e)", "23(b)", "23(c)", "25", "26", "26(e)"}
MEN = {"20(e)", "26(e)"}
HARM = {
    "18(b)": "all forms of violence",
    "22(k)": "all forms of exploitation and abuse",
    "23(b)": "migrants in a situation of vulnerability",
    "23(c)": "vulnerabilities of migrant women",
    "25": "smuggled migrants",
    "26": "victims of trafficking",
    "26(e)": "victims of trafficking in persons",
}
WORK = {
    "18(b)": "decent work",
    "22(k)": "national labour laws",
    "32(e)": "formal employment",
    "34(h)": "skills development",
    "36(h)": "remittance transfer systems",
    "38(c)": "portability of entitlements",
}


@pytest.fixture(scope="module")
def runner() -> ModuleType:
    """Return the script that runs the notebooks."""
    specification = importlib.util.spec_from_file_location("run_notebooks", CHECKOUT / "docs" / "run_notebooks.py")
    assert specification
    assert specification.loader
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def stored() -> nbformat.NotebookNode:
    """Return the notebook as it is in the repository."""
    return nbformat.read(NOTEBOOK, as_version=4)


@pytest.fixture(scope="module")
def run(runner: ModuleType, release: Path) -> nbformat.NotebookNode:
    """Return the notebook as it comes out over the release, with one more cell that tells what was found."""
    return runner.execute(NOTEBOOK, release, after=TELL)


def shown(cells: list[nbformat.NotebookNode]) -> list[list[object]]:
    """Return what cells of code show: texts as they are, pictures by their size."""
    return [
        [
            {kind: size(value) if kind == "image/png" else value for kind, value in output.data.items()}
            if "data" in output
            else output
            for output in cell.outputs
        ]
        for cell in cells
        if cell.cell_type == "code"
    ]


def picture(encoded: str) -> matplotlib.image.AxesImage:
    """Return the pixels of a picture."""
    return matplotlib.image.imread(io.BytesIO(base64.b64decode(encoded)), format="png")


def size(encoded: str) -> tuple[int, ...]:
    """Return the size of a picture in pixels: another font on another machine changes the pixels, not the size."""
    return picture(encoded).shape


def test_what_is_stored_is_what_comes_out(stored, run) -> None:
    """The stored outputs are those of this release; if not, run docs/run_notebooks.py and read the text again."""
    assert shown(run.cells[:-1]) == shown(stored.cells)
    assert NOTEBOOK in set((CHECKOUT / "docs" / "notebooks").glob("*.ipynb"))


def test_nothing_tells_of_a_machine(stored) -> None:
    """The file names no folder of a machine and no time; every cell ran, in order, without a warning."""
    text = NOTEBOOK.read_text(encoding="utf-8")
    assert str(CHECKOUT) not in text
    assert "iopub" not in text
    cells = [cell for cell in stored.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    assert {output.output_type for cell in cells for output in cell.outputs} == {"execute_result", "display_data"}


def test_there_are_two_pictures_with_something_on_them(run) -> None:
    """Each figure is drawn, in more than a few colours."""
    pictures = [
        picture(output.data["image/png"])
        for cell in run.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if "data" in output and "image/png" in output.data
    ]
    assert len(pictures) == 2
    assert all(len({tuple(pixel) for row in pixels for pixel in row}) > 20 for pixels in pictures)


@pytest.fixture(scope="module")
def told(run) -> dict[str, set[str]]:
    """Return the citations that the notebook found."""
    return {name: set(found) for name, found in json.loads(run.cells[-1].outputs[0].text).items()}


def test_it_finds_who_is_named(told) -> None:
    """Women, women beside children, and men are where a reader finds them."""
    assert told["women"] == WOMEN
    assert told["women"] & told["children"] == BESIDE_CHILDREN
    assert told["men"] == MEN


def test_it_sorts_them_as_a_reader_does(told, release: Path) -> None:
    """Of the provisions that name women, those that speak of harm, and of work, are the ones whose words do."""
    assert told["women"] & told["harm"] == HARM.keys()
    assert told["women"] & told["work"] == WORK.keys()
    lines = (release / "tables" / "units.jsonl").read_text(encoding="utf-8").splitlines()
    units = [json.loads(line) for line in lines]
    for citation, words in [*HARM.items(), *WORK.items()]:
        texts = [
            unit["text"] for unit in units if unit["citation"] == citation and unit["kind"] in {"Action", "Commitment"}
        ]
        assert any(words in text for text in texts), citation


def test_it_says_what_the_numbers_do_not_mean(stored) -> None:
    """The text has the question, the counts of the tables, and what they leave open."""
    words = "\n".join(cell.source for cell in stored.cells if cell.cell_type == "markdown")
    assert "## What they do not say" in words
    assert f"Of 230 provisions {len(WOMEN)} name women" in words
    assert f"{len(MEN)} name men" in words
    numbers = {6: "six", 5: "five"}
    of_harm, of_work = len(BESIDE_CHILDREN & HARM.keys()), len((WOMEN - BESIDE_CHILDREN) & WORK.keys())
    assert f"beside women, {numbers[of_harm]} speak of harm" in words
    assert f"without children, {numbers[of_work]} speak of work" in words
