"""What tests of leaving stand on: a directory that leads to another site, which is there, and three presses."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest
from flask import Flask, Response, request
from playwright.sync_api import Page

from tests.conftest import _with_demonstration
from tests.databases import Templates
from tests.journeys.conftest import _app, served
from tests.seekers import Furnished


class Elsewhere:
    """The neutral site somebody is taken to: its address, and what it was told of where they came from."""

    def __init__(self) -> None:
        self.app = Flask("elsewhere", static_folder=None)
        self.referrers: list[str | None] = []
        self.app.add_url_rule("/weather", "weather", self._weather)
        self.address = ""
        self.answers = Event()
        self.answers.set()

    def _weather(self) -> Response:
        assert self.answers.wait(30)
        self.referrers.append(request.headers.get("Referer"))
        return Response("<!doctype html><title>Weather</title><h1>Rain later</h1>", mimetype="text/html")


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Elsewhere]:
    place = Elsewhere()
    with served(place.app) as address:
        place.address = f"{address}/weather"
        yield place


@pytest.fixture(scope="module")
def furnished(
    tmp_path_factory: pytest.TempPathFactory, instance_dir: Path, elsewhere: Elsewhere
) -> Iterator[Furnished]:
    templates = Templates(tmp_path_factory.mktemp("left"), "sqlite", {"demonstration": _with_demonstration})
    app = _app(templates.copy("demonstration"), instance_dir, elsewhere.address)
    yield Furnished(app)
    app.extensions["attune.database"].dispose()


@pytest.fixture(scope="module")
def site(furnished: Furnished) -> Iterator[str]:
    """The directory of this file in place of the usual one: it leads to a page that is there."""
    with served(furnished.app) as address:
        yield address


@pytest.fixture(scope="module")
def paths(furnished: Furnished) -> list[str]:
    return furnished.paths()


@contextmanager
def slow(elsewhere: Elsewhere) -> Iterator[None]:
    """The other site does not answer for the length of a block."""
    elsewhere.answers.clear()
    try:
        yield
    finally:
        elsewhere.answers.set()


def shift(page: Page, times: int = 3) -> None:
    for _time in range(times):
        page.keyboard.press("Shift")
