"""Every address has a page: the small kinds all, of the large ones some; and every link of them leads somewhere."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections import defaultdict
from pathlib import Path

import pytest

from gcm_graph.namespaces import BASE, GCM
from gcm_graph.resources import release_identity
from gcm_graph.serving import assets
from gcm_graph.serving.service import ServedRelease

VERSION = release_identity().version

UNITS = {"compact", "footnote", "objective", "opening", "paragraph", "principle", "resolution", "section"}
"""The families of the pages on which the Compact is read, which have tests of their own."""

FEW = 10
"""How many things a family can have of which all pages are got; of larger ones half as many."""

MOST_BYTES = 30_000
"""How long a page may be, compressed with its styles."""

OF_CLASS = re.compile(r"class-.*-property-")
"""How the names of the counts of a property by class begin."""


@pytest.fixture(scope="module")
def addresses(release: Path) -> dict[str, set[str]]:
    """Return the addresses that the dump uses, with the names behind their `#`, as they stand in its lines."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    dump = (release / "gcm.nq").read_text(encoding="utf-8")
    for path, _, name in re.findall(rf"<{re.escape(BASE)}([^>#]*)(#([^>]*))?>", dump):
        found[path].add(name)
    return found


@pytest.fixture(scope="module")
def sample(addresses: dict[str, set[str]]) -> list[str]:
    """Return some paths of each family, the same each time."""
    families: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted(addresses):
        family = path.partition("/")[0]
        if family not in UNITS and path != "ontology" and not path.startswith("ontology/"):
            families[family].append(path)
    chosen = []
    for paths in families.values():
        chosen += paths if len(paths) <= FEW else paths[:: len(paths) // (FEW // 2)]
    return chosen


@pytest.fixture(scope="module")
def pages(get, sample: list[str]) -> dict[str, object]:
    """Return the pages of the sample, and of the lists, by their paths."""
    lists = ["index/", "sdg/", "sdg/10/", "sdg/10.7/", "ontology/", "term/Action/", "term/text/", "query/saved/"]
    lists += ["profile/"]
    lists += ["search?q=trade+unions", "search?objective=11&kind=Action", "index/objective/11/", f"dataset/{VERSION}/"]
    return {path: get(path) for path in [*(f"{each}/" for each in sample), *lists]}


def test_sample_is_of_every_kind(sample: list[str]):
    """The sample has a page of each family that the contract of addresses names."""
    families = {path.partition("/")[0] for path in sample}
    assert families >= {
        *("instrument", "actor", "mechanism", "stakeholder", "population", "place", "theme", "practice", "source"),
        *("annotation", "variant", "scheme", "graph", "dataset", "claim", "mapping", "passage", "reference", "task"),
        *("period", "observance", "stage", "review", "capacity-gap", "query", "pledge-kind", "pledge-form"),
    }


def test_every_page_is_there(pages):
    """Each address has a page with a title, one heading of the first order, and its permanent address."""
    for path, page in pages.items():
        assert page.status == 200, path
        assert page.fields["content-type"] == "text/html; charset=utf-8", path
        assert len(re.findall(r"<h1[ >]", page.text)) == 1, path
        assert re.search(r"<title>[^<·]", page.text), path


def test_names_behind_the_hash_are_in_the_page(pages, addresses: dict[str, set[str]]):
    """What has an address with a # is described on the page of the address, under that name.

    Only void.ttl has the counts of each property by class: there are thousands.
    """
    for path, page in pages.items():
        wanted = {each for each in addresses.get(path.rstrip("/"), set()) - {""} if not OF_CLASS.match(each)}
        names = set(re.findall(r' id="([^"]*)"', page.text))
        assert wanted <= names, (path, sorted(wanted - names)[:3])


def test_names_in_a_page_are_unique(pages):
    """No name stands twice in one page."""
    for path, page in pages.items():
        names = re.findall(r' id="([^"]*)"', page.text)
        assert len(names) == len(set(names)), path


def test_links_within_pages(pages):
    """A link within a page leads to a name that is there."""
    for path, page in pages.items():
        names = set(re.findall(r' id="([^"]*)"', page.text))
        assert {link[1:] for link in page.links if link.startswith("#") and len(link) > 1} <= names, path


def test_links_lead_somewhere(get, pages):
    """Links to other pages and documents of this server lead to something."""
    targets: dict[str, str] = {}
    for path, page in pages.items():
        for link in page.links:
            place = link.partition("#")[0]
            if place.startswith("/") and not place.startswith(("/sparql", "/openapi.json", "/query/?")):
                targets.setdefault(place, path)
    known = {f"/{path}" for path in pages}
    unseen = sorted(place for place in targets if place not in known)
    # All that are not pages of things, and every so many of those.
    chosen = [place for number, place in enumerate(unseen) if not place.endswith("/") or number % 40 == 0]
    chosen = [place for number, place in enumerate(chosen) if "." not in place or number % 10 == 0]
    for place in chosen:
        answer = get(place[1:])
        if answer.status == 303:  # a version of the ontology leads to the ontology
            answer = get(answer.fields["location"][1:])
        assert answer.status == 200, (place, targets[place])


def test_pages_are_small(pages):
    """A page is at most 30 kB, compressed and with its styles."""
    for path, page in pages.items():
        styles = re.findall(r'<link rel="stylesheet" href="/assets/([^"?]+)', page.text)
        whole = page.content + b"".join(assets.assets()[style].content for style in styles)
        assert len(gzip.compress(whole)) <= MOST_BYTES, path


def test_statements_are_embedded(pages):
    """The page of a thing carries its statements as JSON-LD with the thing's own IRI."""
    import json

    page = pages["review/international-migration-review-forum-2022/"]
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', page.text, re.DOTALL)
    assert data is not None
    record = json.loads(data[1])
    assert record["@context"]
    assert "international-migration-review-forum-2022" in json.dumps(record)


def test_annotation_in_its_sentence(get):
    """The page of an annotation quotes the words in their sentence, and names what they refer to."""
    page = get("annotation/resolution/preamble/1/33-50/period/2016-09-19/")
    assert ">19 September 2016</a></mark>" in page.main
    assert 'href="/resolution/preamble/1/"' in page.main
    assert 'href="/period/2016-09-19/"' in page.main
    assert all(f'id="{name}"' in page.main for name in ("target", "quote", "position"))


def test_variant(get):
    """The page of a variant has the words of the resolution marked in their place, the others', and who has them."""
    page = get("variant/objective/11/action/b/280-294/communication/")
    assert ">communications</a></mark>" in page.main
    assert "<blockquote>communication</blockquote>" in page.main
    for source in ("guidance-booklet-objective-11", "network-hub-objective-11"):
        assert f'href="/source/{source}/"' in page.main


def test_practice(get):
    """The page of a practice tells what it exemplifies, and which source says so."""
    page = get("practice/perus-ministry-of-social-development/")
    assert 'href="/objective/15/"' in page.main
    assert "Government of Peru, n.d." in page.words
    assert "Implementing the Global Compact for Safe, Orderly and Regular Migration" in page.words


def test_claim(get):
    """The page of a claim tells who says what of what."""
    page = get("claim/actor/african-union-border-programme/alternative/aubp/")
    assert 'href="/actor/african-union-border-programme/"' in page.main
    assert 'href="/source/guidance-booklet-objective-11/"' in page.main
    assert "AUBP" in page.words


def test_rejected_claim_is_shown_as_such(get):
    """Where sources disagree the page of the thing has both values, and why one was rejected."""
    page = get("instrument/slavery-convention/")
    assert re.search(r"1927-03-09.*\(preferred.*1927-03-07.*\(rejected; ", page.words)
    path = "claim/instrument/slavery-convention/first-date-entry-in-force/1927-03-07/"
    assert f'href="/{path}"' in page.main
    assert "rejected" in get(path).words


def test_passage(get):
    """The page of a passage quotes it, with the lines on which it stands."""
    page = get("passage/guidance-booklet-objective-11/goal/10/")
    assert "<blockquote>Reduced inequalities</blockquote>" in page.main
    assert "line 55 of the file" in page.words


def test_task(get):
    """The page of a task has the words that ask it marked in their place."""
    page = get("task/advise-on-assess-and-process-country-requests/")
    words = "Advising on, assessing and processing country requests for the development of solutions"
    assert f">{words}</a></mark>" in page.main
    assert 'href="/mechanism/connection-hub/"' in page.main


def test_declared_repairs(get):
    """The page of a source has each declared repair of its own with the reason."""
    import tomllib

    from gcm_graph import resources

    declared = tomllib.loads((resources.sources_folder() / "repairs.toml").read_text(encoding="utf-8"))
    page = get("source/a-res-73-195/")
    for repair in declared["repair"]:
        assert " ".join(repair["why"].split()) in page.words
    witnessed = declared["witness_repair"][0]
    assert " ".join(witnessed["why"].split()) in get(f"source/{witnessed['source']}/").words
    assert " ".join(witnessed["why"].split()) not in page.words


def test_repairs_of_another_version(opened: ServedRelease, make_get):
    """Of a release that was made by other declarations, those of this program are not told: they may be others."""
    from dataclasses import replace

    from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, parse

    checksum = f"{BASE}dataset/{VERSION}#repairs-checksum"
    others = [
        quad
        for quad in parse(path=opened.folder / "gcm.nq", format=RdfFormat.N_QUADS)
        if not (quad.subject.value == checksum and quad.predicate.value.endswith("#checksumValue"))
    ]
    store = Store()
    store.bulk_extend(others)
    store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in others)
    other = make_get(replace(opened, store=store, digest="other"))
    page = other("source/a-res-73-195/")
    assert "Marks 4 and 9 around it" not in page.words
    assert "this program is of another" in page.words
    assert 'id="suspected"' not in page.main
    assert "repairs of conversion damage" not in other("paragraph/2/").main
    assert "repairs of conversion damage" in make_get(opened)("paragraph/2/").main


