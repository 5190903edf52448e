"""What differs between two releases: texts, links, data, what follows from them, ontology and shapes."""

from __future__ import annotations

import time

import pytest
from pyoxigraph import RdfFormat, parse

from gcm_graph.comparing import compare, difference_nquads, read_version
from gcm_graph.comparing.versions import ReleaseVersion
from gcm_graph.release_folder import BrokenReleaseError

DATA = """\
text      objective/11/action/b  gcm:citation       "27(b)"
text      objective/11/action/b  gcm:text           "Establish appropriate structures for border management"@en
vocabulary  theme/border-management  skos:prefLabel  "Border management"@en
"""
LINK = "links  objective/11/action/b  gcm:concernsTheme  theme/border-management\n"
ONTOLOGY = """\
gcm:Action a owl:Class ; rdfs:subClassOf gcm:Provision ; skos:definition "What States may do."@en .
gcm:Objective a owl:Class .
[] a owl:AllDisjointClasses ; owl:members ( gcm:Action gcm:Objective gcm:Footnote ) .
"""


def evidence(start: int, end: int, words: str, suffix: str = "") -> str:
    """Return the lines of an annotation of action 11(b) with border management."""
    iri = f"annotation/objective/11/action/b/{start}-{end}/theme/border-management"
    return f"""\
evidence  {iri}  rdf:type  oa:Annotation
evidence  {iri}  oa:hasBody  theme/border-management
evidence  {iri}  oa:hasTarget  {iri}#target
evidence  {iri}#target  oa:hasSource  objective/11/action/b
evidence  {iri}#quote  oa:exact  "{words}"
evidence  {iri}#quote  oa:suffix  "{suffix}"
"""


def told(change):
    """Return part, kind, thing and name of a change."""
    return change.part, change.kind, change.thing.removeprefix("https://w3id.org/gcm/"), change.name


def test_a_changed_word_is_a_change_of_the_text(made, differ, only):
    """A unit with other words is told once, by its citation, with the words of both."""
    change = only(differ(made(), made(data=DATA.replace("appropriate", "effective"))))
    assert told(change) == ("texts", "changed", "objective/11/action/b", "27(b)")
    assert [each.value for each in change.removed] == ['"Establish appropriate structures for border management"@en']
    assert [each.value for each in change.added] == ['"Establish effective structures for border management"@en']
    assert change.added[0].graph == "text"


def test_a_new_link_is_told_with_the_words_it_rests_on(made, differ, only):
    """Link and annotation are one change, which names unit, property, target and words."""
    new = made(data=DATA + LINK + evidence(37, 54, "border management"))
    change = only(differ(made(), new))
    assert told(change) == ("links", "added", "objective/11/action/b", "27(b)")
    assert (change.link.property, change.link.target_name) == ("gcm:concernsTheme", "Border management")
    assert (change.link.removed, change.link.added) == ((), ("border management",))
    assert len(change.added) == 7


def test_a_link_that_is_gone_is_told_with_its_words(made, differ, only):
    """Removed is the mirror of added."""
    old = made(data=DATA + LINK + evidence(37, 54, "border management"))
    change = only(differ(old, made()))
    assert told(change)[:2] == ("links", "removed")
    assert (change.link.removed, change.link.added, change.added) == (("border management",), (), ())


def test_a_link_that_rests_on_other_words_has_changed(made, differ, only):
    """The link stays, and the words of its evidence are told."""
    old = made(data=DATA + LINK + evidence(37, 54, "border management"))
    change = only(differ(old, made(data=DATA + LINK + evidence(37, 43, "border"))))
    assert told(change)[:2] == ("links", "changed")
    assert (change.link.property, change.link.removed, change.link.added) == (
        "gcm:concernsTheme",
        ("border management",),
        ("border",),
    )


def test_a_second_place_of_a_link_is_told_alone(made, differ, only):
    """Of two annotations of one link only the new one is told, though it quotes the same words."""
    old = DATA + LINK + evidence(37, 54, "border management")
    change = only(differ(made(data=old), made(data=old + evidence(60, 77, "border management"))))
    assert (change.link.removed, change.link.added) == ((), ("border management",))


def test_the_words_of_a_link_are_told_in_the_order_of_the_text(made, differ, only):
    """A place is a number: 9 stands before 60."""
    links = LINK + evidence(60, 77, "second") + evidence(9, 20, "first")
    assert only(differ(made(), made(data=DATA + links))).link.added == ("first", "second")


