"""The site of files: its folder is written whole or not at all, and its links are set anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from gcm_graph.documentation.errors import SiteFailedError, SiteFolderTakenError
from gcm_graph.documentation.site_folder import LIST, put_in_place, refuse_foreign
from gcm_graph.documentation.site_links import with_links

OLD = {"index.html": b"old", "docs/lost/index.html": b"lost"}
NEW = {"index.html": b"new", "term/Action/index.html": b"action"}


def content(folder):
    """Return the files of a folder by their paths in it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("before", ["nothing", "an empty folder", "an older site"])
def test_a_site_takes_the_place_of_an_older_one(tmp_path, before):
    """What is in the folder afterwards is the new site alone, and nothing is left beside it."""
    target = tmp_path / "deep" / "site"
    if before == "an empty folder":
        target.mkdir(parents=True)
    elif before == "an older site":
        put_in_place(OLD, target)
    put_in_place(NEW, target)
    assert content(target) == {**NEW, LIST: b"index.html\nterm/Action/index.html\n"}
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize("name", ["notes.txt", "docs/mine.html", LIST])
def test_what_others_put_there_is_left_alone(tmp_path, name):
    """A folder with a file that is no part of a site of ours is refused, and stays as it is."""
    target = tmp_path / "site"
    if name != LIST:
        put_in_place(OLD, target)
    else:
        target.mkdir()
        (target / "index.html").write_bytes(b"mine")
    (target / name).write_bytes(b"mine")
    before = content(target)
    with pytest.raises(SiteFolderTakenError):
        put_in_place(NEW, target)
    assert content(target) == before
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_is_no_folder(tmp_path):
    """A file in the place of the folder is refused."""
    (tmp_path / "site").write_bytes(b"mine")
    with pytest.raises(SiteFolderTakenError, match="is no folder"):
        refuse_foreign(tmp_path / "site")


@pytest.mark.parametrize("failing", ["write_bytes", "rename"])
def test_a_failure_leaves_the_older_site(tmp_path, monkeypatch, failing):
    """Where a file cannot be written, or the new folder not be put in place, the older site is there as it was."""
    target = tmp_path / "site"
    put_in_place(OLD, target)
    done = getattr(Path, failing)

    def fail(self, *arguments):
        if "unfinished" in str(self):
            raise OSError(28, "No space left on device")
        return done(self, *arguments)

    before = content(target)
    with monkeypatch.context() as patched:
        patched.setattr(Path, failing, fail)
        with pytest.raises(SiteFailedError, match="No space left"):
            put_in_place(NEW, target)
    assert content(target) == before
    assert list(tmp_path.iterdir()) == [target]


def test_a_link_to_the_folder_stays(tmp_path):
    """Where the folder is named by a symbolic link, the site is written to where that leads."""
    put_in_place(OLD, tmp_path / "real")
    (tmp_path / "site").symlink_to("real")
    put_in_place(NEW, tmp_path / "site")
    assert (tmp_path / "site").is_symlink()
    assert content(tmp_path / "real").keys() == {*NEW, LIST}


PAGE = """<!doctype html>
<html lang="en">
<head><link rel="stylesheet" href="/a.css"><link rel="alternate" href="/gone"><link rel="icon" href="https://x/"></head>
<body><p id="p">5 &gt; 4 &#38; <a href="/kept?q=1&amp;r=2#x" class="c">kept</a>, <a href="/gone" class="n" lang="fr"
rel="next">gone &amp; <b>bold</b></a>, <a href="#p">here</a>, <a href="mailto:a@b">mail</a></p>
<script type="application/ld+json">{"a": "<a href='/kept'>"}</script></body></html>
"""


def test_links_are_set_anew():
    """Links get what is given for them; words whose link goes away stay, and all else is as it was."""
    asked = []

    def lead(link):
        asked.append(link)
        return None if link == "/gone" else f"..{link}&z"

    page = with_links(PAGE, lead)
    assert asked == ["/a.css", "/gone", "/kept?q=1&r=2#x", "/gone"]
    expected = PAGE.replace('href="/a.css"', 'href="../a.css&amp;z"')
    expected = expected.replace('<link rel="alternate" href="/gone">', "")
    expected = expected.replace('href="/kept?q=1&amp;r=2#x"', 'href="../kept?q=1&amp;r=2#x&amp;z"')
    gone = '<a href="/gone" class="n" lang="fr"\nrel="next">gone &amp; <b>bold</b></a>'
    assert gone in expected
    assert page == expected.replace(gone, '<span class="n" lang="fr">gone &amp; <b>bold</b></span>')
