"""oEmbed 1.0 of a widget."""

import re
from typing import Any
from urllib.parse import urlencode
from xml.etree.ElementTree import fromstring

import html5lib
import pytest
from flask import Flask

from app.plumbing.database import Database
from app.widget.loader import VERSION
from tests.widget.conftest import add_widget


@pytest.fixture
def ask(app: Flask, database: Database) -> Any:
    add_widget(database, heading='Somebody "near" <you>')
    client, base = app.test_client(), app.config["BASE_URL"]
    return lambda **said: client.get("/oembed?" + urlencode({"url": f"{base}/widget/w1dget"} | said))


def test_it_is_a_frame_without_a_script_within_the_room_there_is(ask: Any) -> None:
    for room, width, height in (({}, 640, 640), ({"maxwidth": "300", "maxheight": "200"}, 300, 200)):
        said = ask(**room).get_json()
        assert (said["version"], said["type"], said["width"], said["height"]) == ("1.0", "rich", width, height)
        [frame] = html5lib.parseFragment(said["html"], namespaceHTMLElements=False)
        assert (frame.tag, frame.get("width"), frame.get("height")) == ("iframe", str(width), str(height))
        assert frame.get("title") == said["title"] == 'Somebody "near" <you>'
        assert "allow-scripts" not in frame.get("sandbox")
    answer = ask(format="xml")
    assert answer.mimetype == "text/xml"
    assert {each.tag: each.text for each in fromstring(answer.data)} == {k: str(v) for k, v in ask().get_json().items()}


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"format": "yaml"}, 501),
        ({"url": "https://example.org/widget/w1dget"}, 404),
        ({"url": "http://127.0.0.1:8000/widget/other"}, 404),
        ({"url": "http://127.0.0.1:8000/find"}, 404),
        ({"url": f"http://127.0.0.1:8000/widget/loader-{VERSION}.js"}, 404),
        ({"url": "http://[::1"}, 404),
        ({"url": "http://127.0.0.1:8000/widget/\0"}, 404),
        ({"maxwidth": "0"}, 400),
        ({"maxheight": "\u0663"}, 400),
    ],
)
def test_what_it_cannot_give_it_refuses(ask: Any, said: dict[str, str], status: int) -> None:
    assert ask(**said).status_code == status


def test_the_frame_leads_to_it(app: Flask, database: Database) -> None:
    add_widget(database)
    client, base = app.test_client(), app.config["BASE_URL"]
    links = re.findall(r'<([^>]+)>; rel="alternate"; type="([^"]+)"', client.get("/widget/w1dget").headers["Link"])
    assert [kind for _to, kind in links] == ["application/json+oembed", "text/xml+oembed"]
    for to, _kind in links:
        assert to.startswith(base + "/oembed?")
        assert client.get(to.removeprefix(base)).status_code == 200
