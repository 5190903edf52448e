"""curl, as people use it on a command line: negotiation, heads, ranges, compression, and tables for a spreadsheet."""

from __future__ import annotations

import csv
import gzip
import io
import json
import subprocess
from email.parser import BytesHeaderParser

import pytest

from gcm_graph.namespaces import BASE

UNIT = "objective/11/action/b"


@pytest.fixture
def curl(served):
    """Return a function that runs curl with options and a path, and returns what it printed."""

    def run(*options):
        *others, path = options
        command = ["curl", "--silent", "--show-error", "--max-time", "30", "--noproxy", "*", *others]
        return subprocess.run([*command, f"{served.url}/{path}"], capture_output=True, check=True).stdout

    return run


def head(printed):
    """Return the status line and the fields of the last head that curl printed."""
    status, _, fields = printed.split(b"\r\n\r\n")[-2].partition(b"\r\n")
    return status.decode(), BytesHeaderParser().parsebytes(fields)


@pytest.mark.parametrize(
    ("accept", "beginning"),
    [
        ("text/turtle", b"@"),
        ("application/ld+json", b"{"),
        ("application/n-triples", b"<"),
        ("application/rdf+xml", b"<?xml"),
        ("text/html", b"<!doctype html>"),
        ("application/x-bibtex", b"@"),
        ("application/vnd.citationstyles.csl+json", b"{"),
        ("application/x-research-info-systems", b"TY  - "),
    ],
)
def test_what_is_accepted_is_what_comes(curl, accept, beginning):
    """`curl -L -H Accept` follows to the document of the wanted type."""
    printed = curl("--location", "--header", f"Accept: {accept}", UNIT)
    assert printed.lower().startswith(beginning.lower()) or (accept.endswith("json") and printed.startswith(b"["))
    kind = curl(
        "--location", "--output", "/dev/null", "--write-out", "%{content_type}", "-H", f"Accept: {accept}", UNIT
    )
    assert kind.decode().partition(";")[0] == accept


def test_without_wishes_there_is_an_answer(curl):
    """Plain `curl -L` of a thing ends in a document, and `curl` without -L says where that is."""
    assert curl("--location", "--write-out", "%{http_code}", "--output", "/dev/null", UNIT) == b"200"
    assert curl("--write-out", "%{http_code} %{redirect_url}", "--output", "/dev/null", UNIT).startswith(b"303 http://")


def test_heads_are_those_of_the_document(curl):
    """`curl -I` gets the fields of the same GET, with its length and no content."""
    status, fields = head(curl("--head", f"{UNIT}.ttl"))
    assert status == "HTTP/1.1 200 OK"
    assert int(fields["Content-Length"]) == len(curl(f"{UNIT}.ttl"))
    assert fields["Content-Type"] == "text/turtle; charset=utf-8"
    assert fields["ETag"].startswith('"')


def test_documents_that_are_there_already_are_not_sent_again(curl, tmp_path):
    """`--etag-save` and `--etag-compare` save the second transfer."""
    tag = tmp_path / "tag"
    curl("--etag-save", tag, f"{UNIT}.ttl")
    assert curl("--etag-compare", tag, "--write-out", "%{http_code}", f"{UNIT}.ttl") == b"304"


def test_parts_make_the_whole(curl):
    """`curl -r` gets parts of a file that together are the file."""
    whole = curl("tables/units.csv")
    half = len(whole) // 2
    assert (
        curl("--range", f"0-{half - 1}", "tables/units.csv") + curl("--range", f"{half}-", "tables/units.csv") == whole
    )
    assert curl("--range", "-5", "tables/units.csv") == whole[-5:]


def test_a_download_that_broke_off_goes_on(curl, tmp_path):
    """`curl -C -` completes a file of which the beginning is there."""
    whole, file = curl("tables/links.csv"), tmp_path / "links.csv"
    file.write_bytes(whole[:1000])
    curl("--continue-at", "-", "--output", file, "tables/links.csv")
    assert file.read_bytes() == whole


def test_compressed_is_the_same(curl):
    """`--compressed` gets fewer bytes and the same content."""
    plain, packed = curl("objective/11/"), curl("--header", "Accept-Encoding: gzip", "objective/11/")
    assert len(packed) < len(plain) / 2
    assert gzip.decompress(packed) == plain == curl("--compressed", "objective/11/")


def test_queries_from_the_command_line(curl):
    """A query by `--data-urlencode`, by form or in the address, gives its answer."""
    query = 'query=SELECT ?unit { ?unit gcm:citation "27(b)" }'
    row = f"unit\r\n{BASE}{UNIT}\r\n"
    for options in ((), ("--get",)):
        assert curl(*options, "--header", "Accept: text/csv", "--data-urlencode", query, "sparql").decode() == row


def test_a_query_from_a_file(curl, tmp_path):
    """`--data-binary @file` with the media type of queries is the third way of the protocol."""
    file = tmp_path / "query.rq"
    file.write_text("# Überschrift\nASK { FILTER(STRLEN('é') = 1) }\n", encoding="utf-8")
    media_type = "Content-Type: application/sparql-query"
    assert json.loads(curl("--header", media_type, "--data-binary", f"@{file}", "sparql"))["boolean"] is True


def test_mistakes_have_a_status_and_a_reason(curl):
    """A mistake ends `curl --fail` with its status 22; without it the reason is printed."""
    printed = json.loads(curl("--get", "--data-urlencode", "query=SELECT", "sparql"))
    assert (printed["status"], printed["type"].startswith(f"{BASE}problem/")) == (400, True)
    with pytest.raises(subprocess.CalledProcessError) as told:
        curl("--fail", "--get", "--data-urlencode", "query=SELECT", "sparql")
    assert told.value.returncode == 22


@pytest.mark.parametrize("name", ["units", "links", "entities", "crosswalk"])
def test_tables_are_read_by_any_reader_of_csv(curl, name):
    """A table has one head, rows as long as it, and is UTF-8; a reader that knows only CSV reads it."""
    printed = curl(f"tables/{name}.csv").decode("utf-8")
    first, *rows = csv.reader(io.StringIO(printed, newline=""), strict=True)
    assert len(set(first)) == len(first) > 3
    assert rows
    assert {len(row) for row in rows} == {len(first)}


def test_paths_cannot_leave_the_release(curl):
    """`--path-as-is` sends dots unchanged; they lead nowhere."""
    printed = curl("--path-as-is", "--write-out", "%{http_code}", "--output", "/dev/null", "../../../../etc/passwd")
    assert int(printed) in range(300, 500)
