"""What stewards are told of quarters: nothing about few, neither said nor left over."""

from datetime import date
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.enquiries.letter import Letter
from app.enquiries.measuring.quarters import (
    CHANNELS,
    EVERYTHING,
    FEES,
    Cell,
    K,
    Told,
    kinds_of,
    quarter_of,
    quarters_before,
    told,
)

BEGAN = date(2026, 10, 1)


@st.composite
def cells(draw: st.DrawFn) -> dict[str, Cell]:
    """A quarter as it may have been: the cells of both questions add up to everything."""
    size = draw(st.sampled_from((3, 12, 40)))
    fees = [draw(st.integers(0, size)) for _kind in FEES]
    by_mail = draw(st.integers(0, sum(fees)))
    totals = dict(zip(FEES, fees, strict=True)) | {"email": by_mail, "link": sum(fees) - by_mail}
    found = {kind: _cell(draw, total) for kind, total in totals.items() if total}
    everything = _cell(draw, sum(fees))
    most = max((cell.practitioners for cell in found.values()), default=0)
    return found | {EVERYTHING: Cell(everything.messages, everything.answered, max(everything.practitioners, most))}


def _cell(draw: st.DrawFn, messages: int) -> Cell:
    return Cell(messages, draw(st.integers(0, messages)), draw(st.integers(min(1, messages), messages)))


@given(cells())
def test_no_small_cell_is_told(counted: dict[str, Cell]) -> None:
    quarter = told(BEGAN, counted)
    for kind, one in quarter.kinds.items():
        if one is not None:
            assert counted[kind].messages >= K
            assert counted[kind].practitioners >= K


@given(cells())
def test_what_is_left_of_a_total_is_never_of_few(counted: dict[str, Cell]) -> None:
    """Who takes the told ones from the total has what the others are together: none, or two and more, and enough."""
    quarter = told(BEGAN, counted)
    if quarter.everything is None:
        assert set(quarter.kinds.values()) == {None}
        return
    for question in (FEES, CHANNELS):
        untold = [kind for kind in question if quarter.kinds[kind] is None]
        left = sum(counted[kind].messages for kind in untold if kind in counted)
        assert not untold or len(untold) == len(question) or (len(untold) > 1 and left >= K)


@given(cells())
def test_no_more_is_hidden_than_must_be(counted: dict[str, Cell]) -> None:
    quarter = told(BEGAN, counted)
    for question in (FEES, CHANNELS):
        if all(kind in counted and counted[kind].is_enough for kind in question) and quarter.everything is not None:
            assert all(quarter.kinds[kind] is not None for kind in question)


def test_a_small_cell_takes_the_smallest_other_with_it() -> None:
    counted = {
        EVERYTHING: Cell(90, 60, 30),
        "full": Cell(50, 40, 20),
        "reduced": Cell(35, 18, 15),
        "not_said": Cell(5, 2, 4),
        "email": Cell(85, 58, 28),
        "link": Cell(5, 2, 5),
    }
    quarter = told(BEGAN, counted)
    assert quarter.kinds == {"full": Told(50, 80), "reduced": None, "not_said": None, "email": None, "link": None}
    assert quarter.everything == Told(90, 65)


def test_a_message_is_in_one_cell_of_each_question() -> None:
    letters = [Letter(reduced=reduced, by_mail=by_mail) for reduced in (None, True, False) for by_mail in (True, False)]
    found = {kinds_of(letter) for letter in letters}
    assert found == {(EVERYTHING, fee, channel) for fee in FEES for channel in CHANNELS}


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)), st.integers(0, 20))
def test_quarters_follow_one_another(day: date, many: int) -> None:
    ends = [quarters_before(quarter_of(day), before) for before in range(many + 1)]
    assert ends[0] <= day
    assert all(80 < (later - earlier).days < 93 for later, earlier in pairwise(ends))
    assert all(one != other for one, other in combinations(ends, 2))
