"""An organisation's services grow old as every listing does: who may edit them is asked, and one click says yes."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.editor.reminding import remind
from app.listings.publishing import publish as publish_again
from app.listings.source import Gone, listing_by_id
from app.organisations.models import Member, Organisation, Service
from app.plumbing.audit import AuditLine
from app.plumbing.database import Database
from tests.community.test_services import accept, fill
from tests.signed_in import Person, letters, link_in, member, practitioner

START = datetime(2026, 11, 2, 9, tzinfo=UTC)
RIGHT = "Yes, all of this is right"


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def editor(clock: time_machine.Traveller, app: Flask) -> Person:
    return member(app, role="editor")


@pytest.fixture
def public(editor: Person, sam: Person) -> str:
    """The address of a service that is public since the start, and asked about every month."""
    page = editor.submit(editor.get("/organisation/services/add"), name="Grief circle", kind="peer_group")
    at = page.response.request.path.partition("/listing/")[0]
    fill(editor, at)
    editor.submit(editor.get(f"{at}/listing/rhythm"), days="30")
    editor.submit(editor.get(at), "Send it")
    accept(sam)
    return at


def asked(app: Flask, clock: time_machine.Traveller, days: int) -> int:
    clock.move_to(START + timedelta(days=days))
    with app.app_context(), app.extensions["attune.database"].writing() as session:
        return remind(session)


def service(database: Database) -> Service:
    with database.reading() as session:
        return session.scalars(select(Service)).one()


def is_shown(database: Database) -> bool:
    id = service(database).id
    with database.writing() as session:
        publish_again(session, [id])
    with database.reading() as session:
        return not isinstance(listing_by_id(session, id, "site"), Gone)


def test_each_step_is_written_once(app: Flask, clock: time_machine.Traveller, public: str) -> None:
    assert [day for day in range(120) if asked(app, clock, day)] == [30, 57, 87, 91]


@pytest.mark.parametrize(("role", "count"), [("owner", 2), ("editor", 2), ("navigator", 1)])
def test_all_are_asked_who_may_edit_it(
    app: Flask, clock: time_machine.Traveller, public: str, role: str, count: int
) -> None:
    other = practitioner(app, "other@example.org")
    with app.extensions["attune.database"].writing() as session:
        body = session.scalars(select(Organisation.id)).one()
        session.add(Member(account_id=other.account.id, organisation_id=body, role=role, joined_at=START))
    assert asked(app, clock, 31) == len({mail.recipient for mail in letters(app) if "still right" in mail.subject})
    assert asked(app, clock, 31) == 0
    assert len([mail for mail in letters(app) if "still right" in mail.subject]) == count


def test_one_click_without_signing_in_says_yes(
    app: Flask, database: Database, clock: time_machine.Traveller, editor: Person, public: str
) -> None:
    asked(app, clock, 61)
    path, visitor = link_in(letters(app, editor.email)[-1], app), Person(app, "nobody@example.org")
    page = visitor.get(path)
    assert service(database).confirmed_on == START.date()
    assert page.link("The whole listing") == public
    visitor.submit(page, RIGHT)
    assert service(database).confirmed_on == (START + timedelta(days=61)).date()
    with database.reading() as session:
        [line] = session.scalars(select(AuditLine).where(AuditLine.act == "listing.confirmed"))
        assert line.actor == editor.account.id


def test_what_was_changed_meanwhile_is_looked_at_first(
    app: Flask, database: Database, clock: time_machine.Traveller, editor: Person, public: str
) -> None:
    """All who may edit it have the same mail: nobody says yes to what they did not see."""
    asked(app, clock, 31)
    path, visitor = link_in(letters(app, editor.email)[-1], app), Person(app, "nobody@example.org")
    page = visitor.get(path)
    with database.writing() as session:
        session.scalars(select(Service)).one().offers[0].availability = "closed"
    again = visitor.submit(page, RIGHT, expect=422)
    assert "This was changed meanwhile." in again.text
    assert service(database).confirmed_on == START.date()
    visitor.submit(again, RIGHT)
    with database.reading() as session:
        assert session.scalars(select(Service)).one().offers[0].availability == "closed"


def test_its_page_is_whole_in_english(app: Flask, clock: time_machine.Traveller, editor: Person, public: str) -> None:
    asked(app, clock, 31)
    path = link_in(letters(app, editor.email)[-1], app)
    assert '<html lang="en" dir="ltr">' in app.test_client().get(path, headers={"Accept-Language": "ar"}).text


@pytest.mark.parametrize("said", [[], 1, None, [1], [[1]], {}, "x", ["0" * 32, 5], ["0" * 32, "1" * 32], True])
def test_a_link_that_says_something_else_leads_nowhere(app: Flask, said: object) -> None:
    with app.app_context():
        link = URLSafeTimedSerializer(app.config["SECRET_KEY"], salt="confirming a listing").dumps(said)
    assert app.test_client().get(f"/still-right/{link}").status_code == 404


def leave(database: Database, editor: Person) -> None:
    with database.writing() as session:
        session.delete(session.get_one(Member, editor.account.id))


def demote(database: Database, editor: Person) -> None:
    with database.writing() as session:
        session.get_one(Member, editor.account.id).role = "navigator"


def suspend(database: Database, editor: Person) -> None:
    with database.writing() as session:
        session.scalars(select(Organisation)).one().status = "suspended"


@pytest.mark.parametrize("change", [leave, demote, suspend])
def test_a_link_is_good_as_long_as_its_reader_may_edit_it(  # type: ignore[no-untyped-def]
    app: Flask, database: Database, clock: time_machine.Traveller, editor: Person, public: str, change
) -> None:
    asked(app, clock, 31)
    path = link_in(letters(app, editor.email)[-1], app)
    change(database, editor)
    for answer in (app.test_client().get(path), app.test_client().post(path)):
        assert answer.status_code == 404
    assert asked(app, clock, 58) == 0


def test_one_nobody_looks_after_rests_until_somebody_does(
    app: Flask, database: Database, clock: time_machine.Traveller, editor: Person, public: str
) -> None:
    clock.move_to(START + timedelta(days=90))
    assert is_shown(database)
    clock.move_to(START + timedelta(days=91))
    assert not is_shown(database)
    editor.be_signed_in(strong=True)
    assert "rests: nobody confirmed it" in editor.get("/organisation/services").text
    page = editor.get(public)
    assert "It rests, because nobody confirmed it for a long time." in page.text
    editor.submit(editor.get(page.link("Bring it back")), RIGHT)
    assert is_shown(database)


def from_a_register(session: Session) -> None:
    session.scalars(select(Service)).one().source = "a-register"


def of_an_imported_organisation(session: Session) -> None:
    session.scalars(select(Organisation)).one().status = "imported"


@pytest.mark.parametrize("change", [from_a_register, of_an_imported_organisation])
def test_one_that_nobody_could_confirm_neither_rests_nor_is_asked_about(  # type: ignore[no-untyped-def]
    app: Flask, database: Database, clock: time_machine.Traveller, public: str, change
) -> None:
    with database.writing() as session:
        change(session)
    assert asked(app, clock, 400) == 0
    assert is_shown(database)


def test_it_says_how_often_it_was_seen(editor: Person, public: str) -> None:
    page = editor.get(editor.get(public).link("How often it was seen"))
    assert page.link("Everything about your listing") == public


def test_nobody_of_another_organisation_confirms_it(app: Flask, editor: Person, public: str) -> None:
    other = member(app, "other@example.org", role="editor")
    other.get(f"{public}/confirm", expect=404)
    other.post(f"{public}/confirm", expect=404)
