"""What is written to the outbox is one mail to one address, whatever somebody typed (MAIL-02, MAIL-04, MAIL-05)."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.plumbing.composing import Letter, composed
from app.plumbing.database import Database
from app.plumbing.outbox import NoAddress, put
from tests.plumbing.mail_servers import HEAD, Inbox, mail_is_taken, mailing_to, rows

ENDS_OF_LINES = ["\r", "\n", "\r\n", "\0", "\u2028", "\u2029", "\u0085", "\x0b", "\x0c"]
HEADERS = {
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
}


def letter(subject: str = "Hello", body: str = "A link", recipient: str = "a@example.org") -> EmailMessage:
    row = Letter(UUID(int=7), recipient, subject, body, datetime(2026, 11, 28, 9, tzinfo=UTC), 1)
    return message_from_bytes(composed(row, HEAD).as_bytes(), EmailMessage, policy=SMTP)


def delivered(database: Database, recipient: str, subject: str, body: str = "A link") -> list[EmailMessage]:
    with database.writing() as session:
        put(session, recipient, subject, body)
    with mail_is_taken(Inbox()) as inbox:
        mailing_to(database, inbox.port).send_due()
    assert inbox.addressed == ["a@example.org"]
    return inbox.received


@pytest.mark.parametrize("end", ENDS_OF_LINES, ids=ascii)
def test_no_end_of_a_line_in_a_subject_opens_a_header(database: Database, end: str) -> None:
    [message] = delivered(database, "a@example.org", f"Hello{end}Bcc: b@example.org{end}{end}<b>body</b>")
    assert set(message.keys()) <= HEADERS | {"X-Peer", "X-MailFrom", "X-RcptTo"}
    assert message["Subject"] == "Hello Bcc: b@example.org <b>body</b>"
    assert message.get_content().strip() == "A link"


@pytest.mark.parametrize("end", ENDS_OF_LINES, ids=ascii)
def test_no_end_of_a_line_in_an_address_opens_a_header(database: Database, end: str) -> None:
    with pytest.raises(NoAddress), database.writing() as session:
        put(session, f"a@example.org{end}Bcc: b@example.org", "Hello", "A link")
    assert rows(database) == []


@pytest.mark.parametrize("end", ENDS_OF_LINES, ids=ascii)
def test_an_end_of_a_line_after_an_address_is_no_part_of_it(database: Database, end: str) -> None:
    [message] = delivered(database, f"a@example.org{end}", "Hello")
    assert message["To"] == "a@example.org"


@pytest.mark.parametrize(
    "text", ["", "a", "a@", "@b", "a@b@c", "a@b, c@d", "a b@c", "<a@b>", "A <a@b>", "a@b;c@d", "a" * 250 + "@b.org"]
)
def test_what_is_not_one_address_is_not_written(database: Database, text: str) -> None:
    with pytest.raises(NoAddress), database.writing() as session:
        put(session, text, "Hello", "A link")


def test_what_no_database_keeps_is_written_without_it(database: Database) -> None:
    [message] = delivered(database, "a@example.org", "half \ud800", "half \ud800 and \0 nothing")
    assert message.get_content().strip() == "half ? and   nothing"


@given(st.text(max_size=300))
def test_any_body_arrives_as_it_was_written(body: str) -> None:
    body = body.encode("utf-8", "replace").decode()
    sent = body.replace("\r\n", "\n").replace("\r", "\n")
    arrived = letter(body=body).get_content().replace("\r\n", "\n")
    assert arrived.removesuffix("\n") == sent.removesuffix("\n")


@pytest.mark.parametrize(
    "body",
    [".\r\n.", ".", "..\n.hidden\n.\n", "x" * 5000, "From here", "ਸਤ ਸ੍ਰੀ ਅਕਾਲ\nمرحبا 👋"],
    ids=lambda body: ascii(body[:12]),
)
def test_lone_dots_long_lines_and_every_script_pass_a_real_server(database: Database, body: str) -> None:
    [message] = delivered(database, "a@example.org", "ਸੁਨੇਹਾ 👋", body)
    assert message["Subject"] == "ਸੁਨੇਹਾ 👋"
    assert message.get_content().replace("\r\n", "\n").strip() == body.replace("\r\n", "\n").strip()
    assert max(map(len, message.as_bytes().split(b"\r\n"))) <= 998


@given(st.text(max_size=300))
def test_any_subject_is_one_header(subject: str) -> None:
    from app.plumbing.outbox import _one_line

    message = letter(subject=_one_line(subject))
    assert set(message.keys()) <= HEADERS
    assert message.get_content().strip() == "A link"


def test_a_letter_says_what_it_is() -> None:
    message = letter()
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"] == "<00000000-0000-0000-0000-000000000007@find.example.org>"
    assert message["From"] == "Attune <no-reply@find.example.org>"
    assert message["Date"] == "Sat, 28 Nov 2026 09:00:00 +0000"
    assert (message.get_content_type(), message.get_content_charset()) == ("text/plain", "utf-8")
    assert not message.is_multipart()


def test_a_domain_in_any_script_is_written_as_servers_know_it() -> None:
    assert letter(recipient="a@bücher.example")["To"] == "a@xn--bcher-kva.example"


def test_an_address_in_any_script_reaches_a_server_that_takes_it(database: Database) -> None:
    with database.writing() as session:
        put(session, "jürgen@example.org", "Hello", "A link")
    with mail_is_taken(Inbox(), enable_SMTPUTF8=True) as inbox:
        assert mailing_to(database, inbox.port).send_due().sent == 1
    assert inbox.addressed == ["jürgen@example.org"]


def test_an_address_in_any_script_waits_where_the_server_does_not_take_it(database: Database) -> None:
    with database.writing() as session:
        put(session, "jürgen@example.org", "Hello", "A link")
    with mail_is_taken(Inbox(), enable_SMTPUTF8=False) as inbox:
        assert mailing_to(database, inbox.port).send_due().refused == 1


def test_a_mail_is_not_there_when_its_cause_is_not(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.writing() as session:
        put(session, "a@example.org", "Hello", "A link")
        raise ZeroDivisionError
    assert rows(database) == []
