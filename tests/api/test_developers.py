"""`/developers`: every example on the page is run as it stands, and gives the answer that the page shows."""

import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from flask import Flask
from werkzeug.serving import make_server

from app.access.actions import create_key
from app.api.developers import _DOORS
from app.plumbing.database import Database
from tests.api.fuzzing import Quiet
from tests.visit import Page, Visit


@pytest.fixture
def page(make_app: Callable[..., Flask], demonstration: Database) -> Iterator[Page]:
    """The page of a server that can be asked."""
    server = make_server("127.0.0.1", 0, lambda *asked: app(*asked), threaded=True, request_handler=Quiet)
    url = demonstration.url.render_as_string(hide_password=False)
    app = make_app(url, base_url=f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Visit(app).path("/developers")
    server.shutdown()
    server.server_close()


@pytest.fixture
def folder(demonstration: Database, tmp_path: Path) -> Path:
    """A folder with a key in it."""
    with demonstration.writing() as session:
        (tmp_path / "attune-key").write_text(f"{create_key(session, 'For the examples')}\n", "ascii")
    return tmp_path


def code(example: Element, language: str) -> str | None:
    found = [element for element in example.iter("code") if element.get("class") == f"language-{language}"]
    return "".join(found[0].itertext()) if found else None


def same(one: Any, other: Any) -> bool:
    """But for the order of members, which is the reader's affair."""
    return bool(json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True))


def test_every_example_does_what_the_page_says(page: Page, folder: Path) -> None:
    if shutil.which("curl") is None:
        pytest.skip("there is no curl on this machine")
    examples = page.every("div", class_="example")
    assert len(examples) == 4
    for example in examples:
        command, program, answer = code(example, "sh"), code(example, "python"), code(example, "json")
        assert command and program
        asked = ["bash", "-c", command.replace("curl ", "curl --fail --silent --show-error ", 1)]
        got = subprocess.run(asked, cwd=folder, capture_output=True, text=True, check=False)
        assert got.returncode == 0, (command, got.stderr)
        assert answer is None or same(json.loads(got.stdout), json.loads(answer)), command
        ran = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=False)
        assert (ran.returncode, ran.stderr) == (0, ""), program
        assert ran.stdout.strip()
    *listings, end = (folder / "listings.ndjson").read_text("utf-8").splitlines()
    assert json.loads(end)["count"] == len(listings) > 0


def test_the_limits_on_the_page_are_those_that_hold(make_app: Callable[..., Flask], database: Database) -> None:
    app = make_app(database.url.render_as_string(hide_password=False), api_per_minute=17, api_per_day=1_234)
    page = Visit(app).path("/developers")
    said = app.test_client().get("/api/v1/facets").headers["RateLimit-Policy"]
    assert said == '"minute";q=17;w=60, "day";q=1234;w=86400'
    assert f"RateLimit-Policy: {said}" in page.text


def test_only_doors_that_are_there_are_named(visit: Visit, directory_app: Flask) -> None:
    text = visit.path("/developers").text
    there = [rule.rule for rule in directory_app.url_map.iter_rules()]
    for address in ("/hsds/v3/", "/oruk/v3/", "/fhir/", "/sitemap.xml"):
        assert (address in text) is any(rule.startswith(address) for rule in there)
    assert "/unmet-need/supply.json" in text


@pytest.mark.parametrize("door", _DOORS, ids=lambda door: door[0])
def test_every_door_that_is_named_opens(visit: Visit, door: tuple[str, str]) -> None:
    """A key opens the one that everybody does not."""
    assert visit.client.get(door[0]).status_code == (401 if "export" in door[0] else 200)


def test_every_page_leads_there(visit: Visit) -> None:
    assert visit.path("/").link("For developers") == "/developers"
