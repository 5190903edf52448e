"""The packages of the front end: pinned by the lock file, and with their licences in what is served."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest

FRONTEND = Path(__file__).resolve().parents[3] / "frontend"
LOCKED = {
    path.rpartition("node_modules/")[2]: package
    for path, package in json.loads((FRONTEND / "package-lock.json").read_text(encoding="utf-8"))["packages"].items()
    if path
}


def test_packages_are_pinned():
    """Each package has one version and the digest of its content, and names no registry of any one machine."""
    wanted = json.loads((FRONTEND / "package.json").read_text(encoding="utf-8"))
    for name, version in (wanted["dependencies"] | wanted["devDependencies"]).items():
        assert LOCKED[name]["version"] == version
    for name, package in LOCKED.items():
        assert package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name


@pytest.mark.usefixtures("assets")
def test_licences_are_served_with_the_editor(served):
    """What the page loads stands beside the licences of the packages in it, each with its version and licence."""
    text = httpx.get(f"{served.url}/assets/built/THIRD-PARTY-LICENSES.txt").text
    for name in ("@zazuko/yasqe", "codemirror", "dompurify", "events", "lodash-es", "query-string", "store"):
        assert f"{name} {LOCKED[name]['version']} (" in text
    assert text.count("Permission is hereby granted, free of charge") >= 8
    assert httpx.get(f"{served.url}/assets/built/query.js").status_code == 200
