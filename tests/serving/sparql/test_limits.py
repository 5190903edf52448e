"""Hostile queries and bad luck: each meets its limit, is told so, and others are answered meanwhile."""

from __future__ import annotations

import itertools
import os
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from gcm_graph.namespaces import BASE

_RUNAWAY = "SELECT (COUNT(*) AS ?n) {" + "".join(f"?x{n} a gcm:Action . " for n in range(9)) + "}"
"""It would count for years, and needs next to no memory: it meets the time limit and no other."""
_LARGE = "SELECT * { ?s ?p ?o }"
_LONG = "SELECT * { ?s ?p ?o } LIMIT 3000"


def _kind(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].removeprefix(f"{BASE}problem/")


_NUMBERS = itertools.count()


def _alive(ask) -> bool:
    """Tell whether a small query is answered; it is another one each time, which nobody has kept the answer to."""
    return ask(f"ASK {{ <objective/1> ?p ?o }} # {next(_NUMBERS)}").json().get("boolean") is True


def _wait_until(holds, seconds: float = 10.0) -> bool:
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def test_a_runaway_query_is_stopped_while_others_go_on(narrow, ask) -> None:
    """It is dead within a second of its limit, its process replaced, and small queries are answered all the while."""
    before = narrow.workers()
    with ThreadPoolExecutor() as threads:
        began = time.monotonic()
        runaway = threads.submit(httpx.get, f"{narrow.url}?query={quote(_RUNAWAY)}", timeout=30)
        answered = 0
        while not runaway.done():
            assert _alive(ask)
            answered += 1
        taken = time.monotonic() - began
    assert _kind(runaway.result()) == (504, "time-limit")
    assert runaway.result().json()["seconds"] == 1
    assert 1 <= taken < 2
    assert answered > 10
    assert _wait_until(lambda: len(narrow.workers()) == 3 and len(before - narrow.workers()) == 1)


def test_a_client_may_ask_for_less_time_but_not_for_more(ask) -> None:
    """`timeout` shortens the limit; above the limit it changes nothing."""
    answer = ask(_RUNAWAY, timeout="0.2")
    assert (_kind(answer), answer.json()["seconds"]) == ((504, "time-limit"), 0.2)
    assert ask(_RUNAWAY, timeout="1000").json()["seconds"] == 1


def test_an_answer_that_is_too_long_is_broken_off(ask) -> None:
    """After it has begun, the connection ends before the content does: nobody can take it for the whole answer."""
    with pytest.raises(httpx.RemoteProtocolError):
        ask(_LARGE)
    with pytest.raises(httpx.RemoteProtocolError):
        ask(_LARGE, "text/csv")
    assert _alive(ask)


def test_an_answer_whose_time_is_up_is_broken_off(ask) -> None:
    """A query that is stopped while its answer is being sent breaks the connection off too."""
    with pytest.raises(httpx.RemoteProtocolError):
        ask("SELECT * { { SELECT * { ?s ?p ?o } LIMIT 3000 } UNION { ?a ?b ?c . ?d ?e ?f FILTER(?c = 1 && ?f = 2) } }")
    assert _alive(ask)


def test_a_long_answer_under_the_limit_is_whole(ask) -> None:
    """An answer that is sent bit by bit has all its rows."""
    answer = ask(_LONG)
    assert len(answer.content) > 256 * 1024
    assert "content-length" not in answer.headers
    assert len(answer.json()["results"]["bindings"]) == 3000


def test_head_of_a_long_answer_says_nothing_of_its_length(ask, client) -> None:
    """What HEAD does not know it leaves out; a length of 0 would be untrue (RFC 9110 §8.6)."""
    answer = ask(_LONG)
    head = client.head(answer.url)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"] == answer.headers["content-type"]
    assert {"content-length", "etag"}.isdisjoint(head.headers)


def _raw(narrow, request: str) -> bytes:
    with socket.create_connection(("127.0.0.1", narrow.port), timeout=30) as connection:
        connection.sendall(request.encode())
        return b"".join(iter(lambda: connection.recv(65536), b""))


def test_a_long_answer_that_xml_cannot_hold_is_broken_off(ask) -> None:
    """Where the character comes after the answer has begun, the connection ends before the content does."""
    union = 'SELECT * { { SELECT * { ?s ?p ?o } LIMIT 3000 } UNION { BIND("\\u0001" AS ?x) } } ORDER BY BOUND(?x)'
    with pytest.raises(httpx.RemoteProtocolError):
        ask(union, "application/sparql-results+xml")
    assert ask(union, "application/sparql-results+json").json()["results"]["bindings"][-1]["x"]["value"] == "\x01"


def test_http_1_0_gets_a_length_or_a_problem(narrow) -> None:
    """HTTP/1.0 cannot tell a broken answer from a whole one: a long one comes with its length, or not at all."""
    target = "GET /sparql?query={} HTTP/1.0\r\nHost: a\r\n\r\n"
    head, _, content = _raw(narrow, target.format(quote(_LONG))).partition(b"\r\n\r\n")
    assert f"content-length: {len(content)}".encode() in head.lower()
    head, _, content = _raw(narrow, target.format(quote(_LARGE))).partition(b"\r\n\r\n")
    assert b" 500 " in head.partition(b"\r\n")[0]
    assert b"problem/result-limit" in content


def test_a_slow_reader_does_not_hold_a_process(narrow, ask) -> None:
    """A long answer waits for its reader outside the process that made it; it is whole in the end."""
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
        connection.settimeout(30)
        connection.connect(("127.0.0.1", narrow.port))
        connection.sendall(
            f"GET /sparql?query={quote(_LONG)} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode()
        )
        received = connection.recv(1024)
        before = narrow.workers()
        time.sleep(1.2)
        assert narrow.workers() == before
        assert _alive(ask)
        received += b"".join(iter(lambda: connection.recv(65536), b""))
    assert received.endswith(b"0\r\n\r\n")


