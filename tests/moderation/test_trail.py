"""The audit trail as stewards read it: newest first, by subject, and honest about whether it is whole (DATA-07)."""

from uuid import UUID

from sqlalchemy import text

from app.plumbing.audit import note
from app.plumbing.database import Database
from tests.moderation.conftest import State
from tests.plumbing.test_audit import past_the_guards
from tests.signed_in import Person
from tests.visit import Page, text_of

TRAIL = "/steward/audit"


def lines(page: Page) -> list[str]:
    return [text_of(item) for found in page.every("ol", class_="trail") for item in found.findall("li")]


def test_who_did_what_is_shown_the_newest_first(database: Database, sam: Person, state: State) -> None:
    entry = state()
    sam.submit(sam.get(f"/steward/registers/{entry}"), "Record", outcome="found", method="public-register")
    page = sam.get(TRAIL)
    newest, oldest = lines(page)
    assert "you : checked an entry in a register" in newest
    assert "outcome: found" in newest
    assert "stated an entry in a register" in oldest
    assert "All 2 lines are as they were written." in page.text


def test_the_lines_about_one_subject(database: Database, sam: Person, state: State) -> None:
    state("Ada Example", number="111111")
    entry = state("Bea Example", number="222222")
    assert len(lines(sam.get(f"{TRAIL}?about={entry}"))) == 1
    assert lines(sam.get(f"{TRAIL}?about=nothing%00")) == []


def test_a_long_trail_is_read_page_by_page(database: Database, sam: Person) -> None:
    with database.writing() as session:
        for number in range(120):
            note(session, actor=None, act=f"act.{number}", subject_type="record", subject_id=UUID(int=number))
    first = sam.get(TRAIL)
    second = sam.get(first.link("Older lines"))
    third = sam.get(second.link("Older lines"))
    assert [len(lines(page)) for page in (first, second, third)] == [50, 50, 20]
    assert "Older lines" not in third.text
    sam.get(f"{TRAIL}?before=999999999999999999999999")
    sam.get(f"{TRAIL}?before=-1")


def test_a_trail_that_was_changed_is_said_to_be(database: Database, sam: Person, state: State) -> None:
    state()
    past_the_guards(database, "update audit_line set act = 'other' where sequence = 1")
    page = sam.get(TRAIL)
    assert "Somebody has changed the trail. Line 1 was changed after it was written." in page.text


def test_a_trail_without_a_head_is_said_to_be(database: Database, sam: Person) -> None:
    past_the_guards(database)
    with database.writing() as session:
        if database.is_sqlite:
            session.execute(text("drop trigger audit_head_no_delete"))
        session.execute(text("delete from audit_head"))
    assert "The head of the trail is missing." in sam.get(TRAIL).text
