"""The query page in a browser: typing, completing, running, stopping, tabs, links, table, chart and CSV."""

from __future__ import annotations

import csv
import io
import re

import pytest
from playwright.sync_api import Page, expect

GCM = "https://w3id.org/gcm/ontology#"
COUNT = f"SELECT (COUNT(?x) AS ?n) {{ ?x a <{GCM}Objective> }}"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def type_query(page: Page, query: str) -> None:
    """Replace the query in the editor, as a person types."""
    page.locator(".CodeMirror textarea").focus()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(query)


def query_of(page: Page) -> str:
    """Return what stands in the editor."""
    return page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()")


def run(page: Page) -> None:
    """Press the button that runs the query, and wait for the answer."""
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text(re.compile(r" ms$| s$|No answer"))


def cells(page: Page) -> list[list[str]]:
    """Return the texts of the table, row by row."""
    return page.locator("table.rows tbody tr").evaluate_all(
        "(rows) => rows.map((row) => [...row.cells].map((cell) => cell.innerText))"
    )


def test_runs_a_query(watched):
    """A query that is typed is answered by the endpoint, as a table, without any other host."""
    watch = watched()
    page = watch.open("/query/")
    type_query(page, COUNT)
    run(page)
    assert cells(page) == [["23"]]
    expect(page.get_by_role("status")).to_contain_text("1 row in")
    watch.require_clean()


def test_links_our_things_on_this_server(watched):
    """An IRI of the release is shown by its path and leads to this server's page."""
    watch = watched()
    page = watch.open("/query/")
    type_query(page, "SELECT ?o { ?o gcm:number 11 ; a gcm:Objective }")
    run(page)
    link = page.get_by_role("link", name="objective/11", exact=True)
    assert link.get_attribute("href") == "/objective/11"
    watch.require_clean()


def test_markup_in_an_answer_is_words(watched):
    """Markup in a literal is shown, not interpreted; an IRI that is no address of the web is no link."""
    watch = watched()
    page = watch.open("/query/")
    markup = "<img src=x onerror=alert(1)>"
    type_query(page, f'SELECT * {{ VALUES (?a ?b) {{ ("{markup}" <javascript:alert(1)>) }} }}')
    run(page)
    assert cells(page) == [[markup, "javascript:alert(1)"]]
    assert page.locator("table.rows a, table.rows img").count() == 0
    watch.require_clean()


def test_completes_classes_properties_and_prefixes(watched):
    """What the release has is completed: a class, a property that the class has first; the prefix is declared."""
    watch = watched()
    page = watch.open("/query/")
    type_query(page, "")
    hints = page.get_by_role("option")
    page.keyboard.type("SELECT * { ?x a gcm:Commit")
    expect(hints.first).to_contain_text("gcm:Commitment")
    page.keyboard.press("Enter")
    page.keyboard.type(" ; gcm:hasSen")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+z")
    assert f"PREFIX gcm: <{GCM}>" in query_of(page)
    type_query(page, f"PREFIX gcm: <{GCM}>\nSELECT * {{ ?x a gcm:Commitment ; ")
    page.keyboard.type("citat")
    page.keyboard.press("Control+Space")
    expect(hints.first).to_contain_text("gcm:citation")
    page.keyboard.press("Tab")
    assert query_of(page).endswith("gcm:citation")
    assert page.get_by_role("option").count() == 0
    watch.require_clean()


def test_shows_where_a_query_is_wrong(watched):
    """A syntax error is told with its line, which is marked; the editor's own mark breaks no policy."""
    watch = watched()
    page = watch.open("/query/")
    type_query(page, "SELECT ?x\nWHERE { ?x a }")
    page.locator(".parseErrorIcon").hover()
    expect(page.locator(".yasqe_tooltip")).to_be_visible()
    run(page)
    expect(page.get_by_role("alert")).to_contain_text("line 2")
    assert page.locator(".line-of-problem").count() == 1
    watch.complaints = [told for told in watch.complaints if "status of 400" not in told]
    watch.require_clean()


def test_stops_a_query(watched):
    """The stop button ends the request itself, at once, and the next query is answered."""
    watch = watched()
    page = watch.open("/query/")
    ended = []
    page.on("requestfailed", lambda request: ended.append(request))  # noqa: PLW0108 - needs a Python function
    type_query(page, ENDLESS)
    page.get_by_role("button", name="Run", exact=True).click()
    stop = page.get_by_role("button", name="Stop", exact=True)
    stop.click()
    expect(page.get_by_role("status")).to_contain_text("Stopped after")
    assert [request.failure for request in ended] == ["net::ERR_ABORTED"]
    expect(stop).to_be_disabled()
    type_query(page, COUNT)
    run(page)
    assert cells(page) == [["23"]]
    watch.require_clean()


