"""Mail that waits to be sent. A row is written in the transaction that causes it, so that neither is without the other.

The worker that sends it, and how it survives a mail server that does not answer, is in `mailing.py`.
"""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import String, Text, Uuid
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.plumbing import clock
from app.plumbing.database import Base, Instant


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
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    # Given up after too many refusals; a steward sees it.
    parked_at: Mapped[datetime | None] = mapped_column(Instant)


def put(session: Session, recipient: str, subject: str, body: str) -> UUID:
    """Write a mail that is sent once this session's transaction has committed; its id."""
    now = clock.now()
    mail = OutboxMail(
        id=uuid4(), recipient=recipient, subject=_one_line(subject), body=body, created_at=now, due_at=now, tries=0
    )
    session.add(mail)
    return mail.id


def _one_line(text: str) -> str:
    # No character that ends a line, in any script, may open a header of its own (MAIL-02).
    return " ".join(text.replace("\0", " ").split())[:200]
