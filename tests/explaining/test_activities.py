"""What the software counted is told in words that say what was counted."""

from __future__ import annotations

import pytest

COUNTS = {
    ("dataset", "void:triples"): "counted the statements in all graphs",
    ("dataset", "void:distinctObjects"): "counted the different objects in all graphs",
    ("dataset", "void:classes"): "counted the classes in all graphs",
    ("graph/hub", "void:triples"): "counted the statements in the graph hub",
    ("graph/hub", "void:properties"): "counted the properties in the graph hub",
    ("dataset#class-gcm-Footnote", "void:entities"): "counted the members of gcm:Footnote in all graphs",
    ("dataset#class-gcm-Footnote", "void:triples"): (
        "counted the statements about members of gcm:Footnote in all graphs"
    ),
    ("dataset#class-gcm-Footnote", "void:class"): (
        "set up the counts of the statements about members of gcm:Footnote in all graphs"
    ),
    ("dataset#property-gcm-beginsOn", "void:triples"): "counted the statements with gcm:beginsOn in all graphs",
    ("dataset#property-gcm-beginsOn", "void:distinctSubjects"): (
        "counted the different subjects of the statements with gcm:beginsOn in all graphs"
    ),
    ("dataset#class-gcm-Task-property-gcm-isAddressedTo", "void:triples"): (
        "counted the statements with gcm:isAddressedTo about members of gcm:Task in all graphs"
    ),
    ("dataset#class-gcm-Task-property-gcm-isAddressedTo", "void:distinctObjects"): (
        "counted the different objects of the statements with gcm:isAddressedTo about members of gcm:Task in all graphs"
    ),
    ("dataset#class-gcm-Action-property-gcm-reflectsPrinciple-class-gcm-GuidingPrinciple", "void:triples"): (
        "counted the statements with gcm:reflectsPrinciple about members of gcm:Action "
        "whose values are members of gcm:GuidingPrinciple in all graphs"
    ),
}


@pytest.mark.parametrize("count", COUNTS, ids=" ".join)
def test_a_count_says_what_was_counted(explained, count):
    """A count of members, statements or terms, of the whole, one graph, one class or one property, is told plainly."""
    (explanation,) = explained(*count)
    assert explanation.origin.what == COUNTS[count]
