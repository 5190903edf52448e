"""The parts of the site, which every page offers, and the part to which a page belongs."""

from __future__ import annotations

CONTENTS, INDEX, QUERIES, TERMS, DATA, DOCUMENTATION = (
    ("compact/", "Contents"),
    ("index/", "Index"),
    ("query/", "Queries"),
    ("ontology/", "Terms"),
    ("dataset/", "Data"),
    ("docs/", "Documentation"),
)
PARTS: tuple[tuple[str, str], ...] = (CONTENTS, INDEX, QUERIES, TERMS, DATA, DOCUMENTATION)
"""The place and the name of each part, in the order in which pages offer them."""
PARTS_ALONE = (DOCUMENTATION, TERMS)
"""The parts that a site of files has, which `gcm site` writes."""

FAMILIES: tuple[tuple[tuple[str, str], tuple[str, str] | None, tuple[str, ...]], ...] = (
    (INDEX, ("index/#instruments", "Instruments"), ("instrument/",)),
    (INDEX, ("index/#actors", "Actors and mechanisms"), ("actor/", "mechanism/")),
    (INDEX, ("index/#stakeholders", "Stakeholder groups"), ("stakeholder/",)),
    (INDEX, ("index/#populations", "Population groups"), ("population/",)),
    (INDEX, ("index/#themes", "Themes"), ("theme/",)),
    (INDEX, ("index/#stages", "Stages of migration"), ("stage/",)),
    (INDEX, ("index/#places", "Places"), ("place/",)),
    (INDEX, ("index/#periods", "Times and observances"), ("period/", "observance/")),
    (INDEX, ("sdg/", "Goals and targets"), ("sdg/",)),
    (INDEX, ("index/#tasks", "Tasks"), ("task/",)),
    (INDEX, ("index/#practices", "Practices"), ("practice/",)),
    (INDEX, ("index/#capacity-gaps", "Capacity gaps"), ("capacity-gap/",)),
    (INDEX, ("index/#reviews", "Reviews"), ("review/",)),
    (INDEX, ("index/#pledges", "Kinds and forms of pledge"), ("pledge-kind/", "pledge-form/")),
    (INDEX, ("index/#provision-kinds", "Kinds of provision"), ("provision-kind/",)),
    (INDEX, ("index/#variants", "Variants"), ("variant/",)),
    (INDEX, ("index/#sources", "Source documents and references"), ("source/", "reference/", "passage/")),
    (INDEX, ("index/#schemes", "Concept schemes"), ("scheme/",)),
    (INDEX, ("index/#mappings", "Sets of mappings"), ("mapping/",)),
    (INDEX, None, ("annotation/", "claim/")),
    (TERMS, None, ("term/",)),
    (DATA, None, ("graph/", "dataset/", "changes/", "shapes/", "profile/")),
    (QUERIES, ("question/", "Competency questions"), ("question/",)),
    (QUERIES, None, ("query/",)),
)
"""Under what a page stands: the part of the site, the part of that, and how the paths of such pages begin."""

_TO_READ = ("objective/", "paragraph/", "principle/", "section/", "footnote/", "resolution/", "opening/")
"""How the paths of pages begin on which the text is read."""


def part_of(path: str) -> str:
    """Return the place of the part to which a page belongs; empty where it belongs to none.

    >>> part_of("term/Action/"), part_of("objective/11/action/b/"), part_of("search")
    ('ontology/', 'compact/', '')
    """
    if path.startswith(_TO_READ):
        return CONTENTS[0]
    own = (place for place, _ in PARTS if path.startswith(place))
    return next(own, next((whole[0] for whole, _, places in FAMILIES if path.startswith(places)), ""))
