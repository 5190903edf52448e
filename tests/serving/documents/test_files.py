"""The files of a release at their names: whole, in parts, compressed, and only if they changed (RFC 9110)."""

from __future__ import annotations

import base64
import gzip
import hashlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from gcm_graph.resources import release_identity

DAY = datetime.fromisoformat(release_identity().date).replace(tzinfo=UTC)
ISSUED = format_datetime(DAY, usegmt=True)
DAY_BEFORE = format_datetime(DAY - timedelta(days=1), usegmt=True)

TYPES = {
    "gcm.ttl": "text/turtle; charset=utf-8",
    "gcm.jsonld": "application/ld+json",
    "gcm.nq": "application/n-quads",
    "ontology.ttl": "text/turtle; charset=utf-8",
    "shapes.ttl": "text/turtle; charset=utf-8",
    "profile.ttl": "text/turtle; charset=utf-8",
    "void.ttl": "text/turtle; charset=utf-8",
    "context.jsonld": "application/ld+json",
    "validation.json": "application/json",
    "SHA256SUMS": "text/plain; charset=utf-8",
    "tables/units.csv": "text/csv; charset=utf-8; header=present",
    "tables/links.csv": "text/csv; charset=utf-8; header=present",
    "tables/entities.csv": "text/csv; charset=utf-8; header=present",
    "tables/crosswalk.csv": "text/csv; charset=utf-8; header=present",
    "tables/csv-metadata.json": "application/csvm+json",
}


@pytest.fixture(scope="module")
def content(release):
    """Return the bytes of the file that the tests of ranges ask for."""
    return (release / "tables" / "units.csv").read_bytes()


def checksum(content):
    """Return a checksum as SHA256SUMS writes it."""
    return hashlib.sha256(content).hexdigest()


def test_every_file_of_the_release_is_there(ask, release):
    """Each file in SHA256SUMS, and this list itself, has its bytes, its type, and its checksum as its entity tag."""
    listed = {line.split("  ")[1] for line in (release / "SHA256SUMS").read_text().splitlines()}
    assert listed | {"SHA256SUMS"} == {*TYPES, "tables/units.jsonl"}
    for name in listed | {"SHA256SUMS"}:
        answer = ask(f"/{name}")
        expected = (release / name).read_bytes()
        assert (answer.status, answer.body) == (200, expected)
        assert answer.fields["etag"] == f'"{checksum(expected)}"'
        assert answer.fields["content-length"] == str(len(expected))
        assert answer.fields["accept-ranges"] == "bytes"
        assert answer.fields["content-type"] == TYPES.get(name, answer.fields["content-type"])
        digest = base64.b64encode(hashlib.sha256(expected).digest()).decode()
        assert answer.fields["repr-digest"] == f"sha-256=:{digest}:"


def test_tables_name_their_description(ask):
    """A table names the metadata that CSVW readers look for."""
    link = ask("/tables/links.csv", "HEAD").fields["link"]
    assert link == '</tables/csv-metadata.json>; rel="describedby"; type="application/csvm+json"'


def test_other_files_name_the_description_of_the_dataset(ask):
    """A dump names what tells where it comes from."""
    assert ask("/gcm.nq", "HEAD").fields["link"] == '</void.ttl>; rel="describedby"; type="text/turtle"'


def test_the_date_is_that_of_the_release(ask):
    """Last-Modified is the declared date of the release, not when its files were written."""
    assert ask("/gcm.nq", "HEAD").fields["last-modified"] == ISSUED


@pytest.mark.parametrize(
    ("field", "start", "end"),
    [
        ("bytes=0-99", 0, 100),
        ("bytes=100-100", 100, 101),
        ("bytes=500-", 500, None),
        ("bytes=-20", -20, None),
        ("Bytes=0-0", 0, 1),
        ("bytes=-999999999999", 0, None),
        ("bytes=10-999999999999", 10, None),
        ("bytes=10-" + "9" * 30, 10, None),
    ],
)
def test_one_range_gets_a_part(ask, content, field, start, end):
    """A first and last byte, an open end and a suffix give a part (RFC 9110 §14.1.2), never compressed."""
    answer = ask("/tables/units.csv", range=field, accept_encoding="gzip")
    expected = content[start:end]
    first = start % len(content)
    assert (answer.status, answer.body) == (206, expected)
    assert answer.fields["content-range"] == f"bytes {first}-{first + len(expected) - 1}/{len(content)}"
    assert answer.fields["content-length"] == str(len(expected))
    assert answer.fields["etag"] == f'"{checksum(content)}"'
    assert "content-encoding" not in answer.fields


