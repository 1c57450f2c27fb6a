"""How mail travels: encrypted wherever somebody could listen, signed in, and never past a certificate."""

import socket
from pathlib import Path
from typing import Any

import pytest

from app.plumbing.database import Database
from app.plumbing.outbox import put
from app.plumbing.posting import Unreachable
from tests.plumbing.mail_servers import Inbox, mail_is_taken, mailing_to, rows, self_signed

ELSEWHERE = "mail.example.org"


@pytest.fixture
def letter(database: Database) -> None:
    with database.writing() as session:
        put(session, "a@example.org", "Hello", "A link")


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> str:
    """A host that is not loopback by its name: the name system says it is here."""
    ask = socket.getaddrinfo

    def answer(host: Any, *arguments: Any, **options: Any) -> Any:
        return ask("127.0.0.1" if host == ELSEWHERE else host, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    return ELSEWHERE


@pytest.mark.usefixtures("letter")
def test_a_server_here_is_spoken_to_plainly(database: Database) -> None:
    with mail_is_taken(Inbox()) as inbox:
        mailing_to(database, inbox.port).send_due()
    assert inbox.encrypted == [False]


@pytest.mark.usefixtures("letter")
def test_encryption_is_used_when_it_is_offered(database: Database, tmp_path: Path) -> None:
    context, _file = self_signed(tmp_path, "localhost")
    with mail_is_taken(Inbox(), tls_context=context) as inbox:
        mailing_to(database, inbox.port).send_due()
    assert inbox.encrypted == [True]


@pytest.mark.usefixtures("letter")
def test_a_server_elsewhere_that_offers_no_encryption_gets_nothing(database: Database, elsewhere: str) -> None:
    with mail_is_taken(Inbox()) as inbox, pytest.raises(Unreachable):
        mailing_to(database, f"smtp://{elsewhere}:{inbox.port}").send_due()
    assert (inbox.received, len(rows(database))) == ([], 1)


@pytest.mark.usefixtures("letter")
def test_unless_the_installation_says_so(database: Database, elsewhere: str) -> None:
    with mail_is_taken(Inbox()) as inbox:
        mailing_to(database, f"smtp://{elsewhere}:{inbox.port}?tls=off").send_due()
    assert inbox.encrypted == [False]


@pytest.mark.usefixtures("letter")
def test_a_certificate_nobody_vouches_for_is_refused(database: Database, elsewhere: str, tmp_path: Path) -> None:
    context, _file = self_signed(tmp_path, elsewhere)
    with mail_is_taken(Inbox(), tls_context=context) as inbox, pytest.raises(Unreachable, match="SSL"):
        mailing_to(database, f"smtp://{elsewhere}:{inbox.port}").send_due()
    assert (inbox.received, rows(database)[0].tries) == ([], 0)


@pytest.mark.usefixtures("letter")
def test_a_certificate_of_another_host_is_refused(
    database: Database, elsewhere: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, file = self_signed(tmp_path, "other.example.org")
    monkeypatch.setenv("SSL_CERT_FILE", file)
    with mail_is_taken(Inbox(), tls_context=context) as inbox, pytest.raises(Unreachable, match="SSL"):
        mailing_to(database, f"smtp://{elsewhere}:{inbox.port}").send_due()
    assert inbox.received == []


@pytest.mark.usefixtures("letter")
def test_signing_in_travels_encrypted(
    database: Database, elsewhere: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, file = self_signed(tmp_path, elsewhere)
    monkeypatch.setenv("SSL_CERT_FILE", file)
    inbox = Inbox()
    with mail_is_taken(inbox, tls_context=context, authenticator=inbox.sign_in, auth_required=True):
        mailing_to(database, f"smtp://directory:a%40secret@{elsewhere}:{inbox.port}").send_due()
    assert (inbox.encrypted, inbox.signed_in) == ([True], [(b"directory", b"a@secret")])


@pytest.mark.usefixtures("letter")
def test_a_wrong_password_costs_no_letter_a_try(database: Database, tmp_path: Path) -> None:
    context, _file = self_signed(tmp_path, "localhost")
    inbox = Inbox()
    with (
        mail_is_taken(inbox, tls_context=context, authenticator=inbox.sign_in, auth_required=True),
        pytest.raises(Unreachable, match="535"),
    ):
        mailing_to(database, f"smtp://directory:wrong@127.0.0.1:{inbox.port}").send_due()
    assert rows(database)[0].tries == 0


@pytest.mark.usefixtures("letter")
def test_a_server_may_be_encrypted_from_the_first_byte(database: Database, tmp_path: Path) -> None:
    context, _file = self_signed(tmp_path, "localhost")
    with mail_is_taken(Inbox(), ssl_context=context) as inbox:
        mailing_to(database, f"smtps://127.0.0.1:{inbox.port}").send_due()
    assert inbox.encrypted == [True]


@pytest.mark.usefixtures("letter")
def test_a_handshake_that_never_ends_is_left(database: Database) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(Unreachable):
        mailing_to(database, f"smtps://127.0.0.1:{silent.getsockname()[1]}", patience=0.2).send_due()
    assert rows(database)[0].tries == 0
