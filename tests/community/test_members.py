"""Members: invited by mail, given roles, removed, gone; there is always an owner, and nobody reaches another's."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from app.organisations.models import Invitation, Member, Organisation
from app.plumbing import clock
from app.plumbing.database import Database
from tests.signed_in import Person, letters, link_in, member, practitioner
from tests.visit import Page

EVE = "eve@example.org"


@pytest.fixture
def owner(app: Flask) -> Person:
    return member(app)


def invite(owner: Person, email: str = EVE, role: str = "editor", *, expect: int = 200) -> Page:
    owner.get("/organisation/invite")
    return owner.post("/organisation/invite", {"email": email, "role": role}, expect=expect)


def link(app: Flask, email: str = EVE) -> str:
    return link_in(letters(app, email)[-1], app)


def joined(app: Flask, owner: Person, role: str = "editor") -> Person:
    invite(owner, role=role)
    eve = practitioner(app, EVE, strong=True)
    eve.submit(eve.get(link(app)), "Join")
    return eve


def roles(database: Database) -> list[str]:
    with database.reading() as session:
        return sorted(session.scalars(select(Member.role)))


def test_whoever_reads_the_mailbox_joins_once(app: Flask, database: Database, owner: Person) -> None:
    eve = joined(app, owner)
    assert roles(database) == ["editor", "owner"]
    assert "What it says" in eve.get("/organisation").text
    eve.get(link(app), expect=410)
    with database.reading() as session:
        assert session.query(Invitation).count() == 0


def test_only_the_hash_of_a_link_is_kept_and_its_mail_says_nothing_typed(
    app: Flask, database: Database, owner: Person
) -> None:
    invite(owner)
    [mail] = letters(app, EVE)
    assert "Harbour" not in mail.subject + mail.body
    token = link(app).rpartition("/")[2]
    with database.reading() as session:
        kept = session.query(Invitation).one()
    assert token.encode() not in kept.token_sha256 and len(kept.token_sha256) == 32


def test_a_link_ends_after_a_week(app: Flask, owner: Person) -> None:
    invite(owner)
    with time_machine.travel(clock.now() + timedelta(days=7, seconds=1), tick=True):
        practitioner(app, EVE).get(link(app), expect=410)


def test_another_address_joins_nothing(app: Flask, database: Database, owner: Person) -> None:
    invite(owner)
    mallory = practitioner(app, "mallory@example.org")
    page = mallory.submit(mallory.get(link(app)), "Join", expect=400)
    assert "This invitation was sent to another address." in page.text
    assert roles(database) == ["owner"]


def test_whoever_belongs_elsewhere_joins_nothing(app: Flask, owner: Person) -> None:
    other = member(app, EVE)
    invite(owner)
    assert "belongs to an organisation already" in other.submit(other.get(link(app)), "Join", expect=400).text


def test_a_link_is_void_when_it_is_taken_back_or_sent_again(app: Flask, owner: Person) -> None:
    invite(owner)
    first = link(app)
    invite(owner)
    eve = practitioner(app, EVE)
    eve.get(first, expect=410)
    second = link(app)
    owner.submit(owner.get("/organisation/members"), "Take it back")
    eve.get(second, expect=410)


def test_a_link_of_a_suspended_organisation_is_void(app: Flask, database: Database, owner: Person) -> None:
    invite(owner)
    with database.writing() as session:
        session.query(Organisation).one().status = "suspended"
    practitioner(app, EVE).get(link(app), expect=410)


def test_what_cannot_be_asked_is_said(app: Flask, owner: Person) -> None:
    assert "belongs to your organisation already" in invite(owner, owner.email, expect=400).text
    assert "Please choose as what." in invite(owner, role="emperor", expect=400).text
    page = invite(owner, "nobody", expect=400)
    assert "Please write an e-mail address" in page.text
    assert page.every("input", name="email")[0].get("value") == "nobody"


def test_an_owner_changes_roles_and_removes(app: Flask, database: Database, owner: Person) -> None:
    eve = joined(app, owner)
    where = f"/organisation/members/{eve.account.id}"
    owner.get(where)
    owner.post(where, {"role": "navigator"})
    assert roles(database) == ["navigator", "owner"]
    owner.submit(owner.get(where), "Remove from the organisation")
    assert roles(database) == ["owner"]
    eve.get("/organisation/members", expect=404)


def test_there_is_always_an_owner(app: Flask, database: Database, owner: Person) -> None:
    where = f"/organisation/members/{owner.account.id}"
    sentence = "There must always be an owner."
    owner.get(where)
    assert sentence in owner.post(where, {"role": "editor"}, expect=400).text
    assert sentence in owner.post(f"{where}/remove", expect=400).text
    assert sentence in owner.submit(owner.get("/organisation/leave"), "Leave", expect=400).text
    assert roles(database) == ["owner"]
    eve = joined(app, owner, "owner")
    owner.submit(owner.get("/organisation/leave"), "Leave")
    assert sentence in eve.submit(eve.get("/organisation/leave"), "Leave", expect=400).text


def test_nobody_reaches_what_is_another_organisations(app: Flask, database: Database, owner: Person) -> None:
    """AUTH-16."""
    invite(owner)
    stranger = member(app, "stranger@example.org")
    with database.reading() as session:
        theirs = session.query(Invitation).one().id
    stranger.get(f"/organisation/members/{owner.account.id}", expect=404)
    stranger.post(f"/organisation/members/{owner.account.id}", {"role": "editor"}, expect=404)
    stranger.post(f"/organisation/members/{owner.account.id}/remove", expect=404)
    for there_or_not in (theirs, uuid4()):
        stranger.post(f"/organisation/invitations/{there_or_not}/take-back", expect=404)
    with database.reading() as session:
        assert session.query(Invitation).count() == 1


@pytest.mark.parametrize("role", ["editor", "navigator"])
def test_only_owners_decide_who_belongs(app: Flask, owner: Person, role: str) -> None:
    eve = joined(app, owner, role)
    eve.get("/organisation/invite", expect=404)
    eve.get(f"/organisation/members/{owner.account.id}", expect=404)
    eve.post(f"/organisation/members/{owner.account.id}/remove", expect=404)
    eve.get("/organisation/close", expect=404)
    assert not eve.get("/organisation/members").every("a", href="/organisation/invite")


def test_closing_takes_it_away_and_leaves_accounts(app: Flask, database: Database, owner: Person) -> None:
    eve = joined(app, owner)
    owner.submit(owner.get("/organisation/close"), "Close it for good")
    with database.reading() as session:
        assert (session.query(Organisation).count(), session.query(Member).count()) == (0, 0)
    assert owner.is_signed_in and eve.is_signed_in


def test_deleting_an_account_forgets_where_it_was_invited(app: Flask, database: Database, owner: Person) -> None:
    invite(owner)
    eve = practitioner(app, EVE)
    eve.submit(eve.get("/account/delete"), "Delete my account", sure="y")
    with database.reading() as session:
        assert session.query(Invitation).count() == 0