def test_when_too_many_wait_the_next_is_told_when_to_return(narrow, ask) -> None:
    """Two run, two wait, and the fifth gets 503 with Retry-After at once; the waiting ones have their turn."""
    with ThreadPoolExecutor(max_workers=8) as threads:
        send = lambda number: httpx.get(f"{narrow.url}?query={quote(f'{_RUNAWAY} # {number}')}", timeout=30)  # noqa: E731
        answers = [each.result() for each in [threads.submit(send, number) for number in range(7)]]
    refused = [answer for answer in answers if answer.status_code == 503]
    assert 1 <= len(refused) <= 5
    assert all(int(answer.headers["retry-after"]) >= 1 and _kind(answer) == (503, "busy") for answer in refused)
    assert {answer.status_code for answer in answers} == {503, 504}
    assert _alive(ask)


def test_a_query_that_nobody_waits_for_is_stopped(narrow, ask) -> None:
    """When the client has gone, the process is ended long before the limit."""
    before = narrow.workers()
    with pytest.raises(httpx.ReadTimeout):
        httpx.get(f"{narrow.url}?query={quote(_RUNAWAY)}", timeout=0.3)
    gone = time.monotonic()
    assert _wait_until(lambda: bool(before - narrow.workers()), seconds=0.6)
    assert time.monotonic() - gone < 0.6
    assert _wait_until(lambda: len(narrow.workers()) == 3)
    assert _alive(ask)


def test_a_process_that_dies_idle_is_replaced_without_a_word(narrow, ask) -> None:
    """No query meets a process that has died while it had nothing to do."""
    before = narrow.workers()
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    assert _wait_until(lambda: len(narrow.workers()) == 3 and not before & narrow.workers())
    assert _wait_until(lambda: _alive(ask))


@pytest.mark.parametrize(
    ("query", "statuses"),
    [
        ("SELECT * " + "{" * 24_990 + "}" * 24_990, {200}),
        ("SELECT (" + "(" * 24_980 + "1" + ")" * 24_980 + " AS ?x) {}", {200}),
        ("SELECT (" + "!" * 49_900 + "1 AS ?x) {}", {200}),
        ("SELECT * " + "{" * 49_000, {400}),
        ("SELECT * { ?s ?p " + "(" * 2_000 + ")" * 2_000 + " }", {200}),
        ("SELECT * { ?s ?p " + "[ ?p " * 2_000 + "1" + " ]" * 2_000 + " }", {200}),
        ("SELECT * { ?s " + "<a:b>/" * 8_000 + "<a:b> ?o }", {200}),
        ("SELECT * {" + "".join(f"BIND(CONCAT(?x{n},?x{n}) AS ?x{n + 1})" for n in range(1200)) + "}", {200}),
        (
            'SELECT (STRLEN(?x30) AS ?n) { BIND("aaaaaaaaaa" AS ?x0) '
            + "".join(f"BIND(CONCAT(?x{n},?x{n}) AS ?x{n + 1})" for n in range(30))
            + "}",
            {500},
        ),
        ('ASK { FILTER(REGEX("' + "a" * 5_000 + '!", "^(a+)+$")) }', {200}),
        ('ASK { FILTER(REGEX("a", "' + "(a{1,100}){1,100}{1,100}" + '")) }', {200}),
        ("x" * 49_999, {400}),
        ("\x00" * 1000, {400}),
        ("ASK { ?s ?p 'a\x00b' }", {200}),
        ("?" * 49_999, {400}),
    ],
)
def test_strange_queries_are_answered(narrow, client, ask, query: str, statuses: set[int]) -> None:
    """Nesting, recursion, expressions that explode: each has an answer or meets the time limit, and breaks nothing."""
    began = time.monotonic()
    answer = client.post(narrow.url, data={"query": query})
    assert answer.status_code in statuses | {504}, answer.text[:500]
    assert time.monotonic() - began < 2.5
    assert _alive(ask)


def test_a_query_that_is_too_long_is_refused(narrow, client) -> None:
    """One character over the limit is 413; a megabyte of anything does not reach the engine."""
    answer = client.post(narrow.url, data={"query": "ASK {} #" + "x" * 49_993})
    assert _kind(answer) == (413, "query-limit")
    assert client.post(narrow.url, data={"query": "ASK {} #" + "x" * 49_992}).status_code == 200
    kind = {"Content-Type": "application/sparql-query"}
    assert client.post(narrow.url, content=b"\x80" * 1024**2, headers=kind).status_code == 400
    assert client.post(narrow.url, content=os.urandom(1000_000), headers=kind).status_code == 400


def test_processes_do_not_outlive_the_server(start_narrow) -> None:
    """A server that is killed takes its processes with it."""
    process, server = start_narrow()
    workers = server.workers()
    assert len(workers) >= 2
    process.kill()
    process.communicate()
    assert _wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers), seconds=5)


def test_a_process_has_nothing_to_get_out_with(narrow) -> None:
    """The kernel filters its calls, it gains no rights, its memory is bounded, and it leaves no core dump."""
    for pid in narrow.workers():
        status = dict(line.split(":\t", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
        assert (status["Seccomp"], status["NoNewPrivs"]) == ("2", "1")
        limits = Path(f"/proc/{pid}/limits").read_text().splitlines()
        values = {line[:26].strip(): line[26:].split()[:2] for line in limits}
        assert values["Max core file size"] == ["0", "0"]
        assert int(values["Max address space"][0]) < 2 * 1024**3
