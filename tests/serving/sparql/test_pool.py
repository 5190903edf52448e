"""The pool by itself: what it does when nobody stands before it."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from gcm_graph.release_folder import BrokenReleaseError
from gcm_graph.serving.problems import Problem
from gcm_graph.serving.service import Limits
from gcm_graph.serving.sparql import pool as pool_module
from gcm_graph.serving.sparql import worker_process
from gcm_graph.serving.sparql.pool import Pool
from gcm_graph.serving.sparql.queries import Query

_LIMITS = Limits(seconds=2.0, queue=2)
_RUNAWAY = Query("SELECT (COUNT(*) AS ?n) {" + "".join(f"?x{n} a gcm:Action . " for n in range(9)) + "}")

_WITHOUT_THE_FIRST_WALL = """
import sys
from gcm_graph.serving.sparql import worker
worker.refuse = lambda text: True
worker.main(*sys.argv[1:])
"""

_SOON_LARGE = """
import sys
from gcm_graph.serving.sparql import worker
worker._RETIRES_AT_BYTES = 1
worker.main(*sys.argv[1:])
"""


@pytest.mark.parametrize("silent", ["", "SILENT "])
def test_no_connection_leaves_even_without_the_first_wall(release, monkeypatch, tmp_path: Path, silent: str) -> None:
    """With the reader that refuses SERVICE taken away, a listener still sees nobody come."""
    program = tmp_path / "open_worker.py"
    program.write_text(_WITHOUT_THE_FIRST_WALL)
    monkeypatch.setattr(worker_process, "COMMAND", (sys.executable, str(program)))

    async def ask(port: int) -> None:
        pool = Pool(release.resolve(), 1, _LIMITS)
        await pool.start()
        try:
            await pool.answer(Query(f"SELECT * {{ SERVICE {silent}<http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"))
        except Problem:
            pass
        else:
            # SILENT turns the failure into an empty row, as the clause has it.
            assert silent
        await pool.answer(Query("ASK { ?s ?p ?o }"))
        await pool.stop()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        asyncio.run(ask(listener.getsockname()[1]))
        listener.settimeout(0.2)
        with pytest.raises(TimeoutError):
            listener.accept()


def test_a_store_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    """A pool on a folder without a store does not start, and leaves no process behind."""

    async def start() -> None:
        await Pool(tmp_path, 2, _LIMITS).start()

    with pytest.raises(BrokenReleaseError):
        asyncio.run(start())


def test_stopping_lets_running_and_waiting_queries_finish(release) -> None:
    """What has been asked is answered before the processes end."""

    async def run() -> list[object]:
        pool = Pool(release.resolve(), 1, _LIMITS)
        await pool.start()
        slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?c ?d ?e . ?e ?f ?g }"
        asked = [asyncio.create_task(pool.answer(Query(text))) for text in (slow, "ASK {}", "ASK {}")]
        await asyncio.sleep(0)
        await pool.stop()
        return await asyncio.gather(*asked, return_exceptions=True)

    first, *others = asyncio.run(run())
    assert not isinstance(first, Exception) or isinstance(first, Problem)
    assert all(not isinstance(each, BaseException) for each in others)


def _failure(release, limits: Limits, query: Query, then: Callable[[Pool], None] = lambda _: None) -> Problem:
    """Return the problem that a query meets; another one is answered after it."""

    async def run() -> Problem:
        pool = Pool(release.resolve(), 1, limits)
        await pool.start()
        asked = asyncio.create_task(pool.answer(query))
        await asyncio.sleep(0.1)
        then(pool)
        with pytest.raises(Problem) as met:
            await asked
        assert (await pool.answer(Query("ASK {}"))).body is not None
        await pool.stop()
        return met.value

    return asyncio.run(run())


def test_the_memory_limit_ends_the_query_and_is_told(release) -> None:
    """A query that sorts more than fits meets the limit, not the machine's; the answer says how much there is."""
    limits = Limits(seconds=20.0, worker_bytes=64 * 1024**2)
    problem = _failure(release, limits, Query("SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f"))
    assert (problem.status, problem.code, problem.members["bytes"]) == (500, "memory-limit", 64 * 1024**2)


def test_the_death_of_a_process_is_an_answer(release) -> None:
    """When a process breaks down under a query, the query gets a problem and the next one another process."""

    def break_down(pool: Pool) -> None:
        (worker,) = pool._busy
        os.kill(worker.pid, signal.SIGSEGV)

    problem = _failure(release, Limits(seconds=20.0), _RUNAWAY, break_down)
    assert (problem.status, problem.code) == (500, "query-crashed")


def test_an_answer_over_the_limit_that_has_not_begun_is_a_problem(release) -> None:
    """A limit that is hit before anything was sent is told."""
    problem = _failure(release, Limits(result_bytes=1000), Query("SELECT * { ?s ?p ?o }"))
    assert (problem.status, problem.code, problem.members["bytes"]) == (500, "result-limit", 1000)


