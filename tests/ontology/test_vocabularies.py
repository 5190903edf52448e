"""The concepts of `ontology/vocab` are those that the text names: checked against the resolution itself."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

import pytest
from pyoxigraph import Literal, RdfFormat, parse

from gcm_graph import resources
from gcm_graph.namespaces import BASE, PREFIXES, slug
from gcm_graph.reading import open_source, read_resolution

FOLDER = resources.ontology_folder() / "vocab"
OF_THE_TEXT = ("StakeholderGroup", "PopulationGroup", "Theme", "MigrationStage")
KINDS = (*OF_THE_TEXT, "ProvisionKind", "PledgeForm", "PledgeKind")
DIRECTIVES = {
    "base": BASE,
    "gcm": PREFIXES["gcm"],
    "dcterms": PREFIXES["dcterms"],
    "rdfs": PREFIXES["rdfs"],
    "skos": PREFIXES["skos"],
}
"""The directives at the head of the files, in their order. Prefixes that a file does not use it does not declare."""


@dataclass
class Thing:
    """What the files say of one thing: its values by the local name of the property."""

    kinds: set[str] = field(default_factory=set)
    values: dict[str, list] = field(default_factory=lambda: defaultdict(list))

    def labels(self, *properties):
        """Return its English labels."""
        return [
            value.value
            for name in properties
            for value in self.values[name]
            if isinstance(value, Literal) and value.language == "en"
        ]


def _local(iri):
    return iri.value.rpartition("#")[2].rpartition("/")[2]


@pytest.fixture(scope="session")
def things():
    """Return what the files describe, by path."""
    found = defaultdict(Thing)
    for file in sorted(FOLDER.glob("*.ttl")):
        for quad in parse(path=str(file), format=RdfFormat.TURTLE):
            thing = found[quad.subject.value.removeprefix(BASE)]
            if _local(quad.predicate) == "type":
                thing.kinds.add(_local(quad.object))
            else:
                thing.values[_local(quad.predicate)].append(quad.object)
    return found


@pytest.fixture(scope="session")
def concepts(things):
    """Return the concepts by path."""
    return {path: thing for path, thing in things.items() if thing.kinds & set(KINDS)}


@pytest.fixture(scope="session")
def named(concepts):
    """Return the concepts that the text names, by path."""
    return {path: concept for path, concept in concepts.items() if concept.kinds & set(OF_THE_TEXT)}


@pytest.fixture(scope="session")
def texts():
    """Return the words of each unit, by its path; of an objective also its title as listed in paragraph 16."""
    units = read_resolution(open_source("a-res-73-195")).provisions
    return {unit.path: f"{unit.text}\n{unit.listed_title or ''}" for unit in units}


def stands_in(label, text):
    """Return whether a label stands in a text as whole words, in any case."""
    return re.search(rf"(?<![\w-]){re.escape(label)}(?![\w-])", text, re.IGNORECASE) is not None


def test_there_are_concepts_of_every_kind(concepts):
    """Each class of concepts has some, and each concept is said to be a skos:Concept."""
    for kind in KINDS:
        assert [path for path, concept in concepts.items() if kind in concept.kinds], kind
    assert [
        path for path, concept in concepts.items() if len(concept.kinds) != 2 or "Concept" not in concept.kinds
    ] == []


def test_the_stages_are_four(things):
    """Origin, transit, destination and return are the stages, in this order in the file."""
    stages = [path for path, thing in things.items() if "MigrationStage" in thing.kinds]
    assert stages == ["stage/origin", "stage/transit", "stage/destination", "stage/return"]


def test_every_cited_unit_names_the_concept(named, texts):
    """Each unit given as a source has one of the concept's labels in its text."""
    wrong = [
        (path, source.value)
        for path, concept in named.items()
        for source in concept.values["source"]
        if not any(
            stands_in(label, texts[source.value.removeprefix(BASE)].partition("\n")[0])
            for label in concept.labels("prefLabel", "altLabel")
        )
    ]
    assert wrong == []
    assert [path for path, concept in named.items() if not concept.values["source"]] == []


def test_every_other_label_is_a_form_that_the_text_uses(named, texts):
    """No label beside the preferred one is invented: each stands in a unit or in a listed title."""
    unused = [
        (path, label)
        for path, concept in named.items()
        for label in concept.labels("altLabel")
        if not any(stands_in(label, text) for text in texts.values())
    ]
    assert unused == []


def _coordinated(label):
    """Return pairs that a label may name: what is before "and" or "or", alone or with the last noun, and after it."""
    for conjunction in re.finditer(r" (?:and|or) (?:other )?", label):
        last = label[conjunction.end() :]
        words = last.split()
        for first in label[: conjunction.start()].split(", "):
            yield first, last
            yield from ((f"{first} {' '.join(words[at:])}", last) for at in range(1, len(words)))


def test_a_label_names_one_concept(named):
    """Where a label names two concepts of a scheme side by side, the scope note quotes it and says what is meant."""
    owners = {
        (concept.values["inScheme"][0], label.casefold()): path
        for path, concept in named.items()
        for label in concept.labels("prefLabel", "altLabel")
    }
    wrong = []
    for path, concept in named.items():
        scheme = concept.values["inScheme"][0]
        notes = " ".join(concept.labels("scopeNote"))
        for label in concept.labels("altLabel"):
            pairs = [tuple(owners.get((scheme, part.casefold())) for part in pair) for pair in _coordinated(label)]
            if any(None not in pair and pair[0] != pair[1] for pair in pairs) and f'"{label}"' not in notes:
                wrong.append((path, label))
    assert wrong == []


