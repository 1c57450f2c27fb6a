"""A directory that changes while it is read."""

import pytest

from app.listings.publishing import watch
from app.plumbing.database import Database


@pytest.fixture
def changing(database: Database) -> Database:
    """A database whose changes are published, as the application's are."""
    watch(database.sessions)
    return database
