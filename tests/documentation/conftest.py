"""What the tests of the documentation share: a folder with a small documentation, and what HTML there may be."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from gcm_graph.documentation import Documentation, read_documentation, written

LIST = """# Documentation

- **Tutorial**: [the lesson](lesson.md).
- **How to**: [do one thing](how-to/one.md): how is one thing done?\\
  [do another](how-to/another.md).
- **Reference**: [names](names.md); [a notebook](notebooks/answer.ipynb).
- **Explanation**: [why](why.md).
"""


class Elements(HTMLParser):
    """Collects the elements of a piece of HTML, each with its attributes, and its text."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(str(content))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take up an element."""
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        """Take up text."""
        self.text += data

    def all(self, attribute: str) -> list[str]:
        """Return the values of an attribute."""
        return [attributes[attribute] for _, attributes in self.found if attribute in attributes]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a documentation of five pages, a notebook and an example."""
    for name, content in {
        "README.md": LIST,
        "lesson.md": "# A lesson\n\nRead this. Then that.\n",
        "how-to/one.md": "# Do one thing\n",
        "how-to/another.md": "# Do another\n",
        "names.md": "# Names\n\n## The first\n\n## The second\n\n[data](examples/data.ttl)\n",
        "why.md": "# Why\n",
        "notebooks/answer.ipynb": "{}",
        "examples/data.ttl": "",
        "examples/unmentioned.ttl": "",
    }.items():
        place = tmp_path / "docs" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(content, encoding="utf-8")
    return tmp_path / "docs"


@pytest.fixture
def small(folder: Path) -> Documentation:
    """Return that documentation, read."""
    return read_documentation(folder)


@pytest.fixture
def write(folder: Path) -> Callable[[str], Elements]:
    """Return a function that writes Markdown as HTML, as the page `how-to/one.md`, and returns its elements."""

    def elements(text: str) -> Elements:
        (folder / "how-to" / "one.md").write_text(f"# Do one thing\n\n{text}\n", encoding="utf-8")
        found = read_documentation(folder)
        return Elements(written(found.pages["how-to/one.md"], found, lambda place: f"/root/{place}"))

    return elements
