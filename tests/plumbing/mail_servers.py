"""Real mail servers on loopback, well and ill."""

import asyncio
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as MAIL_POLICY
from queue import Queue
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from app.plumbing.composing import Letterhead
from app.plumbing.database import Database
from app.plumbing.mailing import Mailing
from app.plumbing.outbox import OutboxMail
from app.plumbing.posting import SmtpPost
from config import MailServer, mail_server

TAKEN = "250 taken"
KEPT = "250 kept"
HEAD = Letterhead("Attune", "no-reply@find.example.org", "find.example.org")


@dataclass
class Inbox:
    """What a server was handed. `recipient` and `data` say what it answers; None ends the connection without a word."""

    recipient: Callable[[str], str | None] = lambda _address: TAKEN
    data: Callable[[EmailMessage], str | None] = lambda _message: KEPT
    port: int = 0
    received: list[EmailMessage] = field(default_factory=list)
    addressed: list[str] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    conversations: set[Any] = field(default_factory=set)
    signed_in: list[tuple[bytes, bytes]] = field(default_factory=list)
    # One entry for each message, once its sender has been told that it is kept.
    told: Queue[None] = field(default_factory=Queue)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        answer = await asyncio.to_thread(self.recipient, address)
        if answer == TAKEN:
            envelope.rcpt_tos.append(address)
        return _answered(server, answer)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content
        assert isinstance(content, bytes)
        message = message_from_bytes(content, EmailMessage, policy=MAIL_POLICY)
        self.received.append(message)
        self.addressed += envelope.rcpt_tos
        assert server.transport is not None
        self.encrypted.append(server.transport.get_extra_info("sslcontext") is not None)
        self.conversations.add(session.peer)
        return _answered(server, await asyncio.to_thread(self.data, message))

    def sign_in(self, _server: SMTP, _session: Session, _envelope: Envelope, _how: str, given: Any) -> AuthResult:
        assert isinstance(given, LoginPassword)
        self.signed_in.append((given.login, given.password))
        return AuthResult(success=given.password == b"a@secret", handled=False)


def _answered(server: SMTP, answer: str | None) -> str:
    if answer is None:
        assert server.transport is not None
        server.transport.abort()
    return answer or "421 gone"


class _Smtp(SMTP):
    """Notes when a sender has been told that its message is kept."""

    async def push(self, status: Any) -> None:
        await super().push(status)
        if status == KEPT:
            self.event_handler.told.put(None)


class _Controller(Controller):
    """Says under which port it listens."""

    def factory(self) -> SMTP:
        return _Smtp(self.handler, **self.SMTP_kwargs)

    def listens_on(self) -> int:
        assert self.server is not None
        return int(self.server.sockets[0].getsockname()[1])

    def _trigger_server(self) -> None:
        self.port = self.listens_on()
        super()._trigger_server()


@contextmanager
def mail_is_taken(inbox: Inbox, **options: Any) -> Iterator[Inbox]:
    """The server for the length of a block."""
    controller = _Controller(inbox, hostname="127.0.0.1", port=0, **options)
    controller.start()
    inbox.port = controller.port
    try:
        yield inbox
    finally:
        controller.stop()


def mailing_to(database: Database, url: str | int, patience: float = 20.0) -> Mailing:
    """Mailing of this database to a server, or to a port of loopback."""
    server = mail_server(url if isinstance(url, str) else f"smtp://127.0.0.1:{url}")
    assert isinstance(server, MailServer)
    return Mailing(database, SmtpPost(server, "find.example.org", patience), HEAD)


def rows(database: Database) -> list[OutboxMail]:
    """What is in the outbox."""
    with database.reading() as session:
        return session.query(OutboxMail).order_by(OutboxMail.created_at).all()


def self_signed(folder: Any, *names: str) -> tuple[ssl.SSLContext, str]:
    """A server's context with a certificate for these names, and the file of that certificate."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, names[0])])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2100, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(one) for one in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file, key_file = folder / "certificate.pem", folder / "key.pem"
    file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    encoded = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    key_file.write_bytes(encoded)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, key_file)
    return context, str(file)
