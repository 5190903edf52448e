"""A difference for programs: JSON and N-Quads, from which the new release can be made of the old one."""

from __future__ import annotations

import json
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from gcm_graph.comparing import compare, difference_json, difference_nquads, read_version
from gcm_graph.comparing.trees import Trees
from gcm_graph.comparing.versions import ReleaseVersion

CHANGES = NamedNode("https://w3id.org/gcm/dataset/0.2.0/changes")
GRAPHS = {name: NamedNode(f"{CHANGES.value}#{name}") for name in ("removed", "added")}

_things = st.sampled_from(["objective/1", "objective/2", "theme/health", "objective/1#note", "ontology#Action"])
_predicates = st.sampled_from(["ontology#text", "ontology#concernsTheme", "ontology#citation"])
_names = st.builds(lambda name: NamedNode(f"https://w3id.org/gcm/{name}"), _things)
_literals = st.builds(Literal, st.text(st.characters(exclude_categories=["Cs"]), max_size=8))
_triples = st.builds(
    lambda subject, predicate, value: Triple(subject, NamedNode(f"https://w3id.org/gcm/{predicate}"), value),
    _names,
    _predicates,
    _names | _literals,
)
_graphs = st.sampled_from(["text", "links", "inferred", "evidence"])
# Each triple stands in exactly one graph of a release.
_releases = st.dictionaries(_triples, _graphs, max_size=12).map(
    lambda found: {
        Quad(triple.subject, triple.predicate, triple.object, NamedNode(f"https://w3id.org/gcm/graph/{graph}"))
        for triple, graph in found.items()
    }
)


def version(number: str, quads: set[Quad]) -> ReleaseVersion:
    """Return a release with statements alone."""
    return ReleaseVersion(number, "2026-11-21", frozenset(f"{quad} .".encode() for quad in quads), (), ())


def sides(nquads: bytes) -> dict[str, set[Triple]]:
    """Return the removed and the added triples of a difference in N-Quads."""
    quads = list(parse(nquads, RdfFormat.N_QUADS))
    return {name: {quad.triple for quad in quads if quad.graph_name == graph} for name, graph in GRAPHS.items()}


@given(_releases, _releases)
def test_the_old_release_with_the_difference_is_the_new_one(old, new):
    """First the removed triples are taken away, then the added ones put there: whatever they are."""
    changed = sides(difference_nquads(compare(version("0.1.0", old), version("0.2.0", new))))
    was, now = {quad.triple for quad in old}, {quad.triple for quad in new}
    assert (was - changed["removed"]) | changed["added"] == now
    assert changed["removed"] <= was
    assert changed["added"] <= now


@given(_releases, _releases)
def test_counts_and_changes_of_json_agree(old, new):
    """The numbers are those of the changes, and every statement that differs stands in exactly one change."""
    document = json.loads(difference_json(compare(version("0.1.0", old), version("0.2.0", new))))
    counted = Counter((change["part"], change["kind"]) for change in document["changes"])
    told = {(part, kind): number for part, kinds in document["counts"].items() for kind, number in kinds.items()}
    assert {key: number for key, number in told.items() if number} == counted
    assert sum(len(change["removed"]) for change in document["changes"]) == len(old - new)
    assert sum(len(change["added"]) for change in document["changes"]) == len(new - old)


_members = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=5)


@given(_members, _members)
def test_the_old_ontology_with_the_difference_is_the_new_one(old, new):
    """Blank nodes have other labels in the difference: what hangs on a thing is compared by its text."""
    was, now = (tuple(quad.triple for quad in parse(_ontology(members), RdfFormat.TURTLE)) for members in (old, new))
    difference = compare(
        ReleaseVersion("0.1.0", "2026-11-21", frozenset(), was, ()),
        ReleaseVersion("0.2.0", "2026-11-21", frozenset(), now, ()),
    )
    changed = sides(difference_nquads(difference))
    kept = Counter(texts(was)) - Counter(texts(changed["removed"]))
    assert kept + Counter(texts(changed["added"])) == Counter(texts(now))