def test_works_by_keyboard_alone(watched):
    """From the start of the page: to the editor, run, on to the buttons and the answer; no trap on the way."""
    watch = watched()
    page = watch.open("/query/")
    expect(page.locator(".CodeMirror")).to_be_visible()

    def press_until(key: str, selector: str) -> None:
        for _ in range(40):
            page.keyboard.press(key)
            if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
                return
        pytest.fail(f"{key} does not lead to {selector}")

    press_until("Tab", "[role=tab]")
    press_until("Tab", ".CodeMirror textarea")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(COUNT)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status")).to_contain_text("1 row in")
    press_until("Tab", "button[aria-pressed=false]")
    page.keyboard.press("Enter")
    expect(page.locator(".bar-value")).to_have_text("23")
    assert page.evaluate("document.activeElement.textContent") == "Chart"
    press_until("Shift+Tab", "[role=tab]")
    press_until("Tab", "button.quiet")
    page.keyboard.press("Enter")
    press_until("Shift+Tab", "[role=tab]")
    page.keyboard.press("ArrowLeft")
    assert query_of(page) == COUNT
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Delete")
    expect(page.get_by_role("tab")).to_have_count(1)
    watch.require_clean()


def test_downloads_csv(watched):
    """The CSV is the endpoint's own, of the query that was answered."""
    watch = watched()
    page = watch.open("/query/")
    type_query(page, "SELECT ?number { ?o a gcm:Objective ; gcm:number ?number } ORDER BY ?number")
    run(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV").click()
    rows = list(csv.reader(io.StringIO(download.value.path().read_text(encoding="utf-8"))))
    assert download.value.suggested_filename == "answer.csv"
    assert rows == [["number"], *([str(number)] for number in range(1, 24))]
    watch.require_clean()


def test_opens_saved_queries_in_tabs_and_keeps_them(watched):
    """A saved query opens in a tab, once; tabs are there again after a reload; the chart has a bar for each row."""
    watch = watched()
    page = watch.open("/query/")
    saved = page.get_by_role("link", name="How many commitments and actions does each objective have?")
    saved.click()
    expect(page.get_by_role("tab")).to_have_count(2)
    assert query_of(page).startswith(f"PREFIX gcm: <{GCM}>\n")
    saved.click()
    expect(page.get_by_role("tab")).to_have_count(2)
    run(page)
    assert len(cells(page)) == 23
    page.get_by_role("button", name="Chart").click()
    expect(page.locator(".bars li")).to_have_count(23)
    page.get_by_label("Length of a bar").select_option("commitments")
    page.reload()
    expect(page.get_by_role("tab")).to_have_count(2)
    expect(page.get_by_role("tab", selected=True)).to_have_attribute("title", re.compile("^How many commitments"))
    watch.require_clean()


def test_sorts_and_shows_more_rows(watched):
    """A table is sorted by its headings, numbers as numbers, and long ones are shown bit by bit."""
    watch = watched()
    page = watch.open("/query/")
    type_query(page, "SELECT ?order { ?unit gcm:readingOrder ?order } ORDER BY DESC(?order)")
    run(page)
    assert len(cells(page)) == 100
    page.get_by_role("button", name="order").click()
    expect(page.get_by_role("columnheader")).to_have_attribute("aria-sort", "ascending")
    numbers = [int(row[0]) for row in cells(page)]
    assert numbers == sorted(numbers)
    page.get_by_role("button", name="Show more").click()
    assert len(cells(page)) > 100
    watch.require_clean()


def test_a_link_leads_to_the_same_query_and_answer(watched):
    """The link that is copied opens the query with its answer, for those without scripts too."""
    watch = watched(permissions=["clipboard-read", "clipboard-write"])
    page = watch.open("/query/")
    type_query(page, COUNT)
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status")).to_contain_text("copied")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{watch.server}/query/?query=SELECT")
    for scripted in (True, False):
        other = watched(java_script_enabled=scripted)
        other.page.goto(link)
        assert cells(other.page) == [["23"]]
    long = watched()
    page = long.open("/query/#query=ASK%20%7B%20%7D")
    expect(page.get_by_role("tab")).to_have_count(2)
    assert query_of(page) == "ASK { }"
    run(page)
    expect(page.locator(".boolean")).to_have_text("Yes")
    long.require_clean()
    watch.require_clean()


def test_a_link_to_a_saved_query_opens_it(watched):
    """`?saved=` shows the saved query in a tab of its own, whatever the tabs of the last visit were."""
    watch = watched()
    page = watch.open("/query/")
    type_query(page, COUNT)
    for _ in range(2):
        watch.open("/query/?saved=trade-unions")
        assert "stakeholder/trade-unions>" in query_of(page)
        expect(page.get_by_role("tab", selected=True)).to_have_attribute("title", re.compile("^Which actions name"))
        expect(page.get_by_role("tab")).to_have_count(2)
    page.get_by_role("tab").first.click()
    assert query_of(page) == COUNT
    watch.require_clean()


