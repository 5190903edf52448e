"""Conformance cases hold on a server that does right, and exactly the right ones fail on one that does wrong."""

from __future__ import annotations

import json
import socket

import pytest

from gcm_graph.conformance import cases_for, discover, record, run, table
from gcm_graph.conformance.errors import NoSuchCaseError, NotAnAddressError, UnreachableServerError
from gcm_graph.conformance.exchange import Client
from gcm_graph.conformance.running import chosen

MEDIA_TYPES = ("html", "turtle", "json-ld", "n-triples", "rdf-xml")
RDF_TYPES = ("text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml")
# Every case that begins with the whole file and its tag.
RANGES = (
    "whole",
    "head",
    "first-bytes",
    "middle",
    "last-bytes",
    "from-a-place-on",
    "beyond-the-end",
    "after-the-end",
    "if-unchanged",
    "if-changed",
    "weak-tag-is-no-match",
    "unknown-unit-is-ignored",
    "bad-syntax",
    "bad-order",
    "304-before-range",
)
WAYS = ("by-get", "by-form", "by-post")


def tried(url, *names):
    """Return the report on a server, by default without malformed requests: Python's own server is careless there."""
    with Client(url, seconds=10) as client:
        cases, skipped = cases_for(discover(client, url))
        wanted = chosen(cases, names) if names else [case for case in cases if case.group != "malformed"]
        return run(client, wanted, skipped, base_url=url)


def names_of(outcomes):
    """Return groups and names, without what each was tried on."""
    return {f"{outcome.case.group}/{outcome.case.name}" for outcome in outcomes}


def test_all_hold_where_all_is_right(small_server):
    """No case fails on a server that does as the specifications say."""
    with small_server() as url:
        report = tried(url)
    assert {outcome.case.full_name: outcome.fault for outcome in report.faults} == {}
    assert {outcome.case.row for outcome in report.outcomes if outcome.case.group == "turtle"} == {
        "river/oder",
        "sea/baltic",
        "River",
    }
    groups = {outcome.case.group for outcome in report.outcomes}
    assert groups >= {"q-values", "406", "head", "options", "304", "range", "query", "results", "refusals", "dataset"}
    assert groups >= {"read-only", "service-description", "void", "cors", "coding", "links", "conditional", "http"}


def test_promises_of_this_project_are_not_asked_of_others(small_server):
    """What only gcm-graph promises is left out for other data, and the report says so."""
    with small_server() as url:
        report = tried(url)
    assert not any(outcome.case.group in {"names", "citations", "problems"} for outcome in report.outcomes)
    assert any("gcm-graph" in each.reason for each in report.skipped)


