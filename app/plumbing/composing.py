"""From a row of the outbox to the message that travels (RFC 5322, RFC 3834). The same row is always the same bytes."""

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from uuid import UUID

import idna

from app.plumbing.outbox import one_address


@dataclass(frozen=True, slots=True)
class Letter:
    """A row of the outbox in the hands of a worker: `tries` counts the one it is about to make."""

    id: UUID
    recipient: str
    subject: str
    body: str
    created_at: datetime
    tries: int


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What is the same on every letter: the sender's name and address, and the host in Message-ID (MAIL-05)."""

    name: str
    address: str
    host: str


def composed(letter: Letter, head: Letterhead) -> EmailMessage:
    """The message; ValueError when no message can be made of the row."""
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(head.name, addr_spec=head.address)
    local, _at, domain = one_address(letter.recipient).rpartition("@")
    message["To"] = Address(username=local, domain=_ascii(domain))
    message["Subject"] = letter.subject
    # Of the row, not of the try: a letter that comes twice is recognised as one.
    message["Date"] = letter.created_at
    message["Message-ID"] = f"<{letter.id}@{head.host}>"
    # Keeps answering machines from answering.
    message["Auto-Submitted"] = "auto-generated"
    # Quoted-printable passes every server, whatever the script, the length of a line or a dot that stands alone.
    message.set_content(letter.body, charset="utf-8", cte="quoted-printable")
    return message


def _ascii(domain: str) -> str:
    """A domain as the name system knows it."""
    return domain if domain.isascii() else idna.encode(domain, uts46=True).decode()
