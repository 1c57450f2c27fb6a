"""The builder: what an organisation chooses becomes its widget, and nobody else's."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from app.moderation.wording import acts as words_of_acts
from app.plumbing import clock
from app.plumbing.audit import AuditLine
from app.widget import actions
from app.widget.loader import INTEGRITY
from app.widget.models import Widget
from tests.conftest import _with_demonstration
from tests.databases import Templates
from tests.signed_in import Person, member
from tests.visit import Page

NEW = "/organisation/widgets/new"
RIGHT = {"name": "Our home page", "heading": "Find “somebody” & talk", "origins": "https://example.org"}


@pytest.fixture(scope="module")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> Templates:
    """One database is enough for a form."""
    return Templates(tmp_path_factory.mktemp("builder"), "sqlite", {"demonstration": _with_demonstration})


@pytest.fixture
def app(make_app: Callable[..., Flask], sqlite: Templates) -> Flask:
    return make_app(sqlite.copy("demonstration"))


@pytest.fixture
def editor(app: Flask) -> Person:
    return member(app, role="editor")


def made(app: Flask) -> list[Widget]:
    with app.extensions["attune.database"].reading() as session:
        return list(session.scalars(select(Widget)))


def make(editor: Person, expect: int = 200, **said: object) -> Page:
    return editor.submit(editor.get(NEW), "Make it", expect=expect, **RIGHT | said)


def test_what_is_chosen_is_what_is_shown(app: Flask, editor: Person) -> None:
    page = make(
        editor,
        near="Leeds",
        pay="40",
        language=["pa", "ur"],
        lead="plum",
        ground="mist",
        height="700",
        held=["near", "language"],
    )
    [widget] = made(app)
    assert (widget.locked, widget.preset) == ("language=pa&language=ur&near=Leeds", "pay=40")
    assert (widget.theme, widget.height, widget.origins) == ("plum-mist", 704, ["https://example.org"])
    shown = app.test_client().get(f"/widget/{widget.id}").get_data(as_text=True)
    assert "Find “somebody” &amp; talk" in shown
    assert 'class="lead-plum ground-mist"' in shown
    assert 'name="near"' not in shown
    # The form says again what was said, and saved again it is the same.
    again = editor.submit(page, "Save")
    [after] = made(app)
    assert sorted(after.locked.split("&")) == sorted(widget.locked.split("&"))
    assert after.preset == widget.preset
    [frame, link, script] = [area.text or "" for area in again.every("textarea", class_="taken-text")][:3]
    assert frame.strip().startswith(
        f'<iframe src="{app.config["BASE_URL"]}/widget/{widget.id}" title="Find “somebody” &amp; talk"'
    )
    assert 'sandbox="allow-forms allow-popups allow-popups-to-escape-sandbox"' in frame
    assert 'loading="lazy" referrerpolicy="no-referrer"' in frame
    assert f'integrity="{INTEGRITY}"' in script
    assert "/find?language=" in link
    assert "near=Leeds&amp;pay=40" in link


def test_anything_a_search_can_ask_comes_by_its_address(app: Flask, editor: Person) -> None:
    page = make(editor, search="https://attune.example/find?gender=woman&without=faith%3Asikh&page=3", held=["search"])
    [widget] = made(app)
    assert (widget.locked, widget.preset) == ("gender=woman&without=faith%3Asikh", "")
    assert page.every("input", name="search")[0].get("value") == "/find?gender=woman&without=faith%3Asikh"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"origins": "http://example.org"}, "must begin with https://"),
        ({"origins": "https://example.org\nhttps://*.example.org"}, "one whole name in the letters a to z"),
        ({"lead": "honey", "ground": "white"}, "cannot be read well"),
        ({"heading": ""}, "Write a few words"),
        ({"height": "90000"}, "from 160 to 4096"),
        ({"pay": "lots"}, "is not an amount"),
        ({"search": "what is this"}, "Paste the address"),
        ({"search": "/find?colour=blue"}, "not something a search can ask"),
        ({"search": "/find?gender=nobody"}, "is not a value of"),
    ],
)
def test_what_will_not_do_has_one_sentence_and_nothing_is_lost(
    app: Flask, editor: Person, said: dict[str, str], sentence: str
) -> None:
    page = make(editor, 400, near="Leeds", **said)
    assert sentence in page.text
    assert page.every("input", name="near")[0].get("value") == "Leeds"
    assert made(app) == []


def test_it_looks_as_it_would_before_anything_is_kept(app: Flask, editor: Person) -> None:
    page = editor.submit(editor.get(NEW), "See how it looks", look="1", **RIGHT | {"language": ["pa"], "lead": "blue"})
    [frame] = page.every("iframe")
    assert "frame-src 'self'" in page.response.headers["Content-Security-Policy"]
    shown = editor.client.get(frame.get("src", ""))
    body = shown.get_data(as_text=True)
    assert shown.status_code == 200
    assert "frame-ancestors 'self'" in shown.headers["Content-Security-Policy"]
    assert "Punjabi" in body.split("<h2>")[1].split("</h2>")[0]
    assert 'class="lead-blue ground-paper"' in body
    assert 'name="draft"' in body
    assert made(app) == []


def test_it_is_paused_brought_back_given_another_address_and_deleted(app: Flask, editor: Person) -> None:
    make(editor)
    [widget] = made(app)
    own, shown = f"/organisation/widgets/{widget.id}", f"/widget/{widget.id}"
    reach = app.test_client()
    editor.submit(editor.get(own), "Pause it")
    assert reach.get(shown).status_code == 404
    editor.submit(editor.get(own), "Show it again")
    assert reach.get(shown).status_code == 200
    page = editor.submit(editor.get(own), "Give it another address")
    [renewed] = made(app)
    assert reach.get(shown).status_code == 404
    assert reach.get(f"/widget/{renewed.id}").status_code == 200
    editor.submit(editor.get(f"/organisation/widgets/{renewed.id}"), "Save", heading="Another")
    editor.submit(page, "Delete it for good")
    assert made(app) == []
    # The trail says who did each, in words that a steward reads.
    with app.extensions["attune.database"].reading() as session:
        lines = list(session.scalars(select(AuditLine).order_by(AuditLine.sequence)))
    told = [line.act.removeprefix("widget.") for line in lines if line.subject_type == "widget"]
    assert told == ["made", "paused", "brought-back", "rotated", "changed", "deleted"]
    assert {line.actor for line in lines if line.subject_type == "widget"} == {editor.account.id}
    with app.test_request_context():
        assert all(f"widget.{act}" in words_of_acts() for act in told)


def test_another_organisation_finds_nothing_here(app: Flask, editor: Person) -> None:
    make(editor)
    [widget] = made(app)
    other = member(app, "other@example.org", role="owner")
    own = f"/organisation/widgets/{widget.id}"
    other.get(own, expect=404)
    for act in ("pause", "rotate", "delete"):
        other.get("/organisation/widgets")
        other.post(f"{own}/{act}", expect=404)
    assert [(one.id, one.status) for one in made(app)] == [(widget.id, "live")]


def test_there_is_an_end_to_how_many(app: Flask, editor: Person) -> None:
    make(editor)
    [first] = made(app)
    wanted = actions.Wanted("Another", [], "", "", "en", "teal-paper", "Find help", 640)
    with app.extensions["attune.database"].writing() as session:
        for _each in range(actions.MOST - 1):
            actions.make(session, first.organisation_id, wanted, uuid4())
    assert "at most 20" in make(editor, 400).text
    assert len(made(app)) == actions.MOST


@pytest.mark.parametrize("search", ["//[x?a=b", "http://[::1/find?q=a"])
def test_an_address_that_is_none_is_said_and_nothing_is_lost(editor: Person, search: str) -> None:
    page = make(editor, expect=400, search=search)
    assert search in page.body
    assert RIGHT["name"] in page.body


@pytest.mark.parametrize("nothing", ["", "   ", "\u200b", "\0"])
def test_a_widget_has_a_name_and_a_heading_that_can_be_seen(app: Flask, editor: Person, nothing: str) -> None:
    page = make(editor, expect=400, name=nothing, heading=nothing)
    assert "Give it a name" in page.text
    assert "Write a few words" in page.text
    assert made(app) == []


def test_what_turns_or_breaks_a_page_is_not_kept(app: Flask, editor: Person) -> None:
    make(editor, heading="Find\u202e \x01help")
    assert made(app)[0].heading == "Find help"


def test_a_site_is_added_by_who_showed_who_they_are(app: Flask, editor: Person) -> None:
    """AUTH-15, and nothing that was typed is lost; what names no new site needs nothing."""
    make(editor)
    path = f"/organisation/widgets/{made(app)[0].id}"
    with time_machine.travel(clock.now() + timedelta(minutes=20), tick=True):
        page = editor.submit(
            editor.get(path), "Save", expect=400, origins="https://other.example.org", heading="Kept words"
        )
        assert "please show again who you are" in page.text
        assert "https://other.example.org" in page.body
        assert "Kept words" in page.body
        assert made(app)[0].origins == ["https://example.org"]
        editor.submit(editor.get(path), "Save", heading="Other words", origins="")
        assert (made(app)[0].heading, made(app)[0].origins) == ("Other words", [])


def test_after_that_one_is_led_back_to_a_page(app: Flask, editor: Person) -> None:
    make(editor)
    path = f"/organisation/widgets/{made(app)[0].id}"
    with time_machine.travel(clock.now() + timedelta(minutes=20), tick=True):
        led = editor.post(f"{path}/delete", expect=303, follow=False)
    assert led.response.location == f"/account/confirm?next={path}"
    assert made(app) != []
