"""What a request asks of the live directory."""

from flask import Flask, current_app, g

from app.listings.live import Directory, Fictional, LiveDirectory
from app.listings.saved_index import SavedIndex
from app.plumbing.requests import database_session


def init_app(app: Flask) -> None:
    app.extensions["attune.live"] = LiveDirectory(SavedIndex(app.config["INSTANCE_DIR"] / "index" / "listings"))


def live() -> LiveDirectory:
    """The live directory of this process."""
    found: LiveDirectory = current_app.extensions["attune.live"]
    return found


def directory() -> Directory:
    """The directory as this request sees it: one moment from its first use to its end."""
    if "directory" not in g:
        g.directory = live().current(database_session())
    found: Directory = g.directory
    return found


def fictional() -> Fictional:
    """Who here is fictional, for every page to say; asks no database, so that error pages can too."""
    known = live().known
    return "nobody" if known is None else known.fictional