def test_scheme(get):
    """The page of a scheme has its concepts as a tree: girls below children."""
    page = get("scheme/populations/")
    children = page.main.index('href="/population/children/"')
    girls = page.main.index('href="/population/girls/"')
    assert children < girls
    assert "</li>" not in re.sub(r"<li>.*?</li>", "", page.main[children:girls])
    assert "67 concepts" in page.words


def test_graph(get):
    """The page of a graph tells what it holds, how much, and what it was made from."""
    page = get("graph/evidence/")
    assert "Which words of which unit each link rests on" in page.words
    assert re.search(r"Statements\s+36\D?840", page.words)
    assert f'href="/dataset/{VERSION}/#linking"' in page.main


def test_checksum_of_a_graph(get, release: Path):
    """The page of a graph has the checksum of its lines in gcm.nq, where its IRI leads."""
    ending = b" <https://w3id.org/gcm/graph/hub> ."
    lines = [line for line in (release / "gcm.nq").read_bytes().splitlines() if line.endswith(ending)]
    block = re.search(r'<section class="block" id="checksum">(.*?)</section>', get("graph/hub/").main, re.DOTALL)
    assert block is not None
    assert hashlib.sha256(b"".join(line + b"\n" for line in lines)).hexdigest() in block[1]


def test_dataset(get, release: Path):
    """The page of the dataset has each file with its checksum, the licence and the version."""
    page = get("dataset/")
    sums = dict(reversed(line.split("  ", 1)) for line in (release / "SHA256SUMS").read_text().splitlines())
    for name, digest in sums.items():
        if name not in {"void.ttl", "SHA256SUMS"}:
            assert f'href="/{name}"' in page.main, name
            assert digest in page.main, name
    assert "CC BY 4.0" in page.words
    assert VERSION in page.words


