"""Find the address that people mean by another one: `paragraph/27/b`, `Objective/11`, `footnote-4`."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Final

from gcm_graph.citations import LONGEST, CitationSyntaxError, UnknownCitationError, resolve
from gcm_graph.namespaces import BASE
from gcm_graph.serving.documents.files import FILES
from gcm_graph.serving.documents.inventory import INVENTORY
from gcm_graph.serving.documents.release_graphs import graph_files
from gcm_graph.serving.service import ServedRelease

_NUMBERED: Final = (
    r"(?:paragraph|para|par|objective|obj|principle|footnote|fn|note|preambular|pp|resolution|res|operative|op|[0-9])"
)
"""How an address begins that is read as a citation.

Names alone are not: a principle, a theme and a section can share one.
"""

_PLURAL: Final = re.compile(r"(paragraph|objective|principle|footnote)s\b")
_COMMITMENT: Final = re.compile(r"(?:paragraph|para|par) ([0-9]{1,6}) commitment ([0-9]{1,6})")
_VERSIONED: Final = ("ontology", "dataset", "shapes", "profile")
_MOST: Final = 400
"""With more neighbours than this no similar address is looked for: it would take longer than the rest of the answer."""
_LIKENESS: Final = 0.8
_SUGGESTED: Final = 3


def usual_path(release: ServedRelease, path: str) -> str | None:
    """Return the path of the thing that another path names, or None where it names nothing that there is.

    Understood are upper case, doubled slashes, a term with its # encoded or a slash before its name, and every way to
    write the citation of a unit with slashes, hyphens or spaces between its parts.

    Args:
        release: the release.
        path: a path at which nothing stands.
    """
    addresses = INVENTORY.of(release).addresses
    plain = re.sub("/{2,}", "/", path).strip("/").lower()
    if plain in addresses:
        return plain
    term = _term(release, path)
    if term is not None:
        return term
    if len(plain) > LONGEST:
        return None
    words = _PLURAL.sub(r"\1", " ".join(re.sub(r"[/_+ -]+", " ", plain).split()))
    unit = _cited(release, f"/{plain}")
    if unit is None and re.match(_NUMBERED, words):
        unit = _cited(release, _in_words(release, words))
    return unit


def _term(release: ServedRelease, path: str) -> str | None:
    """Return the path and fragment of a term whose # a client has encoded, or taken for a slash."""
    addresses = INVENTORY.of(release).addresses
    whole, encoded, _ = path.partition("#")
    if encoded:
        return path if whole in addresses or whole in graph_files(release) else None
    whole, _, name = path.partition("/")
    return f"{whole}#{name}" if whole == "ontology" and name in addresses[whole].parts else None


def _in_words(release: ServedRelease, words: str) -> str:
    """Return a citation as it is usually written; a commitment of a paragraph is one of the paragraph's objective."""
    words = re.sub(r"^(?:resolution |res )?preamble\b", "pp", words)
    commitment = _COMMITMENT.fullmatch(words)
    if commitment:
        whole = next((unit.part_of for unit in release.units if unit.path == f"paragraph/{commitment[1]}"), "")
        return f"/{whole.removeprefix(BASE)}/commitment/{commitment[2]}"
    return words


def _cited(release: ServedRelease, citation: str) -> str | None:
    try:
        return resolve(citation, release.units).path
    except (CitationSyntaxError, UnknownCitationError):
        return None


def what_there_is(release: ServedRelease, path: str) -> str:
    """Return what there is instead of a unit or a version that there is not, or nothing.

    For example: `Objective 11 has actions (a) to (g).`
    """
    kind, _, version = path.partition("/")
    if kind in _VERSIONED and version:
        return f"This server has version {INVENTORY.of(release).version}: {kind}/{INVENTORY.of(release).version}."
    try:
        resolve(f"/{path.strip('/').lower()}"[: LONGEST + 1], release.units)
    except UnknownCitationError as error:
        return error.hint
    except CitationSyntaxError:
        pass
    return ""


def files_in(release: ServedRelease, path: str) -> list[str]:
    """Return the files of the release that lie in a folder, or have a name without its folder or its ending."""
    name = path.strip("/")
    starts = f"{name}/", f"{name.partition('.')[0]}."
    return sorted(each for each in FILES.of(release) if each.startswith(starts) or each.endswith(f"/{name}"))


def similar_paths(release: ServedRelease, path: str) -> list[str]:
    """Return a few paths that stand below one at which nothing stands, have its words, or are spelt like it."""
    addresses = INVENTORY.of(release).addresses
    wanted = path.lower()
    if len(wanted) > LONGEST:
        return []
    family, _, rest = wanted.partition("/")
    families = {each.partition("/")[0] for each in addresses}
    if family not in families:
        for near in get_close_matches(family, sorted(families), n=1, cutoff=_LIKENESS):
            wanted, family = f"{near}/{rest}".rstrip("/"), near
    if wanted in addresses:
        return [wanted]
    below = [each for each in addresses if each.startswith(f"{wanted}/")]
    if below:
        return sorted(below, key=lambda each: each.count("/"))[:_SUGGESTED]
    neighbours = [each for each in addresses if each.partition("/")[0] == family]
    if len(neighbours) > _MOST:
        return []
    found = [*_with_the_words(wanted, neighbours), *get_close_matches(wanted, neighbours, _SUGGESTED, _LIKENESS)]
    return list(dict.fromkeys(found))[:_SUGGESTED]


def _with_the_words(wanted: str, neighbours: list[str]) -> list[str]:
    """Return the addresses whose last step has all words of another's, and more: those first that begin with them."""
    words = set(_last_step(wanted).split("-")) - {""}
    having = [each for each in neighbours if words <= set(_last_step(each).split("-"))] if words else []
    return sorted(having, key=lambda each: (not each.startswith(wanted), len(each)))


def _last_step(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]
