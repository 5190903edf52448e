"""Pages are written as HTML of ours: links lead to where things are on the site, and nothing of the text is markup."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gcm_graph.documentation import contents_of, read_documentation
from gcm_graph.documentation.anchors import Anchors

TAGS = {
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "hr", "br", "em", "strong", "a", "code"),
    *("pre", "div", "table", "thead", "tbody", "tr", "th", "td", "details", "summary", "span"),
}
ATTRIBUTES = {"id", "href", "class", "tabindex", "role", "aria-label", "scope", "start"}
SCHEMES = ("/root/", "https://", "http://", "mailto:", "#")


def require_harmless(elements):
    """Assert that there are only elements and attributes of ours, and only links that run nothing."""
    assert {tag for tag, _ in elements.found} <= TAGS
    assert {name for _, attributes in elements.found for name in attributes} <= ATTRIBUTES
    for link in elements.all("href"):
        assert link.startswith(SCHEMES), link
        assert not link.startswith("/root/https")
    for tag, attributes in elements.found:
        assert set(attributes) <= {"href"} or tag != "a"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "a <img src=x onerror=alert(1)> b",
        '<div style="position:fixed">\n\n**over all**\n\n</div>',
        "<!-- <script>alert(1)</script> -->",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java&#x0a;script:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:msgbox)",
        "[x](file:///etc/passwd)",
        "[x](//evil.example/)",
        "[x](/sparql?query=x)",
        "[x](../../../../etc/passwd)",
        "<javascript:alert(1)>",
        '[x](lesson.md "title\\" onclick=alert(1)")',
        '[x]("><script>alert(1)</script>)',
        "![<script>](javascript:alert(1))",
        "![x](x onerror=alert(1))",
        '```"><script>alert(1)</script>\ncode\n```',
        "```\n</code></pre><script>alert(1)</script>\n```",
        "    </code></pre><script>alert(1)</script>",
        "`</code><script>alert(1)</script>`",
        '## "><script>alert(1)</script>',
        "## <script>alert(1)</script>\n\n| a |\n| --- |\n| b |",
        "| <b onclick=x> |\n| ---: |\n| <script>alert(1)</script> |",
        '<a id="x" onclick="alert(1)"></a>\n\n## Heading',
        '<a id="x"><script></a>\n\n## Heading',
        "[x]: javascript:alert(1)\n\n[x]",
        "&lt;script&gt; &#60;script&#62;",
    ],
)
def test_hostile_text_stays_text(write, text):
    """HTML in Markdown is shown and not let through; links that would run something, or leave unseen, are none."""
    elements = write(text)
    require_harmless(elements)
    assert "script" not in {tag for tag, _ in elements.found}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="<>\"'`#|-*[]()!:/\\ \n&;ajscript=", max_size=80))
def test_no_text_becomes_other_markup(write, text):
    """Whatever the text is, the HTML has no element or attribute that is none of ours."""
    require_harmless(write(text))


def test_html_is_shown(write):
    """What looks like HTML can be read as it stands."""
    assert "Write <b>this</b>." in write("Write <b>this</b>.").text


@pytest.mark.parametrize(
    ("link", "place"),
    [
        ("../lesson.md", "/root/docs/lesson/"),
        ("another.md", "/root/docs/how-to/another/"),
        ("../names.md#the-second", "/root/docs/names/#the-second"),
        ("../README.md", "/root/docs/"),
        ("../notebooks/answer.ipynb", "/root/docs/notebooks/answer.ipynb"),
        ("../examples/data.ttl", "/root/docs/examples/data.ttl"),
        ("#do-one-thing", "#do-one-thing"),
        ("https://www.w3.org/TR/shacl/", "/root/https://www.w3.org/TR/shacl/"),
    ],
)
def test_links_lead_to_places_of_the_site(folder, link, place):
    """A link to a page leads to its address with the place in it, one to an example to the file."""
    from gcm_graph.documentation import written

    (folder / "how-to" / "one.md").write_text(f"# Do one thing\n\n[words]({link})\n", encoding="utf-8")
    found = read_documentation(folder)
    page = written(found.pages["how-to/one.md"], found, lambda each: f"/root/{each}")
    assert page == f'<p><a href="{place}">words</a></p>\n'


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[the terms](../../ontology/gcm.ttl)", "the terms (ontology/gcm.ttl)"),
        ("[`ontology/`](../../ontology)", "ontology/"),
        ("[ontology/gcm.ttl](../../ontology/gcm.ttl)", "ontology/gcm.ttl"),
        ("[a file](../examples/unlisted/)", "a file (docs/examples/unlisted)"),
        ("[away](../../../elsewhere)", "away"),
        ("[bad](//[::1)", "bad"),
    ],
)
def test_what_is_not_served_is_no_link(write, text, shown):
    """A link to a file of the repository is its words with the path of the file."""
    elements = write(text)
    assert elements.text.strip() == shown
    assert elements.all("href") == []


def test_headings_are_named_as_github_names_them():
    """Lower case, no punctuation, hyphens for spaces, a number for what is taken."""
    anchors = Anchors()
    headings = ["Find words", "Find words", "What's `gcm show` for?", "P1. Names – and more", "a_b c-d", "Find words-1"]
    assert [anchors.of(each) for each in headings] == [
        "find-words",
        "find-words-1",
        "whats-gcm-show-for",
        "p1-names--and-more",
        "a_b-c-d",
        "find-words-1-1",
    ]


def test_further_names_of_a_heading(write, folder):
    """An empty named place before a heading becomes a name of the heading; it leaves no paragraph."""
    elements = write('<a id="p1"></a>\n\n### P1. A rule\n\n<a id="p2"></a>\n<a id="two"></a>\n\n### P2. Another')
    assert elements.all("id") == ["p1-a-rule", "p1", "p2-another", "p2", "two"]
    assert "p" not in {tag for tag, _ in elements.found}
    assert read_documentation(folder).pages["how-to/one.md"].names >= {"p1", "p2", "two"}


def test_tables_scroll_in_a_box(write):
    """A table stands in a region that the keyboard reaches, named by its heading; numbers have a class, no style."""
    head = "|  | count |\n| --- | ---: |\n| words | 7 |\n"
    elements = write(f"## Sizes\n\n{head}\n{head}")
    boxes = [attributes for _, attributes in elements.found if attributes.get("role") == "region"]
    assert [box["aria-label"] for box in boxes] == ["Table: Sizes", "Table: Sizes (2)"]
    assert all((box["class"], box["tabindex"]) == ("scroll", "0") for box in boxes)
    cells = [(tag, attributes) for tag, attributes in elements.found if tag in {"th", "td"}]
    assert cells[:4] == [
        ("td", {}),
        ("th", {"scope": "col", "class": "number"}),
        ("td", {}),
        ("td", {"class": "number"}),
    ]


@pytest.mark.parametrize("place", ["question/", "query/saved/", "search"])
def test_an_address_of_the_site_is_a_link(write, place):
    """The address of a page of every server, written as code, leads there: in the repository no link could."""
    elements = write(f"The page `/{place}` lists them.")
    assert elements.all("href") == [f"/root/{place}"]
    assert [tag for tag, _ in elements.found] == ["p", "a", "code"]
    assert elements.text.strip() == f"The page /{place} lists them."


@pytest.mark.parametrize("code", ["/sparql", "/nothing/", "question/", "/", "curl /question/", "/question/<name>/"])
def test_other_code_is_no_link(write, code):
    """What is no address of such a page stays as it is."""
    assert write(f"`{code}`").all("href") == []


def test_an_address_in_a_link_is_no_link_of_its_own(write):
    """Links do not stand in links."""
    elements = write("[the page `/question/`](https://example.org/) and `/question/`")
    assert elements.all("href") == ["/root/https://example.org/", "/root/question/"]
    assert [tag for tag, _ in elements.found] == ["p", "a", "code", "a", "code"]


def test_diagrams_are_folded_text(write):
    """A diagram is the text from which it is drawn, folded: no script draws it."""
    elements = write("```mermaid\nclassDiagram\n  A <|-- B\n```")
    assert [tag for tag, _ in elements.found] == ["details", "summary", "pre", "code"]
    assert "A <|-- B" in elements.text


def test_contents_of_pages(folder):
    """A page with three headings has a table of contents; one with many has only the upper level, a short one none."""

    def contents(text):
        (folder / "why.md").write_text(f"# Why\n\n{text}", encoding="utf-8")
        return [heading.text for heading in contents_of(read_documentation(folder).pages["why.md"])]

    assert contents("## A\n\n## B\n") == []
    assert contents("## A\n\n### B\n\n#### C\n\n## D\n") == ["A", "B", "D"]
    assert contents("## A\n\n## B\n\n## C\n" + "### D\n\n" * 60) == ["A", "B", "C"]
