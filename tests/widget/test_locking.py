"""What a visitor may change where an organisation holds some of a search fast."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.widget.by_list import FIRST, ONLY, ByList
from app.widget.locking import Locked

KEYS = ("near", "within", "lat", "pay", "currency", "language", "language_level", "format", "without", "prefer", "q")
VALUES = ("pa", "pay", "near", "language", "faith:sikh", "Leeds")
pairs = st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(VALUES)), max_size=6)


@given(pairs, pairs, pairs)
def test_what_is_locked_stands_and_is_in_no_address(held: list[tuple[str, str]], preset: list, sent: list) -> None:
    locked = Locked(held)
    asked = locked.asked(preset, sent)
    assert asked[: len(held)] == held
    assert not {key for key, _value in asked[len(held) :]} & locked.keys
    assert not set(locked.free(asked)) & set(held)
    assert locked.free(asked) == locked.free(locked.asked([], locked.free(asked))) or not locked.free(asked)


@pytest.mark.parametrize(
    ("held", "sent"),
    [
        (("near", "Leeds"), ("within", "200mi")),
        (("near", "Leeds"), ("lat", "51")),
        (("near", "Leeds"), ("prefer", "near")),
        (("pay", "25"), ("currency", "JPY")),
        (("pay", "25"), ("prefer", "pay")),
        (("pay", "25"), ("unstated", "pay")),
        (("language", "pa"), ("language_level", "any")),
        (("language", "pa"), ("unstated", "language")),
        (("language", "pa"), ("language", "en")),
    ],
)
def test_nobody_can_ask_for_less_than_is_locked(held: tuple[str, str], sent: tuple[str, str]) -> None:
    assert Locked([held]).asked([], [sent]) == [held]
    assert not Locked([held]).stands_in([held, sent]) or sent[0] not in ("prefer", "unstated")


def test_what_must_not_be_is_added_to() -> None:
    held = [("without", "faith:sikh")]
    assert Locked(held).asked([], [("without", "gender:man")]) == [*held, ("without", "gender:man")]


def test_what_was_chosen_together_comes_back_together() -> None:
    assert Locked([]).asked([], [("language", "pa,ur")]) == [("language", "pa"), ("language", "ur")]
    assert Locked([]).asked([], [("q", "one, two")]) == [("q", "one, two")]


def test_a_way_that_changes_what_is_locked_is_none() -> None:
    locked = Locked([("near", "Leeds"), ("within", "10mi")])
    assert locked.stands_in([("near", "Leeds"), ("within", "10mi"), ("pay", "25")])
    assert not locked.stands_in([("near", "Leeds"), ("within", "25mi")])
    assert not locked.stands_in([("near", "Leeds"), ("within", "10mi"), ("prefer", "near")])


@pytest.mark.parametrize("how", [FIRST, ONLY])
def test_nothing_sent_stands_beside_what_a_list_does(how: str) -> None:
    one, other = UUID(int=1), UUID(int=2)
    by_list = ByList(one, how)
    locked = by_list.locked([])
    sent = [("collection", str(other)), ("without", f"collection:{one}"), ("unstated", "collection")]
    deciding = [("sort", "cost"), ("prefer", "gender:woman"), ("prefer", f"collection:{other}")]
    if how == FIRST:
        sent += deciding
    assert locked.asked(deciding if how == FIRST else [], [*sent, ("pay", "25")]) == [*by_list.pairs, ("pay", "25")]
    assert not any(locked.stands_in([*by_list.pairs, pair]) for pair in sent)
    assert locked.stands_in([*by_list.pairs, ("pay", "25")])
    assert not locked.stands_in([("pay", "25")])
