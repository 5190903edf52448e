"""What the tests of the permanent addresses share: a real Apache with the folder that is submitted to w3id.org."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[3]
FOLDER = CHECKOUT / "docs" / "w3id"
EXAMPLE = "https://gcm.example.org"
_MODULE_FOLDER = Path("/usr/lib/apache2/modules")
_MODULES = ("mpm_event", "unixd", "authz_core", "dir", "headers", "rewrite")
_SECONDS_TO_START = 10.0


@dataclass(frozen=True, slots=True)
class Redirect:
    """An answer of Apache.

    Attributes:
        status: its status.
        location: where it leads; empty if nowhere.
        fields: all fields, names in lower case.
    """

    status: int
    location: str
    fields: dict[str, str]


Ask = Callable[..., Redirect]


@pytest.fixture(scope="session")
def apache(program: Callable[[str, str], str]) -> Callable[[str], AbstractContextManager[Ask]]:
    """Return a context manager that runs Apache with the folder at /gcm/ and the address of a server in its rules.

    It gives a function that sends a request line, byte for byte as given, and returns the answer.
    """
    server_program = program("apache2", "apt-get install apache2")

    @contextmanager
    def run(server: str) -> Iterator[Ask]:
        # Not in pytest's own folder, which nobody but its owner may enter: Apache gives up root.
        folder = Path(tempfile.mkdtemp(prefix="w3id-"))
        try:
            folder.chmod(0o755)
            port = _free_port()
            _lay_out(folder, server)
            configuration = folder / "httpd.conf"
            configuration.write_text(_configuration(folder, port), encoding="utf-8")
            command = [server_program, "-f", str(configuration), "-d", str(folder)]
            checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
            assert checked.returncode == 0, checked.stderr
            process = subprocess.Popen([*command, "-D", "FOREGROUND"])
            try:
                _wait(port, folder / "error.log")
                yield lambda target, method="GET", **fields: _asked(port, method, target, fields)
            finally:
                process.terminate()
                process.wait(_SECONDS_TO_START)
        finally:
            shutil.rmtree(folder)

    return run


@pytest.fixture(scope="module")
def ask(apache: Callable[[str], AbstractContextManager[Ask]]) -> Iterator[Ask]:
    """Return a function that asks Apache with the folder as it is submitted."""
    with apache(EXAMPLE) as asking:
        yield asking


def _lay_out(folder: Path, server: str) -> None:
    """Put the folder where w3id.org has it, with the address of the server replaced in its one place."""
    place = folder / "site" / "gcm"
    shutil.copytree(FOLDER, place)
    rules = (place / ".htaccess").read_text(encoding="utf-8")
    assert rules.count(EXAMPLE) == 1
    (place / ".htaccess").write_text(rules.replace(EXAMPLE, server), encoding="utf-8")


def _configuration(folder: Path, port: int) -> str:
    lines = [
        f"ServerRoot {folder}",
        "ServerName w3id.org",
        f"Listen 127.0.0.1:{port}",
        f"PidFile {folder}/pid",
        f"ErrorLog {folder}/error.log",
        f"DefaultRuntimeDir {folder}",
    ]
    # Some are built in.
    present = [name for name in _MODULES if (_MODULE_FOLDER / f"mod_{name}.so").exists()]
    lines += [f"LoadModule {name}_module {_MODULE_FOLDER}/mod_{name}.so" for name in present]
    if os.geteuid() == 0:
        lines += ["User www-data", "Group www-data"]
    lines += [
        f"DocumentRoot {folder}/site",
        f"<Directory {folder}/site>",
        "  AllowOverride All",
        "  Require all granted",
        "</Directory>",
    ]
    return "\n".join(lines) + "\n"


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def _wait(port: int, log: Path) -> None:
    until = time.monotonic() + _SECONDS_TO_START
    while socket.socket().connect_ex(("127.0.0.1", port)):
        assert time.monotonic() < until, log.read_text(encoding="utf-8") if log.exists() else "no log"
        time.sleep(0.02)


def _asked(port: int, method: str, target: str, fields: dict[str, str]) -> Redirect:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in fields.items())
        request = f"{method} {target} HTTP/1.1\r\nHost: w3id.org\r\nConnection: close\r\n{head}\r\n"
        connection.sendall(request.encode("latin-1"))
        answer = http.client.HTTPResponse(connection, method=method)
        answer.begin()
        answer.read()
        fields = {name.lower(): value for name, value in answer.getheaders()}
        return Redirect(answer.status, fields.get("location", ""), fields)
