"""An organisation asks to be listed, and a steward decides."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.organisations.models import Member, Organisation
from app.organisations.rules import web_address
from app.plumbing.audit import AuditLine
from app.plumbing.database import Database
from tests.community.conftest import ASKED, ask, decide, waiting
from tests.signed_in import Person, letters, practitioner


def acts(database: Database) -> list[str]:
    with database.reading() as session:
        lines = session.scalars(select(AuditLine).order_by(AuditLine.sequence)).all()
        return [line.act for line in lines if line.act.startswith("organisation.")]


def statuses(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(Organisation.status)))


def test_it_waits_is_accepted_and_its_owner_is_told(app: Flask, database: Database, ada: Person, sam: Person) -> None:
    assert "A steward looks at it." in ask(ada).text
    page = sam.get(waiting(sam))
    for said in ("Harbour Collective", "Somali and Tigrinya", "https://harbour.example.org", "List our grief circle."):
        assert said in page.text
    ada.get("/organisation/members", expect=404)
    decide(sam, waiting(sam), "accept")
    assert statuses(database) == ["approved"]
    assert [mail.subject for mail in letters(app, ada.email)] == ["Your organisation is accepted"]
    assert ada.email in ada.get("/organisation/members").text
    assert acts(database) == ["organisation.asked", "organisation.accept"]


def test_what_is_refused_says_why_and_can_be_sent_again(database: Database, ada: Person, sam: Person) -> None:
    ask(ada)
    assert "Please say why" in decide(sam, waiting(sam), "refuse", expect=400).text
    decide(sam, waiting(sam), "refuse", reason="Which town is it in?")
    assert "Which town is it in?" in ada.get("/organisation").text
    assert ASKED["about"] in ada.get("/organisation/ask").body
    ask(ada, about="We sit with people in Leeds.")
    assert statuses(database) == ["in_review"]


def test_what_was_changed_meanwhile_is_not_accepted_unseen(database: Database, ada: Person, sam: Person) -> None:
    ask(ada)
    old = sam.get(waiting(sam)).every("input", name="seen")[0].get("value", "")
    ask(ada, about="Something else.")
    page = decide(sam, waiting(sam), "accept", seen=old, expect=400)
    assert "It was changed while you looked at it." in page.text
    assert statuses(database) == ["in_review"]


def test_a_steward_decides_about_no_organisation_of_their_own(database: Database, sam: Person) -> None:
    ask(sam)
    assert "You belong to this organisation." in decide(sam, waiting(sam), "accept", expect=403).text
    assert (statuses(database), acts(database)[-1]) == (["in_review"], "organisation.own-refused")


def test_a_suspension_takes_effect_at_the_next_request_and_is_lifted(ada: Person, sam: Person) -> None:
    ask(ada)
    decide(sam, waiting(sam), "accept")
    decide(sam, waiting(sam, "approved"), "suspend", reason="Your number is not yours.")
    ada.get("/organisation/members", expect=404)
    assert "Your number is not yours." in ada.get("/organisation").text
    decide(sam, waiting(sam, "suspended"), "accept")
    ada.get("/organisation/members")


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", " ", "Please write its name."),
        ("kind", "bank", "Please choose what it is."),
        ("country", "XX-", "Please choose a country."),
        ("languages", ["klingon"], "Please choose from the list."),
        ("website", "javascript:alert(1)", "Please write the address of a page"),
        ("contact_email", "office", "Please write an e-mail address"),
        ("about", "x" * 2001, "Please write at most 2,000 characters."),
    ],
)
def test_what_will_not_do_is_said_and_nothing_typed_is_lost(
    database: Database, ada: Person, field: str, typed: object, sentence: str
) -> None:
    page = ask(ada, expect=400, **{field: typed})
    assert sentence in page.text
    assert ASKED["wanted_for"] in page.body
    assert statuses(database) == []


def test_whoever_belongs_already_asks_for_no_second_one(database: Database, ada: Person, sam: Person) -> None:
    ask(ada)
    decide(sam, waiting(sam), "accept")
    assert ask(ada, name="Another").h1 == "Harbour Collective"
    assert len(statuses(database)) == 1


def test_its_owner_takes_back_what_was_not_accepted(app: Flask, database: Database, ada: Person) -> None:
    ask(ada)
    practitioner(app, "eve@example.org").get("/organisation/withdraw", expect=404)
    ada.submit(ada.get("/organisation/withdraw"), "Close it for good")
    with database.reading() as session:
        assert (session.query(Organisation).count(), session.query(Member).count()) == (0, 0)


def test_members_change_what_it_says_and_not_what_was_accepted(database: Database, ada: Person, sam: Person) -> None:
    ask(ada)
    decide(sam, waiting(sam), "accept")
    ada.get("/organisation/details")
    ada.post("/organisation/details", {**ASKED, "name": "Bank", "about": "We meet on Tuesdays."})
    with database.reading() as session:
        body = session.query(Organisation).one()
    assert (body.name, body.about, body.status) == ("Harbour Collective", "We meet on Tuesdays.", "approved")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("example.org", "https://example.org"),
        ("http://example.org/a?b=c", "http://example.org/a?b=c"),
        ("https://bücher.example", "https://bücher.example"),
        ("https://me:secret@example.org", None),
        ("https://example.org:8080", None),
        ("https://localhost", None),
        ("ftp://example.org", None),
        ("data:text/html,x", None),
        ("https://a b.org", None),
        ("https://[::1", None),
        ("", None),
    ],
)
def test_a_web_address_is_one_of_a_page(typed: str, meant: str | None) -> None:
    assert web_address(typed) == meant
