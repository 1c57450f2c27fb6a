"""Letters put aside, and whom mail does not reach: from the mail server's no to every place that says so (MAIL-06)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from app.plumbing.bounces import UnreachableAddress
from app.plumbing.database import Database
from app.plumbing.mailing import DELAYS
from app.plumbing.outbox import OutboxMail, put
from tests.editor.conftest import record_of
from tests.editor.test_deciding import seen_by
from tests.moderation.test_people import act, go_round, listed, trail
from tests.plumbing.mail_servers import TAKEN, Inbox, mail_is_taken, mailing_to, rows
from tests.signed_in import Person, letters, link_in, practitioner, steward
from tests.visit import Page

DESK = "/steward/letters"
START = datetime(2026, 11, 28, 9, tzinfo=UTC)
GONE = "550 5.1.1 <ada@example.org>: no such user"


@pytest.fixture
def moment() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@contextmanager
def refusing(who: str = "ada", answer: str = GONE) -> Iterator[Inbox]:
    with mail_is_taken(Inbox(recipient=lambda to: answer if to.startswith(who) else TAKEN)) as inbox:
        yield inbox


def write_to(database: Database, address: str, subject: str = "Hello") -> None:
    with database.writing() as session:
        put(session, address, subject, "A secret link")


def given_up(database: Database, moment: time_machine.Traveller, address: str = "ada@example.org") -> None:
    """A letter that was refused eight times."""
    write_to(database, address)
    with refusing(address.partition("@")[0]) as inbox:
        for delay in (*DELAYS, timedelta(0)):
            mailing_to(database, inbox.port).send_due()
            moment.shift(delay)


def lose(app: Flask, database: Database, address: str = "ada@example.org") -> None:
    """Have the mail server refuse one letter, and a round go by."""
    write_to(database, address)
    with refusing() as inbox:
        mailing_to(database, inbox.port).send_due()
    go_round(app)


def settle(sam: Person, page: Page, button: str) -> Page:
    sam.page = page
    letter = page.every("input", name="letter")[0].get("value", "")
    return sam.post(DESK, {"letter": letter, button: "yes"})


def test_a_letter_put_aside_says_to_whom_what_when_how_often_and_why(
    app: Flask, database: Database, moment: time_machine.Traveller
) -> None:
    practitioner(app)
    given_up(database, moment)
    sam = steward(app)
    assert "1 letter put aside" in sam.get("/steward").text
    page = sam.get(DESK)
    for words in ("Hello", "ada@example.org", "tried 8 times", "There is no such mailbox", "550 5.1.1 <…>"):
        assert words in page.text
    assert "secret" not in page.body


def test_of_whoever_has_no_account_a_steward_sees_no_whole_address(
    app: Flask, database: Database, moment: time_machine.Traveller
) -> None:
    given_up(database, moment, "seeker@example.org")
    page = steward(app).get(DESK)
    assert "s…@example.org" in page.text and "seeker" not in page.body


def test_sent_again_it_arrives(app: Flask, database: Database, moment: time_machine.Traveller) -> None:
    given_up(database, moment)
    sam = steward(app)
    assert "It is sent again now" in settle(sam, sam.get(DESK), "again").text
    with mail_is_taken(Inbox()) as inbox:
        mailing_to(database, inbox.port).send_due()
    assert (len(inbox.received), rows(database)) == (1, [])
    assert trail(database)[0].act == "letter.again"


def test_dropped_it_is_gone(app: Flask, database: Database, moment: time_machine.Traveller) -> None:
    given_up(database, moment)
    sam = steward(app)
    page = sam.get(DESK)
    assert "It is dropped" in settle(sam, page, "drop").text
    assert rows(database) == []
    assert trail(database)[0].act == "letter.dropped"
    assert "It is no longer here." in settle(sam, page, "again").text


@pytest.mark.parametrize("fields", [{}, {"letter": "x", "again": "1"}, {"again": "1", "drop": "1"}])
def test_neither_or_both_is_no_decision(sam: Person, fields: dict[str, str]) -> None:
    sam.get(DESK)
    assert "Please choose a letter" in sam.post(DESK, fields, expect=400).text


def test_many_are_page_by_page(app: Flask, database: Database, sam: Person) -> None:
    with database.writing() as session:
        for number in range(21):
            put(session, f"a{number}@example.org", f"Letter {number}", "x")
        session.flush()
        session.query(OutboxMail).update({"parked_at": START})
    first = sam.get(DESK)
    assert len(first.every("ol", class_="due")[0].findall("li")) == 20
    assert len(sam.get(first.link("Next")).every("ol", class_="due")[0].findall("li")) == 1


def test_within_an_hour_stewards_see_whom_mail_does_not_reach(
    app: Flask, database: Database, moment: time_machine.Traveller
) -> None:
    listed(app)
    write_to(database, "ada@example.org")
    with refusing() as inbox:
        mailing_to(database, inbox.port).send_due()
    moment.shift(timedelta(minutes=10))
    go_round(app)
    sam = steward(app)
    assert "mail does not reach 1 person" in sam.get("/steward").text
    page = sam.get(DESK)
    assert "ada@example.org" in sam.get(page.link("Mail does not reach 1 person.")).text
    assert trail(database)[0].act == "account.mail-unreachable"


def test_its_practitioner_reads_so_and_everybody_sees_it(app: Flask, database: Database) -> None:
    ada = listed(app)
    slug = record_of(app, ada, lambda record: record.slug)
    assert "Not receiving messages" not in app.test_client().get(f"/listings/{slug}").text
    lose(app, database)
    assert "What we sent to ada@example.org came back" in ada.get("/practitioner").text
    assert not seen_by(app, ada).receives_messages  # type: ignore[attr-defined]
    assert "Not receiving messages at the moment." in app.test_client().get(f"/listings/{slug}").text


def test_where_seekers_keep_people_it_is_said_too(app: Flask, database: Database) -> None:
    ada = listed(app)
    record_id = record_of(app, ada, lambda record: record.id)
    lose(app, database)
    found = app.test_client().get(f"/api/v1/listings/{record_id}").json
    assert found is not None and found["receives_messages"] is False


def test_the_same_address_confirmed_anew_lifts_it(app: Flask, database: Database) -> None:
    ada = listed(app)
    lose(app, database)
    form = ada.get(ada.get("/practitioner").link("Use another address"))
    assert "If it works again" in form.text
    ada.submit(form, "Send a link", email="ada@example.org")
    ada.submit(ada.get(link_in(letters(app, ada.email)[-1], app)))
    go_round(app)
    assert "does not reach you" not in ada.get("/practitioner").text
    assert seen_by(app, ada).receives_messages  # type: ignore[attr-defined]
    assert "has a new e-mail address" not in letters(app, ada.email)[-1].subject


def test_another_address_lifts_it(app: Flask, database: Database) -> None:
    ada = listed(app)
    lose(app, database)
    ada.submit(ada.get("/account/email"), "Send a link", email="ada@example.net")
    ada.submit(ada.get(link_in(letters(app, "ada@example.net")[-1], app)))
    ada.email = "ada@example.net"
    go_round(app)
    assert "does not reach you" not in ada.get("/practitioner").text


def test_a_password_chosen_by_a_link_lifts_it(app: Flask, database: Database) -> None:
    ada = listed(app)
    lose(app, database)
    ada.submit(ada.get("/account/forgotten-password"), email=ada.email)
    page = ada.get(link_in(letters(app, ada.email)[-1], app))
    ada.submit(page, password="another four quiet herons")
    assert ada.account.unreachable_since is None


def test_a_letter_that_arrives_lifts_what_was_only_refused(app: Flask, database: Database) -> None:
    ada = listed(app)
    lose(app, database)
    write_to(database, ada.email)
    with mail_is_taken(Inbox()) as inbox:
        mailing_to(database, inbox.port).send_due()
    go_round(app)
    assert ada.account.unreachable_since is None
    assert trail(database)[0].act == "account.mail-reaches"


def test_the_present_address_without_a_mark_is_still_the_present_one(app: Flask) -> None:
    ada = practitioner(app)
    assert "That is your address already." in ada.submit(ada.get("/account/email"), expect=400, email=ada.email).text


def test_addresses_of_nobody_are_forgotten(app: Flask, database: Database) -> None:
    lose(app, database, "ada.nobody@example.org")
    with database.reading() as session:
        assert session.query(UnreachableAddress).count() == 0


def test_suspended_and_unreachable_is_seen_by_nobody(app: Flask, database: Database, sam: Person) -> None:
    ada = listed(app)
    act(sam, ada, "suspend", "harm")
    lose(app, database)
    assert not hasattr(seen_by(app, ada), "name")


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (None, "did not say why"),
        ("552 5.2.2 over quota", "full"),
        ("452 4.2.2 over quota", "full"),
        ("550 no such user", "no such mailbox"),
        ("550 5.7.1 go away", "does not want mail from us"),
        ("451 4.3.0 later", "come back later"),
        ("554 5.6.0 what", "does not take this letter"),
    ],
)
def test_what_servers_mean(app: Flask, reply: str | None, words: str) -> None:
    from app.moderation.letters import why

    with app.test_request_context():
        assert words in why(reply)
