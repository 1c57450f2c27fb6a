"""The audit trail: who did what to what, one line an act, which nobody can change unseen (DATA-07).

`note` belongs to the caller's transaction: the act and its line are written together or not at all. Each line holds
the SHA-256 of its content and of the line before, the head the last of them, and triggers refuse to change either;
whoever gets past the triggers is found by `auditing.verify`.

A line holds ids and short words of ours, never what somebody wrote: when a person is deleted their lines may stay.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, LargeBinary, String, Text, Uuid, event, insert, select
from sqlalchemy.orm import Mapped, Session, SessionTransaction, mapped_column

from app.plumbing import clock
from app.plumbing.database import Base, Instant

# What the first line follows.
BEGINNING = bytes(32)

Plain = str | int | bool | None
Details = Mapping[str, Plain | list[str]]

_NOTED = "attune_noted_acts"
_WORD = re.compile(r"[A-Za-z0-9_.:/+-]{1,100}")
_MOST_DETAILS = 1000


class AuditLine(Base):
    """One act. `actor` is an account, or null for the command line and the clock."""

    __tablename__ = "audit_line"

    sequence: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Instant)
    # No foreign key: the line outlives the account.
    actor: Mapped[UUID | None] = mapped_column(Uuid)
    act: Mapped[str] = mapped_column(String(100))
    subject_type: Mapped[str] = mapped_column(String(100))
    subject_id: Mapped[str | None] = mapped_column(String(100), index=True)
    # As text, so that not one character of what was hashed depends on how a database keeps JSON.
    details: Mapped[str] = mapped_column(Text)
    previous: Mapped[bytes] = mapped_column(LargeBinary(32))
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))


class AuditHead(Base):
    """The one row that knows the last line. Whoever writes locks it first, so that lines are written one by one."""

    __tablename__ = "audit_head"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sequence: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))


@dataclass(frozen=True, slots=True)
class _Noted:
    """A line that waits for the commit, and the transaction, perhaps a savepoint, in which the act was done."""

    transaction: SessionTransaction
    content: dict[str, Any]


def note(
    session: Session,
    *,
    actor: UUID | None,
    act: str,
    subject_type: str,
    subject_id: UUID | str | None = None,
    details: Details | None = None,
) -> None:
    """Write one line when this session commits; an act that is undone leaves none.

    `act`, `subject_type`, the values of `details` and a `subject_id` of text are words of at most 100 letters, digits
    and `_.:/+-`: slugs, ids, days, numbers. Raises ValueError for anything else, such as a sentence or an address,
    because whatever is in the trail stays there.
    """
    about = None if subject_id is None else str(subject_id)
    for word in (act, subject_type, *([about] if about is not None else [])):
        _require_word(word)
    content = {
        "at": clock.now(),
        "actor": actor,
        "act": act,
        "subject_type": subject_type,
        "subject_id": about,
        "details": _plain(details or {}),
    }
    if _NOTED not in session.info:
        session.info[_NOTED] = []
        event.listen(session, "before_commit", _write)
        event.listen(session, "after_soft_rollback", _forget)
    transaction = session.get_nested_transaction() or session.get_transaction() or session.begin()
    session.info[_NOTED].append(_Noted(transaction, content))


def digest(
    *,
    sequence: int,
    at: datetime,
    actor: UUID | None,
    act: str,
    subject_type: str,
    subject_id: str | None,
    details: str,
    previous: bytes,
) -> bytes:
    """SHA-256 over a line's content and the hash of the line before it."""
    # The times of both databases are to the microsecond and in UTC.
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    members = [sequence, moment, None if actor is None else str(actor), act, subject_type, subject_id, details]
    return hashlib.sha256(previous + _canonical(members).encode()).digest()


def _canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def is_word(text: str) -> bool:
    """Whether the trail may hold this text, and so might."""
    return _WORD.fullmatch(text) is not None


def _require_word(word: str) -> None:
    if not is_word(word):
        raise ValueError(f"the audit trail takes words, not {len(word)} characters of text")


def _plain(details: Details) -> str:
    for name, value in details.items():
        for word in (name, *(value if isinstance(value, list) else [value])):
            if isinstance(word, str):
                _require_word(word)
            elif not isinstance(word, int | None):
                raise ValueError(f"the audit trail takes no {type(word).__name__}")
    text = _canonical(dict(details))
    if len(text) > _MOST_DETAILS:
        raise ValueError(f"the details of an audit line are at most {_MOST_DETAILS} characters")
    return text


def _write(session: Session) -> None:
    """At the commit, so that the head is locked last and briefly: writers wait for each other's commits only, and
    never in a ring."""
    if session.in_nested_transaction():
        return
    noted, session.info[_NOTED] = session.info[_NOTED], []
    here = session.get_transaction()
    contents = [one.content for one in noted if here in _with_parents(one.transaction)]
    if not contents:
        return
    head = session.scalars(select(AuditHead).with_for_update().execution_options(populate_existing=True)).one()
    lines = []
    for content in contents:
        line = content | {"sequence": head.sequence + 1, "previous": head.hash}
        head.sequence, head.hash = head.sequence + 1, digest(**line)
        lines.append(line | {"hash": head.hash})
    session.execute(insert(AuditLine), lines)
    session.flush()


def _forget(session: Session, undone: SessionTransaction) -> None:
    session.info[_NOTED] = [one for one in session.info[_NOTED] if undone not in _with_parents(one.transaction)]


def _with_parents(transaction: SessionTransaction | None) -> list[SessionTransaction]:
    found = []
    while transaction is not None:
        found.append(transaction)
        transaction = transaction.parent
    return found
