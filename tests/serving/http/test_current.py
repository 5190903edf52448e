"""The release that is served, and the change to another."""

from __future__ import annotations

import asyncio
import json
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
    assert json.loads(house.log.getvalue())["event"] == "release changed"


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


def test_a_release_that_is_gone_for_a_moment_changes_nothing(place) -> None:
    """Where there is no release at all, the one that is open goes on."""
    house, put = place

    async def change() -> None:
        put("two")
        await house.current.look()
        (house.current._service.settings.release / "current").unlink()
        await house.current.look()
        with house.current.lease() as (release, _):
            assert release.digest == "two"

    asyncio.run(change())


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
