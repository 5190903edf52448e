"""A browser, and pages whose console, network and policy are watched."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[3]
CHROMIUM = os.environ.get("CHROMIUM", "chromium")
BUNDLE = ROOT / "gcm_graph/serving/assets/built/query.js"
_REPORT_VIOLATIONS = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`));
"""


@dataclass
class Watched:
    """A page, with what went wrong while it was open.

    Attributes:
        page: the page.
        server: the address of the server under test.
        elsewhere: the requests to other hosts.
        complaints: errors and warnings of the console, and exceptions that nothing caught.
        requests: all requests, in their order.
    """

    page: Page
    server: str
    elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Open a page of the server."""
        self.page.goto(self.server + path)
        return self.page

    def require_clean(self) -> None:
        """Assert that nothing went wrong and that no other host was asked."""
        assert self.elsewhere == []
        assert self.complaints == []
        assert self.page.evaluate("window.violations") == []

    def _seen(self, request: Request) -> None:
        self.requests.append(request)
        if not request.url.startswith((f"{self.server}/", "data:", "blob:")):
            self.elsewhere.append(request.url)


@pytest.fixture(scope="module")
def browser(program) -> Iterator[Browser]:
    """Return a browser without a window, of this system: `$CHROMIUM`, or Debian's.

    While it runs, an event loop runs in the thread of the tests: other tests need one of their own, so it ends with
    the module.
    """
    executable = program(CHROMIUM, "apt-get install chromium, or name one in $CHROMIUM")
    expect.set_options(timeout=5000)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def watched(browser: Browser, served) -> Iterator[Callable[..., Watched]]:
    """Return a function that opens an empty, watched page; it takes the options of a browser's context."""
    contexts = []

    def start(**options: object) -> Watched:
        context = browser.new_context(**options)
        context.set_default_timeout(5000)
        context.add_init_script(_REPORT_VIOLATIONS)
        contexts.append(context)
        watch = Watched(context.new_page(), served.url)
        watch.page.on("request", watch._seen)
        watch.page.on("pageerror", lambda error: watch.complaints.append(str(error)))
        watch.page.on(
            "console",
            lambda message: watch.complaints.append(message.text) if message.type in {"error", "warning"} else None,
        )
        return watch

    yield start
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def assets() -> None:
    """Demand what `make assets` makes: without it a test is skipped at home, and fails where all must be there."""
    if not BUNDLE.is_file():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("run make assets first")


@pytest.fixture(scope="session")
def axe(assets: None) -> str:
    """Return the source of axe-core, as `make assets` installs it."""
    del assets
    return (ROOT / "frontend/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
