"""What a request, and whoever goes round, needs of this folder."""

from flask import Flask, current_app

from app.plumbing import monthly_keys
from app.waiting.news.actions import NewsDesk
from app.waiting.news.letters import Letters
from app.waiting.news.sealing import Seals

_DESK = "attune.news"


def init_app(app: Flask) -> None:
    seals = Seals(app.config["SECRET_KEY"], monthly_keys.of(app))
    app.extensions[_DESK] = NewsDesk(seals, Letters(seals, app.config["BASE_URL"]))


def of(app: Flask) -> NewsDesk:
    found: NewsDesk = app.extensions[_DESK]
    return found


def news_desk() -> NewsDesk:
    """The desk of the application at hand."""
    return of(current_app)
