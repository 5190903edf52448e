"""What the page of a problem names of this server is linked."""

from __future__ import annotations

import pytest

from gcm_graph.serving.addresses import Addresses
from gcm_graph.serving.pages.markup import with_links


def written(words: str, base_url: str | None = None) -> str:
    """Return words as the page of a problem has them."""
    return str(with_links({"addresses": Addresses(base_url), "language": "en"}, words))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "links"),
    [
        ("Did you mean theme/child-detention or tables/units.csv?", ["theme/child-detention", "tables/units.csv"]),
        (
            "The contents of the Compact are at /compact/, and /search finds words and citations.",
            ["compact/", "search"],
        ),
        ("Search at /search, or begin at /.", ["search", ""]),
        ("All its pages are listed at /docs/.", ["docs/"]),
        ("There are /objective/11.ttl, /objective/11.csl.json.", ["objective/11.ttl", "objective/11.csl.json"]),
    ],
)
@pytest.mark.parametrize("base_url", [None, "https://example.org/gcm"])
def test_addresses_are_links(words, links, base_url):
    """A path of this server is a link to it, below the path under which the server is reached."""
    root = "/gcm" if base_url else ""
    said = words.replace(" /", f" {root}/") if "There are" in words else words
    page = written(said, base_url)
    assert [each.partition('"')[0] for each in page.split('href="')[1:]] == [f"{root}/{link}" for link in links]


@pytest.mark.parametrize("words", ["Write /cite?q= and a citation.", "Ask for text/turtle or text/html.", "and/or"])
def test_what_is_no_address_stays(words):
    """Patterns of addresses and media types are no links."""
    assert written(words) == words


def test_markup_is_shown_as_typed():
    """What a hint repeats of the request is no markup."""
    assert written("Did you mean <b>x</b> or a/b?") == 'Did you mean &lt;b&gt;x&lt;/b&gt; or <a href="/a/b">a/b</a>?'
