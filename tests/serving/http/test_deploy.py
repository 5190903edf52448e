"""The examples of docs/how-to/deploy.md do what they say: nginx in front, the systemd unit, the container file."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from email.message import Message
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[3]
DEPLOY = CHECKOUT / "docs" / "examples" / "deploy"
PAGE = CHECKOUT / "docs" / "how-to" / "deploy.md"
BASE = "https://data.example.org"
UNDER_A_PATH = "https://www.example.org/gcm"

Answered = tuple[int, dict[str, str], bytes]
Ask = Callable[..., Answered]
Front = Callable[..., Ask]


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def lowered(fields: Message) -> dict[str, str]:
    """Return header fields by their names in lower case."""
    return {name.lower(): value for name, value in fields.items()}


def answered(opener: urllib.request.OpenerDirector, request: urllib.request.Request) -> Answered:
    """Return the status, the fields and the body of an answer, whatever the status."""
    try:
        with opener.open(request, timeout=20) as answer:
            return answer.status, lowered(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, lowered(error.headers), error.read()


def get(url: str) -> Answered:
    """Return the answer of a server to a plain request."""
    return answered(urllib.request.build_opener(), urllib.request.Request(url))  # noqa: S310 - our own server


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirect."""

    def redirect_request(self, *_: object) -> None:
        return None


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory, program) -> Iterator[Front]:
    """Return a function that starts nginx with a configuration before a server, and returns one that asks it."""
    nginx = program("nginx", "apt-get install nginx-light")
    program("openssl", "apt-get install openssl")
    started: list[subprocess.Popen[bytes]] = []

    def start(configuration: str, port: int, *, secure: bool) -> Ask:
        folder = tmp_path_factory.mktemp("nginx")
        certificate, key, listening = folder / "certificate.pem", folder / "key.pem", free_port()
        subject = ["-subj", "/CN=data.example.org", "-addext", "subjectAltName=DNS:data.example.org"]
        command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        paths = ["-keyout", str(key), "-out", str(certificate)]
        subprocess.run([*command, *subject, *paths], check=True, capture_output=True)
        changed = re.sub(r"listen 443", f"listen 127.0.0.1:{listening}", configuration)
        changed = re.sub(r"listen 80;", f"listen 127.0.0.1:{free_port()};", changed)
        changed = changed.replace("127.0.0.1:8000", f"127.0.0.1:{port}")
        changed = re.sub(r"/etc/letsencrypt\S+/fullchain\.pem", str(certificate), changed)
        changed = re.sub(r"/etc/letsencrypt\S+/privkey\.pem", str(key), changed)
        assert "8000" not in changed
        assert "letsencrypt" not in changed
        temporary = "".join(
            f"{kind}_temp_path {folder / kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        whole = folder / "nginx.conf"
        whole.write_text(
            f"daemon off; pid {folder}/pid; error_log {folder}/error.log;\n"
            f"events {{}}\nhttp {{ access_log off;\n{temporary}{changed}\n}}\n"
        )
        subprocess.run([nginx, "-t", "-e", f"{folder}/error.log", "-c", whole], check=True, capture_output=True)
        started.append(subprocess.Popen([nginx, "-e", f"{folder}/error.log", "-c", whole]))
        until = time.monotonic() + 10
        while socket.socket().connect_ex(("127.0.0.1", listening)):
            assert time.monotonic() < until, (folder / "error.log").read_text()
            time.sleep(0.02)

        trusted = ssl.create_default_context(cafile=certificate)
        trusted.check_hostname = False
        opener = urllib.request.build_opener(_Stay, urllib.request.HTTPSHandler(context=trusted))
        scheme = "https" if secure else "http"

        def ask(path: str, data: bytes | None = None, **fields: str) -> Answered:
            url = f"{scheme}://127.0.0.1:{listening}{path}"
            return answered(opener, urllib.request.Request(url, data, fields))  # noqa: S310 - our own server

        return ask

    yield start
    for process in started:
        process.terminate()
        process.wait(10)


@pytest.fixture(scope="module")
def behind_nginx(serve, front: Front) -> Iterator[Ask]:
    """Return a function that asks the example's nginx with a server behind it."""
    with serve("--base-url", BASE) as running:
        yield front((DEPLOY / "nginx.conf").read_text(), running.port, secure=True)


def test_nginx_passes_requests_on(behind_nginx: Ask) -> None:
    """Redirects lead to the public address, pages and queries are answered, and the transport is to stay secure."""
    status, fields, _ = behind_nginx("/objective/11", Accept="text/turtle", Host="data.example.org")
    assert (status, fields["location"]) == (303, f"{BASE}/objective/11.ttl")
    status, fields, _ = behind_nginx("/objective/11/")
    assert (status, fields["strict-transport-security"]) == (200, "max-age=31536000")
    status, _, body = behind_nginx("/sparql", data=b"query=ASK%20%7B%7D")
    assert (status, json.loads(body)["boolean"]) == (200, True)


def test_nginx_leaves_forms_and_tags_alone(behind_nginx: Ask) -> None:
    """Compression and entity tags are the server's, strong ones, and a client that has the form gets 304."""
    _, plain, _ = behind_nginx("/objective/11/")
    _, packed, _ = behind_nginx("/objective/11/", **{"Accept-Encoding": "gzip"})
    assert packed["content-encoding"] == "gzip"
    assert plain["etag"].startswith('"')
    assert packed["etag"] not in {plain["etag"], f"W/{plain['etag']}"}
    tag = {"If-None-Match": packed["etag"], "Accept-Encoding": "gzip"}
    assert behind_nginx("/objective/11/", **tag)[0] == 304


def test_nginx_says_nothing_of_a_claimed_host(behind_nginx: Ask) -> None:
    """A visitor who claims another host is sent to ours."""
    _, fields, _ = behind_nginx("/objective/12", Host="evil.example", **{"X-Forwarded-Host": "evil.example"})
    assert fields["location"].startswith(f"{BASE}/objective/12")


def test_nginx_limits_each_visitor(behind_nginx: Ask) -> None:
    """Queries beyond the rate are refused by nginx; pages are not."""
    statuses = [behind_nginx(f"/sparql?query=ASK%20%7B%7D%20%23{number}")[0] for number in range(60)]
    assert set(statuses) == {200, 429}
    assert behind_nginx("/objective/11/")[0] == 200


def test_nginx_serves_under_a_path(serve, front: Front) -> None:
    """With the path in the base URL and taken off by nginx, links and redirects keep it."""
    location = re.search(r"```nginx\n(.*?)```", PAGE.read_text(), re.DOTALL)
    assert location
    with serve("--base-url", UNDER_A_PATH) as running:
        configuration = (
            f"upstream gcm {{ server 127.0.0.1:{running.port}; }}\nserver {{ listen 443;\n{location[1]}\n}}\n"
        )
        ask = front(configuration, running.port, secure=False)
        status, fields, _ = ask("/gcm/objective/11", Accept="text/turtle")
        assert (status, fields["location"]) == (303, f"{UNDER_A_PATH}/objective/11.ttl")
        status, _, body = ask("/gcm/objective/11/")
        assert status == 200
        local = set(re.findall(r'(?:href|src|action)="(/[^"]*)"', body.decode()))
        assert local
        assert all(link.startswith("/gcm/") for link in local), sorted(local)
        for link in sorted(local):
            if "/assets/" in link:
                assert ask(link.replace("&amp;", "&"))[0] == 200


def test_the_unit_is_one(tmp_path: Path, program) -> None:
    """Systemd finds nothing wrong with the unit."""
    program("systemd-analyze", "apt-get install systemd")
    unit = tmp_path / "gcm.service"
    unit.write_text((DEPLOY / "gcm.service").read_text().replace("/opt/gcm/bin/gcm", sys.executable))
    verified = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", unit], capture_output=True, text=True, check=False
    )
    complaints = [line for line in verified.stderr.splitlines() if "gcm.service" in line]
    assert complaints == []


