"""Sending what waits in the outbox: several workers may, none sends what another is sending, and nothing is lost.

A way to the server is opened first; only then is a row taken, by an UPDATE that moves `due_at` ahead if nobody else has
moved it. So a server that is down costs no row a try. A row that was taken and not settled, because its worker died,
is due again after LEASE: after the server's yes that is the one repetition there can be, under the same Message-ID.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, CursorResult, and_, delete, func, or_, select, true, update
from sqlalchemy.orm import Session

from app.plumbing import bounces, clock
from app.plumbing.composing import Letter, Letterhead, composed
from app.plumbing.database import Database, removed
from app.plumbing.logging import log
from app.plumbing.outbox import LONGEST_REPLY, OutboxMail
from app.plumbing.posting import Post, Refused, Unreachable, Way

# What to wait after each refusal; with the last one, a day and a half after the first, a letter is put aside.
DELAYS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 480, 1440))
MOST_TRIES = len(DELAYS) + 1
# Well over the minute a server may take for one letter.
LEASE = timedelta(minutes=3)
# Letters put aside are kept so long for a steward to look at, then erased.
ASIDE_FOR = timedelta(days=30)
# And all are after so long, such as when no server answers: what they say is over, their links open nothing.
KEPT_UNSENT = timedelta(days=60)
# How far apart the clocks of two machines may be.
_SLACK = timedelta(minutes=1)
_LOOKED_AT = 20


@dataclass(slots=True)
class Summary:
    """What one round did."""

    sent: int = 0
    refused: int = 0
    put_aside: int = 0


class Mailing:
    """The outbox of a database, the way its letters take, and what stands on each."""

    def __init__(self, database: Database, post: Post, head: Letterhead) -> None:
        self._database = database
        self._post = post
        self._head = head
        # Addresses of sent letters may still be in the log of the database.
        self._owes_forgetting = False

    def send_due(self, stopped: Callable[[], bool] = lambda: False) -> Summary:
        """Send what is due, one after the other. Raises Unreachable, with all that was done before it kept."""
        summary = Summary()
        if self._owes_forgetting:
            self._owes_forgetting = not self._database.forget_log()
        with self._database.reading() as session:
            if session.scalar(select(OutboxMail.id).where(_is_due(clock.now())).limit(1)) is None:
                return summary
        while not stopped() and self._send_over_one_way(summary, stopped):
            """A way that ended before the letters did is opened anew."""
        return summary

    def _send_over_one_way(self, summary: Summary, stopped: Callable[[], bool]) -> bool:
        with self._post as way:
            letter = self._take()
            while letter is not None:
                self._send(way, letter, summary)
                if stopped():
                    return False
                if not way.is_open():
                    return True
                letter = self._take()
        return False

    def _send(self, way: Way, letter: Letter, summary: Summary) -> None:
        if letter.tries > MOST_TRIES:
            # Whoever took it the last times did not live to say how it went.
            self._put_aside(letter, summary, Refused(0))
            return
        try:
            message = composed(letter, self._head)
        except ValueError:
            self._put_aside(letter, summary, Refused(0))
            return
        try:
            way.hand_over(message)
        except Refused as refusal:
            self._not_sent(letter, summary, refusal)
            return
        except Unreachable:
            self._not_sent(letter, summary, Refused(0))
            raise
        with self._database.writing() as session:
            session.execute(delete(OutboxMail).where(OutboxMail.id == letter.id))
            bounces.taken(session, letter.recipient)
        self._owes_forgetting = True
        summary.sent += 1
        log("mail_sent", tries=letter.tries)

    def _take(self) -> Letter | None:
        """The next letter that is due, taken so that nobody else takes it."""
        now = clock.now()
        columns = (OutboxMail.id, OutboxMail.due_at, OutboxMail.tries)
        due = select(*columns).where(_is_due(now)).order_by(OutboxMail.due_at, OutboxMail.id).limit(_LOOKED_AT)
        with self._database.writing() as session:
            for seen in session.execute(due).all():
                unmoved = and_(
                    OutboxMail.id == seen.id, OutboxMail.due_at == seen.due_at, OutboxMail.tries == seen.tries
                )
                if _changed(session, unmoved, due_at=now + LEASE, tries=seen.tries + 1):
                    row = session.get_one(OutboxMail, seen.id)
                    return Letter(row.id, row.recipient, row.subject, row.body, row.created_at, row.tries)
        return None

    def _not_sent(self, letter: Letter, summary: Summary, refusal: Refused) -> None:
        if refusal.no_such_address:
            with self._database.writing() as session:
                bounces.refused(session, letter.recipient)
        if letter.tries >= MOST_TRIES:
            self._put_aside(letter, summary, refusal)
            return
        with self._database.writing() as session:
            due_at = clock.now() + DELAYS[letter.tries - 1]
            _changed(session, _still_ours(letter), due_at=due_at, **_said(letter, refusal))
        summary.refused += 1
        log("mail_refused", 30, tries=letter.tries, code=refusal.code)

    def _put_aside(self, letter: Letter, summary: Summary, refusal: Refused) -> None:
        with self._database.writing() as session:
            _changed(session, _still_ours(letter), parked_at=clock.now(), **_said(letter, refusal))
        summary.put_aside += 1
        log("mail_put_aside", 40, tries=letter.tries, code=refusal.code)


def forget_old(session: Session) -> int:
    """Erase what was put aside and nobody has asked for since, and what nobody took for very long; how many letters."""
    now = clock.now()
    old = or_(OutboxMail.parked_at < now - ASIDE_FOR, OutboxMail.created_at < now - KEPT_UNSENT)
    return removed(session, delete(OutboxMail).where(old))


def _is_due(now: datetime) -> ColumnElement[bool]:
    """Due by its time; or due later than its tries can have put it, because the clock has been set back (R12)."""
    furthest = (timedelta(0), *(max(LEASE, delay) for delay in DELAYS), LEASE)
    beyond = [
        and_(OutboxMail.tries == tries, OutboxMail.due_at > now + wait + _SLACK) for tries, wait in enumerate(furthest)
    ]
    return and_(OutboxMail.parked_at.is_(None), or_(OutboxMail.due_at <= now, *beyond))


def _still_ours(letter: Letter) -> ColumnElement[bool]:
    # Taken by another when our lease had run out: then it is theirs to settle.
    return and_(OutboxMail.id == letter.id, OutboxMail.tries == letter.tries)


def _said(letter: Letter, refusal: Refused) -> dict[str, str]:
    """What the server said, on one line and without the address it quotes; where it said nothing, what it said last."""
    plain = "".join(c if c.isprintable() else " " for c in refusal.reply)
    whom = re.compile(re.escape(letter.recipient), re.IGNORECASE)
    reply = " ".join(whom.sub("…", plain).split())[:LONGEST_REPLY]
    return {"reply": reply} if reply else {}


def _changed(session: Session, condition: ColumnElement[bool], **values: object) -> int:
    statement = update(OutboxMail).where(condition).values(**values).execution_options(synchronize_session=False)
    result = session.execute(statement)
    assert isinstance(result, CursorResult)
    return result.rowcount


@dataclass(frozen=True, slots=True)
class Standing:
    """How the outbox stands: letters that wait, since when the oldest does, and how many were put aside."""

    waiting: int
    oldest: datetime | None
    put_aside: int


def standing(session: Session) -> Standing:
    waits = OutboxMail.parked_at.is_(None)
    counted = select(func.count().filter(waits), func.min(OutboxMail.created_at).filter(waits), func.count())
    waiting, oldest, everything = session.execute(counted).one()
    return Standing(waiting, oldest, everything - waiting)


@dataclass(frozen=True, slots=True)
class PutAside:
    """A letter that was given up, as a steward may see it: without its words, which may open somebody's account."""

    id: UUID
    recipient: str
    subject: str
    tries: int
    created_at: datetime
    put_aside_at: datetime | None
    reply: str | None


def put_aside(session: Session, limit: int | None = None, first: int = 0) -> list[PutAside]:
    """What was given up, the latest first."""
    row = OutboxMail
    columns = (row.id, row.recipient, row.subject, row.tries, row.created_at, row.parked_at, row.reply)
    statement = select(*columns).where(row.parked_at.is_not(None)).order_by(row.parked_at.desc(), row.id)
    return [PutAside(*found) for found in session.execute(statement.limit(limit).offset(first))]


def try_again(session: Session, letter_id: UUID | None = None) -> int:
    """Have one letter that was put aside, or all of them, tried from the beginning; how many."""
    which = true() if letter_id is None else OutboxMail.id == letter_id
    return _changed(
        session, and_(OutboxMail.parked_at.is_not(None), which), parked_at=None, due_at=clock.now(), tries=0
    )


def drop(session: Session, letter_id: UUID) -> int:
    """Erase a letter that was put aside; how many that were."""
    return removed(session, delete(OutboxMail).where(OutboxMail.id == letter_id, OutboxMail.parked_at.is_not(None)))
