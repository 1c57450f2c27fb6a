"""The token of a list: lossless, short, and calm about junk."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from app.finder.keeping import MOST, asked, read, token

IDS = st.lists(st.uuids(), max_size=MOST, unique=True)


@given(IDS)
def test_a_token_is_read_as_it_was_written(ids: list[UUID]) -> None:
    assert read(token(ids)).ids == tuple(ids)


@given(IDS)
def test_a_token_needs_no_escaping_in_an_address(ids: list[UUID]) -> None:
    assert all(character.isalnum() or character in "-_" for character in token(ids))


@given(st.lists(st.uuids(), min_size=1, max_size=MOST, unique=True))
def test_a_whole_link_is_read_too(ids: list[UUID]) -> None:
    assert read(f" https://attune.example/shortlist#main&kept={token(ids)}&x ").ids == tuple(ids)


@given(st.uuids())
def test_an_id_is_read_as_it_stands(one: UUID) -> None:
    assert read(str(one)).ids == (one,)


@given(st.text())
def test_junk_never_fails(text: str) -> None:
    assert isinstance(read(text).ids, tuple)


@given(st.lists(st.uuids(), min_size=2, max_size=MOST, unique=True), st.integers(1, 20))
def test_a_link_cut_short_costs_its_end_alone(ids: list[UUID], cut: int) -> None:
    found = read(token(ids)[:-cut])
    assert found.broken
    assert found.ids == tuple(ids[:-1])


@given(st.lists(st.uuids(), min_size=MOST + 1, max_size=MOST + 9, unique=True))
def test_a_list_has_an_end(ids: list[UUID]) -> None:
    found = asked([token(ids)], None, "")
    assert (found.ids, found.beyond) == (tuple(ids[:MOST]), len(ids) - MOST)


@given(IDS, IDS)
def test_nobody_is_there_twice(some: list[UUID], others: list[UUID]) -> None:
    ids = asked([token(some), *map(str, others), token(some)], None, "").ids
    assert len(ids) == len(set(ids))


@given(st.lists(st.uuids(), min_size=1, max_size=MOST, unique=True), st.data())
def test_moving_loses_nobody(ids: list[UUID], data: st.DataObject) -> None:
    one = data.draw(st.sampled_from(ids))
    do = data.draw(st.sampled_from(["earlier", "later", "", "delete-everything"]))
    moved = asked([token(ids)], None, f"{do}:{one}").ids
    assert sorted(moved) == sorted(ids)


@given(st.lists(st.uuids(), min_size=2, max_size=MOST, unique=True), st.data())
def test_up_and_down_again_changes_nothing(ids: list[UUID], data: st.DataObject) -> None:
    one = data.draw(st.sampled_from(ids[1:]))
    up = asked([token(ids)], None, f"earlier:{one}").ids
    assert up.index(one) == ids.index(one) - 1
    assert asked([token(up)], None, f"later:{one}").ids == tuple(ids)


@given(st.lists(st.uuids(), min_size=1, max_size=MOST, unique=True), st.data())
def test_taking_off_takes_one_off(ids: list[UUID], data: st.DataObject) -> None:
    one = data.draw(st.sampled_from(ids))
    assert asked([token(ids)], None, f"drop:{one}").ids == tuple(each for each in ids if each != one)


@given(st.lists(st.uuids(), max_size=MOST, unique=True), st.uuids(), st.sampled_from(["earlier", "later", "drop"]))
def test_a_button_for_somebody_else_does_nothing(ids: list[UUID], other: UUID, do: str) -> None:
    kept = [one for one in ids if one != other]
    assert asked([token(kept)], None, f"{do}:{other}").ids == tuple(kept)
