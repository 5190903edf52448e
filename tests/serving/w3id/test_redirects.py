"""The rules for w3id.org lead every permanent address to the server, and to nowhere else: tried with a real Apache."""

from __future__ import annotations

import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

BASE = "https://w3id.org/gcm/"
SERVER = "https://gcm.example.org"
FOLDER = Path(__file__).resolve().parents[3] / "docs" / "w3id"


@pytest.fixture(scope="module")
def paths(release: Path) -> list[str]:
    """Return the path of every address of ours that the dump and the catalogue entry name."""
    found = set()
    for name, form in (("gcm.nq", RdfFormat.N_QUADS), ("void.ttl", RdfFormat.TURTLE)):
        for quad in parse(path=str(release / name), format=form):
            for term in (quad.subject, quad.predicate, quad.object, quad.graph_name):
                if isinstance(term, NamedNode) and term.value.startswith(BASE):
                    found.add(term.value.removeprefix(BASE).partition("#")[0])
    return sorted(found)


def test_every_address_of_a_release_leads_to_the_server(ask, paths: list[str]) -> None:
    """Each IRI is 303 to the same path at the server; the endpoint is 307."""
    assert len(paths) > 4000
    kinds = {path.partition("/")[0] for path in paths}
    assert {"objective", "annotation", "dataset", "ontology", "context.jsonld", "tables", "sparql"} <= kinds
    for path in paths:
        answer = ask(f"/gcm/{path}")
        assert (answer.status, answer.location) == (307 if path == "sparql" else 303, f"{SERVER}/{path}")


@pytest.mark.parametrize(
    "rest",
    [
        "",
        "?format=ttl",
        "objective/11?format=ttl",
        "objective/11/",
        "objective/11.csl.json",
        "ontology",
        "ontology/0.1.0",
        "shapes/0.1.0",
        "dataset/0.1.0",
        "context.jsonld",
        "tables/units.csv",
        "README.md",
        ".htaccess",
        "?",
        "search/?q=border%20control&lang=fr",
        "search/?q=a+b&q=%C3%A9%26%3D%23%3F",
        "cite?q=27%28b%29",
        "a%20b",
        "a%3Fb",
        "a%3Fb?c=d",
        "a%23b",
        "a%25b",
        "a%252Fb",
        "theme/caf%C3%A9",
        "a%5Bb%5D;c=1,2'(x)*!$&@:~",
        "a+b",
        "%24%7BGCM_SERVER%7D$1",
    ],
)
def test_path_query_and_encoding_arrive_as_written(ask, rest: str) -> None:
    """What follows /gcm/ arrives character for character."""
    answer = ask(f"/gcm/{rest}")
    assert answer.status == 303
    assert answer.location == f"{SERVER}/{rest}"


@pytest.mark.parametrize("accept", ["text/html", "text/turtle", "application/ld+json", "*/*", "image/png"])
def test_the_server_chooses_the_format(ask, accept: str) -> None:
    """Whatever a client accepts, the redirect is the same one: content negotiation is the server's."""
    answer = ask("/gcm/objective/11", Accept=accept)
    assert (answer.status, answer.location) == (303, f"{SERVER}/objective/11")


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_a_posted_query_stays_posted(ask, method: str) -> None:
    """The endpoint is 307, which keeps method and content, with the query as written."""
    answer = ask("/gcm/sparql?query=ASK%20%7B%7D", method, Content_Length="0")
    assert (answer.status, answer.location) == (307, f"{SERVER}/sparql?query=ASK%20%7B%7D")


def test_scripts_of_other_sites_may_follow(ask) -> None:
    """The redirect itself carries the field that lets a browser follow it for a script (Fetch, CORS check)."""
    assert ask("/gcm/context.jsonld", Origin="https://other.example").fields["access-control-allow-origin"] == "*"


def test_absolute_targets_are_understood(ask) -> None:
    """A request line with a whole address, as proxies send it, leads to the same place (RFC 9112 §3.2.2)."""
    assert ask("http://w3id.org/gcm/objective/11?a=b").location == f"{SERVER}/objective/11?a=b"


@pytest.mark.parametrize(
    "path", [".well-known", ".well-known/void", ".well-known/acme-challenge/x", "%2Ewell-known/void"]
)
def test_well_known_addresses_are_left_alone(ask, path: str) -> None:
    """Nothing under /gcm/.well-known leads to the server."""
    answer = ask(f"/gcm/{path}")
    assert (answer.status, answer.location) == (404, "")


