"""Mutants are judged as a build validates, and in batches as alone."""

from __future__ import annotations

from hashlib import sha256
from random import Random

import pytest

from faults.__main__ import main
from faults.batching import _place, batches, judge_all, judge_alone
from faults.changes import Change
from faults.graph import NoReleaseError, PublishedGraph, read_release
from faults.harmless import explains, explanations, read_harmless
from faults.judging import Judge, NotValidError
from faults.mutants import OPERATORS
from faults.reporting import missed
from gcm_graph.validation.graph_checksums import altered_graphs

# One mutant of each operator that must be caught, whatever the seed is.
MUST = {
    "drop": "text/gcm:Action/gcm:letter",
    "double": "text/gcm:Paragraph/dcterms:isPartOf",
    "retype": "text/gcm:Commitment/rdf:type",
    "re-point-same": "links/gcm:Paragraph/gcm:citesInstrument",
    "re-point-other": "links/gcm:Action/gcm:concernsTheme",
    "re-point-missing": "evidence/oa:Annotation/oa:hasBody",
    "swap-values": "evidence/oa:TextQuoteSelector/oa:exact",
    "circle": "vocabulary/gcm:Theme/skos:broader",
    "relabel": "evidence/oa:TextQuoteSelector/oa:prefix",
    "shorten": "curated/gcm:Task/gcm:quotation",
    "swap-languages": "vocabulary/gcm:Objective/skos:prefLabel",
    "wrong-language": "text/gcm:Footnote/gcm:text",
    "drop-language": "text/gcm:Objective/gcm:title",
    "off-by-one": "evidence/oa:TextPositionSelector/oa:start",
    "wrong-datatype": "text/gcm:Section/gcm:firstPage",
    "ill-formed": "text/gcm:GuidingPrinciple/gcm:lastPage",
    "double-space": "text/gcm:Action/gcm:text",
}


def test_one_mutant_of_each_operator_is_caught(graph, judge, all_mutants):
    """For every operator there is wrong data that is noticed: a gate without an input that turns it red is none."""
    assert MUST.keys() == OPERATORS.keys()
    wanted = {f"{target}/{operator}/1" for operator, target in MUST.items()}
    chosen = [mutant for mutant in all_mutants if mutant.name in wanted]
    assert {mutant.name for mutant in chosen} == wanted
    survivors = [judged.mutant.name for judged in judge_all(graph, judge, chosen) if not judged.caught_by]
    assert survivors == []


def test_batches_judge_as_validating_alone_does(graph, judge, all_mutants):
    """In a sample, what is caught in a batch is caught alone, and what survives there survives alone."""
    # From the same corners of the graph, so that the mutants are near each other.
    near = [
        mutant for mutant in all_mutants if mutant.target[:2] in {("text", "gcm:Footnote"), ("text", "gcm:Section")}
    ]
    chosen = Random(3).sample(near, 2)  # noqa: S311 - nothing secret is chosen
    together = {judged.mutant.name: bool(judged.caught_by) for judged in judge_all(graph, judge, chosen)}
    alone = {judged.mutant.name: bool(judged.caught_by) for judged in judge_alone(judge, chosen)}
    assert together == alone


def test_a_sample_is_caught_or_explained(graph, judge, all_mutants):
    """Of any ten mutants, here always the same ones, none is missed."""
    chosen = Random(11).sample(list(all_mutants), 10)  # noqa: S311 - nothing secret is chosen
    harmless = read_harmless()
    judgements = judge_all(graph, judge, chosen, lambda mutant: explains(harmless, mutant))
    assert [judged.mutant.name for judged in missed(judgements, explanations(judgements, harmless))] == []
    assert any(judged.caught_by for judged in judgements)


def test_the_checksum_of_its_graph_notices_what_only_the_source_could_tell(graph, all_mutants):
    """A slip in a definition alters the graph of the vocabularies, and no other."""
    wanted = "vocabulary/gcm:Theme/skos:definition/relabel/1"
    (slip,) = (mutant for mutant in all_mutants if mutant.name == wanted)
    changed = [quad for quad in graph.quads if quad not in slip.change.removed] + list(slip.change.added)
    assert [finding.row[0] for finding in altered_graphs(changed)] == ["<https://w3id.org/gcm/graph/vocabulary>"]
    assert altered_graphs(graph.quads) == ()


def test_the_program_judges_in_processes_of_their_own(release, capsys):
    """The page says what became of the mutants that were chosen, and the exit status that none is missed."""
    chosen = ["--release", str(release), "--only", "text/gcm:Section/gcm:readingOrder/drop/"]
    assert main([*chosen, "--jobs", "1", "--audit", "1"]) == 0
    shown = capsys.readouterr()
    assert "of the 1 that the graph itself shows to be wrong, **100.0 %** are caught" in shown.out
    assert f"`{sha256((release / 'gcm.nq').read_bytes()).hexdigest()[:12]}`" in shown.out


def test_what_the_compact_loses_is_not_given_to_its_parts(graph, judge, all_mutants):
    """Without its class, the Compact is no whole for any objective: that says nothing about labels of an objective."""
    wanted = ("text/gcm:Compact/rdf:type/drop/1", "translations/gcm:Objective/skos:prefLabel/swap-languages/1")
    chosen = [mutant for mutant in all_mutants if mutant.name in wanted]
    caught = {judged.mutant.name: bool(judged.caught_by) for judged in judge_all(graph, judge, chosen)}
    assert caught[wanted[0]]
    (label,) = (mutant for mutant in chosen if mutant.name == wanted[1])
    (alone,) = judge_alone(judge, [label])
    assert caught[wanted[1]] == bool(alone.caught_by)


def test_mutants_that_touch_each_other_are_parted(graph, all_mutants):
    """Two mutants of one resource are never in one batch, and none is lost."""
    placed = [_place(graph, mutant) for mutant in all_mutants[:400]]
    parted = list(batches(placed, 50))
    assert sorted(one.mutant.name for batch in parted for one in batch) == sorted(one.mutant.name for one in placed)
    for batch in parted:
        assert len(batch) <= 50
        for number, one in enumerate(batch):
            assert all(one.own.isdisjoint(other.zone) for other in batch[:number])
            assert all(one.zone.isdisjoint(other.own) for other in batch[:number])


def test_the_judge_leaves_the_release_as_it_was(judge, all_mutants):
    """After a mutant was found wrong, the release itself is still valid."""
    dropped = next(mutant for mutant in all_mutants if mutant.name == "provenance/prov:Entity/rdf:type/drop/1")
    judge.findings([dropped.change])
    assert judge.findings([Change()]) == frozenset()


def test_a_release_that_is_not_valid_is_refused(graph):
    """If the release itself has findings, no finding says anything about a mutant."""
    letters = [quad for quad in graph.quads if quad.predicate.value.endswith("#letter")]
    with pytest.raises(NotValidError, match="findings itself"):
        Judge(PublishedGraph(tuple(quad for quad in graph.quads if quad != letters[0])))


def test_a_release_must_be_there(tmp_path):
    """A folder without a dump is refused."""
    with pytest.raises(NoReleaseError, match=r"gcm\.nq cannot be read"):
        read_release(tmp_path)
