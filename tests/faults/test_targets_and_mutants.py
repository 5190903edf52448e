"""Everything that the release says is a target, and the seed alone decides which mutants are made."""

from __future__ import annotations

from faults.graph import graph_name, local
from faults.mutants import OPERATORS, mutants
from faults.targets import OUT_OF_SCOPE, targets


def test_every_statement_is_in_one_target(graph):
    """The targets hold each statement of the release once, but for the graphs that are out of scope."""
    held = [quad for target in targets(graph) for quad in target.quads]
    assert len(held) == len(set(held))
    assert set(held) == {quad for quad in graph.quads if graph_name(quad) not in OUT_OF_SCOPE}


def test_targets_are_named_by_the_most_specific_class(graph):
    """An action is a provision, a concept and a part of a legal resource, and is a target as an action only."""
    kinds = {target.name[1] for target in targets(graph)}
    assert {"gcm:Action", "gcm:Paragraph", "gcm:Theme", "sdgo:Goal", "oa:Annotation"} <= kinds
    assert not {"gcm:Provision", "gcm:Instrument", "skos:Concept", "eli:LegalResourceSubdivision"} & kinds


def test_every_target_has_mutants(graph, all_mutants):
    """Whatever is stated can at least be lost: each target has a mutant, and each operator one somewhere."""
    dropped = [mutant.target for mutant in all_mutants if mutant.operator == "drop"]
    assert dropped == [target.name for target in targets(graph)]
    assert {mutant.operator for mutant in all_mutants} == OPERATORS.keys()


def test_mutants_change_something(graph, all_mutants):
    """What a mutant takes out is in the release, and what it puts in is not."""
    for mutant in all_mutants:
        assert set(mutant.change.removed) <= graph.present, mutant.name
        assert graph.present.isdisjoint(mutant.change.added), mutant.name
        assert mutant.change.removed or mutant.change.added


def test_names_of_mutants_are_distinct(all_mutants):
    """A name is the address of one mutant."""
    names = [mutant.name for mutant in all_mutants]
    assert len(names) == len(set(names))


def test_the_seed_decides(graph):
    """The same seed makes the same mutants, whatever else is a target; another seed makes others."""
    some = [target for target in targets(graph) if target.name[1] == "gcm:Footnote"]
    ours = mutants(graph, some, seed=1)
    assert mutants(graph, reversed(some), seed=1) == sorted(ours, key=lambda mutant: mutant.target, reverse=True)
    assert [mutant.change for mutant in mutants(graph, some, seed=2)] != [mutant.change for mutant in ours]


def test_several_mutants_of_a_target(graph):
    """With `each`, a target has so many mutants by an operator, of different statements."""
    (letters,) = (target for target in targets(graph) if target.name == ("text", "gcm:Action", "gcm:letter"))
    dropped = [mutant for mutant in mutants(graph, [letters], seed=1, each=3) if mutant.operator == "drop"]
    assert [mutant.number for mutant in dropped] == [1, 2, 3]
    assert len({mutant.change for mutant in dropped}) == 3


def test_the_description_says_what_was_changed(all_mutants):
    """The line about a mutant names subject, property and both values."""
    (mutant,) = (mutant for mutant in all_mutants if mutant.name == "text/gcm:Action/gcm:letter/drop/1")
    (lost,) = mutant.change.removed
    assert mutant.description() == f'{local(lost.subject)} gcm:letter: "{lost.object.value}" → nothing'
