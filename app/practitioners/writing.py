"""In what an answer is written: the transaction, the instant it counts from, and who gives it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Writing:
    """`actor` is the account whose act it is; None for the command line and the clock."""

    session: Session
    now: datetime
    actor: UUID | None
