"""A real browser over a real server on loopback."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, sync_playwright
from werkzeug.serving import make_server

from app import create_app
from config import Config
from tests.conftest import _with_demonstration
from tests.databases import Templates
from tests.wording import reader

__all__ = ["reader"]

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)
            # One worker drives the browser, so that it is started once.
            item.add_marker(pytest.mark.xdist_group("browser"))


def chromium_here() -> str | None:
    return next(filter(None, map(shutil.which, _NAMES)), None)


@pytest.fixture(scope="session")
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    executable = chromium_here()
    if executable is None:
        if request.config.getoption("--browser") == "required":
            pytest.fail("no Chromium was found, and the browser tests are required")
        pytest.skip("no Chromium was found on this machine")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=_ARGUMENTS)
        yield chromium
        chromium.close()


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The address at which an application listens for the length of a block."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, instance_dir: Path) -> Iterator[str]:
    """The address of a running demonstration directory."""
    templates = Templates(tmp_path_factory.mktemp("site"), "sqlite", {"demonstration": _with_demonstration})
    app = _app(templates.copy("demonstration"), instance_dir)
    with served(app) as address:
        yield address
    app.extensions["attune.database"].dispose()


@pytest.fixture
def place(app: Flask) -> Iterator[str]:
    """The address of this test's own application, without a listing."""
    if not app.extensions["attune.database"].is_sqlite:
        pytest.skip("one database is enough for a browser")
    with served(app) as address:
        yield address


def press(page: Page, words: str) -> None:
    """Press a button that leads to another page, and wait for that."""
    with page.expect_navigation(wait_until="networkidle"):
        page.get_by_role("button", name=words, exact=True).click()


def follow(page: Page, link: Locator) -> None:
    """Follow a link that leads to another page, and wait for that: what reads at once would read the page before."""
    with page.expect_navigation(wait_until="networkidle"):
        link.click()


def complaints(page: Page) -> list[str]:
    """What axe finds wrong with a page."""
    return [f"{v['id']}: {v['nodes'][0]['html'][:150]}" for v in Axe().run(page).response["violations"]]


def _app(database_url: str, instance_dir: Path, leave_url: str = "http://127.0.0.1:9/weather") -> Flask:
    secret = "for tests only, 0123456789abcdef"
    config = Config(
        environment="testing",
        secret_key=secret,
        log_level="ERROR",
        database_url=database_url,
        instance_dir=instance_dir,
        leave_url=leave_url,
    )
    return create_app(config)


@dataclass
class Visitor:
    """A person with a browser: what they asked the network for, and what the pages complained of."""

    context: BrowserContext
    page: Page
    site: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        self.page.goto(self.site + path, wait_until="networkidle")
        return self.page

    def note(self, request: Request) -> None:
        self.requests.append(request.url)

    @property
    def outside(self) -> list[str]:
        """Requests that went anywhere but to the site."""
        return [url for url in self.requests if not url.startswith(self.site + "/")]


_WATCH = """
document.addEventListener('securitypolicyviolation', event => {
    window.blocked = event.violatedDirective;
    console.error('CSP: ' + event.violatedDirective);
});
"""


@pytest.fixture
def visitor(browser: Browser, site: str) -> Iterator[Callable[..., Visitor]]:
    """`visitor(width=360, dark=True, scripts=False)` opens a fresh browser profile."""
    contexts: list[BrowserContext] = []

    def arrive(width: int = 1280, *, dark: bool = False, scripts: bool = True, **more: Any) -> Visitor:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            reduced_motion="reduce",
            locale="en-GB",
            **more,
        )
        contexts.append(context)
        page = context.new_page()
        person = Visitor(context, page, site)
        page.on("request", person.note)
        page.on("pageerror", lambda error: person.complaints.append(str(error)))
        page.on("console", lambda line: person.complaints.append(line.text) if line.type == "error" else None)
        if scripts:
            page.add_init_script(_WATCH)
        return person

    yield arrive
    for context in contexts:
        context.close()
