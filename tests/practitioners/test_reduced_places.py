"""Reduced places are never fewer than none or more than all, however many people count at once."""

import subprocess
import sys
import threading
from collections import Counter
from datetime import UTC, date, datetime
from random import Random
from uuid import UUID, uuid4

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.listings.publishing import watch
from app.listings.source import Listing, listing_by_id
from app.plumbing.database import Database
from app.practitioners.offers import Offer
from app.practitioners.reduced_places.actions import PlaceRefused, release_place, take_place
from config import ROOT
from tests.records import offer, practitioner, save

WRITERS, TURNS, TOTAL = 8, 250, 5


def counted(database: Database, total: int | None = TOTAL, number: int | None = 2) -> tuple[UUID, UUID]:
    """A published record with one offer; their ids."""
    offer_id = uuid4()
    priced = offer(id=offer_id, currency="GBP", reduced_from=2000, reduced_total=total, reduced_open=number)
    [record_id] = save(database, practitioner(offers=[priced]))
    return record_id, offer_id


def open_now(database: Database, offer_id: UUID) -> int | None:
    with database.reading() as session:
        return session.get_one(Offer, offer_id).reduced_open


def turn(database: Database, offer_id: UUID, chance: Random) -> str:
    """Take or give back at random; what came of it."""
    action, change = chance.choice([(take_place, "taken"), (release_place, "released")])
    try:
        with database.writing() as session:
            number = action(session, offer_id)
    except PlaceRefused:
        return "refused"
    assert 0 <= number <= TOTAL
    return change


def test_taking_and_releasing_change_the_number_and_its_day(database: Database) -> None:
    _record, offer_id = counted(database)
    with time_machine.travel(datetime(2026, 11, 28, tzinfo=UTC)):
        for action, number in ((take_place, 1), (release_place, 2), (release_place, 3)):
            with database.writing() as session:
                assert action(session, offer_id) == number
    with database.reading() as session:
        assert session.get_one(Offer, offer_id).reduced_confirmed_on == date(2026, 11, 28)


@pytest.mark.parametrize(
    ("action", "total", "number"),
    [(take_place, 3, 0), (release_place, 3, 3), (take_place, 3, None), (release_place, None, None), (take_place, 0, 0)],
)
def test_what_cannot_be_is_refused(database: Database, action, total, number) -> None:  # type: ignore[no-untyped-def]
    _record, offer_id = counted(database, total, number)
    with pytest.raises(PlaceRefused), database.writing() as session:
        action(session, offer_id)
    assert open_now(database, offer_id) == number


def test_an_offer_that_is_not_there_is_refused(database: Database) -> None:
    with pytest.raises(PlaceRefused), database.writing() as session:
        take_place(session, uuid4())


def test_the_public_listing_follows(database: Database) -> None:
    record_id, offer_id = counted(database)
    watch(database.sessions)
    with database.writing() as session:
        take_place(session, offer_id)
    with database.reading() as session:
        listing = listing_by_id(session, record_id, "site")
    assert isinstance(listing, Listing)
    places = listing.offers[0].fees.reduced_places
    assert places is not None
    assert (places.open, places.confirmed_on is not None) == (1, True)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.booleans(), max_size=30), st.integers(0, 4), st.data())
def test_the_number_is_what_the_bookkeeping_says(
    database: Database, turns: list[bool], total: int, data: st.DataObject
) -> None:
    expected = data.draw(st.integers(0, total))
    _record, offer_id = counted(database, total, expected)
    for takes in turns:
        wanted = expected + (-1 if takes else 1)
        try:
            with database.writing() as session:
                assert (take_place if takes else release_place)(session, offer_id) == wanted
            expected = wanted
        except PlaceRefused:
            assert not 0 <= wanted <= total
    assert open_now(database, offer_id) == expected


def test_eight_writers_at_once_stay_within_bounds_and_lose_nothing(database: Database) -> None:
    _record, offer_id = counted(database)
    watch(database.sessions)
    done: list[Counter[str]] = []
    failures: list[BaseException] = []

    def write(seed: int) -> None:
        chance = Random(seed)
        own = Database(database.url.render_as_string(hide_password=False))
        try:
            done.append(Counter(turn(own, offer_id, chance) for _ in range(TURNS)))
        except BaseException as failure:
            failures.append(failure)
        finally:
            own.dispose()

    writers = [threading.Thread(target=write, args=(seed,)) for seed in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failures == []
    came_of_it = sum(done, Counter[str]())
    assert came_of_it.total() == WRITERS * TURNS
    assert open_now(database, offer_id) == 2 - came_of_it["taken"] + came_of_it["released"]
    assert min(came_of_it["taken"], came_of_it["released"], came_of_it["refused"]) > 0


def test_processes_at_once_lose_nothing_either(database: Database) -> None:
    _record, offer_id = counted(database)
    program = (
        "import sys; from collections import Counter; from random import Random; from uuid import UUID;"
        "from app.plumbing.database import Database; from tests.practitioners.test_reduced_places import turn;"
        "chance = Random(int(sys.argv[3])); own = Database(sys.argv[1]);"
        "done = Counter(turn(own, UUID(sys.argv[2]), chance) for _ in range(100));"
        "print(done['released'] - done['taken'])"
    )
    url = database.url.render_as_string(hide_password=False)
    commands = [[sys.executable, "-c", program, url, str(offer_id), str(seed)] for seed in range(2)]
    running = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for command in commands]
    changes = [int(process.communicate(timeout=120)[0]) for process in running]
    assert open_now(database, offer_id) == 2 + sum(changes)