# Each fault with the cases it must turn red, as the clauses they cite say; no others may fail.
FAULTS = {
    "q-values are ignored": {
        "q-values/second-by-q",
        "q-values/no-q-is-1",
        "q-values/three-decimals",
        "q-values/html-by-q",
        "q-values/rdf-xml-by-q",
        "q-values/q-0-refuses",
        "q-values/q-0-refuses-html",
        "q-values/range-of-type",
        "q-values/range-of-application",
        "q-values/specific-lowers-range",
        "q-values/capital-q-and-spaces",
        "q-values/two-fields-are-one-list",
        "406/only-q-0",
        "406/nothing",
        "results/second-by-q",
    },
    "no Vary": {
        *(f"{name}/describes" for name in MEDIA_TYPES),
        "406/other-type",
        "406/only-q-0",
        "406/nothing",
        "coding/gzip",
        *(f"service-description/{name}" for name in RDF_TYPES),
        *(
            f"results/select-{name}"
            for name in (
                "application/sparql-results+json",
                "application/sparql-results+xml",
                "text/csv",
                "text/tab-separated-values",
            )
        ),
    },
    "200 for unknown formats": {"406/other-type", "406/only-q-0", "406/nothing", "results/no-such-format"},
    "tags are weak": {
        *(f"{name}/has-tag" for name in MEDIA_TYPES),
        *(f"304/{name}" for name in MEDIA_TYPES),
        "conditional/tag-matches-weakly",
        "conditional/tag-matches-in-a-list",
        "conditional/tag-matches-not",
        "service-description/has-tag",
        *(f"range/{name}" for name in RANGES),
    },
    "nothing is unchanged": {
        *(f"304/{name}" for name in MEDIA_TYPES),
        "conditional/tag-matches-weakly",
        "conditional/tag-matches-in-a-list",
        "range/304-before-range",
    },
    "ranges are ignored": {
        "range/first-bytes",
        "range/middle",
        "range/last-bytes",
        "range/from-a-place-on",
        "range/beyond-the-end",
        "range/after-the-end",
        "range/if-unchanged",
    },
    "HEAD has another length": {*(f"head/{name}" for name in MEDIA_TYPES), "range/head"},
    "the data set is ignored": {
        f"dataset/{name}-{way}"
        for way in WAYS
        for name in (
            "other-default-graph",
            "one-of-two-default-graphs",
            "no-named-graphs-beside-a-default-graph",
            "other-named-graph",
            "named-graphs-are-not-the-default-graph",
            "default-and-other-named-graph",
            "unknown-default-graph-is-empty",
            "unknown-named-graph-is-empty",
            "request-overrides-from",
            "request-overrides-from-named",
        )
    },
    "two queries are one": {
        "refusals/two-queries",
        "refusals/two-queries-in-a-form",
        "refusals/query-in-url-and-content",
    },
    "updates are ignored": {"read-only/update-beside-a-query", "read-only/update-by-get"},
    "results are always JSON": {
        "results/select-application/sparql-results+xml",
        "results/select-text/csv",
        "results/select-text/tab-separated-values",
        "results/ask-yes-application/sparql-results+xml",
        "results/ask-no-application/sparql-results+xml",
        "results/first-by-q",
        "results/second-by-q",
        "results/unknown-first",
        "results/rdf-types-are-not-for-select",
        "results/no-such-format",
    },
    "SERVICE is asked": {
        "read-only/service-silent",
        "read-only/service-in-a-subquery",
        "read-only/service-by-variable",
    },
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_turns_its_cases_red(small_server, fault):
    """A server that is wrong in one respect fails the cases of that respect, and no others."""
    with small_server(fault) as url:
        report = tried(url)
    assert names_of(report.faults) == FAULTS[fault]


def test_malformed_requests_need_an_answer(small_server):
    """A server that takes a path apart carelessly, or waits for ever, fails the cases of malformed requests."""
    with small_server() as url:
        # Python's server knows no Host and answers paths that are cut off as if they were whole.
        failed = names_of(tried(url, "malformed/no-host", "malformed/traversal-*").faults)
    assert failed == {"malformed/no-host"}


def test_a_server_that_says_nothing_of_itself(small_server):
    """Without VoID and endpoint, what cannot be found out is not tried, and the report says so."""
    with small_server() as url, Client(url) as client:
        target = discover(client, url + "nowhere/")
        cases, skipped = cases_for(target)
    assert (target.void, target.endpoint, target.things, target.files) == (None, None, (), ())
    assert {case.group for case in cases} == {"malformed"}
    assert [each.reason.partition(": ")[0] for each in skipped] == [
        "no VoID description at .well-known/void or void.ttl",
        f"no SPARQL endpoint answers at {url}nowhere/sparql",
        "no resource is known",
    ]


def test_the_matrix_has_a_row_for_each_thing(small_server):
    """The table has things as rows and groups as columns, counts the cases, and names what is wrong with its clause."""
    with small_server("200 for unknown formats") as url:
        report = tried(url, "406", "turtle", "void")
    text = table(report)
    assert "| | turtle | 406 |" in text
    assert "| river/oder | ✓ 2 | ✗ 0/3 |" in text
    assert "| void | 4 | ✓ 4 |" in text
    assert "✗ 406/nothing@river/oder (RFC 9110 §15.5.7)" in text
    assert text.endswith("10 of 19 cases hold\n")


def test_the_record_tells_the_same(small_server):
    """The record for programs has each case with its clause, and the fault where there is one."""
    with small_server("no Vary") as url:
        told = record(tried(url, "turtle/describes"))
    assert told["holds"] is False
    assert told["counts"] == {"cases": 3, "faults": 3}
    assert told["cases"][0]["name"] == "turtle/describes@River"
    assert told["cases"][0]["fault"].endswith("there is no Vary")


def test_every_case_cites_a_clause_and_has_its_own_name(small_server):
    """No two cases have one name, and each says where it is demanded."""
    with small_server() as url, Client(url) as client:
        cases, _ = cases_for(discover(client, url))
    names = [case.full_name for case in cases]
    assert len(set(names)) == len(names)
    assert all(case.clause for case in cases)


def test_the_command_tells_by_its_exit_status(small_server, gcm):
    """Exit status 0 when all cases hold, 1 when one does not, 3 when nobody answers, 2 for wrong usage."""
    with small_server() as url:
        held = gcm("conformance", url, "--only", "void", "--format", "json")
        unknown = gcm("conformance", url, "--only", "nothing-of-this-name")
        listed = gcm("conformance", url, "--only", "void", "--list")
    with small_server("two queries are one") as url:
        failed = gcm("conformance", url, "--only", "refusals/two-*")
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        silent = gcm("conformance", f"http://127.0.0.1:{unused.getsockname()[1]}/")
    assert (held.returncode, json.loads(held.stdout)["holds"]) == (0, True)
    assert (unknown.returncode, listed.returncode) == (2, 0)
    assert "void/statistics\tVoID, void:triples, void:classPartition\n" in listed.stdout
    assert failed.returncode == 1
    assert "✗ refusals/two-queries (SPARQL 1.1 Protocol §2.1.1)" in failed.stdout
    assert silent.returncode == 3
    assert "Traceback" not in silent.stderr


def test_what_is_no_address_is_refused():
    """An address that is none, and one where nobody listens, are told apart."""
    with pytest.raises(NotAnAddressError):
        Client("ftp://example.org/")
    with pytest.raises(NotAnAddressError):
        Client("http://example.org:port/")
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/"
        with Client(url) as client, pytest.raises(UnreachableServerError):
            discover(client, url)


def test_names_that_no_case_has_are_an_error(small_server):
    """A misspelt name does not pass as a run without faults."""
    with small_server() as url, Client(url) as client:
        cases, _ = cases_for(discover(client, url))
    with pytest.raises(NoSuchCaseError):
        chosen(cases, ["q-value"])