def test_version(get):
    """The page of a version has the files that were read in one table, each with its checksum, and the steps."""
    from gcm_graph import resources

    page = get(f"dataset/{VERSION}/")
    row = re.search(r'<tr id="repairs">(.*?)</tr>', page.main, re.DOTALL)
    assert row is not None
    content = (resources.sources_folder() / "repairs.toml").read_bytes()
    assert f'<code id="repairs-checksum">{hashlib.sha256(content).hexdigest()}</code>' in row[1]
    assert 'id="linking"' in page.main
    assert "-checksum" not in page.words


def test_statistics(get):
    """The page of the dataset has the statistics by class: 187 actions."""
    page = get("dataset/")
    row = re.search(r'<tr id="class-gcm-Action">(.*?)</tr>', page.main, re.DOTALL)
    assert row is not None
    assert ">187<" in row[1]


def test_names_of_terms_on_the_page_of_the_dataset(get):
    """Terms of others are called by words there, not by a prefix and a name; the page begins with its contents."""
    page = get("dataset/")
    names = [re.sub(r"<[^>]+>", "", each) for each in re.findall(r"<dt>(.*?)(?:<span class=\"from\"|</dt>)", page.main)]
    assert len(names) > 10
    assert [each for each in names if ":" in each] == []
    contents = page.main.partition('<nav aria-label="On this page">')[2].partition("</nav>")[0]
    assert [f'href="#{name}"' in contents for name in ("files", "graphs", "counts", "classes", "properties")] == [
        True
    ] * 5


def test_index_is_in_the_order_of_numbers(get):
    """Target 8.3 stands before 8.10 in the index, and all names begin with a capital, whose count stands by them."""
    main = get("index/").main
    goals = re.findall(r'href="/sdg/([0-9.a-z]+)/"', main.partition('id="goals"')[2].partition("</section>")[0])
    assert [each for each in goals if "." not in each] == sorted((each for each in goals if "." not in each), key=int)
    assert goals.index("8.8") < goals.index("10.2") < goals.index("10.7")
    gaps = main.partition('id="capacity-gaps"')[2].partition("</section>")[0]
    assert re.findall(r">([^<\s])[^<]*</a>", gaps) == ["C", "G", "I", "S", "T"]
    assert "</a> <span" not in main


@pytest.mark.parametrize("path", ["sdg/10.7/", "term/Action/"])
def test_statements_of_what_has_no_document(get, path):
    """The page of a target or a term has its statements as the endpoint gives them."""
    assert 'href="/sparql?query=DESCRIBE+' in get(path).main.partition("Get this as")[2]


