"""What is kept apart, and how it is sorted: rules by property."""

from datetime import UTC, datetime, timedelta
from itertools import permutations
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.enquiries.apart.likeness import ALIKE_FROM, agreement, grouped, likeness, sequences
from app.enquiries.apart.signs import Course, Sign, course, signs_of
from app.enquiries.apart.sorting import ALONE, Kept, chosen_in, groups_of
from app.enquiries.rules import Apart

KEY = b"a key of this test alone, no other"
START = datetime(2026, 11, 28, 9, tzinfo=UTC)
texts = st.text(max_size=80)
signs = st.frozensets(st.sampled_from(Sign))
ORDER = (Course.ARRIVES, Course.ASKED, Course.WAITS, Course.APART)


def like(one: str, other: str) -> float:
    kept = [likeness(text, KEY) for text in (one, other)]
    assert kept[0] is not None
    assert kept[1] is not None
    return float(agreement(kept[0], [kept[1]])[0])


@given(texts)
def test_spaces_marks_and_capitals_are_no_difference(text: str) -> None:
    assert sequences(text) == sequences(f" {text} !? ")
    if text.isascii():
        assert likeness(text.upper(), KEY) == likeness(text, KEY)


@given(texts.filter(sequences), texts.filter(sequences))
def test_agreement_has_no_direction_and_a_text_is_wholly_like_itself(one: str, other: str) -> None:
    assert like(one, one) == 1
    assert like(one, other) == like(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nobody wants you here, close your practice today", "nobody WANTS you here: close your practice tonight!"),
        ("لا أحد يريدك هنا في مدينتنا يا سيدة", "لا أحد يريدك هنا في مدينتنا يا دكتورة"),
        (
            "ここにあなたの居場所はありません、出て行ってください",
            "ここにあなたの居場所はありません。今すぐ出て行ってください",
        ),
    ],
)
def test_a_changed_word_leaves_a_text_alike(one: str, other: str) -> None:
    assert like(one, other) >= ALIKE_FROM


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("I am looking for help with grief since my mother died.", "I am looking for somebody who knows about panic."),
        ("Can you see me on Tuesdays? I can pay £25.", "Can you see us both, by video? We can pay forty pounds."),
    ],
)
def test_two_people_who_ask_for_help_are_not_alike(one: str, other: str) -> None:
    assert like(one, other) < ALIKE_FROM


@given(texts, texts)
def test_borrowed_words_are_nobodys_own(lent: str, own: str) -> None:
    borrowed = sequences(lent)
    assert likeness(lent, KEY, borrowed) is None
    assert (likeness(own, KEY, borrowed) is None) == (sequences(own) <= borrowed)


@given(texts.filter(sequences))
def test_what_is_kept_says_nothing_without_the_key(text: str) -> None:
    assert likeness(text, KEY) != likeness(text, b"another key")


@given(st.permutations(range(6)))
def test_groups_are_the_same_in_any_order(order: list[int]) -> None:
    said = [likeness(text, KEY) for text in ("one two three four", "one two three five", "nine ten", "", "elf", "elf")]
    senders = [None, b"a", b"a", b"b", b"b", None]
    found = grouped([said[at] for at in order], [senders[at] for at in order])
    together = {frozenset(at for at, of in zip(order, found, strict=True) if of == group) for group in set(found)}
    assert together == {frozenset({0, 1, 2}), frozenset({3, 4, 5})}


@given(signs, signs, st.booleans(), st.booleans())
def test_more_signs_never_ease_the_way(some: frozenset[Sign], more: frozenset[Sign], worked: bool, waits: bool) -> None:
    before = course(some, has_worked=worked, rather_waits=waits)
    after = course(some | more, has_worked=worked, rather_waits=waits)
    assert ORDER.index(after) >= ORDER.index(before)


@given(signs)
def test_nobody_is_asked_who_has_worked_or_would_rather_wait(some: frozenset[Sign]) -> None:
    """There is always a way without the work, and nothing is refused."""
    for worked, waits in ((True, False), (False, True), (True, True)):
        assert course(some, has_worked=worked, rather_waits=waits) is not Course.ASKED


@given(signs)
def test_work_helps_but_never_past_a_look(some: frozenset[Sign]) -> None:
    without = course(some, has_worked=False, rather_waits=False)
    assert (course(some, has_worked=True, rather_waits=False) is Course.APART) == (without is Course.APART)


def test_plain_words_have_no_sign() -> None:
    text = "Since March nights are hard. I can pay £25 and come on Tuesdays."
    assert signs_of(text, trapped=False, took=timedelta(seconds=40), alike=0) == frozenset()


@pytest.mark.parametrize("text", ["see www.example.org", "HTTPS://example.org", "http:example"])
def test_a_link_is_a_sign(text: str) -> None:
    assert Sign.LINK in signs_of(text, trapped=False, took=timedelta(seconds=40), alike=0)


def test_a_short_text_that_many_write_is_none() -> None:
    found = [signs_of(text, trapped=False, took=timedelta(minutes=1), alike=99) for text in ("Anxiety", "a" * 40)]
    assert found == [frozenset(), {Sign.ALIKE}]


def _kept(number: int, text: str, apart: Apart | None = Apart.SURGE, sender: bytes | None = None) -> Kept:
    return Kept(uuid4(), START + timedelta(seconds=number), apart, likeness(text, KEY), sender, confirmed=False)


def test_those_alone_come_first_and_what_had_arrived_unread_stands_with_its_like() -> None:
    arrived = _kept(0, "Nobody wants you here in this town", None)
    hostile = [_kept(at, "Nobody wants you here in this house") for at in (2, 3)]
    genuine, unread = _kept(4, "I cannot sleep since March"), _kept(1, "A message that waits to be read", None)
    groups = groups_of([*hostile, genuine, arrived, unread])
    assert [(group.key, len(group.members), group.arrived) for group in groups] == [
        (ALONE, 1, 0),
        (str(hostile[0].id), 3, 1),
    ]


def test_a_group_is_found_by_any_of_its_members_and_no_later_than_it_was_seen() -> None:
    members = [_kept(at, "Nobody wants you here in this town") for at in range(3)]
    groups = groups_of(members)
    for member in members:
        assert chosen_in(groups, {str(member.id)}, START + timedelta(seconds=1)) == [one.id for one in members[:2]]


def test_sorting_does_not_depend_on_the_order_it_comes_in() -> None:
    members = [_kept(0, "one and the same text"), _kept(1, "one and the same text"), _kept(2, "nothing like it")]
    assert len({tuple(groups_of(list(order))) for order in permutations(members)}) == 1
