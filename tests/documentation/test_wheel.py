"""The documentation travels in the package."""

from __future__ import annotations

import subprocess
import sys
import zipfile

from gcm_graph.documentation import documentation
from gcm_graph.resources import data_root

PREFIX = "gcm_graph/_data/docs/"


def test_the_wheel_has_the_documentation(tmp_path):
    """A wheel has the list, every page and each file to which one leads, the templates and the style of the pages."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=data_root(), check=True, capture_output=True)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
    found = documentation()
    assert {f"{PREFIX}{name}" for name in ("README.md", *found.pages, *found.files)} <= names
    assert "gcm_graph/serving/pages/templates/documentation_page.html" in names
    assert "gcm_graph/serving/assets/documentation.css" in names
