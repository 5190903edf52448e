"""A running server: how it starts, bears hostile connections, follows releases and stops."""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import json
import os
import random
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

_QUERY = b"query=ASK%20%7B%7D"
_IMPATIENT = """
import pathlib, sys
from gcm_graph.serving.running import serve
from gcm_graph.serving.service import Limits, Settings
limits = Limits(header_seconds=1.0, body_seconds=1.0, send_seconds=1.0)
serve(Settings(release=pathlib.Path(sys.argv[1]), port=0, workers=1, limits=limits))
"""


def get(url: str, **fields: str) -> tuple[int, Mapping[str, str], bytes]:
    """Return the status, the fields and the body of an answer, whatever the status."""
    request = urllib.request.Request(url, headers=fields)  # noqa: S310 - our own server
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310 - our own server
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def connect(port: int, sent: bytes = b"") -> socket.socket:
    """Return a connection on which something has been sent."""
    connection = socket.create_connection(("127.0.0.1", port), timeout=15)
    connection.sendall(sent)
    return connection


def received(connection: socket.socket) -> bytes:
    """Return what comes until the server closes the connection."""
    parts: list[bytes] = []
    try:
        while part := connection.recv(65536):
            parts.append(part)
    except ConnectionResetError:
        pass
    return b"".join(parts)


def workers_of(process: int) -> list[int]:
    """Return the processes that a process has started."""
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def wait_until(holds: Callable[[], bool], seconds: float = 10) -> bool:
    """Tell whether something comes to hold within some seconds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.02)
    return holds()


def is_alive(process: int) -> bool:
    """Tell whether a process runs."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except OSError:
        return False


def test_it_answers_and_says_where(served) -> None:
    """The log begins with the address; /health says from which release is answered."""
    assert served.events()[0]["event"] == "serving"
    assert served.events()[0]["url"] == served.url
    status, fields, body = get(f"{served.url}/health")
    assert (status, fields["Cache-Control"]) == (200, "no-store")
    assert (json.loads(body)["status"], json.loads(body)["in_place"]) == ("ok", True)
    assert json.loads(body)["release"] == served.events()[0]["release"]


def test_metrics_are_what_prometheus_reads(served) -> None:
    """Each line is a comment or a sample, and each sample has its type (exposition format 0.0.4)."""
    get(f"{served.url}/robots.txt")
    get(f"{served.url}/robots.txt")
    status, fields, body = get(f"{served.url}/metrics")
    assert (status, fields["Content-Type"]) == (200, "text/plain; version=0.0.4; charset=utf-8")
    typed = set(re.findall(r"^# TYPE (\w+) (?:counter|gauge|histogram)$", body.decode(), re.MULTILINE))
    for line in body.decode().splitlines():
        if not line.startswith("# "):
            sample = re.fullmatch(r'(\w+?)(_bucket|_sum|_count)?(\{\w+="[^"]*"(,\w+="[^"]*")*\})? [0-9.e+-]+', line)
            assert sample, line
            assert sample[1] in typed or f"{sample[1]}{sample[2]}" in typed, line
    assert re.search(r"^gcm_kept_answers_hits_total [1-9]", body.decode(), re.MULTILINE)


