"""Which messages count: whatever somebody sends themselves, their figure does not rise."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.enquiries.measuring.providers import PROVIDERS, sender_of
from app.enquiries.measuring.rules import MOST_A_DAY, Decided, Message, counts_as, decision, sender
from app.listings.listing import Replies
from app.listings.replies.rules import UNANSWERED, WITHIN, replies_of, within

SENT = datetime(2026, 11, 2, 9, tzinfo=UTC)
DUE = SENT + timedelta(days=7)


@dataclass
class Ledger:
    """What is kept of one practitioner, over a year."""

    totals: Counter[int] = field(default_factory=Counter)
    marks: set[int] = field(default_factory=set)
    days: Counter[tuple[int, bool]] = field(default_factory=Counter)

    def take(self, message: Message, day: int) -> None:
        somebody, kind = sender(message), (day, message.waited is None)
        mark = None if somebody is None or message.waited is None else hash(somebody) % 1024
        counted = counts_as(message, mark, self.marks, self.days[kind])
        if counted is not None:
            self.totals[counted] += 1
            self.days[kind] += 1
            if mark is not None:
                self.marks.add(mark)


def figure(messages: Iterable[tuple[int, Message]]) -> Replies | None:
    ledger = Ledger()
    for day, message in messages:
        ledger.take(message, day)
    return replies_of(ledger.totals)


def rises(before: Replies | None, after: Replies | None) -> bool:
    """Whether what is said is better than it was; from nothing, all but the worst is."""
    if after is None or after == before:
        return False
    if before is None:
        return after.in_ten is not None
    more = (after.in_ten or 0) > (before.in_ten or 0)
    return more or (after.within_hours or 999) < (before.within_hours or 999)


def own_ways(own: str) -> list[str]:
    """Addresses somebody has because they have this one."""
    local, domain = own.split("@")
    ways = [own, own.upper(), f"{local}+more@{domain}"]
    if domain not in PROVIDERS:
        return [*ways, f"anybody@{domain}", f"x@mail.{domain}"]
    return [*ways, f"{local[0]}.{local[1:]}@googlemail.com"] if domain == "gmail.com" else ways


waited = st.none() | st.timedeltas(timedelta(0), timedelta(days=14))
in_time = st.timedeltas(timedelta(0), timedelta(days=14))
days = st.integers(0, 30)
owns = st.sampled_from(["ada@gmail.com", "ada@example.org", "ada@practice.co.uk"])
strangers = st.none() | st.integers(0, 60).map(lambda n: f"seeker{n}@outlook.com")


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[tuple[int, Message]], list[tuple[int, Message]]]:
    """What strangers wrote, and the same with what somebody wrote to themselves in between; in the order of days."""
    own = draw(owns)
    # About as many as it takes for something to be said, or for another number.
    answered = range(draw(st.integers(8, 13)))
    others = [(at // MOST_A_DAY, Message(timedelta(hours=30), f"s{at}@gmx.de", own)) for at in answered]
    others += draw(st.lists(st.tuples(days, st.builds(Message, waited, strangers, st.just(own))), max_size=20))
    mine = st.builds(Message, waited, st.none() | st.sampled_from(own_ways(own)), st.just(own))
    of_self = draw(st.lists(st.tuples(days, mine), max_size=60))

    def day(entry: tuple[int, Message]) -> int:
        return entry[0]

    return sorted(others, key=day), sorted([*of_self, *others], key=day)


@given(owns.flatmap(lambda own: st.builds(Message, waited, st.none() | st.sampled_from(own_ways(own)), st.just(own))))
def test_what_somebody_sends_themselves_counts_at_most_against_them(message: Message) -> None:
    ledger = Ledger()
    ledger.take(message, 1)
    assert ledger.totals == ({UNANSWERED: 1} if message.waited is None else {})


@given(strangers, owns)
def test_no_answer_counts_whoever_wrote(address: str | None, own: str) -> None:
    assert counts_as(Message(None, address, own), None, set(), 0) == UNANSWERED


@given(histories())
def test_no_sequence_of_self_sent_enquiries_raises_the_shown_figure(
    both: tuple[list[tuple[int, Message]], list[tuple[int, Message]]],
) -> None:
    others, with_self = both
    assert not rises(figure(others), figure(with_self))


@given(histories(), days)
def test_an_unanswered_message_never_raises_it(
    both: tuple[list[tuple[int, Message]], list[tuple[int, Message]]], day: int
) -> None:
    others, _with_self = both
    unanswered = Message(None, None, "ada@gmail.com")
    more = sorted([*others, (day, unanswered)], key=lambda entry: entry[0])
    assert not rises(figure(others), figure(more))


@given(st.lists(st.tuples(days, st.integers(0, 4), in_time), max_size=200))
def test_whoever_has_real_mailboxes_adds_one_message_for_each(tries: list[tuple[int, int, timedelta]]) -> None:
    mailboxes = ("a.da@gmail.com", "ada2@gmail.com", "ada+1@outlook.com", "one@own.example", "two@own.example")
    ledger = Ledger()
    for day, which, long in sorted(tries):
        ledger.take(Message(long, mailboxes[which], "ada@practice.example"), day)
    assert ledger.totals.total() <= len({sender_of(mailbox) for mailbox in mailboxes}) == 4


@given(st.lists(st.tuples(waited, st.integers(0, 999)), max_size=60))
def test_a_day_adds_so_many_of_each_kind(messages: list[tuple[timedelta | None, int]]) -> None:
    ledger = Ledger()
    for long, number in messages:
        ledger.take(Message(long, f"s{number}@gmail.com", "ada@example.org"), 1)
    assert ledger.totals[UNANSWERED] <= MOST_A_DAY
    assert ledger.totals.total() - ledger.totals[UNANSWERED] <= MOST_A_DAY


@given(st.dictionaries(st.sampled_from((UNANSWERED, *WITHIN)), st.integers(0, 40)))
def test_what_is_said_is_never_better_than_it_is(totals: dict[int, int]) -> None:
    said, answered = replies_of(totals), sum(totals.values()) - totals.get(UNANSWERED, 0)
    if said is not None and said.in_ten is not None:
        assert said.in_ten * sum(totals.values()) <= 10 * answered
        so_far = sum(number for hours, number in totals.items() if UNANSWERED < hours <= (said.within_hours or 0))
        assert 2 * so_far >= sum(totals.values())


@pytest.mark.parametrize(
    ("totals", "said"),
    [
        ({24: 9}, None),
        ({24: 9, UNANSWERED: 9}, None),
        ({24: 10}, Replies(9, 24)),
        ({24: 10, UNANSWERED: 1}, Replies(9, 24)),
        ({24: 10, UNANSWERED: 2}, Replies(8, 24)),
        ({24: 5, 48: 4, 336: 1, UNANSWERED: 8}, Replies(5, 48)),
        ({24: 10, UNANSWERED: 11}, Replies(None, None)),
        ({UNANSWERED: 10}, Replies(None, None)),
    ],
)
def test_nothing_is_said_below_ten_and_then_in_tens(totals: dict[int, int], said: Replies | None) -> None:
    assert replies_of(totals) == said


@given(in_time)
def test_an_answer_is_kept_by_days_and_not_by_hours(long: timedelta) -> None:
    assert within(long) in WITHIN
    assert timedelta(hours=within(long)) >= long


@pytest.mark.parametrize(
    ("answered_at", "held", "decided"),
    [
        (DUE, False, Decided.ANSWERED),
        (DUE + timedelta(seconds=1), False, Decided.UNANSWERED),
        (None, False, Decided.UNANSWERED),
        (None, True, Decided.LEFT_OUT),
    ],
)
def test_an_answer_in_the_promised_time_is_one(answered_at: datetime | None, held: bool, decided: Decided) -> None:
    assert decision(answered_at, DUE, held=held) is decided


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ada@gmail.com", "A.D.A+list@googlemail.com"),
        ("ada@yahoo.co.uk", "ada-shop@yahoo.co.uk"),
        ("ada@practice.co.uk", "anybody@mail.practice.co.uk"),
        ("ada@example.org", "b@x.y.example.org"),
        ("ada@example.org", "b@EXAMPLE.org."),
    ],
)
def test_what_is_one_person_by_the_looks_of_it(one: str, other: str) -> None:
    assert sender_of(one) == sender_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ada@gmail.com", "ben@gmail.com"),
        ("ada@practice.co.uk", "ada@other.co.uk"),
        ("a.da@outlook.com", "ada@outlook.com"),
        ("ada@example.org", "ada@example.com"),
    ],
)
def test_what_is_two_people_by_the_looks_of_it(one: str, other: str) -> None:
    assert sender_of(one) != sender_of(other)
