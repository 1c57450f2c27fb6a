"""What is there after a kill, against what people were told: nothing lost, nothing twice, nothing by halves."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.enquiries.models import Conversation, Enquiry, EnquiryNotice
from app.plumbing.database import Database
from app.plumbing.form_tokens import SpentFormToken
from app.plumbing.outbox import OutboxMail
from tests.plumbing.mail_servers import Inbox

# A letter whose worker died after the server's yes comes once more.
MOST_DELIVERIES = 2


@dataclass
class Found:
    """What is wrong; all empty when nothing is."""

    lost: set[UUID] = field(default_factory=set)
    torn: set[str] = field(default_factory=set)
    twice: set[str] = field(default_factory=set)
    damaged: list[str] = field(default_factory=list)

    @property
    def is_well(self) -> bool:
        return not (self.lost or self.torn or self.twice or self.damaged)

    def add(self, other: "Found") -> None:
        self.lost |= other.lost
        self.torn |= other.torn
        self.twice |= other.twice
        self.damaged += other.damaged


@dataclass(frozen=True)
class Kept:
    """The rows of one moment."""

    enquiries: set[UUID]
    conversations: Counter[tuple[UUID, UUID]]
    held: int
    spent: set[UUID]
    noticed: set[UUID]
    letters: Mapping[str, list[str]]


def reckon(database: Database, acknowledged: Iterable[UUID], inbox: Inbox, addresses: Mapping[UUID, str]) -> Found:
    """`acknowledged` is what had been acknowledged before this is called."""
    with database.reading() as session:
        kept = _kept(session)
        damaged = [] if not database.is_sqlite else _damage(session)
    # After the rows: a letter that was no longer among them has been delivered.
    delivered: dict[str, list[str]] = {}
    for message in list(inbox.received):
        delivered.setdefault(message["To"], []).append(message["Message-ID"].strip("<>").partition("@")[0])
    found = Found(lost=set(acknowledged) - kept.enquiries, damaged=damaged)
    found.torn = {f"spent without a message: {number}" for number in kept.spent ^ kept.enquiries}
    found.torn |= {f"no conversation: {number}" for number in kept.enquiries - {pair[0] for pair in kept.conversations}}
    # Held messages have no letter: none of these may be one, or nothing is shown.
    found.torn |= {f"{kept.held} held"} if kept.held else set()
    for (number, person), times in kept.conversations.items():
        address = addresses[person]
        letters = set(kept.letters.get(address, ())) | set(delivered.get(address, ()))
        if not letters or person not in kept.noticed:
            found.torn.add(f"no notice of {number}")
        if times > 1 or len(letters) > 1 or len(delivered.get(address, ())) > MOST_DELIVERIES:
            found.twice.add(f"{number}: {times} conversations, letters {letters}")
    return found


def _kept(session: Session) -> Kept:
    letters: dict[str, list[str]] = {}
    for address, id in session.query(OutboxMail.recipient, OutboxMail.id):
        letters.setdefault(address, []).append(str(id))
    return Kept(
        enquiries={id for (id,) in session.query(Enquiry.id)},
        conversations=Counter(map(tuple, session.query(Conversation.enquiry_id, Conversation.practitioner_id))),
        held=session.query(Conversation).filter_by(state="held").count(),
        spent={UUID(bytes=number) for (number,) in session.query(SpentFormToken.number)},
        noticed={id for (id,) in session.query(EnquiryNotice.practitioner_id)},
        letters=letters,
    )


def _damage(session: Session) -> list[str]:
    said = [str(row[0]) for row in session.execute(text("PRAGMA integrity_check"))]
    orphans = session.execute(text("PRAGMA foreign_key_check")).fetchall()
    return [line for line in said if line != "ok"] + [f"orphans in {row[0]}" for row in orphans]
