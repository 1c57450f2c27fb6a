"""The review queue: the real form, and then the queue."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from app.plumbing.audit import AuditLine
from app.plumbing.database import Database
from tests.editor.conftest import LISTING, fill, publish, record_of, say
from tests.editor.test_deciding import seen_by
from tests.signed_in import Person, letters, practitioner, steward
from tests.visit import Page, text_of


@pytest.fixture
def ada(app: Flask) -> Person:
    """A practitioner with all that is needed."""
    person = practitioner(app)
    person.submit(person.get("/practitioner"), name="Ada Example", kind="individual")
    fill(person)
    return person


def send(person: Person) -> None:
    person.submit(person.get("/practitioner"), "Send it")


def look(sam: Person) -> Page:
    """The thing that has waited longest."""
    queue = sam.get("/steward/reviews")
    lines = [a for ul in queue.every("ul", class_="queue") for a in ul.iter("a")]
    return sam.get(lines[0].get("href", ""))


def decide(sam: Person, page: Page, expect: int = 200, **fields: str) -> Page:
    sam.page = page
    path = page.response.request.path
    token = page.every("input", name="seen")[0].get("value", "")
    return sam.post(path, {"seen": token, "reason": "", **fields}, expect=expect)


def changes(page: Page) -> list[str]:
    return [text_of(e) for tag in ("ins", "del") for e in page.every(tag)]


def test_a_listing_goes_from_its_form_to_the_public(app: Flask, ada: Person, sam: Person) -> None:
    send(ada)
    page = look(sam)
    assert "Ada Example" in page.text
    decide(sam, page, accept="Accept it")
    assert seen_by(app, ada).name == "Ada Example"  # type: ignore[attr-defined]
    assert sam.get("/steward/reviews").text.count("Nothing waits.") == 1


def test_given_back_its_practitioner_reads_why(app: Flask, ada: Person, sam: Person) -> None:
    send(ada)
    decide(sam, look(sam), give_back="Give it back", reason="Please say where you trained.")
    assert "Please say where you trained." in ada.get("/practitioner").text


def test_giving_back_needs_a_reason(ada: Person, sam: Person) -> None:
    send(ada)
    page = decide(sam, look(sam), expect=400, give_back="Give it back")
    assert "Please say what should be changed" in page.text


def test_neither_is_no_decision(ada: Person, sam: Person) -> None:
    send(ada)
    assert "Please accept it or give it back." in decide(sam, look(sam), expect=400).text


def test_a_changed_part_is_shown_beside_the_public_one(app: Flask, ada: Person, sam: Person) -> None:
    publish(app, ada)
    say(ada, "who", name="Grace Example")
    assert changes(look(sam)) == ["Grace Example", "Ada Example"]


def test_accepted_a_register_is_stated(app: Flask, ada: Person, sam: Person) -> None:
    publish(app, ada)
    say(ada, "registers", **{"body-0": "BACP", "number-0": "123456"})
    decide(sam, look(sam), accept="Accept it")
    assert [r.number for r in seen_by(app, ada).registers] == ["123456"]  # type: ignore[attr-defined]


def test_an_entry_another_listing_has_is_not_accepted(app: Flask, ada: Person, sam: Person) -> None:
    eve = practitioner(app, "eve@example.org")
    eve.submit(eve.get("/practitioner"), name="Eve", kind="individual")
    say(eve, "registers", **{"body-0": "BACP", "number-0": "123456"})
    publish(app, ada)
    say(ada, "registers", **{"body-0": "BACP", "number-0": "123 456"})
    page = decide(sam, look(sam), expect=400, accept="Accept it")
    assert "We cannot add this number on our own." in page.text
    assert "Eve" not in page.text


def test_a_number_another_draft_has_is_said_at_once(app: Flask, ada: Person) -> None:
    eve = practitioner(app, "eve@example.org")
    eve.submit(eve.get("/practitioner"), name="Eve", kind="individual")
    say(eve, "registers", **{"body-0": "BACP", "number-0": "123456"})
    page = ada.get(LISTING + "registers")
    page = ada.submit(page, "Save and go on", expect=422, **{"body-0": "BACP", "number-0": "１２３-456"})
    assert "We cannot add this number on our own." in page.text
    assert page.every("input", name="number-0")[0].get("value") == "１２３-456"


def test_what_changed_while_it_was_looked_at_is_looked_at_again(app: Flask, ada: Person, sam: Person) -> None:
    send(ada)
    page = look(sam)
    say(ada, "words", headline="Something else entirely")
    again = decide(sam, page, expect=400, accept="Accept it")
    assert "It was changed while you looked at it." in again.text
    decide(sam, again, accept="Accept it")
    assert seen_by(app, ada).headline == "Something else entirely"  # type: ignore[attr-defined]


def test_it_is_decided_once(app: Flask, ada: Person, sam: Person) -> None:
    send(ada)
    page = look(sam)
    kim = steward(app, "kim@example.org")
    kim.get("/steward")
    decide(kim, look(kim), accept="Accept it")
    decide(sam, page, expect=404, give_back="Give it back", reason="No.")
    assert record_of(app, ada, lambda r: r.status) == "published"


def test_nobody_decides_about_their_own(app: Flask, ada: Person, database: Database) -> None:
    """T5: one person alone cannot list and accept. Stewards have no listing; this holds if one ever had."""
    send(ada)
    with database.writing() as session:
        session.get_one(type(ada.account), ada.account.id).role = "steward"
    ada.be_signed_in(strong=True)
    page = look(ada)
    assert "This is your own listing." in page.text
    ada.page = page
    seen_now = "0" * 32
    again = ada.post(page.response.request.path, {"seen": seen_now, "accept": "1", "reason": ""}, expect=403)
    assert "This is your own listing." in again.text
    with database.reading() as session:
        assert (
            session.scalars(select(AuditLine.act).order_by(AuditLine.sequence.desc())).first() == "review.own-refused"
        )


def test_a_decision_leaves_a_line_and_a_letter(app: Flask, ada: Person, sam: Person, database: Database) -> None:
    send(ada)
    decide(sam, look(sam), accept="Accept it")
    with database.reading() as session:
        acts = session.execute(select(AuditLine.act, AuditLine.actor)).all()
    assert ("review.accepted", sam.account.id) in [tuple(row) for row in acts]
    assert letters(app, ada.email)[-1].subject == "It is public now"


def test_a_practitioner_has_no_business_here(ada: Person) -> None:
    ada.get("/steward/reviews", expect=404)
    ada.get(f"/steward/reviews/{UUID(int=1)}", expect=404)
