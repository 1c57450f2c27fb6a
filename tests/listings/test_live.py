"""The live directory follows the database without a restart, and two processes see the same."""

from uuid import UUID

from sqlalchemy import select

from app.listings.live import Directory, LiveDirectory
from app.listings.publishing import publish
from app.plumbing.changes import VOCABULARY, raise_counter
from app.plumbing.database import Database
from app.practitioners.models import Record
from app.search import Has, Question
from app.vocabulary.models import Term
from tests.records import identity, language, practitioner, save


def follow(live: LiveDirectory, database: Database) -> Directory:
    with database.reading() as session:
        return live.current(session, at_once=True)


def speaking(directory: Directory, slug: str) -> set[str]:
    asked = Question(((None, Has("language", frozenset({slug}))),), size=50)
    return {hit.id for hit in directory.snapshot.answer(asked).hits}


def change_status(database: Database, record_id: UUID, status: str) -> None:
    with database.writing() as session:
        session.get_one(Record, record_id).status = status
        publish(session, [record_id])


def test_a_new_listing_is_found(database: Database) -> None:
    live = LiveDirectory()
    follow(live, database)
    [ada] = save(database, practitioner(facts=[language("pa")]))
    assert speaking(follow(live, database), "pa") == {str(ada)}


def test_a_changed_listing_is_found_as_it_is_now(database: Database) -> None:
    live = LiveDirectory()
    record = practitioner(facts=[language("pa")])
    save(database, record)
    follow(live, database)
    with database.writing() as session:
        session.get_one(Record, record.id).facts[0].slug = "ur"
        publish(session, [record.id])
    directory = follow(live, database)
    assert (speaking(directory, "pa"), speaking(directory, "ur")) == (set(), {str(record.id)})


def test_a_paused_listing_is_not_found(database: Database) -> None:
    live = LiveDirectory()
    [ada] = save(database, practitioner(facts=[language("pa")]))
    follow(live, database)
    change_status(database, ada, "paused")
    assert speaking(follow(live, database), "pa") == set()


def test_two_processes_come_to_see_the_same(database: Database) -> None:
    early, late = LiveDirectory(), LiveDirectory()
    follow(early, database)
    ids = save(database, *(practitioner(f"Person {n}", facts=[language("pa")]) for n in range(30)))
    follow(early, database)
    for record_id in ids[::3]:
        change_status(database, record_id, "paused")
        follow(early, database)
    assert speaking(follow(early, database), "pa") == speaking(follow(late, database), "pa")


def test_a_search_that_has_begun_keeps_its_moment(database: Database) -> None:
    live = LiveDirectory()
    before = follow(live, database)
    save(database, practitioner(facts=[language("pa")]))
    follow(live, database)
    assert speaking(before, "pa") == set()


def test_identity_is_found_by_whom_it_was_given_to(database: Database) -> None:
    save(database, practitioner(identity_facts=[identity("gender", "woman", "site")]))
    snapshot = follow(LiveDirectory(), database).snapshot
    assert (dict(snapshot.values("gender@site")), dict(snapshot.values("gender@api"))) == ({"woman": 1}, {})


def test_a_language_spoken_a_little_is_not_offered(database: Database) -> None:
    save(database, practitioner(facts=[language("pa", "conversational")]), practitioner(facts=[language("pa", None)]))
    assert speaking(follow(LiveDirectory(), database), "pa") == set()


def test_the_vocabulary_is_followed_too(database: Database) -> None:
    live = LiveDirectory()
    follow(live, database)
    with database.writing() as session:
        session.scalars(select(Term).where(Term.scheme == "language", Term.slug == "pa")).one().label = "Panjabi"
        raise_counter(session, VOCABULARY)
    assert follow(live, database).lexicon.label("language", "pa") == "Panjabi"
