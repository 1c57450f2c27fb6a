"""The people desk: finding an account, and what may be done to it, by whom (point 8, AUTH-03, AUTH-04, T8)."""

from typing import Any

import pytest
import time_machine
from flask import Flask

from app.accounts.models import Account
from app.listings.listing import Listing
from app.listings.source import Gone
from app.moderation.wording import acts as words_of_acts
from app.plumbing import clock
from app.plumbing.auditing import latest_lines, verify
from app.plumbing.database import Database
from tests.editor.conftest import fill, publish
from tests.editor.test_deciding import reasons, seen_by
from tests.plumbing.test_commands import run
from tests.signed_in import Person, letters, make_account, practitioner, steward
from tests.visit import Page

DESK = "/steward/people"


def listed(app: Flask) -> Person:
    """A practitioner with a public listing."""
    ada = practitioner(app)
    ada.submit(ada.get("/practitioner"), name="Ada Example", kind="individual")
    fill(ada)
    publish(app, ada)
    return ada


def go_round(app: Flask) -> None:
    """What the server does every ten minutes."""
    assert run(app, "rounds").exit_code == 0


def page_of(person: Person) -> str:
    return f"{DESK}/{person.account.id}"


def act(sam: Person, person: Person, act: str, reason: str, *, expect: int = 200, **fields: str) -> Page:
    """By the page of the act."""
    path = f"{page_of(person)}/{act}"
    sam.get(path)
    return sam.post(path, {"reason": reason, **fields}, expect=expect)


def trail(database: Database) -> list[Any]:
    with database.reading() as session:
        verify(session)
        return list(latest_lines(session, None, 100))


def test_an_account_is_found_by_its_whole_address_which_stands_in_no_address_of_ours(app: Flask, sam: Person) -> None:
    ada = practitioner(app)
    found = sam.submit(sam.get(DESK), "Find", email="  Ada@Example.org ")
    assert found.h1 == "ada@example.org"
    assert found.response.request.path == page_of(ada)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("eve@example.org", "There is no account with this address."),
        ("ada@", "Please write the whole address"),
        ("", "Please write the whole address"),
        ("%", "Please write the whole address"),
    ],
)
def test_who_is_not_there_is_one_sentence(app: Flask, sam: Person, typed: str, sentence: str) -> None:
    practitioner(app)
    back = sam.submit(sam.get(DESK), "Find", expect=400, email=typed)
    assert sentence in back.text
    assert back.every("input", name="email")[0].get("value", "") == typed


def test_a_page_says_what_an_account_is_and_nothing_of_what_it_says(app: Flask, sam: Person) -> None:
    ada = listed(app)
    page = sam.get(page_of(ada))
    for words in ("practitioner", "Ada Example: public", "Browsers signed in", "not as far as we know"):
        assert words in page.text
    assert "anxiety" not in page.body.lower() and "punjabi" not in page.body.lower()


def test_the_name_of_a_draft_is_its_practitioners(app: Flask, sam: Person) -> None:
    ada = practitioner(app)
    ada.submit(ada.get("/practitioner"), name="Ada Example", kind="individual")
    page = sam.get(page_of(ada))
    assert "a draft" in page.text and "Ada Example" not in page.text


def test_suspended_somebody_is_out_at_once_and_their_listing_is_gone(app: Flask, sam: Person) -> None:
    ada = listed(app)
    done = act(sam, ada, "suspend", "harm", words="A client wrote to us.")
    assert "It is done" in done.text and "A client wrote to us." in done.text
    assert "Ada Example: not public while the account is suspended" in done.text
    assert not ada.is_signed_in
    assert isinstance(seen_by(app, ada), Gone)
    assert "suspended" in ada.sign_in(expect=403).text


def test_the_letter_about_it_is_neutral(app: Flask, sam: Person) -> None:
    ada = listed(app)
    act(sam, ada, "suspend", "harm", words="A client wrote to us.")
    [letter] = letters(app, ada.email)
    assert letter.subject == "About your account"
    for word in ("listing", "therap", "client", "harm", "steward"):
        assert word not in letter.body.lower()


def test_lifted_everything_is_as_it_was_and_its_owner_reads_of_it(app: Flask, sam: Person) -> None:
    ada = listed(app)
    act(sam, ada, "suspend", "harm")
    act(sam, ada, "lift-suspension", "mistake")
    assert isinstance(seen_by(app, ada), Listing)
    assert not ada.is_signed_in
    ada.sign_in()
    history = ada.get("/practitioner/history").text
    assert "a steward suspended the account" in history
    assert "a steward lifted the suspension of the account" in history


def test_a_listing_of_a_suspended_account_is_not_confirmed_by_a_link_from_before(app: Flask, sam: Person) -> None:
    from app.editor.confirming import token_for
    from app.practitioners.queries import listing_of

    ada = listed(app)
    database: Database = app.extensions["attune.database"]
    with app.app_context(), database.reading() as session:
        record = listing_of(session, ada.account.id)
        assert record is not None
        path = f"/still-right/{token_for(record)}"
    assert app.test_client().get(path).status_code == 200
    act(sam, ada, "suspend", "harm")
    assert app.test_client().get(path).status_code == 404


def test_a_public_listing_says_why_it_is_not_public_while_suspended(app: Flask, database: Database) -> None:
    """Its owner cannot sign in then; whoever still has the page open, or gets in again, reads why."""
    ada = listed(app)
    with database.writing() as session:
        session.get_one(Account, ada.account.id).suspended_at = clock.now()
    app.extensions["attune.signed_in"] = lambda person=ada.account: _as(person)
    assert reasons(ada.get("/practitioner")) == ["The account is suspended. Please ask the people who run this site."]


