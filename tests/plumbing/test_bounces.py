"""What a server refuses for good, and what comes back, marks an address, and nothing else does (MAIL-06)."""

from datetime import UTC, datetime
from email import message_from_string

import pytest
import time_machine
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from app.plumbing.bounces import UnreachableAddress, came_back, is_about_address, known_as
from app.plumbing.database import Database
from app.plumbing.mailing import DELAYS, MOST_TRIES, drop, put_aside
from app.plumbing.outbox import put
from tests.plumbing.mail_servers import TAKEN, Inbox, mail_is_taken, mailing_to, rows

START = datetime(2026, 11, 28, 9, tzinfo=UTC)
GONE = "550 5.1.1 <gone@example.org>: no such user here"

REPORT = """\
From: MAILER-DAEMON@mx.example.net
To: no-reply@find.example.org
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I am sorry to have to inform you that eve@example.org is not the point.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net

{groups}
--b
Content-Type: text/rfc822-headers

To: someone@example.org

--b--
"""


def report(*groups: str) -> str:
    return REPORT.format(groups="\n\n".join(groups) + "\n")


def group(address: str, action: str = "failed", status: str = "5.1.1", field: str = "Final-Recipient") -> str:
    return f"{field}: rfc822; {address}\nAction: {action}\nStatus: {status}"


def marks(database: Database) -> list[tuple[str, str]]:
    with database.reading() as session:
        return sorted((row.address, row.how) for row in session.query(UnreachableAddress))


def write(database: Database, *recipients: str) -> None:
    with database.writing() as session:
        for recipient in recipients:
            put(session, recipient, "A link for you", "The link")


def server(answer: str) -> Inbox:
    return Inbox(recipient=lambda to: answer if to.startswith("gone") else TAKEN)


def test_an_address_a_server_refuses_for_good_is_marked_at_once(database: Database) -> None:
    write(database, "Gone@example.org", "a@example.org")
    with mail_is_taken(Inbox(recipient=lambda to: GONE if to.lower().startswith("gone") else TAKEN)) as inbox:
        mailing_to(database, inbox.port).send_due()
    assert marks(database) == [("gone@example.org", "refused")]


@pytest.mark.parametrize("answer", ["450 4.2.1 later", "550 5.7.1 relaying denied", "554 5.7.1 blocked", "503 order"])
def test_what_is_not_about_the_address_marks_nothing(database: Database, answer: str) -> None:
    write(database, "gone@example.org")
    with mail_is_taken(server(answer)) as inbox:
        mailing_to(database, inbox.port).send_due()
    assert marks(database) == []


def test_what_is_said_of_the_letter_marks_nothing(database: Database) -> None:
    write(database, "a@example.org")
    with mail_is_taken(Inbox(data=lambda _message: "550 5.1.1 not like this")) as inbox:
        mailing_to(database, inbox.port).send_due()
    assert marks(database) == []


def test_a_letter_that_arrives_lifts_a_refusal_and_not_what_came_back(database: Database) -> None:
    with time_machine.travel(START, tick=False) as moved:
        write(database, "gone@example.org")
        with mail_is_taken(server(GONE)) as inbox:
            mailing_to(database, inbox.port).send_due()
        moved.shift(DELAYS[0])
        with mail_is_taken(Inbox()) as inbox:
            mailing_to(database, inbox.port).send_due()
        assert marks(database) == []


def test_what_came_back_is_not_lifted_by_a_server_that_says_yes(app: Flask, database: Database) -> None:
    bounced(app, "gone@example.org")
    write(database, "gone@example.org")
    with mail_is_taken(Inbox()) as inbox:
        mailing_to(database, inbox.port).send_due()
    assert marks(database) == [("gone@example.org", "returned")]


def test_what_the_server_said_is_kept_without_the_address_and_not_logged(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    with time_machine.travel(START, tick=False) as moved:
        write(database, "gone@example.org")
        with mail_is_taken(server(GONE)) as inbox:
            for delay in (*DELAYS, DELAYS[-1]):
                mailing_to(database, inbox.port).send_due()
                moved.shift(delay)
        with database.reading() as session:
            [letter] = put_aside(session)
    assert (letter.reply, letter.tries) == ("550 5.1.1 <…>: no such user here", MOST_TRIES)
    assert "gone" not in caplog.text and "no such user" not in caplog.text


def test_a_letter_that_waits_is_not_dropped(database: Database) -> None:
    write(database, "a@example.org")
    [row] = rows(database)
    with database.writing() as session:
        assert drop(session, row.id) == 0
    assert len(rows(database)) == 1


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("no", True),
        ("5.1.1 no such user", True),
        ("5.1.10 null MX", True),
        ("5.2.1 disabled", True),
        ("5.2.2 full", True),
        ("5.4.1 access denied", True),
        ("5.0.0 no", True),
        ("5.1.8 sender", False),
        ("5.2.3 too long", False),
        ("5.3.4 too big", False),
        ("5.7.26 unauthenticated", False),
        ("see 192.0.2.5.1.1 for more", True),
    ],
)
def test_what_a_code_is_about(said: str, expected: bool) -> None:
    assert is_about_address(550, said) is expected


@given(st.integers(-1, 599).filter(lambda code: not 500 <= code <= 599), st.text())
def test_only_a_lasting_no_is_about_an_address(code: int, said: str) -> None:
    assert not is_about_address(code, said)


def test_a_report_names_whom_its_mail_has_not_reached() -> None:
    text = report(
        group("gone@example.org"),
        group("late@example.org", action="delayed", status="4.4.1"),
        group("there@example.org", action="delivered", status="2.0.0"),
        group("refused@example.org", status="5.7.1"),
        group("Other@xn--bcher-kva.example", field="Original-Recipient"),
    )
    found = came_back(message_from_string(text))
    assert [known_as(address) for address in found] == ["gone@example.org", "other@bücher.example"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Subject: I am away\n\ngone@example.org is on holiday",
        report("Final-Recipient: x400; c=gb\nAction: failed"),
        report("Final-Recipient: rfc822; @@@\nAction: failed"),
        report("Final-Recipient: rfc822;\nAction: failed"),
        report("Action: failed"),
        "Content-Type: message/delivery-status\n\nnothing",
    ],
)
def test_whatever_else_comes_in_marks_nobody(text: str) -> None:
    assert came_back(message_from_string(text)) == []


@given(st.text(max_size=300), st.text(max_size=60))
def test_no_report_is_too_odd_to_be_read(groups: str, address: str) -> None:
    for text in (report(groups), report(group(address)), groups):
        came_back(message_from_string(text))


def bounced(app: Flask, *arguments: str, stdin: str = "") -> str:
    result = app.test_cli_runner().invoke(args=["mail", "bounced", *arguments], input=stdin)
    return str(result.output)


def test_a_report_is_read_from_stdin(app: Flask, database: Database) -> None:
    assert "1 address noted" in bounced(app, stdin=report(group("gone@example.org")))
    assert marks(database) == [("gone@example.org", "returned")]


def test_what_came_back_weighs_more_than_a_refusal(app: Flask, database: Database) -> None:
    write(database, "gone@example.org")
    with mail_is_taken(server(GONE)) as inbox:
        mailing_to(database, inbox.port).send_due()
    bounced(app, "gone@example.org")
    assert marks(database) == [("gone@example.org", "returned")]


def test_what_is_no_address_is_said_in_a_sentence(app: Flask, database: Database) -> None:
    assert "A mail goes to one address." in bounced(app, "nobody")
    assert marks(database) == []
