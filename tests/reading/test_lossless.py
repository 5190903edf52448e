"""Nothing is lost: the model alone gives back the file, and noise is a closed list that holds no word."""

from __future__ import annotations

import re
from dataclasses import replace

from gcm_graph.model import NOISE, Piece, Role
from gcm_graph.reading.rebuild import rebuild


def test_the_model_gives_back_the_source_to_the_last_character(document, source):
    """Unit texts, labels and noise in order are the file, after collapsing white space."""
    assert rebuild(document) == " ".join(source.text.split())


def test_a_changed_word_of_the_model_is_seen(document, source):
    """The comparison can fail: with one letter of one unit changed, the file is not given back."""
    changed = replace(document.provisions[100], text=document.provisions[100].text.replace("a", "b", 1))
    provisions = (*document.provisions[:100], changed, *document.provisions[101:])
    assert rebuild(replace(document, provisions=provisions)) != " ".join(source.text.split())


def test_noise_is_one_of_three_classes(document):
    """Page footers, markup and entities are noise; nothing else is."""
    assert {Role.PAGE_FOOTER, Role.MARKUP, Role.ENTITY} == NOISE
    assert {piece.role for piece in document.pieces} <= set(Role)


def test_no_piece_of_noise_holds_a_word(document):
    """Noise has no run of letters, save in the names of tags."""
    for piece in document.pieces:
        if piece.role in NOISE:
            assert not re.search("[A-Za-z]", re.sub(r"</?sup>|lt;sup>", "", piece.printed)), piece


def test_pieces_cover_every_text_once(document, units):
    """The words of each unit are pointed at from its first character to its last, without gap or overlap."""
    reached = {}
    for piece in document.pieces:
        if piece.role is Role.WORDS:
            start = reached.get(piece.owner, 0)
            between = units[piece.owner].text[start : piece.start]
            assert piece.start >= start
            assert between.strip() == ""
            reached[piece.owner] = piece.end
    commitments = {path for path in units if "/commitment/" in path}
    assert reached == {path: len(unit.text) for path, unit in units.items() if path not in commitments}


def test_every_label_is_a_piece(document, units):
    """Each numbered or lettered unit that is printed with a label has it once, as printed."""
    labels = {piece.owner: piece.printed for piece in document.pieces if piece.role is Role.LABEL}
    assert labels["paragraph/2"] == "2."
    assert labels["objective/11"] == "Objective 11:"
    assert labels["objective/11/action/b"] == "(b)"
    assert labels["paragraph/43/a/iii"] == "(iii)"
    assert labels["footnote/10"] == "10"
    unlabelled = {path for path in units if path not in labels}
    assert {path for path in unlabelled if "/commitment/" not in path and not path.startswith("section/")} == {
        "opening",
        "resolution/preamble/1",
    }


def test_page_footers_are_kept_in_all_their_spellings(document):
    """Seventeen odd pages print a footer; on page 15 the job number was misread."""
    footers = [piece for piece in document.pieces if piece.role is Role.PAGE_FOOTER]
    assert all(isinstance(footer, Piece) for footer in footers)
    assert [footer.printed for footer in footers] == [
        "18-22354 **3/36**",
        "18-22354 5/36",
        "18-22354 7/36",
        "18-22354 **9/36**",
        "18-22354 11/**36**",
        "18-22354 13/36",
        "15/36 15/36",
        "18-22354 17/**36**",
        "**18**-22354 **19/36**",
        "18-22354 **21/36**",
        "18-22354 **23/36**",
        "18-22354 **25/36**",
        "18-22354 **27/36**",
        "18-22354 **29/36**",
        "18-22354 **31/36**",
        "18-22354 **33/36**",
        "18-22354 **35/36**",
    ]