def _as(account: Account) -> Any:
    from app.access.visitors import SignedIn

    return SignedIn(account.id, "practitioner", clock.now(), strong=False)


def test_the_trail_has_the_reason_and_never_the_words(database: Database, app: Flask, sam: Person) -> None:
    ada = listed(app)
    act(sam, ada, "suspend", "harm", words="A client wrote to us.")
    line = trail(database)[0]
    assert (line.act, line.subject_id, line.actor) == ("account.suspend", str(ada.account.id), sam.account.id)
    assert line.details == '{"reason":"harm"}'
    assert "suspended the account" in sam.get(f"/steward/audit?about={ada.account.id}").text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Please choose a reason."),
        ({"reason": "because"}, "Please choose a reason."),
        ({"reason": "other", "words": " "}, "Please write what the reason is."),
        ({"reason": "harm", "words": "x" * 2001}, "at most 2,000"),
    ],
)
def test_without_a_reason_nothing_is_done(app: Flask, sam: Person, fields: dict[str, str], sentence: str) -> None:
    ada = listed(app)
    path = f"{page_of(ada)}/suspend"
    sam.get(path)
    back = sam.post(path, {"words": "Something.", **fields}, expect=400)
    assert sentence in back.text
    assert ada.is_signed_in


def test_signed_out_everywhere_somebody_signs_in_again(app: Flask, sam: Person) -> None:
    ada = listed(app)
    act(sam, ada, "end-sessions", "asked")
    assert not ada.is_signed_in
    ada.sign_in()
    assert ada.is_signed_in


def test_made_a_steward_somebody_signs_in_anew_and_sees_the_desks(app: Flask, sam: Person) -> None:
    kim = practitioner(app, "kim@example.org")
    act(sam, kim, "make-steward", "joins")
    assert (kim.account.role, kim.is_signed_in) == ("steward", False)
    kim.be_signed_in(strong=True)
    assert kim.get("/steward").status == 200


def test_taken_back_somebody_sees_no_desk(app: Flask, sam: Person) -> None:
    kim = steward(app, "kim@example.org")
    act(sam, kim, "take-steward-back", "leaves")
    assert (kim.account.role, kim.is_signed_in) == ("practitioner", False)
    assert "no longer answer" in letters(app, kim.email)[-1].body


def test_whoever_keeps_a_listing_is_made_no_steward_of_the_same_account(app: Flask, sam: Person) -> None:
    ada = listed(app)
    assert "Make this person a steward" not in sam.get(page_of(ada)).text
    back = act(sam, ada, "make-steward", "joins", expect=400)
    assert "ask them to sign up with another address" in back.text
    assert ada.account.role == "practitioner"


@pytest.mark.parametrize("deed", ["suspend", "end-sessions", "take-steward-back"])
def test_nobody_decides_about_their_own_account(app: Flask, database: Database, sam: Person, deed: str) -> None:
    steward(app, "kim@example.org")
    assert "your own account" in sam.get(page_of(sam)).text
    back = act(sam, sam, deed, "other", words="Because.", expect=403)
    assert "your own account" in back.text
    assert sam.account.role == "steward" and sam.is_signed_in
    assert trail(database)[0].act == "account.refused"


def test_what_was_done_already_is_said(app: Flask, sam: Person) -> None:
    ada = listed(app)
    act(sam, ada, "suspend", "harm")
    assert "there is nothing to do" in act(sam, ada, "suspend", "harm", expect=400).text


@pytest.mark.parametrize("deed", ["suspend", "lift-suspension", "end-sessions", "make-steward", "reset-factors"])
def test_every_act_asks_again_who_it_is(app: Flask, deed: str) -> None:
    with time_machine.travel("2026-11-23 12:00Z", tick=False) as time:
        sam, ada = steward(app), practitioner(app)
        time.shift(301)
        answer = sam.get(f"{page_of(ada)}/{deed}", follow=False, expect=303)
    assert answer.response.location.startswith("/account/confirm")


def test_what_there_is_no_act_of_is_not_found(app: Flask, sam: Person) -> None:
    ada = practitioner(app)
    sam.get(f"{page_of(ada)}/praise", expect=404)
    sam.get(f"{DESK}/00000000-0000-0000-0000-000000000000", expect=404)


def test_lists_are_page_by_page(app: Flask, sam: Person, database: Database) -> None:
    for number in range(21):
        make_account(app, f"a{number:02}@example.org")
    with database.writing() as session:
        for account in session.query(Account).filter(Account.role == "practitioner"):
            account.suspended_at = clock.now()
    first = sam.get(f"{DESK}?show=suspended")
    assert len(first.every("ul", class_="queue")[0].findall("li")) == 20
    second = sam.get(first.link("Next"))
    assert len(second.every("ul", class_="queue")[0].findall("li")) == 1
    assert "steward@example.org" in sam.get(f"{DESK}?show=everybody&page=-1").text
    assert "21 are suspended" in sam.get("/steward").text


def test_every_act_has_words(app: Flask) -> None:
    from app.accounts.people.rules import NEED_TWO, REASONS
    from app.accounts.people.wording import reasons_of, refusal, words_of

    with app.test_request_context():
        for deed in REASONS:
            assert words_of(deed).title and len(reasons_of(deed)) == len(REASONS[deed])
            assert f"account.{deed}" in words_of_acts()
        for deed in NEED_TWO:
            assert {f"account.{deed}.proposed", f"account.{deed}.turned-down"} <= set(words_of_acts())
        for why in ("own", "not_steward", "last", "alone", "waits", "has_listing", "decided", "gone"):
            assert refusal(why)
