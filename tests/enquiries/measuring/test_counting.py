"""Answers are counted as they come, by both doors, once and as numbers only."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from app.enquiries.measuring.actions import note_confirmed
from app.enquiries.measuring.models import ReplyMark, ReplyPart, ReplyTotal
from app.enquiries.models import Conversation, Enquiry
from app.enquiries.rules import State
from app.listings.replies.models import ReplyCount
from app.plumbing import clock
from tests.enquiries.measuring.conftest import Counting
from tests.signed_in import Person


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