def test_evidence_that_moved_is_no_changed_link(made, differ):
    """Behind a new word all places differ: the annotations are other ones, the link is the same."""
    old = made(data=DATA + LINK + evidence(37, 54, "border management"))
    difference = differ(old, made(data=DATA + LINK + evidence(40, 57, "border management")))
    assert difference.of("links") == ()
    assert [change.kind for change in difference.of("data")] == ["added", "removed"]


def test_of_evidence_that_moved_and_more_only_the_new_words_are_told(made, differ, only):
    """What is quoted by both releases, at whatever place, is no change of the link."""
    old = made(data=DATA + LINK + evidence(37, 54, "border management"))
    more = LINK + evidence(40, 57, "border management") + evidence(60, 67, "borders")
    change = only(differ(old, made(data=DATA + more)))
    assert (change.kind, change.link.removed, change.link.added) == ("changed", (), ("borders",))


def test_evidence_of_no_link_is_data(made, differ, only):
    """Annotations can have a body to which no link leads, such as a task that the words set."""
    change = only(differ(made(), made(data=DATA + evidence(37, 54, "border management"))))
    assert (change.part, change.kind) == ("data", "added")


def test_other_words_around_evidence_are_no_changed_link(made, differ, only):
    """Words before and behind the quotation are stated of the annotation, and change it only."""
    old = made(data=DATA + LINK + evidence(37, 54, "border management", "."))
    change = only(differ(old, made(data=DATA + LINK + evidence(37, 54, "border management", ";"))))
    assert told(change)[:2] == ("data", "changed")


def test_a_link_without_evidence_is_a_link(made, differ, only):
    """It has no words, and is told nevertheless."""
    change = only(differ(made(), made(data=DATA + LINK)))
    assert (change.part, change.link.added) == ("links", ())


def test_a_thing_that_is_wholly_new_is_added_and_one_that_is_gone_removed(made, differ, only):
    """A thing is new if the old release says nothing of it at all."""
    more = DATA + 'vocabulary  theme/health  skos:prefLabel  "Health"@en\n'
    assert told(only(differ(made(), made(data=more)))) == ("data", "added", "theme/health", "Health")
    assert told(only(differ(made(data=more), made()))) == ("data", "removed", "theme/health", "Health")


def test_a_thing_of_which_more_is_said_has_changed(made, differ, only):
    """A second statement about a thing, or about a part of it, changes the thing."""
    more = DATA + 'vocabulary  theme/border-management#note  skos:note  "All borders."\n'
    assert told(only(differ(made(), made(data=more)))) == (
        "data",
        "changed",
        "theme/border-management",
        "Border management",
    )


def test_a_concept_can_be_deprecated(made, differ, only):
    """owl:deprecated true makes a change a deprecation, also in data."""
    true = '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'
    more = DATA + f"vocabulary  theme/border-management  owl:deprecated  {true}\n"
    assert told(only(differ(made(), made(data=more))))[:2] == ("data", "deprecated")
    assert told(only(differ(made(data=more), made())))[:2] == ("data", "changed")


def test_what_follows_is_told_apart(made, differ, only):
    """Statements of the graph `inferred` are a part of their own."""
    more = DATA + "inferred  objective/11/action/b  rdf:type  gcm:Provision\n"
    assert told(only(differ(made(), made(data=more))))[:2] == ("inferred", "changed")


def test_how_a_release_was_made_and_counted_is_no_difference(made, differ):
    """The graphs `provenance` and `catalogue` differ always."""
    more = DATA + 'provenance  dataset/0.2.0#run  gcm:citation  "x"\ncatalogue  dataset  gcm:number  "7"\n'
    assert differ(made(), made(data=more)).changes == ()


def test_another_version_number_alone_is_no_difference(made, differ):
    """IRIs of shapes carry the version, and the headers of ontology and shapes state it: that is no other content."""
    header = '<{1}> owl:versionIRI <{1}/{0}> ; owl:versionInfo "{0}" .\n'

    def stated(version: str) -> dict[str, str]:
        files = {name: header.format(version, name) for name in ("ontology", "shapes", "profile")}
        return files | {"ontology": ONTOLOGY + files["ontology"]}

    difference = differ(made(**stated("0.1.0")), made(version="0.2.0", date="2026-12-05", **stated("0.2.0")))
    assert difference.changes == ()
    assert (difference.old, difference.new) == (("0.1.0", "2026-11-21"), ("0.2.0", "2026-12-05"))


