"""Crisis lines that organisations add: shown once a steward has looked them up, with who added them and when."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import text

from app.organisations.models import Member, Organisation
from app.plumbing import clock
from app.plumbing.database import Database
from app.urgent_help.models import AddedLine
from app.urgent_help.rules import is_phone
from tests.community.conftest import decide, waiting
from tests.signed_in import Person, member
from tests.visit import Page

LINE = {
    "name": "Harbour night line",
    "country": "GB",
    "phone": "+44 20 7946 0000",
    "for_whom": "Women who speak Somali",
    "hours": "All day, every day",
    "languages": ["so"],
}


@pytest.fixture
def editor(app: Flask) -> Person:
    return member(app, role="editor")


def propose(editor: Person, *, expect: int = 200, **changed: Any) -> Page:
    editor.get("/organisation/crisis-lines")
    return editor.post("/organisation/crisis-lines", {**LINE, **changed}, expect=expect)


def where(sam: Person) -> str:
    [found] = {
        a.get("href") or ""
        for a in sam.get("/steward/crisis-lines").every("a")
        if "/crisis-lines/" in (a.get("href") or "")
    }
    return found


def numbers(app: Flask) -> Page:
    return Person(app, "seeker@example.org").get("/urgent-help")


def test_a_line_is_shown_once_a_steward_has_looked_it_up(app: Flask, editor: Person, sam: Person) -> None:
    assert "waits for a steward" in propose(editor).text
    assert LINE["name"] not in numbers(app).text
    decide(sam, where(sam), "accept")
    page = numbers(app)
    for said in (LINE["name"], LINE["for_whom"], "In Somali.", "added by Harbour Collective"):
        assert said in page.text
    assert page.every("a", href="tel:+442079460000")


def test_after_half_a_year_it_is_to_be_looked_up_again(editor: Person, sam: Person) -> None:
    propose(editor)
    decide(sam, where(sam), "accept")
    assert "To be looked up again" not in sam.get("/steward/crisis-lines").text
    with time_machine.travel(clock.now() + timedelta(days=180), tick=True):
        sam.be_signed_in(strong=True)
        assert "To be looked up again" in sam.get("/steward/crisis-lines").text
        decide(sam, where(sam), "accept")
        assert "To be looked up again" not in sam.get("/steward/crisis-lines").text


def test_what_is_refused_is_not_shown_and_says_why(app: Flask, editor: Person, sam: Person) -> None:
    propose(editor)
    decide(sam, where(sam), "refuse", reason="Nobody answered.")
    assert LINE["name"] not in numbers(app).text
    assert "Nobody answered." in editor.get("/organisation/crisis-lines").text


def test_lines_of_a_suspended_organisation_are_not_shown(app: Flask, editor: Person, sam: Person) -> None:
    propose(editor)
    decide(sam, where(sam), "accept")
    decide(sam, waiting(sam, "approved"), "suspend", reason="We look into something.")
    assert LINE["name"] not in numbers(app).text
    decide(sam, waiting(sam, "suspended"), "accept")
    assert LINE["name"] in numbers(app).text


def test_nothing_is_accepted_in_the_name_of_a_suspended_organisation(app: Flask, editor: Person, sam: Person) -> None:
    propose(editor)
    line = where(sam)
    decide(sam, waiting(sam, "approved"), "suspend", reason="We look into something.")
    assert LINE["name"] not in sam.get("/steward/crisis-lines").text
    assert "Its organisation is suspended" in decide(sam, line, "accept", expect=400).text
    assert LINE["name"] not in numbers(app).text


def test_a_steward_accepts_no_line_of_their_own_organisation(
    app: Flask, database: Database, editor: Person, sam: Person
) -> None:
    propose(editor)
    with database.writing() as session:
        here = session.query(Organisation).one().id
        session.add(Member(account_id=sam.account.id, organisation_id=here, role="editor", joined_at=clock.now()))
    decide(sam, where(sam), "accept", expect=403)
    assert LINE["name"] not in numbers(app).text


def test_only_its_organisation_takes_it_off(app: Flask, database: Database, editor: Person) -> None:
    propose(editor)
    with database.reading() as session:
        line = session.query(AddedLine).one().id
    stranger = member(app, "stranger@example.org", role="editor")
    stranger.post(f"/organisation/crisis-lines/{line}/take-off", expect=404)
    member(app, "walker@example.org", role="navigator").get("/organisation/crisis-lines", expect=404)
    editor.submit(editor.get("/organisation/crisis-lines"), "Take it off")
    with database.reading() as session:
        assert session.query(AddedLine).count() == 0


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("phone", "call us", "Please write a number as one dials it"),
        ("phone", f"1{'.' * 60}23", "Please write a number as one dials it"),
        ("name", "\u200b", "Please write its name."),
        ("country", "XX", "Please choose a country."),
        ("languages", [], "Please choose at least one language"),
        ("hours", "", "Please write when."),
    ],
)
def test_what_will_not_do_is_said_and_nothing_typed_is_lost(
    editor: Person, field: str, typed: Any, sentence: str
) -> None:
    page = propose(editor, expect=400, **{field: typed})
    assert sentence in page.text
    assert LINE["for_whom"] in page.body


def test_the_numbers_of_the_file_are_there_without_the_table(app: Flask, database: Database) -> None:
    """OPS-10: what organisations add takes nothing away from what must always be there."""
    with database.writing() as session:
        session.execute(text("drop table added_line"))
    assert "Samaritans" in numbers(app).text


@pytest.mark.parametrize(
    ("typed", "can_be"),
    [("116 123", True), ("+44 (0)20 7946-0000", True), ("(020) 7946 0000", True), ("12", False), ("tel:116123", False)],
)
def test_a_number_can_be_dialled(typed: str, can_be: bool) -> None:
    assert is_phone(typed) is can_be