def test_dataset_is_short(get):
    """The page of the dataset has the counts by class and by property, and not those of each property by class."""
    page = get("dataset/")
    assert 'id="class-gcm-Action"' in page.main
    assert 'id="property-gcm-text"' in page.main
    assert "-property-" not in "".join(re.findall(r' id="class-[^"]*"', page.main))
    assert len(re.findall(r"<[a-z]", page.text)) < 2500
    assert "Void:" not in page.words


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("term/Action/", "Terms"),
        ("ontology/", "Terms"),
        ("stakeholder/trade-unions/", "Index"),
        ("index/objective/11/", "Index"),
        ("graph/text/", "Data"),
        ("query/trade-unions/", "Queries"),
    ],
)
def test_part_of_the_site(get, path, part):
    """A page marks the one part of the site to which it belongs."""
    nav = get(path).text.partition('<nav aria-label="Site">')[2].partition("</nav>")[0]
    assert re.findall(r'aria-current="[^"]*">([^<]*)<', nav) == [part]


def test_what_may_be_damaged(get):
    """The page of the resolution's source lists what looks damaged and was left as found: four places."""
    section = get("source/a-res-73-195/").main.partition('id="suspected"')[2].partition("</section>")[0]
    assert len(re.findall("<tr", section)) == 1 + 4
    assert "broad multistakeholder partnerships" in section


def test_mapping_set(get):
    """The page of a set of mappings has each mapping in a row, with its confidence."""
    page = get("mapping/dcterms/")
    assert 'href="/mapping/dcterms/ontology/actor/close-match/agent/"' in page.main
    assert 'href="http://purl.org/dc/terms/Agent"' in page.main
    assert "0.7" in page.words


def test_shapes(get):
    """The page of the shapes has each shape under its name, with its message."""
    page = get(f"shapes/{VERSION}/")
    assert page.status == 200
    assert 'id="Compact-title"' in page.main
    assert "The Compact has one title in each language" in page.words
    assert "ACommitment One of the 43 commitments" in page.words
    assert "{?" not in page.words
    assert get("shapes/9.9.9/").status == 404
    assert get("dataset/9.9.9/").status == 404


@pytest.mark.parametrize(
    "path",
    ["nothing/", "theme/%3Cscript%3Ealert(1)%3C/script%3E/", "theme/a%00b/", "theme/..%2F..%2Fetc/", "index/x/y/"],
)
def test_nothing_there(get, path):
    """An address at which nothing stands is no page, whatever characters it has."""
    assert get(path).status == 404


def test_pages_below_a_path(opened: ServedRelease, make_get):
    """Where the server is reached below a path, all links begin with it."""
    from dataclasses import replace

    from gcm_graph.serving.addresses import Addresses

    below = make_get(replace(opened, addresses=Addresses("https://example.org/compact")))
    for path in ("theme/access-to-justice/", "index/", "search?q=women", "ontology/", "query/saved/", "dataset/"):
        links = [link for link in below(path).links if link.startswith("/")]
        assert links
        assert all(link.startswith("/compact/") for link in links), path


def test_pages_of_what_others_name():
    """Terms have their pages under term/, since a # never reaches the server; of the Goals' register only Goals."""
    from gcm_graph.serving.pages.rendering import page_path

    assert page_path(f"{GCM}Action") == "term/Action/"
    assert page_path("http://metadata.un.org/sdg/10.c") == "sdg/10.c/"
    for other in ("http://metadata.un.org/sdg/", "http://metadata.un.org/sdg/codes/migratoryStatus/MIGPER"):
        assert page_path(other) == other


@pytest.mark.parametrize("path", [f"dataset/{VERSION}/", f"shapes/{VERSION}/"])
def test_versions_have_the_links_of_documents(get, path):
    """The page of a version says where it stands and what other documents there are, as every page of a thing."""
    fields = get(path).fields
    assert fields["content-location"] == f"/{path}"
    assert 'rel="canonical"' in fields["link"]


def test_shapes_of_the_profile(get):
    """The page of the shapes has those of the profile too."""
    assert 'id="KnownConcept"' in get(f"shapes/{VERSION}/").main


@pytest.mark.parametrize("path", ["sdg/10.7.ttl", "sdg/99", "term/nothing", "index/objective/24"])
def test_no_redirect_to_nothing(get, path):
    """What is not there is answered at once: a permanent redirect to nothing would be kept."""
    assert get(path).status == 404


@pytest.mark.parametrize("path", ["sdg/10.7", "term/Action", "index/objective/11", "index", "sdg"])
def test_redirect_to_a_page(get, path):
    """The address of a page without the slash at its end leads to the page."""
    answer = get(path)
    assert (answer.status, answer.fields["location"]) == (301, f"/{path}/")
