"""A start takes the index from its file when that belongs to this database and this code, and follows from there."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from app.listings.live import LiveDirectory, Turns
from app.listings.models import PublishedListing
from app.listings.saved_index import SavedIndex
from app.plumbing.changes import IDENTITY, ChangeCounter
from app.plumbing.database import Database
from app.search import Snapshot
from tests.listings.test_live import change_status, follow, speaking
from tests.records import language, practitioner, save


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "index" / "listings"


def keep(database: Database, file: Path) -> None:
    """Save the index of the database as it is."""
    live = LiveDirectory(SavedIndex(file))
    follow(live, database)
    live.save()


def begin(database: Database, file: Path) -> set[str]:
    """Who speaks Punjabi, for a process that starts now."""
    return speaking(follow(LiveDirectory(SavedIndex(file)), database), "pa")


def lose_every_row(database: Database) -> None:
    """What is found afterwards was in the file."""
    with database.writing() as session:
        session.execute(delete(PublishedListing))


def test_a_start_takes_the_saved_index(database: Database, file: Path) -> None:
    [ada] = save(database, practitioner(facts=[language("pa")]))
    keep(database, file)
    lose_every_row(database)
    assert begin(database, file) == {str(ada)}


def test_what_changed_since_is_followed(database: Database, file: Path) -> None:
    ids = save(database, *(practitioner(f"Person {n}", facts=[language("pa")]) for n in range(10)))
    keep(database, file)
    [late] = save(database, practitioner("Late", facts=[language("pa")]))
    change_status(database, ids[0], "paused")
    assert begin(database, file) == {str(one) for one in [*ids[1:], late]}


def test_the_file_of_another_database_is_not_taken(database: Database, file: Path) -> None:
    save(database, practitioner(facts=[language("pa")]))
    keep(database, file)
    with database.writing() as session:
        session.execute(update(ChangeCounter).where(ChangeCounter.name == IDENTITY).values(value=1))
    lose_every_row(database)
    assert begin(database, file) == set()


def test_a_file_from_later_than_the_database_is_not_taken(database: Database, file: Path) -> None:
    save(database, practitioner(facts=[language("pa")]))
    keep(database, file)
    with database.writing() as session:
        session.execute(update(ChangeCounter).where(ChangeCounter.name == "listings").values(value=0))
    lose_every_row(database)
    assert begin(database, file) == set()


def test_a_damaged_file_is_built_anew(database: Database, file: Path) -> None:
    [ada] = save(database, practitioner(facts=[language("pa")]))
    keep(database, file)
    file.write_bytes(file.read_bytes()[:-7])
    assert begin(database, file) == {str(ada)}


def test_a_file_that_cannot_be_written_is_no_harm(database: Database, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be")
    [ada] = save(database, practitioner(facts=[language("pa")]))
    keep(database, tmp_path / "taken" / "listings")
    assert begin(database, tmp_path / "taken" / "listings") == {str(ada)}


class Counted(Turns):
    """Counts how often the others would have had their turn."""

    def __init__(self) -> None:
        self.pauses = self.beside_others = 0

    def give_way(self) -> None:
        self.pauses += 1

    def beside(self, work: Callable[[], Snapshot]) -> Snapshot:
        self.beside_others += 1
        return super().beside(work)


def test_a_follower_gives_way_between_small_steps(database: Database) -> None:
    live, turns = LiveDirectory(), Counted()
    follow(live, database)
    save(database, *(practitioner(f"Person {n}", facts=[language("pa")]) for n in range(40)))
    with database.reading() as session:
        live.follow(session, turns)
    assert (turns.pauses, live.known is not None and live.known.snapshot.size) == (3, 40)


def test_a_follower_makes_the_index_anew_beside_the_requests(database: Database) -> None:
    live, turns = LiveDirectory(), Counted()
    ids = save(database, *(practitioner(f"Person {n}", facts=[language("pa")]) for n in range(10)))
    follow(live, database)
    for gone in ids[:6]:
        change_status(database, gone, "paused")
    with database.reading() as session:
        live.follow(session, turns)
    assert live.known is not None
    assert (turns.beside_others, live.known.snapshot.wasted, live.known.snapshot.size) == (1, 0.0, 4)


def test_requests_do_not_look_themselves_while_a_follower_does(database: Database) -> None:
    live = LiveDirectory()
    with database.reading() as session:
        live.follow(session, Turns())
    save(database, practitioner(facts=[language("pa")]))
    with database.reading() as session:
        assert live.current(session).snapshot.size == 0
