"""The release that is served, and the change to another."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from gcm_graph.release_folder import BrokenReleaseError
from gcm_graph.serving import current as module
from gcm_graph.serving.service import ServedRelease


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, build):
    """Return an application over a folder of releases, and a function that puts a release into place there."""
    house = build()
    first = house.current._service.release
    monkeypatch.setattr(module, "_SECONDS_TO_DRAIN", 0.2)

    def opened(folder: Path, addresses) -> ServedRelease:
        if (folder / "broken").exists():
            raise BrokenReleaseError("it cannot be opened")
        return replace(first, folder=folder, digest=folder.name, addresses=addresses)

    monkeypatch.setattr(module, "open_release", opened)

    def put(name: str, *, broken: bool = False) -> None:
        (tmp_path / name / "store").mkdir(parents=True)
        if broken:
            (tmp_path / name / "broken").touch()
        link = tmp_path / "next"
        link.symlink_to(name)
        link.rename(tmp_path / "current")

    house.current._service.settings = replace(house.current._service.settings, release=tmp_path)
    return house, put


def test_another_release_is_served_as_soon_as_it_is_there(place) -> None:
    """New requests get the new release, its own processes too; the old processes end when nothing reads them."""
    house, put = place

    async def change() -> None:
        await house.current.look()
        assert house.current._service.release.digest == "one"
        put("two")
        await house.current.look()
        with house.current.lease() as (release, pool):
            assert release.digest == "two"
            assert pool is house.pools[1]
        await asyncio.sleep(0.01)
        assert [pool.stopped for pool in house.pools] == [True, False]
        await house.current.look()
        assert len(house.pools) == 2

    asyncio.run(change())
    events = [json.loads(line)["event"] for line in house.log.getvalue().splitlines()]
    assert events == ["release missing", "release changed"]


def test_a_request_keeps_its_release_to_the_end(place) -> None:
    """A request that began before the change is answered from the old release, whose processes wait for it."""
    house, put = place

    async def change() -> None:
        with house.current.lease() as (release, pool):
            put("two")
            await house.current.look()
            await asyncio.sleep(0.05)
            assert release.digest == "one"
            assert not pool.stopped
        await asyncio.sleep(0.01)
        assert pool.stopped

    asyncio.run(change())


def test_a_request_that_never_ends_is_left(place) -> None:
    """After a while the old processes end even if a request still reads them."""
    house, put = place

    async def change() -> None:
        with house.current.lease() as (_, pool):
            put("two")
            await house.current.look()
            await asyncio.sleep(0.4)
            assert pool.stopped

    asyncio.run(change())
    assert [json.loads(line)["event"] for line in house.log.getvalue().splitlines()][-1] == "release left"


def test_a_broken_release_is_not_served(place) -> None:
    """The one before it goes on; the log tells once; when it is mended it is served."""
    house, put = place

    async def change() -> None:
        put("two", broken=True)
        await house.current.look()
        await house.current.look()
        with house.current.lease() as (release, pool):
            assert release.digest == "one"
            assert not pool.stopped
        events = [json.loads(line)["event"] for line in house.log.getvalue().splitlines()]
        assert events == ["release refused"]
        (house.current._service.settings.release / "two" / "broken").unlink()
        await house.current.look()
        with house.current.lease() as (release, _):
            assert release.digest == "two"

    asyncio.run(change())


def _gone(folder: Path) -> None:
    (folder / "current").unlink()


def _dangling(folder: Path) -> None:
    _gone(folder)
    (folder / "current").symlink_to("nowhere")


def _no_release(folder: Path) -> None:
    _gone(folder)
    (folder / "current").symlink_to("/etc")


def _circle(folder: Path) -> None:
    _gone(folder)
    (folder / "current").symlink_to("current")


def _name_of_no_file(folder: Path) -> None:
    _gone(folder)
    (folder / "current").symlink_to("x" * 300)


@pytest.mark.parametrize("harm", [_gone, _dangling, _no_release, _circle, _name_of_no_file])
def test_where_there_is_no_release_the_one_before_it_goes_on(place, harm: Callable[[Path], None]) -> None:
    """The log tells once that there is none, with the folder, and once that all is well again; /health knows it."""
    house, put = place
    service = house.current._service
    folder = service.settings.release

    async def change() -> None:
        put("two")
        await house.current.look()
        harm(folder)
        for _ in range(2):
            await house.current.look()
            with house.current.lease() as (release, _):
                assert release.digest == "two"
            assert service.trouble
            # To look again soon costs nothing, other than to open a broken release again.
            assert house.current._pause == module._SECONDS_BETWEEN_LOOKS
        (folder / "current").unlink(missing_ok=True)
        (folder / "current").symlink_to("two")
        for _ in range(2):
            await house.current.look()
            assert not service.trouble

    asyncio.run(change())
    events = [json.loads(line) for line in house.log.getvalue().splitlines()]
    assert [event["event"] for event in events] == ["release changed", "release missing", "release back in place"]
    assert (events[1]["level"], events[1]["folder"]) == ("error", str(folder))
    assert events[1]["reason"]
    assert len(house.pools) == 2


def test_each_trouble_is_told(place) -> None:
    """A broken release, then none, then another broken one, then the first again: each is told when it comes."""
    house, put = place

    async def change() -> None:
        put("two", broken=True)
        await house.current.look()
        assert house.current._pause == module._SECONDS_AFTER_REFUSAL
        _gone(house.current._service.settings.release)
        await house.current.look()
        put("three", broken=True)
        await house.current.look()
        put("four")
        await house.current.look()

    asyncio.run(change())
    events = [json.loads(line)["event"] for line in house.log.getvalue().splitlines()]
    assert events == ["release refused", "release missing", "release refused", "release changed"]
    assert not house.current._service.trouble


def test_stopping_ends_all_processes(place) -> None:
    """The processes of the release that is served and of those before it are ended."""
    house, put = place

    async def change() -> None:
        with house.current.lease():
            put("two")
            await house.current.look()
            await house.current.stop()
        assert all(pool.stopped for pool in house.pools)

    asyncio.run(change())
