"""The server keeps to the specifications: the cases of `gcm conformance`, on a part of the things."""

from __future__ import annotations

from dataclasses import replace

from gcm_graph.conformance import cases_for, discover, run
from gcm_graph.conformance.exchange import Client

_EVERY = 12


def test_all_cases_hold(served):
    """All cases hold that are not about one thing, and all of every twelfth kind of thing."""
    with Client(f"{served.url}/") as client:
        target = discover(client, f"{served.url}/")
        cases, skipped = cases_for(replace(target, things=target.things[::_EVERY]))
        report = run(client, cases, skipped)
    assert len(target.things) > 60
    assert skipped == []
    assert {outcome.case.full_name: outcome.fault for outcome in report.faults} == {}
