"""Whatever somebody wrote through the editor, taken away and brought back, is equal."""

from collections import Counter
from itertools import count
from random import Random
from uuid import UUID

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.editor.exporting import archive_of
from app.ownership.actions import delete_account
from app.ownership.archives import read_archive
from app.ownership.bringing import bring_back
from app.plumbing.database import Database
from tests.ownership.anybody import Anybody
from tests.ownership.bringing import stated
from tests.signed_in import make_account

NUMBERS = count(100_000)


def account(app: Flask) -> UUID:
    return make_account(app, f"ada{next(NUMBERS)}@example.org").id


def written(database: Database, account_id: UUID, chance: Random) -> bytes:
    with database.writing() as session:
        Anybody(session, account_id, chance, next(NUMBERS)).answer_everything()
    return taken(database, account_id)


def taken(database: Database, account_id: UUID) -> bytes:
    with database.reading() as session:
        return archive_of(session, account_id)


def brought(database: Database, account_id: UUID, archive: bytes) -> list[str]:
    """Brings it back with its consents; what was left out."""
    with database.writing() as session:
        outcome = bring_back(session, account_id, None, read_archive(archive), consents=True, really=True)
    return outcome.left_out


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.randoms(use_true_random=False))
def test_taken_away_and_brought_back_it_is_equal(app: Flask, chance: Random) -> None:
    database: Database = app.extensions["attune.database"]
    first, second = account(app), account(app)
    with app.test_request_context():
        before = written(database, first, chance)
        with database.writing() as session:
            delete_account(session, first)
        assert brought(database, second, before) == []
        assert stated(taken(database, second)) == stated(before)


def test_chance_says_something_of_everything(app: Flask) -> None:
    """Otherwise the property above would say little."""
    database: Database = app.extensions["attune.database"]
    said: Counter[str] = Counter()
    with app.test_request_context():
        for seed in range(12):
            listing = stated(written(database, account(app), Random(seed)))
            for answers in (listing["answers"], *listing["offers"], *listing["places"]):
                said.update(key for key, answer in answers.items() if answer)
    assert len(said) == 30