@pytest.mark.parametrize(
    ("unit", "kind", "names"),
    [
        (
            "principle/whole-of-society-approach",
            "stakeholder",
            (
                "migrants diasporas local-communities civil-society academia private-sector parliamentarians "
                "trade-unions national-human-rights-institutions media relevant-stakeholders"
            ),
        ),
        (
            "paragraph/44",
            "stakeholder",
            (
                "migrants civil-society migrant-and-diaspora-organizations faith-based-organizations local-authorities "
                "private-sector trade-unions parliamentarians national-human-rights-institutions academia media "
                "relevant-stakeholders"
            ),
        ),
        (
            "objective/7/action/b",
            "population",
            (
                "migrants-in-situations-of-vulnerability women-at-risk children unaccompanied-and-separated-children "
                "members-of-ethnic-and-religious-minorities victims-of-violence older-persons "
                "persons-with-disabilities persons-who-are-discriminated-against indigenous-peoples "
                "workers-facing-exploitation-and-abuse domestic-workers victims-of-trafficking-in-persons "
                "smuggled-migrants"
            ),
        ),
        (
            "objective/21/commitment/1",
            "theme",
            (
                "return due-process individual-assessment effective-remedy expulsion torture-and-ill-treatment "
                "protection-from-return-to-irreparable-harm international-human-rights-law"
            ),
        ),
        (
            "objective/7/action/k",
            "stakeholder",
            (
                "local-authorities relevant-stakeholders national-protection-bodies legal-aid-providers "
                "service-providers mobile-response-teams"
            ),
        ),
        (
            "objective/20/action/e",
            "population",
            (
                "underserved-populations persons-in-rural-areas persons-with-low-levels-of-literacy "
                "persons-with-disabilities"
            ),
        ),
        ("paragraph/10", "stage", "origin transit destination"),
    ],
)
def test_the_lists_of_the_text_are_covered(concepts, texts, unit, kind, names):
    """Where the text lists groups or safeguards one by one, each of them is a concept that its words lead to."""
    for name in names.split():
        labels = concepts[f"{kind}/{name}"].labels("prefLabel", "altLabel")
        assert any(stands_in(label, texts[unit]) for label in labels), name


def test_addresses_are_made_from_english_labels(concepts):
    """The last step of an address is the slug of the first published English label."""
    assert [
        path for path, concept in concepts.items() if slug(concept.labels("prefLabel")[0]) != path.rpartition("/")[2]
    ] == []


def test_schemes_list_their_top_concepts(things, concepts):
    """Every scheme has a definition, a licence and the sources of its labels, and lists its top concepts."""
    schemes = {path: thing for path, thing in things.items() if "ConceptScheme" in thing.kinds}
    assert len(schemes) == 7
    for path, scheme in schemes.items():
        tops = {f"{BASE}{name}" for name, concept in concepts.items() if path in _paths(concept, "topConceptOf")}
        assert {value.value for value in scheme.values["hasTopConcept"]} == tops, path
        assert len(scheme.values["definition"]) == 1, path
        assert [value.value for value in scheme.values["license"]] == ["https://creativecommons.org/licenses/by/4.0/"]
        assert _paths(scheme, "takesLabelsFrom") == ["source/labels-fr", "source/labels-es"]


def _paths(thing, name):
    return [value.value.removeprefix(BASE) for value in thing.values[name]]


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.ttl")), ids=lambda file: file.stem)
def test_files_begin_with_the_same_directives(file):
    """Each file says in its first line what it holds, then declares the base and the prefixes in one order."""
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ")
    body = "\n".join(line for line in lines if not line.startswith(("@", "#")))
    used = {name: iri for name, iri in DIRECTIVES.items() if f" {name}:" in body}
    begin = [f"@base <{BASE}> .", *(f"@prefix {name}: <{iri}> ." for name, iri in used.items())]
    assert [line for line in lines if line.startswith("@")] == begin


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.ttl")), ids=lambda file: file.stem)
def test_files_state_nothing_twice(file):
    """A triple stands once in a file, and concepts stand in the order of their addresses; stages do not."""
    triples = [quad.triple for quad in parse(path=str(file), format=RdfFormat.TURTLE)]
    assert len(triples) == len(set(triples))
    for kind in KINDS:
        subjects = [triple.subject.value for triple in triples if _local(triple.object) == kind]
        if kind != "MigrationStage":
            assert subjects == sorted(subjects)


def test_what_is_to_be_seen_also_leads_back():
    """Concepts of two schemes that are to be seen beside each other say so of each other; SKOS relates within one."""
    see_also, in_scheme = PREFIXES["rdfs"] + "seeAlso", PREFIXES["skos"] + "inScheme"
    triples = [quad for file in FOLDER.glob("*.ttl") for quad in parse(path=str(file), format=RdfFormat.TURTLE)]
    schemes = {quad.subject.value: quad.object.value for quad in triples if quad.predicate.value == in_scheme}
    pairs = {(quad.subject.value, quad.object.value) for quad in triples if quad.predicate.value == see_also}
    assert (
        f"{BASE}theme/consular-protection-assistance-and-cooperation",
        f"{BASE}stakeholder/consular-missions",
    ) in pairs
    assert pairs == {(other, one) for one, other in pairs}
    assert all(schemes[one] != schemes[other] for one, other in pairs)
