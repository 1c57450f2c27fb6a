"""Answers are counted as they come, by both doors, and what is shown of them is what the rules say."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.editor.exporting import listing
from app.enquiries.measuring.actions import note_confirmed
from app.enquiries.measuring.models import ReplyMark, ReplyPart, ReplyTotal
from app.enquiries.measuring.providers import sender_of
from app.enquiries.models import Conversation, Enquiry
from app.enquiries.rules import State
from app.listings.listing import Listing, Replies
from app.listings.models import PublishedListing
from app.listings.publishing import publish
from app.listings.replies.models import ReplyCount
from app.listings.source import listing_by_id
from app.listings.sweeping import sweep
from app.plumbing import clock
from app.plumbing.database import Base
from app.practitioners.models import Fact, Practitioner
from tests.enquiries.conftest import Post, link_in
from tests.signed_in import Person

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


def test_ten_answers_to_ten_people_are_told_when_the_month_is_over(counting: Counting) -> None:
    for address in counting.strangers(10):
        counting.answered(address)
    assert counting.kept() == {24: 10}
    assert counting.seen().replies is None
    counting.post.clock.shift(NEXT_MONTH)
    told = counting.seen()
    assert told.replies == Replies(9, 24)
    page = counting.post.visit.path(f"/listings/{told.slug}").text
    assert "Answers at least 9 in 10 first messages, usually within a day." in page
    card = counting.post.visit.path("/find?concern=anxiety").text
    assert card.count("Answers at least 9 in 10 first messages") == 1


def test_a_figure_is_forgotten_after_a_year(counting: Counting) -> None:
    for address in counting.strangers(10):
        counting.answered(address)
    counting.post.clock.shift(timedelta(days=340))
    counting.post.goes_round()
    assert counting.kept() == {24: 10}
    counting.post.clock.shift(timedelta(days=60))
    counting.post.goes_round()
    assert (counting.kept(), counting.rows(ReplyMark)) == ({}, [])


def test_a_no_is_worth_as_much_as_a_yes(counting: Counting) -> None:
    for address, given in zip(counting.strangers(3), ("no", "yes", "waiting_list"), strict=True):
        counting.answered(address, given)
    assert counting.kept() == {24: 3}


@pytest.mark.parametrize("address", [None, "practice-0@example.org", "somebody-else@example.org"])
def test_writing_to_oneself_adds_nothing(counting: Counting, address: str | None) -> None:
    counting.answered(address)
    assert (counting.kept(), counting.rows(ReplyMark)) == ({}, [])


def test_an_address_that_nobody_read_adds_nothing(counting: Counting) -> None:
    _page, conversation = counting.write("invented@gmail.com")
    counting.answer(conversation)
    assert counting.kept() == {}


def test_one_mailbox_adds_one_a_year(counting: Counting) -> None:
    for address in ("rosa@gmail.com", "r.o.s.a@gmail.com", "rosa+again@gmail.com"):
        counting.answered(address)
        counting.post.clock.shift(timedelta(days=8))
    assert sum(counting.kept().values()) == 1


def test_one_mailbox_adds_one_though_all_are_read_at_once(counting: Counting) -> None:
    for _message in range(4):
        _page, conversation = counting.write("rosa@gmail.com")
        counting.answer(conversation)
        counting.post.clock.shift(timedelta(days=8))

    def confirm(enquiry_id: UUID) -> None:
        with counting.post.database.writing() as session:
            enquiry = session.get_one(Enquiry, enquiry_id)
            enquiry.address_confirmed_at = clock.now()
            note_confirmed(session, counting.post.desk, enquiry)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(confirm, [row.id for row in counting.rows(Enquiry)]))
    assert sum(counting.kept().values()) == 1


def test_three_count_on_one_day(counting: Counting) -> None:
    for address in counting.strangers(5):
        counting.answered(address, after=timedelta(minutes=5))
    assert counting.kept() == {24: 3}


def test_no_answer_in_the_promised_time_counts_whoever_wrote(counting: Counting) -> None:
    counting.unanswered()
    assert counting.kept() == {0: 1}


def test_a_late_answer_is_none(counting: Counting) -> None:
    _page, conversation = counting.write("rosa@gmail.com")
    counting.answer(conversation, after=timedelta(days=8))
    counting.confirm()
    counting.post.goes_round()
    assert counting.kept() == {0: 1}


def test_an_answer_after_the_seeker_was_freed_changes_nothing(counting: Counting) -> None:
    counting.unanswered()
    [conversation] = counting.post.conversations()
    counting.answer(conversation, "yes")
    assert counting.kept() == {0: 1}


def test_what_was_taken_back_does_not_count(counting: Counting) -> None:
    page, _conversation = counting.write()
    counting.post.visit.client.post(f"{page}/take-back")
    counting.post.clock.shift(timedelta(days=8))
    counting.post.goes_round()
    assert (counting.kept(), counting.rows(ReplyTotal)) == ({}, [])


def test_ending_it_without_an_answer_is_no_answer(counting: Counting) -> None:
    ada = Person(counting.post.app, "practice-0@example.org")
    ada.be_signed_in(strong=True)
    _page, conversation = counting.write()
    ada.get("/practitioner/messages")
    ada.post(f"/practitioner/messages/{conversation.id}/end", {"block": "yes"})
    assert counting.kept() == {0: 1}


def test_what_was_held_back_does_not_count(counting: Counting) -> None:
    _page, conversation = counting.write()
    with counting.post.database.writing() as session:
        session.get_one(Conversation, conversation.id).state = State.HELD
    counting.post.clock.shift(timedelta(days=8))
    counting.post.goes_round()
    assert counting.post.conversations()[0].decided == "left_out"
    assert (counting.kept(), counting.rows(ReplyTotal)) == ({}, [])


def test_a_message_to_several_is_measured_for_each(counting: Counting) -> None:
    counting.post.sent(*counting.post.ids, answer_by="email", email="rosa@gmail.com")
    for conversation in counting.post.conversations():
        counting.answer(conversation)
        counting.post.mail()
    with counting.post.database.writing() as session:
        enquiry = session.scalars(select(Enquiry)).one()
        key = counting.post.desk.seals.mailed_key_of(enquiry.id, enquiry.mails)
    counting.post.visit.client.post(f"/your-link/{key}")
    assert [(row.practitioner_id in counting.post.ids, row.total) for row in counting.rows(ReplyCount)] == [
        (True, 1)
    ] * 3


def test_nothing_kept_leads_to_anybody(counting: Counting) -> None:
    """What is kept longer than a message is months, classes, totals, and one of a thousand marks."""
    counting.answered("rosa@gmail.com")
    kept = {table: set(table.__table__.columns.keys()) for table in (ReplyCount, ReplyMark, ReplyTotal, ReplyPart)}
    assert kept == {
        ReplyCount: {"practitioner_id", "month", "within", "total"},
        ReplyMark: {"practitioner_id", "month", "mark"},
        ReplyTotal: {"quarter", "kind", "messages", "answered", "practitioners"},
        ReplyPart: {"practitioner_id", "quarter", "kind"},
    }
    assert all(row.mark < 1024 for row in counting.rows(ReplyMark))
    counting.post.clock.shift(timedelta(days=91))
    counting.post.goes_round()
    assert (counting.post.counted(), len(counting.rows(ReplyMark)), counting.rows(ReplyPart)) == ((0, 0), 1, [])


def test_of_the_directory_every_kind_of_message_is_counted(counting: Counting) -> None:
    counting.write(reduced="yes")
    counting.write("rosa@gmail.com", reduced="no")
    counting.answer(counting.post.conversations()[0])
    counting.post.clock.shift(timedelta(days=8))
    counting.post.goes_round()
    found = {row.kind: (row.messages, row.answered, row.practitioners) for row in counting.rows(ReplyTotal)}
    answered, unanswered = (1, 1, 1), (1, 0, 1)
    assert found == {"all": (2, 1, 1), "reduced": answered, "link": answered, "full": unanswered, "email": unanswered}


def test_a_published_listing_is_right_until_the_month_ends(counting: Counting) -> None:
    counting.unanswered()
    with counting.post.database.reading() as session:
        good_until = session.get_one(PublishedListing, counting.post.ids[0]).good_until
    assert good_until is not None
    assert (good_until + timedelta(days=1)).day == 1


@pytest.fixture
def told(counting: Counting) -> Callable[[dict[int, int]], None]:
    """Have this counted for Ada last month."""

    def tell(totals: dict[int, int]) -> None:
        ada = counting.post.ids[0]
        with counting.post.database.writing() as session:
            month = session.get_one(Practitioner, ada).created_at.date().replace(day=1)
            session.add_all(
                ReplyCount(practitioner_id=ada, month=month, within=within, total=total)
                for within, total in totals.items()
            )
            session.flush()
            publish(session, [ada])
        counting.post.clock.shift(NEXT_MONTH)

    return tell


def test_the_practitioner_reads_what_is_said_and_how_it_is_counted(counting: Counting, told: Any) -> None:
    ada = Person(counting.post.app, "practice-0@example.org")
    ada.be_signed_in()
    assert "Nothing. It says something once 10 messages" in ada.get("/practitioner/messages").text
    told({48: 12, 0: 3})
    ada.be_signed_in()
    page = ada.get("/practitioner/messages").text
    assert "Answers at least 8 in 10 first messages, usually within 2 days." in page
    assert "12" not in page.split("How it is counted")[0].split("What your listing says")[1]


def test_few_answers_are_said_as_such(counting: Counting, told: Any) -> None:
    told({24: 5, 0: 11})
    assert (
        "Answers fewer than half of first messages."
        in counting.post.visit.path(f"/listings/{counting.seen().slug}").text
    )


def test_programs_read_the_same(counting: Counting, told: Any) -> None:
    told({24: 5, 336: 5})
    counting.seen()
    [found] = [each for each in _api(counting.post) if each["id"] == str(counting.post.ids[0])]
    assert found["replies"] == {"in_ten": 9, "within_hours": 24}
    assert found["promised_days"] == 7
    assert [each["replies"] for each in _api(counting.post)].count(None) == 2


def test_it_moves_nobody_up_or_down(counting: Counting, told: Any) -> None:
    counting.post.clock.shift(NEXT_MONTH)
    before = [each["id"] for each in _api(counting.post)]
    counting.post.clock.shift(-NEXT_MONTH)
    told({24: 40})
    counting.seen()
    assert [each["id"] for each in _api(counting.post)] == before


def test_whoever_takes_no_messages_says_nothing_of_answers(counting: Counting, told: Any) -> None:
    with counting.post.database.writing() as session:
        session.add(Fact(record_id=counting.post.ids[0], facet="contact_mode", slug="phone"))
    told({24: 40})
    seen = counting.seen()
    assert (seen.replies, seen.promised_days) == (None, None)


def test_it_is_taken_away_as_it_is_told(counting: Counting, told: Any) -> None:
    told({24: 40})
    with counting.post.database.reading() as session, counting.post.app.test_request_context():
        taken = listing(session, session.get_one(Practitioner, counting.post.ids[0]))
    assert taken["replies"] == {"in_ten": 9, "within_hours": 24}


def _api(post: Post) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = post.visit.client.get("/api/v1/listings?concern=anxiety").get_json()["results"]
    return found
