"""PRIV-09: nothing is fetched before somebody asks for it, and nothing works behind a closed page."""

import re
from pathlib import Path

import pytest
from flask import Flask

from tests.house.source import APP, name_of
from tests.seekers import Furnished
from tests.visit import Page

SOURCES = sorted(path for path in APP.rglob("*") if path.suffix in (".html", ".js", ".webmanifest"))
_AHEAD = re.compile(r"service-?worker|speculation-?rules|prefetch|prerender|preconnect|preload", re.IGNORECASE)
_RELATIONS = {"prefetch", "prerender", "preconnect", "dns-prefetch", "preload", "modulepreload", "next", "manifest"}


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_no_source_asks_for_anything_ahead(path: Path) -> None:
    assert _AHEAD.findall(path.read_text(encoding="utf-8")) == []


def test_no_answer_asks_for_anything_ahead(app: Flask) -> None:
    client = app.test_client()
    for path in Furnished(app).paths():
        page = Page(client.get(path))
        headers = page.response.headers
        assert not {"Link", "Speculation-Rules", "Service-Worker-Allowed"} & set(headers.keys()), path
        assert headers["X-DNS-Prefetch-Control"] == "off"
        if page.response.mimetype == "text/html":
            relations = {rel for e in page.every("link") for rel in e.get("rel", "").split()}
            assert not relations & _RELATIONS, path
            assert {e.get("type") for e in page.every("script")} <= {None, "module", "application/ld+json"}, path