def _ontology(members: list[str]) -> str:
    listed = " ".join(f"<urn:{each}>" for each in members)
    one = f"<urn:one> <urn:of> ( {listed} ) ; <urn:by> <urn:{members[0]}> ."
    return f"{one} <urn:two> <urn:of> [ <urn:by> ( {listed} ) ; <urn:in> [ <urn:by> <urn:{members[-1]}> ] ] ."


def texts(triples) -> list[tuple[str, str, str]]:
    """Return the statements of all named things as text."""
    trees = Trees(triples)
    return [(thing.value, *each) for thing in trees.things() for each in trees.statements(thing)]


def test_json_tells_versions_and_links(made, differ):
    """Of each version number and date, of a link what it leads to and its words, of a statement all four terms."""
    new = made(version="0.2.0", date="2026-12-05", data=DATA_WITH_LINK)
    document = json.loads(difference_json(differ(made(), new)))
    assert document["old"] == {"version": "0.1.0", "date": "2026-11-21"}
    assert document["new"] == {"version": "0.2.0", "date": "2026-12-05"}
    assert list(document["counts"]) == ["texts", "links", "data", "inferred", "ontology", "shapes"]
    assert document["changes"] == [
        {
            "part": "links",
            "kind": "added",
            "thing": "https://w3id.org/gcm/objective/11/action/b",
            "name": "27(b)",
            "removed": [],
            "added": [
                {
                    "subject": "https://w3id.org/gcm/objective/11/action/b",
                    "predicate": "gcm:concernsTheme",
                    "value": "<https://w3id.org/gcm/theme/border-management>",
                    "graph": "links",
                }
            ],
            "link": {
                "property": "gcm:concernsTheme",
                "target": "https://w3id.org/gcm/theme/border-management",
                "target_name": "Border management",
                "removed": [],
                "added": [],
            },
        }
    ]


DATA_WITH_LINK = """\
text      objective/11/action/b  gcm:citation       "27(b)"
text      objective/11/action/b  gcm:text           "Establish appropriate structures for border management"@en
vocabulary  theme/border-management  skos:prefLabel  "Border management"@en
links  objective/11/action/b  gcm:concernsTheme  theme/border-management
"""


def test_nquads_describe_their_graphs(made, differ):
    """The default graph says from which versions they come, when, and how many triples each holds."""
    new = made(version="0.2.0", date="2026-12-05", data=DATA_WITH_LINK)
    quads = list(parse(difference_nquads(differ(made(), new)), RdfFormat.N_QUADS))
    told = {(quad.subject.value, quad.predicate.value.rpartition("/")[2], quad.object.value) for quad in quads}
    assert (CHANGES.value, "issued", "2026-12-05") in {(one, name, value) for one, name, value in told}
    assert {value for one, name, value in told if name == "prov#wasDerivedFrom"} == {
        "https://w3id.org/gcm/dataset/0.1.0",
        "https://w3id.org/gcm/dataset/0.2.0",
    }
    counts = {one: value for one, name, value in told if name == "void#triples"}
    assert counts == {GRAPHS["removed"].value: "0", GRAPHS["added"].value: "1"}


def test_the_same_difference_is_the_same_bytes(made, differ):
    """Neither the order of a set nor labels of blank nodes get into what is written."""
    ontology = "gcm:Action gcm:all ( [ gcm:letter 'a' ; gcm:next [] ] [ gcm:letter 'b' ] ), [ gcm:letter 'c' ] .\n"
    old, new = made(), made(data=DATA_WITH_LINK, ontology=ontology)
    assert len({difference_nquads(differ(old, new)) for _ in range(5)}) == 1
    assert len({difference_json(differ(old, new)) for _ in range(5)}) == 1


def test_a_release_differs_from_itself_in_nothing(release):
    """The real release, read twice."""
    difference = compare(read_version(release), read_version(release))
    assert difference.changes == ()