def test_a_statement_that_goes_to_another_graph_has_changed(made, differ, only):
    """Where a statement comes from is a part of what a release says."""
    change = only(differ(made(), made(data=DATA.replace("vocabulary  theme", "curated  theme"))))
    assert (change.removed[0].graph, change.added[0].graph) == ("vocabulary", "curated")


def test_the_order_and_the_spelling_of_lines_are_no_difference(made, differ):
    """N-Quads may escape any character, and statements have no order."""
    new = made()
    lines = (new / "gcm.nq").read_text(encoding="utf-8").replace("Border m", "\\u0042order m").splitlines()
    (new / "gcm.nq").write_text("# turned round\n" + "\n".join(reversed(lines)), encoding="utf-8")
    assert differ(made(), new).changes == ()


def test_a_class_is_deprecated(made, differ, only):
    """A newly deprecated class is told as that, with all that changed of it."""
    note = (
        'gcm:Action owl:deprecated true ; skos:historyNote "Use gcm:Measure."@en ; dcterms:isReplacedBy gcm:Measure .'
    )
    change = only(differ(made(), made(ontology=ONTOLOGY + note)))
    assert told(change) == ("ontology", "deprecated", "ontology#Action", "gcm:Action")
    assert [each.predicate for each in change.added] == ["dcterms:isReplacedBy", "owl:deprecated", "skos:historyNote"]


def test_a_definition_changes(made, differ, only):
    """Only the statements that differ are told."""
    change = only(differ(made(), made(ontology=ONTOLOGY.replace("may do", "can do"))))
    assert told(change)[:2] == ("ontology", "changed")
    assert [(each.predicate, each.value) for each in change.removed] == [
        ("skos:definition", '"What States may do."@en')
    ]


def test_the_vocabularies_are_told_once(made, differ, only):
    """What stands in `ontology.ttl` and in a graph of the data is told as data."""
    theme = '<theme/border-management> skos:prefLabel "{}"@en .\n'
    new = made(data=DATA.replace("Border m", "Frontier m"), ontology=ONTOLOGY + theme.format("Frontier management"))
    assert only(differ(made(ontology=ONTOLOGY + theme.format("Border management")), new)).part == "data"


RESTRICTED = """\
gcm:Action a owl:Class ; rdfs:subClassOf [ a owl:Restriction ; owl:onProperty gcm:text ; owl:someValuesFrom VALUE ] .
"""


def test_an_axiom_with_blank_nodes_changes(made, differ, only):
    """What hangs on a blank node is told with the thing on which the node hangs."""
    old, new = (made(ontology=RESTRICTED.replace("VALUE", value)) for value in ("xsd:string", "rdfs:Literal"))
    change = only(differ(old, new))
    assert told(change) == ("ontology", "changed", "ontology#Action", "gcm:Action")
    assert change.added[0].value == (
        "[ owl:onProperty gcm:text ; owl:someValuesFrom rdfs:Literal ; rdf:type owl:Restriction ]"
    )
    assert len(change.added[0].triples) == 4


def test_blank_nodes_with_other_labels_or_in_another_order_are_the_same(made, differ):
    """Labels of blank nodes mean nothing outside their file (RDF 1.1 Concepts, section 3.4)."""
    other = """\
_:z owl:members _:y ; a owl:AllDisjointClasses .
_:y rdf:rest _:x ; rdf:first gcm:Action .
_:x rdf:first gcm:Objective ; rdf:rest ( gcm:Footnote ) .
gcm:Objective a owl:Class .
gcm:Action skos:definition "What States may do."@en ; a owl:Class ; rdfs:subClassOf gcm:Provision .
"""
    assert differ(made(), made(ontology=other)).changes == ()


def test_disjoint_classes_change(made, differ, only):
    """An axiom about several classes with one class more is one change, not an axiom less and one more."""
    change = only(differ(made(), made(ontology=ONTOLOGY.replace("gcm:Footnote )", "gcm:Footnote gcm:Section )"))))
    assert (change.part, change.kind, change.thing) == ("ontology", "changed", "")
    assert change.removed[0].value == "( gcm:Action gcm:Objective gcm:Footnote )"
    assert change.added[0].value == "( gcm:Action gcm:Objective gcm:Footnote gcm:Section )"


def test_axioms_that_are_not_alike_are_two(made, differ):
    """One axiom about other classes replaces none."""
    new = made(ontology=ONTOLOGY.replace("gcm:Action gcm:Objective gcm:Footnote", "gcm:Place gcm:Period"))
    assert [change.kind for change in differ(made(), new).changes] == ["added", "removed"]


