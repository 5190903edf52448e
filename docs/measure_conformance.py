"""Hold `gcm serve` against the specifications with `gcm conformance`, and write the page that says what was found.

Run it with the project's Python after changing the server; it takes some minutes, and serves the release in build/:
.venv/bin/python docs/measure_conformance.py
Afterwards run docs/generate_quality.py, which takes the sum over into docs/quality.md.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).resolve().parent / "reference" / "conformance.md"

_GCM = (sys.executable, "-m", "gcm_graph")
_INTRODUCTION = """# Conformance of the server

This page is written by `docs/measure_conformance.py`, which serves the release and asks it with `gcm conformance`:
every kind of thing in every media type, with quality values, `HEAD`, `OPTIONS`, validators and ranges; then the cases
of the SPARQL 1.1 Protocol and Service Description, and malformed requests. A number counts the cases that hold; `gcm
conformance --list` names each with the clause it is from. Tests ask the same of a sample.
"""


def main() -> int:
    """Write the page; return the exit status of `gcm conformance`."""
    with subprocess.Popen([*_GCM, "serve", "--port", "0"], stderr=subprocess.PIPE, text=True) as server:  # noqa: S603
        try:
            asked = _ask(server)
        finally:
            server.terminate()
            server.communicate()
    if asked.stdout:
        heading, _, found = asked.stdout.partition("\n")
        del heading  # the port of this very run
        PAGE.write_text(f"{_INTRODUCTION}{found}", encoding="utf-8")
    sys.stderr.write(asked.stderr)
    return asked.returncode


def _ask(server: subprocess.Popen[str]) -> subprocess.CompletedProcess[str]:
    for line in server.stderr or ():
        if '"serving"' in line:
            url = json.loads(line)["url"]
            return subprocess.run([*_GCM, "conformance", url], capture_output=True, text=True, check=False)  # noqa: S603
    return subprocess.CompletedProcess(_GCM, 3, "", "the server did not start\n")


if __name__ == "__main__":
    sys.exit(main())
