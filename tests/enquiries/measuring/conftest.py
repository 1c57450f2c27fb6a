"""Messages to Ada, and what is kept and shown of them."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import select

from app.enquiries.measuring.providers import sender_of
from app.enquiries.models import Conversation
from app.listings.listing import Listing
from app.listings.publishing import publish
from app.listings.replies.models import ReplyCount
from app.listings.source import listing_by_id
from app.listings.sweeping import sweep
from app.plumbing.database import Base
from app.practitioners.models import Practitioner
from tests.enquiries.conftest import Post, link_in

NEXT_MONTH = timedelta(days=35)
# So that no more arrive on one day than count.
HOURS = timedelta(hours=9)


@dataclass
class Counting:
    """Messages to Ada, and what is kept and shown of them."""

    post: Post

    def write(self, address: str | None = None, **fields: Any) -> tuple[str, Conversation]:
        """Somebody writes; the private page and the conversation."""
        if address is not None:
            fields |= {"answer_by": "email", "email": address}
        page = self.post.sent(**fields)
        return page, self.post.conversations()[-1]

    def answer(self, conversation: Conversation, given: str = "no", after: timedelta = HOURS) -> None:
        self.post.clock.shift(after)
        key = self.post.desk.seals.answering_key_of(conversation.id)
        answer = self.post.visit.client.post(f"/answer/{key}", data={"given": given, "reason": ""})
        assert answer.status_code == 303

    def confirm(self) -> None:
        """Follow the link that was mailed last to a seeker."""
        [mail] = [each for each in self.post.mail() if "/your-link/" in each.body]
        assert self.post.visit.client.post(link_in(mail, "/your-link/")).status_code == 303

    def answered(self, address: str | None, given: str = "no", after: timedelta = HOURS) -> None:
        """One that is answered, and its answer read by the link in the mail."""
        _page, conversation = self.write(address)
        self.answer(conversation, given, after)
        if address is not None:
            self.confirm()

    def unanswered(self) -> None:
        self.write()
        self.post.clock.shift(timedelta(days=7, hours=1))
        self.post.goes_round()

    def strangers(self, many: int) -> list[str]:
        """Addresses of different people whose marks differ."""
        marks: dict[int, str] = {}
        for number in count():
            address = f"seeker{number}@gmail.com"
            marks.setdefault(self.post.desk.seals.mark_of(self.post.ids[0], sender_of(address)), address)
            if len(marks) == many:
                return list(marks.values())
        raise AssertionError

    def kept(self) -> dict[int, int]:
        with self.post.database.reading() as session:
            totals: Counter[int] = Counter()
            for row in session.scalars(select(ReplyCount)):
                totals[row.within] += row.total
            return dict(totals)

    def rows(self, table: type[Base]) -> list[Any]:
        with self.post.database.reading() as session:
            return list(session.scalars(select(table)))

    def tell(self, totals: dict[int, int]) -> None:
        """Have this counted for Ada last month, and let the month go by."""
        ada = self.post.ids[0]
        with self.post.database.writing() as session:
            month = session.get_one(Practitioner, ada).created_at.date().replace(day=1)
            session.add_all(
                ReplyCount(practitioner_id=ada, month=month, within=within, total=total)
                for within, total in totals.items()
            )
            session.flush()
            publish(session, [ada])
        self.post.clock.shift(NEXT_MONTH)

    def seen(self) -> Listing:
        """Ada's listing once time has been taken account of."""
        sweep(self.post.database)
        with self.post.database.reading() as session:
            found = listing_by_id(session, self.post.ids[0], "site")
        assert isinstance(found, Listing)
        return found


@pytest.fixture
def counting(post: Post) -> Counting:
    return Counting(post)
