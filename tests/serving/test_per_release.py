"""What is worked out of a release is worked out once, and forgotten when newer releases have come."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

from gcm_graph.serving.addresses import Addresses
from gcm_graph.serving.per_release import PerRelease, once_per_release


def _release(digest):
    """Return what tells one release from another."""
    return SimpleNamespace(digest=digest, folder=digest, addresses=Addresses())


def test_made_once_a_release():
    """Each release gets its own, made when it is first asked for, also by several threads at once."""
    made = []
    kept = PerRelease(lambda release: made.append(release.digest) or release.digest.upper())
    first, second = _release("a"), _release("b")
    assert not kept.has(first)
    with ThreadPoolExecutor(4) as threads:
        assert set(threads.map(kept.of, [first] * 20)) == {"A"}
    assert (kept.of(second), kept.of(first), made) == ("B", "A", ["a", "b"])
    assert kept.has(first)


def test_the_oldest_of_three_is_forgotten():
    """The release before the current one is kept while requests still see it; older ones are not."""
    kept = PerRelease(lambda release: release.digest)
    releases = [_release(name) for name in "abc"]
    for release in releases:
        kept.of(release)
    assert [kept.has(release) for release in releases] == [False, True, True]


def test_a_function_is_called_once_a_release():
    """A function that works something out remembers it, and keeps its name."""
    calls = []

    @once_per_release
    def worked_out(release):
        calls.append(release.digest)
        return len(calls)

    release = _release("a")
    assert (worked_out(release), worked_out(release), worked_out(_release("b"))) == (1, 1, 2)
    assert worked_out.__name__ == "worked_out"