@pytest.mark.parametrize(
    "field",
    [
        "bytes=0-1,5-6",
        "bytes=5-2",
        "bytes=a-b",
        "bytes=",
        "bytes=-",
        "lines=0-1",
        "bytes 0-1",
    ],
)
def test_other_ranges_are_passed_over(ask, content, field):
    """Several ranges, other units and malformed fields get the whole file: a Range field may be ignored (§14.2)."""
    answer = ask("/tables/units.csv", range=field)
    assert (answer.status, answer.body) == (200, content)


@pytest.mark.parametrize("field", ["bytes=999999999999-", "bytes=" + "9" * 30 + "-", "bytes=-0"])
def test_a_range_behind_the_end_is_refused(ask, content, field):
    """A range with no byte of the file gets 416 with the size of the file (§15.5.17)."""
    answer = ask("/tables/units.csv", range=field)
    assert (answer.status, answer.fields["content-range"]) == (416, f"bytes */{len(content)}")


def test_a_part_is_sent_only_of_the_same_file(ask, content):
    """If-Range with the file's strong entity tag gets a part; another tag, a weak one or a date gets all of it."""
    tag = f'"{checksum(content)}"'
    assert ask("/tables/units.csv", range="bytes=0-9", if_range=tag).status == 206
    for other in ('"0"', f"W/{tag}", ISSUED, tag[:-1] + '-gzip"'):
        assert ask("/tables/units.csv", range="bytes=0-9", if_range=other).body == content


def test_parts_make_up_the_file(ask, release):
    """A large file fetched in pieces is the file."""
    expected = (release / "gcm.nq").read_bytes()
    step = 4_000_000
    pieces = [ask("/gcm.nq", range=f"bytes={start}-{start + step - 1}").body for start in range(0, len(expected), step)]
    assert b"".join(pieces) == expected


def test_compressed_where_it_is_asked_for(ask, content):
    """A client that takes gzip gets it, with an entity tag of its own, the same bytes each time."""
    answer = ask("/tables/units.csv", accept_encoding="br;q=1, gzip;q=0.8")
    assert answer.fields["content-encoding"] == "gzip"
    assert gzip.decompress(answer.body) == content
    assert answer.fields["etag"] == f'"{checksum(content)}-gzip"'
    assert answer.fields["content-length"] == str(len(answer.body))
    assert answer.fields["vary"] == "Accept-Encoding"
    assert ask("/tables/units.csv").fields["vary"] == "Accept-Encoding"
    for refusing in ("gzip;q=0", "identity", "br"):
        assert "content-encoding" not in ask("/tables/units.csv", accept_encoding=refusing).fields


def test_who_has_the_file_gets_no_bytes(ask, content):
    """If-None-Match and If-Modified-Since get 304 where the file is the same; a tag stands above a date (§13.2.2)."""
    tag = f'"{checksum(content)}"'
    for fields in (
        {"if_none_match": tag},
        {"if_none_match": f'"x", W/{tag}'},
        {"if_none_match": "*"},
        {"if_modified_since": ISSUED},
        {"if_none_match": tag, "range": "bytes=0-9"},
    ):
        answer = ask("/tables/units.csv", **fields)
        assert (answer.status, answer.body, answer.fields["etag"]) == (304, b"", tag)
    for fields in (
        {"if_none_match": '"x"', "if_modified_since": ISSUED},
        {"if_modified_since": DAY_BEFORE},
        {"if_modified_since": "yesterday"},
        {"if_match": tag},
    ):
        assert ask("/tables/units.csv", **fields).status == 200
    assert ask("/tables/units.csv", if_match='"x"').status == 412


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"if_unmodified_since": DAY_BEFORE}, 412),
        ({"if_unmodified_since": DAY_BEFORE, "range": "bytes=0-9"}, 412),
        ({"if_unmodified_since": ISSUED}, 200),
        ({"if_unmodified_since": "yesterday"}, 200),
        ({"if_unmodified_since": DAY_BEFORE, "if_match": "*"}, 200),
    ],
)
def test_a_file_that_changed_since_is_refused(ask, fields, status):
    """If-Unmodified-Since with an earlier date gets 412; If-Match stands above it (§13.1.4, §13.2.2)."""
    assert ask("/tables/units.csv", **fields).status == status


def test_head_has_the_fields_of_the_whole_file(ask, content):
    """HEAD tells size, type and tag without bytes; a Range field means nothing with it (§14.2)."""
    for fields in ({}, {"range": "bytes=0-9"}):
        answer = ask("/tables/units.csv", "HEAD", **fields)
        assert (answer.status, answer.body) == (200, b"")
        assert answer.fields["content-length"] == str(len(content))