def test_the_command_of_the_unit_serves(serve, release: Path) -> None:
    """The options of ExecStart are those of the command."""
    line = re.search(r"^ExecStart=(.*)$", (DEPLOY / "gcm.service").read_text(), re.MULTILINE)
    assert line
    program, command, *options = shlex.split(line[1])
    assert (program, command) == ("/opt/gcm/bin/gcm", "serve")
    place, port = options.index("--release"), options.index("--port")
    assert options[place + 1] == "/srv/gcm"
    rest = [each for number, each in enumerate(options) if number not in {place, place + 1, port, port + 1}]
    with serve(*rest, release=release) as running:
        assert running.events()[0]["url"] == BASE


def test_a_server_that_can_write_nowhere_serves(serve, release: Path, tmp_path: Path) -> None:
    """A release in a folder without permission to write is served: neither unit nor container may write."""
    shutil.copytree(release / "current", tmp_path / "gcm")
    for path in [tmp_path / "gcm", *(tmp_path / "gcm").rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = sorted((path, path.stat().st_mtime_ns) for path in (tmp_path / "gcm").rglob("*"))
    try:
        with serve(release=tmp_path / "gcm") as running:
            _, _, body = get(f"{running.url}/sparql?query=ASK%20%7B%7D")
            assert json.loads(body)["boolean"] is True
        # The tests may run as root, whom permissions do not bind: nothing has been written all the same.
        assert sorted((path, path.stat().st_mtime_ns) for path in (tmp_path / "gcm").rglob("*")) == before
    finally:
        for path in [tmp_path / "gcm", *(tmp_path / "gcm").rglob("*")]:
            path.chmod(0o755)


def instructions() -> list[tuple[str, str]]:
    """Return the instructions of the container file with their arguments."""
    text = (DEPLOY / "Containerfile").read_text()
    lines = [line for line in text.replace("\\\n", " ").splitlines() if line and not line.startswith("#")]
    return [(line.split(" ", 1)[0], line.split(" ", 1)[1]) for line in lines]


def test_the_container_file_installs_what_is_locked() -> None:
    """What comes from the registry is pinned by hash, the files that are copied are there, and root serves nothing."""
    runs = [argument for name, argument in instructions() if name == "RUN"]
    installs = [run for run in runs if "pip install" in run]
    assert len(installs) == 2
    assert all("--require-hashes" in run or "--no-deps --no-build-isolation" in run for run in installs)
    copied = [argument.split()[:-1] for name, argument in instructions() if name == "COPY" and "--from" not in argument]
    assert all((CHECKOUT / file).exists() for files in copied for file in files)
    names = [name for name, _ in instructions()]
    assert dict(instructions())["USER"] == "10001:10001"
    assert names.index("USER") < names.index("ENTRYPOINT")


def test_the_command_of_the_container_serves(serve, release: Path) -> None:
    """The entry point starts a server, and the check of its health is content with it."""
    entry = json.loads(dict(instructions())["ENTRYPOINT"])
    assert entry[:2] == ["/opt/gcm/bin/gcm", "serve"]
    assert entry[-2:] == ["--release", "/srv/gcm"]
    with serve(*entry[2:-2], release=release) as running:
        check = json.loads(dict(instructions())["HEALTHCHECK"].split("CMD ", 1)[1])
        assert check[0] == "/opt/gcm/bin/python"
        script = check[2].replace(":8000/", f":{running.port}/")
        assert script != check[2]
        subprocess.run([sys.executable, check[1], script], check=True, timeout=20)
    broken = subprocess.run([sys.executable, check[1], script], capture_output=True, timeout=20, check=False)
    assert broken.returncode != 0


def test_what_the_page_says_of_limits_is_so() -> None:
    """The table of limits has the numbers of the code."""
    from gcm_graph.serving.service import Limits

    limits, text = Limits(), PAGE.read_text()
    for said in (
        f"{limits.url_bytes // 1024} kB; 100 fields of {limits.header_bytes // 1024} kB",
        f"{limits.body_bytes // 1024**2} MB, within {limits.body_seconds:g} seconds",
        f"idle connection | {limits.header_seconds:g} seconds",
        f"cut off after {limits.send_seconds:g} seconds",
        f"{limits.connections} at once",
        f"{limits.query_characters:,} characters",
        f"{limits.worker_bytes // 1024**3} GB of memory, {limits.result_bytes // 1024**2} MB of results",
        f"answers kept in memory | {limits.cache_bytes // 1024**2} MB",
        f"up to {limits.queue},",
    ):
        assert said in text, said