def test_an_answer_that_is_cancelled_ends_its_process(release) -> None:
    """Whoever cancels the wait for an answer does not leave the query running."""

    async def run() -> tuple[int, int]:
        pool = Pool(release.resolve(), 1, _LIMITS)
        await pool.start()
        asked = asyncio.create_task(pool.answer(_RUNAWAY))
        await asyncio.sleep(0.1)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        answer = await pool.answer(Query("ASK {}"))
        assert answer.body == b'{"head":{},"boolean":true}'
        counts = pool.counts
        await pool.stop()
        return counts.lost, counts.running

    assert asyncio.run(run()) == (1, 0)


def test_a_query_that_is_cancelled_while_it_waits_takes_no_process(release) -> None:
    """It leaves the queue at once, and the process that becomes free is for the next one."""

    async def run() -> tuple[int, int]:
        pool = Pool(release.resolve(), 1, Limits(seconds=0.5))
        await pool.start()
        first = asyncio.create_task(pool.answer(_RUNAWAY))
        second, third = (asyncio.create_task(pool.answer(Query("ASK {}"))) for _ in range(2))
        await asyncio.sleep(0.1)
        second.cancel()
        await asyncio.wait({second})
        waiting = pool.counts.waiting
        await asyncio.wait({first})
        assert (await third).body is not None
        answered = pool.counts.answered
        await pool.stop()
        return waiting, answered

    assert asyncio.run(run()) == (1, 2)


def test_a_process_that_has_grown_gives_its_memory_back(release, monkeypatch, tmp_path: Path) -> None:
    """After a query for which it grew large, a process is replaced by a small one; the answer is not touched."""
    program = tmp_path / "small_worker.py"
    program.write_text(_SOON_LARGE)
    monkeypatch.setattr(worker_process, "COMMAND", (sys.executable, str(program)))

    async def run() -> int:
        pool = Pool(release.resolve(), 1, _LIMITS)
        await pool.start()
        for _ in range(3):
            assert (await pool.answer(Query("ASK {}"))).body is not None
        lost = pool.counts.lost
        await pool.stop()
        return lost

    assert asyncio.run(run()) >= 2


def test_what_the_server_has_grown_to_is_not_held_against_a_process(release) -> None:
    """A process that a large server has started stays: what that had in memory then is not the process's own."""

    async def run() -> int:
        grown = b"x" * (300 * 1024**2)
        pool = Pool(release.resolve(), 1, _LIMITS)
        await pool.start()
        del grown
        for _ in range(3):
            assert (await pool.answer(Query("ASK {}"))).body is not None
        lost = pool.counts.lost
        await pool.stop()
        return lost

    assert asyncio.run(run()) == 0


def test_a_query_whose_turn_does_not_come_is_told_so(release, monkeypatch) -> None:
    """It is another reason than a full queue: the answer says how long it waited. A full queue is told at once."""
    monkeypatch.setattr(pool_module, "_SECONDS_TO_REPLACE", 0.1)

    async def run() -> list[Problem]:
        pool = Pool(release.resolve(), 1, Limits(seconds=0.4, queue=1))
        await pool.start()
        pool._busy.add(pool._idle.pop())
        asked = [asyncio.create_task(pool.answer(Query("ASK {}"))) for _ in range(2)]
        refused = await asyncio.gather(*asked, return_exceptions=True)
        await pool.stop()
        return refused

    waited, crowded = asyncio.run(run())
    assert (waited.status, waited.code, waited.headers) == (503, "busy", {"Retry-After": "1"})
    assert waited.detail == "None of the processes that answer queries became free within 0.5 seconds."
    assert (crowded.status, crowded.code, crowded.headers) == (503, "busy", {"Retry-After": "1"})
    assert "as many queries wait as may" in crowded.detail
    assert waited.title == crowded.title


def test_a_process_that_dies_before_it_is_asked_costs_no_answer(release) -> None:
    """A process that ends in the moment in which it has answered is not given to whoever waits for one."""

    async def run() -> bytes | None:
        pool = Pool(release.resolve(), 1, _LIMITS)
        await pool.start()
        first = asyncio.create_task(pool.answer(Query("ASK {}")))
        second = asyncio.create_task(pool.answer(Query("ASK { ?s ?p ?o }")))
        await asyncio.sleep(0)
        (worker,) = pool._busy
        freed = worker._freed

        def ended_and_freed(each: worker_process.WorkerProcess) -> None:
            each.kill()
            each._transport.abort()
            each.connection_lost(None)
            each.connection_lost = lambda _: None  # type: ignore[method-assign]
            freed(each)

        worker._freed = ended_and_freed
        await first
        answer = await second
        await pool.stop()
        return answer.body

    assert asyncio.run(run()) == b'{"head":{},"boolean":true}'
