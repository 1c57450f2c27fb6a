"""Reading the audit trail: is it whole, where is its head, what are its latest lines."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from app.plumbing.audit import BEGINNING, AuditHead, AuditLine, digest, is_word

_BATCH = 1000
# No line has a larger number: it is the largest of the column.
_LARGEST = 2**63 - 1
_COLUMNS = tuple(AuditLine.__table__.columns)


class Broken(RuntimeError):
    """The trail is not what was written; one sentence names the first bad line."""


class NoHead(ValueError):
    """A text is not an exported head; one sentence says so."""


@dataclass(frozen=True, slots=True)
class Head:
    """How many lines there are, and the hash of the last: whoever keeps it elsewhere can tell what is cut off."""

    sequence: int
    hash: bytes

    def __str__(self) -> str:
        return f"{self.sequence}:{self.hash.hex()}"


def read_head(text: str) -> Head:
    """The head that was written as `number:hash`."""
    number, _colon, hexed = text.strip().partition(":")
    try:
        head = Head(int(number), bytes.fromhex(hexed))
    except ValueError:
        raise NoHead(f"“{text.strip()[:80]}” is not the head of a trail, which reads like 12:9f86….") from None
    if len(head.hash) != len(BEGINNING) or head.sequence < 0:
        raise NoHead(f"“{text.strip()[:80]}” is not the head of a trail, which reads like 12:9f86….")
    return head


def head_of(session: Session) -> Head:
    """The head as the trail says it."""
    row = session.execute(select(AuditHead.sequence, AuditHead.hash)).one_or_none()
    if row is None:
        raise Broken("The head of the trail is missing.")
    return Head(row.sequence, row.hash)


def verify(
    session: Session,
    exported: Iterable[Head] = (),
    *,
    latest: int | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Head:
    """Walk the chain, all of it or the `latest` so many lines, and return its head; raises Broken.

    `exported`: heads kept elsewhere, each of which the trail must still hold.
    """
    head = head_of(session)
    first = 1 if latest is None else max(1, head.sequence - latest + 1)
    before = Head(first - 1, BEGINNING if first == 1 else _hash_of(session, first - 1))
    kept = {one.sequence: one.hash for one in exported}
    _hold_kept(before, kept)
    for row in _lines_from(session, first):
        _hold_line(row, before)
        before = Head(row.sequence, row.hash)
        _hold_kept(before, kept)
        if row.sequence % _BATCH == 0:
            progress(row.sequence, max(head.sequence, row.sequence))
    if before.sequence != head.sequence:
        raise Broken(f"The trail ends with line {before.sequence}, but its head is line {head.sequence}.")
    if before.hash != head.hash:
        raise Broken(f"Line {head.sequence} is not the one that the head names.")
    if missing := [sequence for sequence in kept if sequence > head.sequence]:
        raise Broken(f"The trail ends with line {head.sequence}, but line {max(missing)} was there when exported.")
    return head


def latest_lines(session: Session, before: int | None, size: int) -> list[Row[Any]]:
    """So many lines, the newest first, from below the number `before`, whatever number that is."""
    statement = select(*_COLUMNS).order_by(AuditLine.sequence.desc()).limit(size)
    if before is not None and before <= _LARGEST:
        statement = statement.where(AuditLine.sequence < max(before, 0))
    return list(session.execute(statement))


def lines_about(session: Session, subject_id: str) -> list[Row[Any]]:
    """Every line about this subject, the newest first; of what cannot be one there are none."""
    if not is_word(subject_id):
        return []
    statement = select(*_COLUMNS).where(AuditLine.subject_id == subject_id).order_by(AuditLine.sequence.desc())
    return list(session.execute(statement))


def _hold_line(row: Row[Any], before: Head) -> None:
    if row.sequence != before.sequence + 1:
        raise Broken(f"Line {before.sequence + 1} is missing.")
    members = {name: getattr(row, name) for name in row._fields if name != "hash"}
    if digest(**members) != row.hash:
        raise Broken(f"Line {row.sequence} was changed after it was written.")
    if row.previous != before.hash:
        raise Broken(f"Line {row.sequence} does not follow from line {before.sequence}: one of them was replaced.")


def _hold_kept(here: Head, kept: dict[int, bytes]) -> None:
    if kept.get(here.sequence, here.hash) != here.hash:
        raise Broken(f"Line {here.sequence} is not the one that was there when its head was exported.")


def _hash_of(session: Session, sequence: int) -> bytes:
    found = session.scalar(select(AuditLine.hash).where(AuditLine.sequence == sequence))
    if found is None:
        raise Broken(f"Line {sequence} is missing.")
    return found


def _lines_from(session: Session, sequence: int) -> Iterator[Row[Any]]:
    # By ranges of the key, so that no more than a batch is held however long the trail is.
    statement = select(*_COLUMNS).order_by(AuditLine.sequence).limit(_BATCH)
    while rows := session.execute(statement.where(AuditLine.sequence >= sequence)).all():
        yield from rows
        sequence = rows[-1].sequence + 1
