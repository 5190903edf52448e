"""A difference as people read it: numbers first, then words and links by citation, nothing that steers a terminal."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcm_graph.comparing.printing import printed
from gcm_graph.comparing.wording import excerpts, stretches

DATA = """\
text      objective/11/action/b  gcm:citation       "27(b)"
text      objective/11/action/b  gcm:text           "Establish appropriate structures for border management"@en
vocabulary  theme/border-management  skos:prefLabel  "Border management"@en
"""
LINK = "links  objective/11/action/b  gcm:concernsTheme  theme/border-management\n"


def evidence(start: int, words: str) -> str:
    """Return the lines of an annotation of action 11(b) with border management."""
    iri = f"annotation/objective/11/action/b/{start}-{start + len(words)}/theme/border-management"
    return f"""\
evidence  {iri}  oa:hasBody  theme/border-management
evidence  {iri}#target  oa:hasSource  objective/11/action/b
evidence  {iri}#quote  oa:exact  "{words}"
"""


def lines(difference, *, columns=80, full=False, colour=False):
    """Return the lines in which a difference is told."""
    return printed(difference, columns, full=full, colour=colour).splitlines()


def test_words_and_links_are_told_by_citation(made, differ):
    """First how many, then the words that changed in their sentence, then each link on a line with its words."""
    new = made(
        version="0.2.0",
        date="2026-12-05",
        data=DATA.replace("appropriate", "effective") + LINK + evidence(35, "border management"),
    )
    assert lines(differ(made(), new)) == [
        "From 0.1.0 (2026-11-21) to 0.2.0 (2026-12-05).",
        "",
        "          added  removed  changed  deprecated",
        "--------  -----  -------  -------  ----------",
        "texts                     1",
        "links     1",
        "data",
        "inferred",
        "ontology",
        "shapes",
        "",
        "Texts",
        "",
        "~ 27(b) (objective/11/action/b)",
        '  ~ gcm:text "Establish [-appropriate-]{+effective+} structures for border',
        '    management"@en',
        "",
        "Links",
        "",
        '+ 27(b) concernsTheme Border management ("border management")',
    ]


def test_other_words_of_a_link_are_told_apart(made, differ):
    """Words that the link has lost and those that it has gained have their signs."""
    old = made(data=DATA + LINK + evidence(35, "border management"))
    shown = lines(differ(old, made(data=DATA + LINK + evidence(35, "border"))))
    assert '~ 27(b) concernsTheme Border management (-"border management", +"border")' in shown
    shown = lines(differ(old, made(data=DATA + LINK)))
    assert '~ 27(b) concernsTheme Border management (-"border management")' in shown


def test_what_follows_is_counted(made, differ):
    """Inferred statements, annotations and statements of new things are told with --full only."""
    more = 'inferred  theme/health  rdf:type  gcm:Theme\nvocabulary  theme/health  skos:prefLabel  "Health"@en\n'
    new = made(data=DATA + LINK + evidence(35, "border management") + more)
    old = made(data=DATA + LINK + evidence(33, "border management"))
    short, full = "\n".join(lines(differ(old, new))), "\n".join(lines(differ(old, new), full=True))
    assert "1 statements, which follow from the others; --full tells them." in short
    assert "2 annotations that change no link; --full tells them." in short
    assert "+ Health (theme/health)" in short
    assert "rdf:type" not in short
    assert "  + rdf:type gcm:Theme" in full
    assert '  + skos:prefLabel "Health"@en' in full
    assert "+ annotation/objective/11/action/b/35-52/theme/border-management" in full


def test_nothing_is_told_in_a_sentence(made, differ):
    """There is no table of noughts."""
    assert lines(differ(made(), made())) == [
        "From 0.1.0 (2026-11-21) to 0.1.0 (2026-11-21).",
        "",
        "Nothing differs but what is said of how each was made.",
    ]


def test_colours_follow_the_signs(made, differ):
    """On a terminal each line has the colour of its sign, and none without."""
    difference = differ(made(), made(data=DATA + LINK))
    assert "\x1b[32m+ 27(b) concernsTheme Border management\x1b[0m" in lines(difference, colour=True)
    assert "\x1b" not in "".join(lines(difference))


@pytest.mark.parametrize("character", ["\\u001B[2J", "\\u009B31m", "\\u202E", "\\r", "\\u0007", "\\n\\n\\n"])
def test_no_character_of_the_data_steers_the_terminal(made, differ, character):
    """Control characters and line breaks in literals, names and quoted words are made visible or harmless."""
    names = f'vocabulary  theme/border-management  skos:prefLabel  "Border{character}management"@en\n'
    data = DATA.splitlines(keepends=True)
    new = made(
        data="".join([data[0], data[1].replace("appropriate", f"app{character}ropriate"), names, LINK])
        + evidence(35, f"border{character} management"),
        ontology=f'gcm:Action a owl:Class ; skos:definition "What{character}States do."@en .\n',
    )
    shown = printed(differ(made(), new), 80, full=True, colour=False)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", shown)
    assert "\n\n\n" not in shown


def test_lines_are_no_wider_than_the_terminal(made, differ):
    """At 40 columns only what has no space stands out, such as a path."""
    difference = differ(made(), made(data=DATA.replace("appropriate", "effective") + LINK))
    assert max(len(line) for line in lines(difference, columns=50) if "/" not in line) <= 50


@given(st.text(max_size=40), st.text(max_size=40))
def test_the_words_that_are_shown_are_the_words(old, new):
    """What is the same and removed makes the old text, what is the same and added the new one."""
    found = list(stretches(old, new))
    assert "".join(each.same + each.removed for each in found) == old
    assert "".join(each.same + each.added for each in found) == new


def test_of_a_long_text_only_the_neighbourhood_is_shown():
    """Around each change stand some words, with an ellipsis for the others."""
    words = " ".join(f"word{number}" for number in range(100))
    shown = "".join(
        f"{each.same}{each.removed}|{each.added}" for each in excerpts(words, words.replace("word50 ", "x "))
    )
    assert " word48 word49 |word50|x word51 word52 " in shown
    assert shown.startswith("…")
    assert len(shown) < 250


def test_of_very_long_texts_the_words_are_not_matched():
    """A script of a hundred thousand words is shown as replaced, at once."""
    old, new = "a b " * 50_000, "b a " * 50_000
    assert [(each.same, each.removed, each.added) for each in excerpts(old, new)] == [("", old, new)]