def test_the_message_of_a_shape_changes(made, differ, only):
    """Shapes are named without the version that their IRIs carry."""
    shape = '<shapes/VERSION#Action> a sh:NodeShape ; sh:targetClass gcm:Action ; sh:message "It has words."@en .\n'
    change = only(differ(made(), made(version="0.2.0", shapes=shape)))
    assert told(change) == ("shapes", "changed", "shapes#Action", "shapes#Action")
    assert change.added[0].value == '"It has words."@en'


def test_a_shape_of_the_profile_is_a_shape(made, differ, only):
    """Both files of shapes are compared."""
    change = only(differ(made(), made(profile="<shapes/VERSION#Pledge> a sh:NodeShape .\n")))
    assert told(change) == ("shapes", "added", "shapes#Pledge", "shapes#Pledge")


def test_blank_nodes_in_a_circle_are_compared(made, differ):
    """No tree begins at them, and still a statement about one is seen, and the same circle is the same."""
    circle = "_:a gcm:next _:b . _:b gcm:next _:a .\n"
    old = made(ontology=ONTOLOGY + circle)
    assert differ(old, made(ontology=ONTOLOGY + circle.replace("_:a", "_:k"))).changes == ()
    assert differ(old, made(ontology=ONTOLOGY + circle + '_:b gcm:letter "b" .\n')).changes != ()
    hung = ONTOLOGY + "gcm:Action gcm:next _:a . " + circle
    assert [change.name for change in differ(made(), made(ontology=hung)).changes] == ["gcm:Action"]


def test_shared_blank_nodes_do_not_multiply(made, differ):
    """A node on which two hang, thirty times over, would be a thousand million times in its text."""
    chain = "".join(f"_:n{each} gcm:left _:n{each + 1} ; gcm:right _:n{each + 1} .\n" for each in range(30))
    began = time.process_time()
    old = made(ontology=chain + '_:n30 gcm:letter "a" .\n')
    assert differ(old, made(ontology=chain + '_:n30 gcm:letter "b" .\n')).changes != ()
    assert differ(old, old).changes == ()
    assert time.process_time() - began < 5


def test_blank_nodes_without_end_are_refused(made, differ):
    """A release with brackets a thousand deep is none of ours."""
    deep = "gcm:Action gcm:next " + "[ gcm:next " * 999 + '"x"' + " ]" * 999 + " .\n"
    with pytest.raises(BrokenReleaseError, match="deeper than"):
        differ(made(ontology=deep), made())


def test_a_long_list_is_no_deep_nesting(made, differ, only):
    """A list is told by its members, however many there are."""
    members = " ".join(f"gcm:C{number}" for number in range(5000))
    change = only(
        differ(made(ontology=f"gcm:Action gcm:all ( {members} ) .\n"), made(ontology="gcm:Action gcm:all () .\n"))
    )
    assert change.removed[0].value == f"( {members} )"


@pytest.mark.parametrize("name", ["void.ttl", "gcm.nq", "ontology.ttl", "shapes.ttl", "profile.ttl"])
@pytest.mark.parametrize("content", [None, b"no RDF", b"\xff\xfe<a> <b> <c> .\n"], ids=["missing", "words", "bytes"])
def test_a_broken_release_is_told_by_its_file(made, name, content):
    """A file that is missing, or is not RDF, is named."""
    release = made()
    (release / name).unlink() if content is None else (release / name).write_bytes(content)
    with pytest.raises(BrokenReleaseError, match=rf"^{name} in "):
        read_version(release)


def test_a_release_tells_its_version(made):
    """Without version and date of the dataset nothing can be said of it."""
    release = made()
    (release / "void.ttl").write_text("<https://w3id.org/gcm/dataset> a <http://www.w3.org/ns/dcat#Dataset> .\n")
    with pytest.raises(BrokenReleaseError, match=r"does not state <.*version>"):
        read_version(release)


def test_all_of_a_release_against_nothing_takes_seconds(release):
    """The greatest difference that there can be is told in a few seconds."""
    new = read_version(release)
    began = time.process_time()
    difference = compare(ReleaseVersion("0.0.1", "2026-01-01", frozenset(), (), ()), new)
    assert {change.kind for change in difference.changes} == {"added"}
    assert len({change.thing for change in difference.of("texts")}) >= 300
    assert next(parse(difference_nquads(difference), RdfFormat.N_QUADS)) is not None
    assert time.process_time() - began < 15
