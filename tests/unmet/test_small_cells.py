"""Nobody learns of fewer than ten people: neither from what is told, nor from the database, nor by trying (point 7)."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import repeat

import pytest
import time_machine
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.criteria.criteria import Criteria
from app.criteria.requests import asking, parsed
from app.plumbing.database import Database
from app.unmet.demand.actions import flush, forget_old
from app.unmet.demand.models import SearchedMonth
from app.unmet.demand.queries import searched
from app.unmet.demand.rules import NO_AREA, NOT_SAID, Cell, band_of, cells_of, summed, told
from app.unmet.demand.tally import Tally
from tests.signed_in import FIREFOX
from tests.visit import Visit, text_of

NOVEMBER = date(2026, 11, 1)
CHEAP = Cell("language", "ti", "30", "GB-ENG")
DEAR = Cell("language", "ti", "60", "GB-ENG")
BROWSER = {"User-Agent": FIREFOX}
asked_by = st.lists(st.tuples(st.integers(0, 40), st.sampled_from((CHEAP, DEAR))), max_size=200)


@pytest.fixture(autouse=True)
def november() -> Iterator[time_machine.Traveller]:
    with time_machine.travel("2026-11-14 12:00Z", tick=False) as time:
        yield time


def people(tally: Tally, numbers: Iterator[int] | range, cell: Cell = CHEAP, month: date = NOVEMBER) -> None:
    for number in numbers:
        tally.add(month, [cell], f"192.0.2.{number}")


def kept(database: Database) -> dict[Cell, int]:
    with database.reading() as session:
        rows = session.scalars(select(SearchedMonth)).all()
        return {Cell(row.facet, row.value, row.band, row.area): row.total for row in rows}


@given(asked_by, st.integers(10, 19))
def test_what_leaves_the_memory_is_of_ten_different_people(searches: list[tuple[int, Cell]], size: int) -> None:
    tally, different = (
        Tally(lambda: size),
        Counter({cell: len({w for w, c in searches if c == cell}) for cell in (CHEAP, DEAR)}),
    )
    for who, cell in searches:
        tally.add(NOVEMBER, [cell], str(who))
    left = tally.take()
    assert all(total % size == 0 and 10 <= total <= different[cell] for (_month, cell), total in left.items())


@given(asked_by, asked_by)
def test_two_hand_overs_differ_by_nobody_or_by_ten(one: list[tuple[int, Cell]], other: list[tuple[int, Cell]]) -> None:
    tally, seen = Tally(), Counter[Cell]()
    for searches in (one, other):
        for who, cell in searches:
            tally.add(NOVEMBER, [cell], str(who))
        steps = {cell: total for (_month, cell), total in tally.take().items()}
        assert all(step >= 10 for step in steps.values())
        seen.update(steps)
    assert all(told(total) <= total for total in seen.values())


def test_fifty_searches_of_one_person_are_one() -> None:
    tally = Tally(lambda: 10)
    for _search in range(50):
        people(tally, range(1))
    people(tally, range(1, 9))
    assert tally.take() == {}
    people(tally, range(9, 10))
    assert tally.take() == {(NOVEMBER, CHEAP): 10}


def test_also_after_their_block_was_full() -> None:
    tally = Tally(lambda: 10)
    people(tally, range(10))
    for _day in range(30):
        people(tally, range(10))
    assert tally.take() == {(NOVEMBER, CHEAP): 10}


def test_who_brings_nine_addresses_sees_a_tenth_person_in_one_case_of_ten() -> None:
    seen = 0
    for size in range(10, 20):
        tally = Tally(repeat(size).__next__)
        people(tally, range(10))
        seen += bool(tally.take())
    assert seen == 1


def test_a_month_begins_with_nobody() -> None:
    tally = Tally(lambda: 10)
    people(tally, range(9))
    people(tally, range(9, 12), month=date(2026, 12, 1))
    assert tally.take() == {}


def test_memory_holds_no_address_and_no_two_marks_of_one_person_alike() -> None:
    tally = Tally()
    tally.add(NOVEMBER, [CHEAP, DEAR], "192.0.2.77")
    assert len(tally._marks) == 2
    assert "192.0.2.77" not in repr(vars(tally))


def test_who_reads_the_database_sees_full_blocks_only(database: Database) -> None:
    tally = Tally(lambda: 13)
    people(tally, range(12))
    flush(database, tally)
    assert kept(database) == {}
    people(tally, range(12, 30))
    flush(database, tally)
    assert kept(database) == {CHEAP: 26}
    people(tally, range(30, 45))
    flush(database, tally)
    flush(database, tally)
    assert kept(database) == {CHEAP: 39}


def test_one_person_before_every_process_is_still_nobody(database: Database) -> None:
    for _process in range(40):
        tally = Tally()
        people(tally, range(1))
        flush(database, tally)
    assert kept(database) == {}


def test_a_failed_hand_over_loses_nothing(database: Database) -> None:
    tally = Tally(lambda: 10)
    people(tally, range(10))
    taken = tally.take()
    tally.put_back(taken)
    flush(database, tally)
    assert kept(database) == {CHEAP: 10}


def test_the_running_month_is_not_told(database: Database, november: time_machine.Traveller) -> None:
    tally = Tally(lambda: 17)
    people(tally, range(17))
    flush(database, tally)
    with database.reading() as session:
        assert searched(session, date(2026, 11, 30)) == []
        assert searched(session, date(2026, 12, 1)) == [(NOVEMBER, CHEAP, 10)]


def test_months_go_after_a_year(database: Database) -> None:
    tally = Tally(lambda: 10)
    people(tally, range(10))
    flush(database, tally)
    with database.writing() as session:
        assert forget_old(session, date(2027, 12, 31)) == 0
        assert forget_old(session, date(2028, 1, 1)) == 1


areas = st.sampled_from(("GB-ENG", "GB-SCT", "GB-WLS", NO_AREA))


@given(st.dictionaries(areas, st.integers(0, 60)))
def test_no_hidden_cell_follows_from_a_margin(totals: dict[str, int]) -> None:
    cells = [(Cell("language", "ti", "30", area), total) for area, total in totals.items()]
    shown = sum(told(total) for _cell, total in cells)
    assert summed(cells) == ({Cell("language", "ti", "30", NO_AREA): shown} if shown else {})
    # The same margin whatever the hidden cells hold.
    assert summed((cell, total if total >= 10 else 0) for cell, total in cells) == summed(cells)


@pytest.mark.parametrize(
    ("pay", "band"),
    [(None, NOT_SAID), (0, "0"), (1, "30"), (3000, "30"), (3001, "60"), (6000, "60"), (6001, "more")],
)
def test_bands_meet_without_a_gap(pay: int | None, band: str) -> None:
    assert band_of(pay, "GBP") == band


def test_a_cell_knows_one_value_and_no_place(directory_app: Flask) -> None:
    sent = "language=ti&community=refugees-asylum&faith=muslim&near=Leeds&pay=25&prefer=language:ar&q=grief"
    with directory_app.test_request_context(f"/find?{sent}"):
        found = asking("site").asked(parsed().criteria)
        cells = cells_of(found.criteria, found.where.seen_from or NO_AREA, found.currency)
    assert {cell.facet for cell in cells} <= {"language", "community"}
    assert {(cell.band, cell.area) for cell in cells} == {("30", "GB-ENG")}
    assert Cell("language", "ti", "30", "GB-ENG") in cells
    assert "Leeds" not in repr(cells)


def marks(app: Flask) -> int:
    return len(app.extensions["attune.demand"]._marks)


def test_a_search_of_a_person_is_counted_once(app: Flask) -> None:
    for _time in range(3):
        app.test_client().get("/find?language=ti&pay=25", headers=BROWSER)
    assert marks(app) == 1


@pytest.mark.parametrize(
    "objects", [{"DNT": "1"}, {"Sec-GPC": "1"}, {"User-Agent": "Googlebot/2.1"}, {"Sec-Purpose": "prefetch"}]
)
def test_who_objects_and_no_robot_is_counted(app: Flask, objects: dict[str, str]) -> None:
    app.test_client().get("/find?language=ti", headers=BROWSER | objects)
    assert marks(app) == 0


def test_neither_the_quiet_search_nor_the_api_is_counted(app: Flask) -> None:
    client = app.test_client()
    quiet = client.post("/r", data={"language": "ti"}, headers=BROWSER).headers["Location"]
    assert client.get(quiet, headers=BROWSER).status_code == 200
    assert client.get("/api/v1/listings?language=ti", headers=BROWSER).status_code == 200
    assert marks(app) == 0


def test_page_and_files_tell_what_is_told_and_nothing_else(app: Flask, november: time_machine.Traveller) -> None:
    database: Database = app.extensions["attune.database"]
    tally = Tally(lambda: 17)
    people(tally, range(17))
    people(tally, range(16), cell=Cell("language", "ar", "30", "GB-ENG"))
    flush(database, tally)
    client = app.test_client()
    assert client.get("/unmet-need/demand.json").json["rows"] == []
    november.move_to("2026-12-02 12:00Z")
    [row] = client.get("/unmet-need/demand.json").json["rows"]
    assert row == {
        "month": "2026-11", "facet": "language", "value": "ti", "band": "30", "area": "GB-ENG", "connections": 10
    }  # fmt: skip
    assert client.get("/unmet-need/demand.csv").text.count("language") == 1
    [table] = [t for t in Visit(app).path("/unmet-need").every("table") if t.get("aria-labelledby") == "demand-caption"]
    assert text_of(table).count("Tigrinya") == 1
    assert "Arabic" not in text_of(table)


def test_an_area_somebody_made_up_is_none(app: Flask) -> None:
    app.test_client().get("/find?language=ti&seen_from=GB-QQQ", headers=BROWSER)
    [cell] = app.extensions["attune.demand"]._waiting
    assert cell.area == NO_AREA


def test_an_amount_of_another_currency_is_in_no_band() -> None:
    euros = Criteria(chosen={"language": ("ti",)}, pay=2500, currency="EUR")
    assert cells_of(euros, NO_AREA, "GBP") == ()
    assert cells_of(euros, NO_AREA, "EUR") == (Cell("language", "ti", "30", NO_AREA),)