HOSTILE = [
    "/gcm//evil.example",
    "/gcm///evil.example/x",
    "/gcm/%2F%2Fevil.example",
    "/gcm/%2f%2fevil.example",
    "/gcm/%5C%5Cevil.example",
    "/gcm/\\\\evil.example",
    "/gcm/\\evil.example",
    "/gcm/@evil.example",
    "/gcm/.evil.example",
    "/gcm/:80@evil.example/",
    "/gcm/https://evil.example/",
    "/gcm/https:%2F%2Fevil.example/",
    "/gcm/javascript:alert(1)",
    "/gcm/..//evil.example",
    "/gcm/../evil",
    "/gcm/%2e%2e/evil",
    "/gcm/x/../../evil",
    "/gcm/./evil",
    "//gcm/evil",
    "/x/../gcm/objective/11",
    "/gcm@evil.example",
    "/gcm.evil.example/",
    "/gcmevil",
    "http://evil.example/gcm/objective/11",
    "https://evil.example//gcm/x",
    "/gcm/x%0d%0aLocation:%20https://evil.example",
    "/gcm/x%0D%0ASet-Cookie:%20a=b?y=%0d%0aX-Evil:%201",
    "/gcm/sparql%0d%0aX-Evil:%201",
    "/gcm/sparql//evil.example",
    "/gcm/%00",
    "/gcm/x%00y",
    "/gcm/%",
    "/gcm/%zz",
    "/gcm/?//evil.example",
    "/gcm/?%0d%0aX-Evil:%201",
    "/gcm/%{HTTP_HOST}",
    "/gcm/x#//evil.example",
]


@pytest.mark.parametrize("target", HOSTILE)
def test_no_address_leads_to_another_host(ask, target: str) -> None:
    """Whatever is asked, Apache refuses it or leads to our server; no field is added, and no line broken."""
    answer = ask(target)
    assert answer.status in {301, 303, 400, 403, 404}
    assert not {"set-cookie", "x-evil"} & answer.fields.keys()
    if answer.status == 303:
        assert answer.location.startswith(f"{SERVER}/")
        assert urlsplit(answer.location).netloc == "gcm.example.org"
        assert answer.location.isprintable()
    elif answer.status == 301:
        assert urlsplit(answer.location).hostname == "w3id.org"
    else:
        assert answer.location == ""


@pytest.mark.parametrize("target", ["/gcm/%2F%2Fevil.example", "/gcm/%00", "/gcm/../evil", "/gcmevil", "/"])
def test_what_is_no_address_of_ours_is_not_redirected(ask, target: str) -> None:
    """Encoded slashes, null characters and what lies outside of the folder have no answer of ours."""
    answer = ask(target)
    assert (answer.status in {400, 403, 404}, answer.location) == (True, "")


def test_the_host_of_the_request_is_not_believed(ask) -> None:
    """Fields that claim another host change nothing."""
    for fields in ({"X-Forwarded-Host": "evil.example"}, {"Forwarded": "host=evil.example"}, {"GCM_TARGET": "//evil"}):
        assert ask("/gcm/objective/11", **fields).location == f"{SERVER}/objective/11"


def test_a_reader_gets_there(apache, served, paths: list[str]) -> None:
    """A client that follows the redirects gets, for one thing of each kind, its description, as page and as data."""
    kinds = {path.partition("/")[0] for path in paths if "." not in path.partition("/")[0]} - {"tables"}
    first = {kind: next(path for path in paths if path.partition("/")[0] == kind) for kind in kinds}
    assert len(first) > 30
    with apache(served.url) as ask:
        for path in sorted(first.values()):
            leads_to = ask(f"/gcm/{path}").location
            assert leads_to == f"{served.url}/{path}"
            for accept, wanted in (("text/turtle", path), ("text/html", "<h1")):
                if path == "sparql" and accept == "text/html":
                    continue
                request = urllib.request.Request(leads_to, headers={"Accept": accept})  # noqa: S310 - our own server
                with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310 - our own server
                    assert answer.status == 200
                    assert answer.headers["Content-Type"].startswith(accept)
                    assert wanted in answer.read().decode()


def test_the_folder_says_what_w3id_org_asks_for() -> None:
    """There is a page that says what the name is for, who submits it and is then to be asked, and no invented person.

    Until it is submitted, the page says so itself: it is published with the documentation.
    """
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert "## Contact" in text
    assert "The name `gcm` is not registered, and none of these addresses resolves." in text
    assert "The maintainers who submit the folder put their names in place of this paragraph" in text
    assert "@" not in text
    assert "REPLACE IT" in (FOLDER / ".htaccess").read_text(encoding="utf-8")