def test_a_linked_query_of_the_release_has_its_question_for_a_name(watched):
    """Links from the pages of saved queries and competency questions open tabs that tell them apart."""
    watch = watched()
    page = watch.open("/query/")
    for kind in ("query/saved", "question"):
        watch.open(f"/{kind}/")
        page.locator(f'main li a[href^="/{kind.partition("/")[0]}/"]').first.click()
        question = page.locator("h1").inner_text()
        page.locator('a[href^="/query/?query="]').first.click()
        expect(page.get_by_role("tab", selected=True)).to_have_attribute("title", question)
    expect(page.get_by_role("tab")).to_have_count(3)
    watch.require_clean()


def test_closing_the_last_tab_begins_anew(watched):
    """With the last tab its answer and status go; the example is there again, and can be run."""
    watch = watched()
    page = watch.open("/query/")
    example = query_of(page)
    type_query(page, COUNT)
    run(page)
    page.get_by_role("button", name="Close tab").click()
    expect(page.get_by_role("tab")).to_have_count(1)
    assert query_of(page) == example
    assert page.locator("table.rows").count() == 0
    expect(page.get_by_role("status")).to_be_empty()
    run(page)
    assert [citation for citation, _ in cells(page)] == [f"27({letter})" for letter in "abcdefg"]
    watch.require_clean()


def test_prefixes_of_the_release_are_no_errors(watched):
    """What the endpoint answers without a declaration has no error mark; a prefix that nobody knows has one."""
    watch = watched()
    page = watch.open("/query/?query=SELECT+%3Fs+%7B%3Fs+a+gcm%3AObjective%7D")
    assert len(cells(page)) == 23
    expect(page.locator(".parseErrorIcon")).to_have_count(0)
    type_query(page, "SELECT ?s {?s a nobody:Objective}")
    expect(page.locator(".parseErrorIcon")).to_have_count(1)
    watch.require_clean()


def test_tells_of_an_answer_that_comes_with_the_link(watched):
    """A served answer has a status too, that is set after the page is there, so that screen readers tell it."""
    watch = watched()
    page = watch.open("/query/?query=SELECT+%3Fs+%7B%3Fs+a+gcm%3AObjective%7D")
    expect(page.get_by_role("status")).to_have_text("23 rows")
    expect(page.get_by_text("23 rows")).to_have_count(1)
    watch.open("/query/?query=ASK+%7B%7D")
    expect(page.get_by_role("status")).to_have_text("Answered")
    assert page.get_by_role("button", name="Chart").count() == 0
    watch.require_clean()


def test_headings_of_numbers_stand_above_them(watched):
    """The heading of a column of numbers is at the end, as its numbers are, in both tables."""
    watch = watched()
    page = watch.open("/query/?query=SELECT+%3Fo+%3Fn+%7B%3Fo+a+gcm%3AObjective+%3B+gcm%3Anumber+%3Fn%7D")
    for _ in range(2):
        headings = page.locator("table.rows thead th")
        assert [heading.evaluate("(th) => getComputedStyle(th).textAlign") for heading in headings.all()] == [
            "start",
            "end",
        ]
        run(page)
    watch.require_clean()


def test_prints_the_query_and_the_answer(watched):
    """What can only be pressed is not printed; the whole query is."""
    watch = watched()
    page = watch.open("/query/?query=SELECT+%3Fs+%7B%3Fs+a+gcm%3AObjective%7D")
    page.emulate_media(media="print")
    for name in ("New tab", "Run", "Stop", "Copy link", "Close tab", "Table", "Download CSV"):
        expect(page.get_by_role("button", name=name, exact=True)).not_to_be_visible()
    expect(page.get_by_role("tab")).not_to_be_visible()
    expect(page.get_by_text("leaves the editor")).not_to_be_visible()
    expect(page.locator(".CodeMirror-code")).to_be_visible()
    expect(page.locator("table.rows")).to_be_visible()
    watch.require_clean()


def test_shows_graphs_as_turtle(watched):
    """The answer to CONSTRUCT and DESCRIBE is Turtle, to read and to download."""
    watch = watched()
    page = watch.open("/query/")
    type_query(page, "CONSTRUCT { ?o gcm:number ?n } { ?o a gcm:Objective ; gcm:number ?n }")
    run(page)
    expect(page.locator("pre.turtle")).to_contain_text("gcm:number")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download Turtle").click()
    assert download.value.suggested_filename == "answer.ttl"
    watch.require_clean()


def test_is_a_plain_form_without_scripts(watched):
    """Without scripts the same page is a form: the server shows the table, or the error with its line and column."""
    watch = watched(java_script_enabled=False)
    page = watch.open("/query/")
    expect(page.get_by_text("Completion, tabs and charts need scripts.")).to_be_visible()
    page.get_by_label("SPARQL query").fill(COUNT)
    page.get_by_role("button", name="Run").click()
    assert cells(page) == [["23"]]
    page.get_by_label("SPARQL query").fill("SELECT ?x\nWHERE { ?x a }")
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("alert")).to_contain_text(re.compile(r"line 2, column \d+"))
    page.get_by_role("link", name="Which actions name trade unions").click()
    expect(page.get_by_label("SPARQL query")).to_have_value(re.compile("stakeholder/trade-unions"))
    assert watch.elsewhere == []
