"""The two scripts of a widget: one says how high the frame stands, one puts it into a page."""

import base64
import hashlib
import re

import pytest
from flask import Flask

from app.plumbing.database import Database
from app.widget.loader import FILE, INTEGRITY
from app.widget.rules import LEAST, MOST, STEP
from config import ROOT
from tests.widget.conftest import add_widget

LOADER = (ROOT / "app/static" / FILE).read_text("utf-8")
HEIGHT = (ROOT / "app/static/js/widget-height.js").read_text("utf-8")
STORES = ("localStorage", "sessionStorage", "indexedDB", "cookie", "serviceWorker", "caches", "fetch", "XMLHttp")


def test_wid_09_the_loader_is_small_and_never_changes() -> None:
    assert len(LOADER.encode()) <= 2000
    digest = base64.b64encode(hashlib.sha384(LOADER.encode()).digest()).decode()
    assert f"sha384-{digest}" == INTEGRITY


def test_wid_09_it_reads_its_own_element_and_makes_a_frame(app: Flask) -> None:
    assert sorted(re.findall(r"document\.\w+(?:\([^)]*\))?", LOADER)) == [
        'document.createElement("iframe")',
        "document.currentScript",
    ]
    code = re.sub(r"//.*", "", LOADER)
    assert not re.search(r"\b(?:location|window|parent|top|globalThis|self|name|opener)\b", code)
    assert f"height % {STEP} === 0 && height >= {LEAST} && height <= {MOST}" in LOADER
    answer = app.test_client().get("/widget/loader-1.js")
    assert answer.get_data(as_text=True) == LOADER
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize("script", [LOADER, HEIGHT], ids=["loader", "height"])
def test_wid_04_neither_script_keeps_or_sends_anything(script: str) -> None:
    assert not [word for word in STORES if word in script]


def test_wid_05_the_frame_has_one_script_that_speaks_once_and_listens_to_nothing(
    app: Flask, database: Database
) -> None:
    add_widget(database, height=1000)
    body = app.test_client().get("/widget/w1dget").get_data(as_text=True)
    assert re.findall(r'<script src="[^"]*/(js/[^"]+)"', body) == ["js/widget-height.js"]
    assert body.count("<script") == 1
    assert 'data-height="992" data-sites="https://example.org"' in body
    assert "addEventListener" not in HEIGHT
    assert "onmessage" not in HEIGHT
    [said] = re.findall(r"postMessage\((.*), (\w+)\);", HEIGHT)
    assert said == ('{ type: "attune:height", v: 1, height: Number(height) }', "site")


def test_wid_04_nothing_of_a_widget_takes_a_form(app: Flask) -> None:
    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/widget/")]
    assert rules
    assert not [rule for rule in rules if (rule.methods or set()) & {"POST", "PUT", "PATCH", "DELETE"}]
