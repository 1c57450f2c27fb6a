"""Building, before anybody asks, what the first request would otherwise wait for."""

from flask import Flask

from app.listings.requests import live
from app.places.requests import place_finder
from app.plumbing.commands import Progress
from app.plumbing.requests import database
from app.plumbing.schema import require_current
from app.search import prepare


def warm(app: Flask) -> None:
    """Check the schema, build the index and open the places; leaves no connection open behind."""
    prepare()
    with app.app_context():
        require_current(database())
        place_finder()
        with database().reading() as session:
            live().current(session, say=Progress("Reading the directory"))
        live().save()
        # Connections must not be shared by the processes that are forked next.
        database().dispose()