def test_robots_and_the_sitemap(served) -> None:
    """Robots are kept from what costs a query each time, and the sitemap has the pages of the text."""
    status, fields, body = get(f"{served.url}/robots.txt")
    assert (status, fields["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert "Disallow: /sparql\n" in body.decode()
    status, fields, body = get(f"{served.url}/sitemap.xml")
    assert (status, fields["Content-Type"]) == (200, "application/xml")
    assert f"<loc>{served.url}/objective/11/action/b/</loc>" in body.decode()
    listed = re.findall(r"<loc>([^<]*)</loc>", body.decode())
    assert all(place.startswith(f"{served.url}/") for place in listed)
    places = [place.removeprefix(served.url) for place in listed]
    assert len(places) == len(set(places)) > 500
    assert any(place.startswith("/stakeholder/") for place in places)
    for place in places[::150]:
        assert get(served.url + place)[0] == 200, place


def test_a_sitemap_has_the_address_of_the_server_or_nothing(serve) -> None:
    """It lists addresses that lead here: those of the base URL, or none where the server listens at all of its own."""
    with serve("--host", "0.0.0.0") as running:  # noqa: S104 - for a moment
        assert b"<loc>" not in get(f"{running.url}/sitemap.xml")[2]
    with serve("--base-url", "https://data.example.org/gcm") as running:
        assert b"<loc>https://data.example.org/gcm/objective/11/</loc>" in get(f"{running.url}/sitemap.xml")[2]


def test_a_taken_port_is_told(served, gcm, failed, release) -> None:
    """A second server on the port ends with status 3 and says why, and the first one is not disturbed."""
    message = failed(gcm("serve", "--port", served.port, "--release", release), 3)
    assert str(served.port) in message
    assert "--port" in message
    assert get(f"{served.url}/health")[0] == 200


def test_an_address_of_another_machine_is_told(gcm, failed, release) -> None:
    """An address that is not one of this machine is told the same way."""
    assert "203.0.113.1" in failed(gcm("serve", "--host", "203.0.113.1", "--port", "0", "--release", release), 3)


@pytest.mark.parametrize(
    "url", ["data.example.org", "ftp://example.org", "https://", "https://a@b/", "https://a/?b", "http://a:b/"]
)
def test_a_base_url_is_an_address(gcm, url: str) -> None:
    """Whatever else is given is wrong usage."""
    process = gcm("serve", "--base-url", url)
    assert process.returncode == 2
    assert "--base-url" in process.stderr


def test_a_broken_release_is_told(gcm, failed, tmp_path: Path) -> None:
    """Without a release it is wrong usage; one whose store cannot be opened ends with status 3."""
    assert "there is no release" in failed(gcm("serve", "--release", tmp_path / "none"), 2)
    (tmp_path / "store").mkdir()
    (tmp_path / "SHA256SUMS").touch()
    assert "store" in failed(gcm("serve", "--port", "0", "--release", tmp_path), 3)


def test_it_stops_when_told_and_leaves_nothing(serve) -> None:
    """A request that has begun is finished; then the server ends with status 0, and its processes with it."""
    with serve() as running:
        workers = workers_of(running.process.pid)
        assert len(workers) >= 2
        head = b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        begun = connect(running.port, head + b"Content-Length: %d\r\n\r\n" % len(_QUERY) + _QUERY[:5])
        time.sleep(0.3)
        running.process.send_signal(signal.SIGTERM)
        assert wait_until(lambda: any(event["event"] == "stopping" for event in running.events()))
        time.sleep(0.2)
        with pytest.raises(OSError, match=r"refused|reset"):
            connect(running.port, b"GET /health HTTP/1.1\r\nHost: a\r\n\r\n").recv(1)
        begun.sendall(_QUERY[5:])
        answer = received(begun)
        assert answer.startswith(b"HTTP/1.1 200"), answer
        assert running.process.wait(20) == 0
        assert not [worker for worker in workers if is_alive(worker)]
        assert running.events()[-1]["event"] == "stopped"
        assert "Traceback" not in running.log.read_text()


def test_an_interrupt_stops_it_too(serve) -> None:
    """Ctrl-C reaches the whole group of processes; the server ends as with SIGTERM, though a client stays connected."""
    with serve() as running:
        idle = connect(running.port, b"GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
        assert idle.recv(65536).startswith(b"HTTP/1.1 200")
        for process in (running.process.pid, *workers_of(running.process.pid)):
            os.kill(process, signal.SIGINT)
        assert running.process.wait(20) == 0
        assert running.events()[-1]["event"] == "stopped"


def test_no_process_outlives_a_server_that_is_killed(serve) -> None:
    """The processes that answer queries end with the server even if it could not tell them."""
    with serve() as running:
        workers = workers_of(running.process.pid)
        running.process.kill()
        running.process.wait()
        assert wait_until(lambda: not any(map(is_alive, workers)))


@pytest.fixture(scope="module")
def impatient(release: Path, environment: Mapping[str, str], tmp_path_factory) -> Iterator[int]:
    """Return the port of a server that waits for slow clients one second only."""
    log = tmp_path_factory.mktemp("impatient") / "log"
    with log.open("wb") as messages:
        process = subprocess.Popen([sys.executable, "-c", _IMPATIENT, release], env=dict(environment), stderr=messages)
    try:
        assert wait_until(lambda: b'"serving"' in log.read_bytes() or process.poll() is not None, 20), log.read_text()
        yield json.loads(log.read_text().splitlines()[0])["port"]
        assert process.poll() is None
    finally:
        process.terminate()
        process.wait(20)


@pytest.mark.parametrize(
    "sent",
    [b"", b"GET / HT", b"GET /health HTTP/1.1\r\nHost: a\r\n", b"GET /health HTTP/1.1\r\nHost: a\r\n\r\n"],
    ids=["silent", "half a line", "half a head", "idle after an answer"],
)
def test_slow_heads_and_idle_connections_are_closed(impatient: int, sent: bytes) -> None:
    """A connection that does not bring a whole request in time is closed, one that lies idle too."""
    began = time.monotonic()
    received(connect(impatient, sent))
    assert time.monotonic() - began < 5


def test_idle_connections_keep_nobody_out(serve) -> None:
    """A thousand that lie idle leave room for others, even where a process may have few files open at first."""
    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    assert most == resource.RLIM_INFINITY or most >= 4096, "the hard limit on open files is too low for this test"
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (256, most))
        with serve() as running:
            resource.setrlimit(resource.RLIMIT_NOFILE, (4096, most))
            with contextlib.ExitStack() as idle:
                for _ in range(1500):
                    idle.enter_context(connect(running.port))
                began = time.monotonic()
                assert get(f"{running.url}/health")[0] == 200
                assert time.monotonic() - began < 2
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, most))


