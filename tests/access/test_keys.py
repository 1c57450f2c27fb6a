"""API keys: shown once, kept as a hash, useless once revoked."""

import pytest
from sqlalchemy import text

from app.access.actions import KeyRefused, create_key, revoke_key
from app.access.queries import holder_of
from app.plumbing.database import Database


def made(database: Database, name: str = "Library") -> str:
    with database.writing() as session:
        return str(create_key(session, name))


def good(database: Database, key: str) -> bool:
    with database.reading() as session:
        return holder_of(session, key) is not None


def test_a_key_opens(database: Database) -> None:
    assert good(database, made(database))


@pytest.mark.parametrize(
    "spoil", [str.upper, lambda key: key[:-1], lambda key: key + "a", lambda _: "", lambda k: k[7:]]
)
def test_anything_else_does_not(database: Database, spoil) -> None:  # type: ignore[no-untyped-def]
    assert not good(database, spoil(made(database)))


def test_a_revoked_key_is_useless(database: Database) -> None:
    key = made(database)
    with database.writing() as session:
        revoke_key(session, "Library")
    assert not good(database, key)


def test_the_secret_is_not_in_the_database(database: Database) -> None:
    secret = made(database).rsplit("_", 1)[1]
    with database.reading() as session:
        row = session.execute(text("select * from api_key")).one()
    assert secret not in str(row)


@pytest.mark.parametrize("name", ["", "   ", "x" * 101, "two\nlines"])
def test_a_bad_name_is_refused(database: Database, name: str) -> None:
    with pytest.raises(KeyRefused):
        made(database, name)


def test_a_name_is_taken_once(database: Database) -> None:
    made(database)
    with pytest.raises(KeyRefused, match="already"):
        made(database)


def test_an_unknown_key_cannot_be_revoked(database: Database) -> None:
    with pytest.raises(KeyRefused, match="no key"), database.writing() as session:
        revoke_key(session, "Nobody")
