"""Run the notebooks over a release and write what they show into them: python docs/run_notebooks.py [RELEASE]."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbclient import NotebookClient
from traitlets.config import Config

NOTEBOOKS = Path(__file__).parent / "notebooks"
_SECONDS = 120


def execute(notebook: Path, release: Path, *, after: str = "") -> nbformat.NotebookNode:
    """Return a notebook with what its cells show over a release; nothing in it tells where or when it was run.

    Args:
        notebook: the file.
        release: the folder of the release.
        after: further code to run at the end, in a cell of its own.
    """
    content = nbformat.read(notebook, as_version=4)
    if after:
        content.cells.append(nbformat.v4.new_code_cell(after))
    with TemporaryDirectory() as folder:
        # Sockets in a folder of one's own, so that nobody else on the machine can reach the kernel by a port.
        sockets = Config({"KernelManager": {"transport": "ipc", "ip": f"{folder}/kernel"}})
        place = {"metadata": {"path": str(notebook.parent)}}
        client = NotebookClient(content, timeout=_SECONDS, record_timing=False, resources=place, config=sockets)
        content = client.execute(env={**os.environ, "GCM_RELEASE": str(release.resolve())})
    content.metadata["language_info"] = {"name": "python"}
    return content


def main() -> None:
    """Run all notebooks over the release of the command line, or the one in `build`."""
    release = Path(sys.argv[1] if len(sys.argv) > 1 else "build")
    for notebook in sorted(NOTEBOOKS.glob("*.ipynb")):
        nbformat.write(execute(notebook, release), notebook)


if __name__ == "__main__":
    main()