def test_a_head_that_trickles_is_closed(impatient: int) -> None:
    """Now and then a field keeps no connection open: the time is for all of them together."""
    connection = connect(impatient, b"GET /health HTTP/1.1\r\nHost: a\r\n")
    began = time.monotonic()
    with pytest.raises(OSError, match=r"pipe|reset"):  # noqa: PT012 - it may be met at any of them
        while time.monotonic() - began < 6:
            connection.sendall(b"X-A: b\r\n")
            time.sleep(0.2)
    assert time.monotonic() - began < 5


def test_a_body_that_trickles_is_refused(impatient: int) -> None:
    """A slow body gets 408 and the end of the connection, however steadily it trickles."""
    head = b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\nContent-Length: 900\r\n\r\n"
    connection = connect(impatient, head)
    with contextlib.suppress(OSError):
        for _ in range(20):
            connection.sendall(b"q")
            time.sleep(0.1)
    assert received(connection).startswith(b"HTTP/1.1 408")


def test_a_client_that_does_not_read_is_cut_off(impatient: int) -> None:
    """A long answer that nobody reads is given up; what had arrived is not taken for the whole."""
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.settimeout(15)
    connection.connect(("127.0.0.1", impatient))
    connection.sendall(b"GET /gcm.nq HTTP/1.1\r\nHost: a\r\n\r\n")
    head = connection.recv(1000)
    assert head.startswith(b"HTTP/1.1 200")
    length = int(re.search(rb"(?i)content-length: (\d+)", head)[1])
    time.sleep(3)
    assert len(received(connection)) < length


def test_header_fields_are_bounded(served) -> None:
    """A request whose fields never end is cut off long before it fills the memory."""
    connection = connect(served.port, b"GET /health HTTP/1.1\r\nHost: a\r\nX-A: ")
    sent = 0
    with contextlib.suppress(OSError):
        while sent < 20_000_000:
            sent += connection.send(b"a" * 65536)
    assert sent < 10_000_000
    for answer in (
        received(connect(served.port, b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")),
        received(
            connect(served.port, b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + b"X: y\r\n" * 200 + b"\r\n")
        ),
    ):
        assert re.match(rb"HTTP/1\.1 4(14|31) ", answer)


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: a\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost : a\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nX: a\x00b\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET /a\x00b HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET /\xc3\xa9 HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET /a b HTTP/1.1\r\nHost: a\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        b"POST /sparql HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
    ],
)
def test_malformed_requests_are_refused(served, sent: bytes) -> None:
    """What is no request of HTTP/1.1 is 400 or the end of the connection, never an answer of another kind."""
    connection = connect(served.port, sent)
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_WR)
    answer = received(connection)
    assert answer == b"" or re.match(rb"HTTP/1\.[01] (400|415|505) ", answer), answer
    assert b"Traceback" not in answer


@pytest.mark.parametrize("hosts", [b"", b"Host:\r\n", b"Host: a\r\nHost: b\r\n"], ids=["none", "empty", "two"])
def test_a_request_without_one_host_is_refused(served, hosts: bytes) -> None:
    """RFC 9112 §3.2: it is 400, for what has been asked before too; HTTP/1.0 needs none."""
    for fields, status in ((b"Host: a\r\n", 200), (hosts, 400)):
        sent = b"GET /robots.txt HTTP/1.1\r\n" + fields + b"Connection: close\r\n\r\n"
        assert received(connect(served.port, sent)).startswith(b"HTTP/1.1 %d " % status)
    assert b" 200 " in received(connect(served.port, b"GET /robots.txt HTTP/1.0\r\n\r\n"))[:20]


@pytest.mark.parametrize("length", [b"", b"Content-Length: 5\r\n"])
def test_a_coded_body_smuggles_nothing(served, length: bytes) -> None:
    """RFC 9112 §6.1: gzip is not read as a query, the answer is 501, and what follows is no request."""
    head = b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\n" + length
    sent = head + b"Transfer-Encoding: gzip, chunked\r\n\r\n5\r\nASK{}\r\n0\r\n\r\n"
    answer = received(connect(served.port, sent + b"GET /robots.txt HTTP/1.1\r\nHost: a\r\n\r\n"))
    assert answer.startswith(b"HTTP/1.1 501 ")
    assert answer.count(b"HTTP/1.1 ") == 1


