"""Mail that waits to be sent. A row is written in the transaction that causes it, so that neither is without the other.

What has been sent is deleted: bodies hold links that open something once, and who was written to is nobody's business.
The worker that sends it, and how it survives a mail server that does not answer, is in `mailing.py`.
"""

import re
from datetime import datetime
from uuid import UUID, uuid4

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import String, Text, Uuid, delete
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.plumbing import clock
from app.plumbing.database import Base, Instant

LONGEST_REPLY = 300
_LONGEST_ADDRESS = 254
_ADDRESS = re.compile(r"""[^\s@<>()\[\],;:\\"]+@[^\s@<>(),;\\"]+""")


class OutboxMail(Base):
    """One mail to one address, in plain text. Its id is its Message-ID, however often it is tried (MAIL-05)."""

    __tablename__ = "outbox_mail"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    recipient: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Instant)
    # When it may be tried next; a worker that takes it moves this ahead, so that no other one takes it too.
    due_at: Mapped[datetime] = mapped_column(Instant, index=True)
    tries: Mapped[int] = mapped_column(default=0)
    # Given up after too many refusals; a steward sees it.
    parked_at: Mapped[datetime | None] = mapped_column(Instant)
    # What the server said last, without the address: for the steward who looks after what was given up.
    reply: Mapped[str | None] = mapped_column(String(LONGEST_REPLY))


class NoAddress(ValueError):
    """The recipient is not one address: forms see to that, and what got past them is not written."""


def put(session: Session, recipient: str, subject: str, body: str) -> UUID:
    """Write a mail that is sent once this session's transaction has committed; its id. Raises NoAddress."""
    now = clock.now()
    mail = OutboxMail(
        id=uuid4(),
        recipient=one_address(recipient),
        subject=_one_line(subject),
        body=_writable(body),
        created_at=now,
        due_at=now,
        tries=0,
    )
    session.add(mail)
    return mail.id


def take_back(session: Session, recipient: str, link: str) -> None:
    """The mail to this address that holds this link is not sent, if it has not been."""
    waits = (OutboxMail.recipient == recipient, OutboxMail.body.contains(link, autoescape=True))
    session.execute(delete(OutboxMail).where(*waits))


def typed_address(text: str) -> str:
    """The address somebody typed, in the form in which it is written to. Raises NoAddress.

    Whether its domain takes mail is not asked: nothing here talks to the outside.
    """
    try:
        return one_address(validate_email(text.strip(), check_deliverability=False).normalized)
    except EmailNotValidError:
        raise NoAddress("That is no address.") from None


def one_address(text: str) -> str:
    """The one address a text is, without blanks around it."""
    address = text.strip("\0 ").strip()
    if len(address) > _LONGEST_ADDRESS or not address.isprintable() or not _ADDRESS.fullmatch(address):
        raise NoAddress("A mail goes to one address.")
    return address


def _one_line(text: str) -> str:
    # No character that ends a line, in any script, may open a header of its own (MAIL-02).
    return " ".join(_writable(text).split())[:200]


def _writable(text: str) -> str:
    # Neither database keeps half a character, PostgreSQL no NUL.
    return text.replace("\0", " ").encode("utf-8", "replace").decode()
