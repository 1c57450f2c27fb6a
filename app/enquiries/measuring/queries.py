"""What measuring has to know of a practitioner, and the quarters as stewards are told of them."""

from collections import defaultdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts.models import Account
from app.enquiries.measuring.models import ReplyMark, ReplyTotal
from app.enquiries.measuring.quarters import KEPT_QUARTERS, Cell, Quarter, quarter_of, quarters_before, told
from app.enquiries.models import Conversation
from app.practitioners.models import Practitioner


def own_address(session: Session, practitioner_id: UUID) -> str:
    """The address of the account that keeps this listing. The row is held: its messages count one after another."""
    table: Any = Practitioner.__table__
    statement = select(Account.email).join(table, table.c.account_id == Account.id).where(table.c.id == practitioner_id)
    return session.scalar(statement.with_for_update(of=table, key_share=True)) or ""


def known_marks(session: Session, practitioner_id: UUID, since: date) -> frozenset[int]:
    """Marks of those whose answer has counted since this month."""
    mine = select(ReplyMark.mark).where(ReplyMark.practitioner_id == practitioner_id, ReplyMark.month >= since)
    return frozenset(session.scalars(mine))


def counted_today(session: Session, practitioner_id: UUID, decided: str, now: datetime) -> int:
    """How many that were decided so have counted since midnight, UTC."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    so = (Conversation.decided == decided, Conversation.counted_at >= midnight)
    statement = select(func.count()).where(Conversation.practitioner_id == practitioner_id, *so)
    return session.scalar(statement) or 0


def quarters(session: Session, today: date) -> list[Quarter]:
    """The quarters that are over and of which there are numbers, the newest first, as they may be told."""
    running = quarter_of(today)
    first = quarters_before(running, KEPT_QUARTERS)
    cells: dict[date, dict[str, Cell]] = defaultdict(dict)
    for row in session.scalars(select(ReplyTotal).where(ReplyTotal.quarter >= first, ReplyTotal.quarter < running)):
        cells[row.quarter][row.kind] = Cell(row.messages, row.answered, row.practitioners)
    return [told(began, cells[began]) for began in sorted(cells, reverse=True)]
