"""Names in other languages and the documents that print them, as the tables give them and as they may not."""

from __future__ import annotations

import re

import pytest

from gcm_graph import resources
from gcm_graph.curating.language_versions import read_names_sources
from gcm_graph.curating.names import read_official_names
from gcm_graph.curating.sources import Sources, read_sources
from gcm_graph.errors import CuratedTableError
from gcm_graph.reading import manifest, open_source, read_resolution

SOURCES = Sources(
    {},
    {
        "Objective 1": "objective/1",
        "Objective 2": "objective/2",
        "15(a)": "principle/people-centred",
        "17(a)": "objective/1/action/a",
        "booklet": "source/booklet",
    },
)
VERSIONS = [
    "slug,language,title,kind,origin,status",
    'booklet-fr,fr,"Booklet, French",names,United Nations,as printed elsewhere',
    'booklet-es,es,"Booklet, Spanish",names,United Nations,as printed elsewhere',
]
NAMES = [
    "path,language,name,source",
    "objective/1,fr,Collecter des données précises,booklet-fr",
    "objective/1,es,Recopilar datos exactos y señalar su origen,booklet-es",
]


def read(folder, versions=(), names=()):
    """Return the names of small tables in which some lines, by number, are changed."""
    for name, lines, changed in (
        ("language-versions.csv", VERSIONS, dict(versions)),
        ("official-names.csv", NAMES, dict(names)),
    ):
        written = [changed.get(number, line) for number, line in enumerate(lines, start=1)]
        (folder / name).write_text("\n".join(written), encoding="utf-8")
    return read_official_names(folder, SOURCES, read_names_sources(folder, SOURCES))


@pytest.fixture(scope="module")
def curated():
    """Return the folder of the project's tables, its sources and the documents from which names are taken."""
    folder = resources.ontology_folder() / "curated"
    document = read_resolution(open_source("a-res-73-195"))
    sources = read_sources(folder, document, manifest().values())
    return folder, sources, read_names_sources(folder, sources)


def test_a_name_has_its_language_and_document(tmp_path):
    """A name is words in a language, taken from a document in that language."""
    french, spanish = read(tmp_path)
    assert (french.path, french.name.value, french.name.language) == (
        "objective/1",
        "Collecter des données précises",
        "fr",
    )
    assert (french.source, spanish.source) == ("source/booklet-fr", "source/booklet-es")


@pytest.mark.parametrize(
    ("line", "row", "column", "words"),
    [
        (2, "Booklet,fr,Title,names,UN,ours", "slug", "no slug"),
        (2, "booklet,fr,Title,names,UN,ours", "slug", "already"),
        (3, "booklet-fr,fr,Title,names,UN,ours", "slug", "line 2 already"),
        (2, "booklet-fr,de,Title,names,UN,ours", "language", "'de' is none of es, fr"),
        (2, "booklet-fr,fr,,names,UN,ours", "title", "empty"),
        (2, "booklet-fr,fr,Title,,UN,ours", "kind", "empty"),
        (2, "booklet-fr,fr,Title,names,,ours", "origin", "empty"),
        (2, "booklet-fr,fr,Title,names,UN,theirs", "status", "'theirs' is none of"),
    ],
)
def test_a_wrong_cell_of_a_document_is_told_with_line_and_column(tmp_path, line, row, column, words):
    """A document from which names are taken has a slug of its own, a language, a status and an origin."""
    with pytest.raises(CuratedTableError, match=re.escape(words)) as caught:
        read(tmp_path, versions={line: row})
    assert (caught.value.file, caught.value.line, caught.value.column) == ("language-versions.csv", line, column)


@pytest.mark.parametrize(
    ("line", "row", "column", "words"),
    [
        (2, "objective/24,fr,Un nom,booklet-fr", "path", "'objective/24' is not the path"),
        (2, "objective/1/action/a,fr,Un nom,booklet-fr", "path", "not the path"),
        (2, ",fr,Un nom,booklet-fr", "path", "empty"),
        (3, "objective/1,fr,Un nom,booklet-fr", "language", "line 2 already"),
        (2, "objective/1,de,Ein Name,booklet-fr", "language", "'de' is none of es, fr"),
        (3, "objective/2,fr,Collecter des données précises,booklet-fr", "name", "line 2 already"),
        (2, "objective/1,fr,,booklet-fr", "name", "empty"),
        (2, "objective/1,fr,Ясные цели,booklet-fr", "name", "'Я' is no letter of the language 'fr'"),
        (2, "objective/1,fr,Señalar los datos,booklet-fr", "name", "'ñ' is no letter of the language 'fr'"),
        (3, "objective/1,es,Mettre en œuvre,booklet-es", "name", "'œ' is no letter of the language 'es'"),
        (2, "objective/1,fr,Collecter and utiliser,booklet-fr", "name", "English word 'and'"),
        (3, "objective/1,es,Datos for formular políticas,booklet-es", "name", "English word 'for'"),
        (2, "objective/1,fr,Un nom,booklet-de", "source", "no document of language-versions.csv"),
        (2, "objective/1,fr,Un nom,booklet-es", "source", "is in the language 'es', not 'fr'"),
        (2, "objective/1,fr,Un nom,", "source", "empty"),
    ],
)
def test_a_wrong_cell_of_a_name_is_told_with_line_and_column(tmp_path, line, row, column, words):
    """One name in each language, in its own letters, without English words, from a document in that language."""
    with pytest.raises(CuratedTableError, match=re.escape(words)) as caught:
        read(tmp_path, names={line: row})
    assert (caught.value.file, caught.value.line, caught.value.column) == ("official-names.csv", line, column)


def test_compact_objectives_and_four_principles_have_names(curated):
    """French and Spanish names of the Compact and 23 objectives; four principles have a French one, and no more."""
    names = {(name.path, name.name.language): name for name in read_official_names(*curated)}
    both = ["compact", *(f"objective/{number}" for number in range(1, 24))]
    principles = ["people-centred", "child-sensitive", "whole-of-government-approach", "gender-responsive"]
    expected = {(path, language) for path in both for language in ("fr", "es")}
    assert set(names) == expected | {(f"principle/{slug}", "fr") for slug in principles}
    assert names["compact", "es"].name.value == "Pacto Mundial para la Migración Segura, Ordenada y Regular"
    objective = names["objective/11", "fr"]
    assert objective.name.value == "Gérer les frontières de manière intégrée, sûre et coordonnée"
    assert objective.source == "source/guidance-booklet-fr"
    principle = names["principle/gender-responsive", "fr"]
    assert principle.name.value == "Prise en compte de la problématique femmes-hommes"
    assert principle.source == "source/network-hub-fr"


def test_names_are_of_the_united_nations_and_labels_ours(curated):
    """Documents of the United Nations are as printed elsewhere; the labels of terms and concepts are ours."""
    statuses = {slug: document.status for slug, document in curated[2].items()}
    assert statuses == {
        "guidance-booklet-fr": "as printed elsewhere",
        "guidance-booklet-es": "as printed elsewhere",
        "network-hub-fr": "as printed elsewhere",
        "labels-fr": "ours",
        "labels-es": "ours",
    }