def test_two_lengths_smuggle_nothing(served) -> None:
    """With a length and chunks the chunks count and the connection ends (RFC 9112 §6.1): what follows is no request."""
    sent = b"POST /health HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    connection = connect(served.port, sent + b"GET /robots.txt HTTP/1.1\r\nHost: a\r\n\r\n")
    answer = received(connection)
    assert answer.count(b"HTTP/1.1 ") == 1
    assert b"User-agent" not in answer


def test_noise_does_no_harm(served) -> None:
    """A hundred connections full of damaged requests later it answers as before."""
    chance = random.Random(73195)  # noqa: S311 - the same noise each time
    request = (
        b"GET /objective/11?format=ttl HTTP/1.1\r\nHost: a\r\nAccept: text/turtle;q=0.5\r\nConnection: close\r\n\r\n"
    )
    for _ in range(100):
        noise = bytearray(request)
        for _ in range(chance.randint(1, 8)):
            noise[chance.randrange(len(noise))] = chance.randrange(256)
        connection = connect(served.port)
        with contextlib.suppress(OSError):
            connection.sendall(noise)
            connection.shutdown(socket.SHUT_WR)
            answer = received(connection)
            assert answer == b"" or re.match(rb"HTTP/1\.[01] [2345]\d\d ", answer), (bytes(noise), answer)
            assert not answer.startswith(b"HTTP/1.1 5") or answer.startswith(b"HTTP/1.1 505"), bytes(noise)
        connection.close()
    assert get(f"{served.url}/health")[0] == 200
    assert not [event for event in served.events() if event["event"] == "fault"]


def test_requests_of_one_connection_are_answered_in_order(served) -> None:
    """A connection is used again, and requests that were sent ahead are answered one after the other."""
    paths = [b"/robots.txt", b"/health", b"/nowhere"]
    sent = b"".join(b"GET %s HTTP/1.1\r\nHost: a\r\n\r\n" % path for path in paths)
    answer = received(connect(served.port, sent + b"GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
    assert re.findall(rb"HTTP/1\.1 (\d+)", answer) == [b"200", b"200", b"404", b"200"]


def test_a_host_poisons_nothing(served) -> None:
    """The answer to a client that claims another host is the answer for all: nothing of the claim is in it."""
    sent = (
        b"GET /objective/11 HTTP/1.1\r\nHost: evil.example\r\nForwarded: host=evil.example\r\nConnection: close\r\n\r\n"
    )
    for _ in range(2):
        answer = received(connect(served.port, sent))
        assert answer.startswith(b"HTTP/1.1 303")
        assert b"evil" not in answer


def test_a_new_release_drops_no_request(serve, release: Path, tmp_path: Path) -> None:
    """While clients ask without pause another release takes the place: none of them sees an error, soon all see it."""
    folder = tmp_path / "releases"
    for name in ("one", "two"):
        shutil.copytree(release / "current", folder / name)
    (folder / "two" / "SHA256SUMS").write_bytes((folder / "two" / "SHA256SUMS").read_bytes() + b"\n")
    digests = {name: hashlib.sha256((folder / name / "SHA256SUMS").read_bytes()).hexdigest() for name in ("one", "two")}
    (folder / "current").symlink_to("one")
    with serve(release=folder) as running:
        old_workers = workers_of(running.process.pid)
        seen: list[str] = []
        changed = threading.Event()

        def ask() -> int:
            connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=20)
            requests = 0
            while not changed.is_set() or requests < 20:
                connection.request("GET", "/health")
                seen.append(json.loads(connection.getresponse().read())["release"])
                connection.request("GET", "/sparql?" + _QUERY.decode() + f"%20%23{requests}")
                answer = connection.getresponse()
                assert (answer.status, bool(answer.read())) == (200, True)
                requests += 2
            return requests

        with ThreadPoolExecutor(3) as clients:
            asked = [clients.submit(ask) for _ in range(3)]
            try:
                assert wait_until(lambda: len(seen) > 10, 20)
                (folder / "next").symlink_to("two")
                (folder / "next").rename(folder / "current")
                assert wait_until(lambda: seen[-1] == digests["two"], 20)
            finally:
                changed.set()
            assert sum(client.result() for client in asked) > 10
        assert set(seen) == set(digests.values())
        assert wait_until(lambda: not any(map(is_alive, old_workers)))
        assert len(workers_of(running.process.pid)) >= 2
