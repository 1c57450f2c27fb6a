"""Two people of whom every column holds a word of their own."""

import pytest
from flask import Flask

from app.plumbing.database import Database
from app.plumbing.files import Files
from tests.ownership.canaries import Canaries
from tests.signed_in import Person


@pytest.fixture
def stored(app: Flask) -> Files:
    found: Files = app.extensions["attune.files"]
    return found


@pytest.fixture
def wren(database: Database, stored: Files) -> Canaries:
    with database.writing() as session:
        return Canaries(session, stored, "wren")


@pytest.fixture
def rook(database: Database, stored: Files) -> Canaries:
    with database.writing() as session:
        return Canaries(session, stored, "rook")


def signed_in(app: Flask, whose: Canaries) -> Person:
    """Their browser."""
    person = Person(app, whose.words["account.email"])
    person.be_signed_in(strong=True)
    return person
