"""What a request, and whoever goes round, needs of this folder."""

from dataclasses import dataclass

from flask import Flask, current_app

from app.enquiries.apart.likeness import sequences
from app.enquiries.apart.work import WorkDesk
from app.enquiries.letters import Letters
from app.enquiries.sealing import Seals
from app.finder.first_message import lent_words
from app.plumbing import monthly_keys

_DESK = "attune.enquiries"


@dataclass(frozen=True, slots=True)
class Desk:
    """Where an installation's enquiries are written, sealed and told of."""

    seals: Seals
    letters: Letters
    work: WorkDesk


def init_app(app: Flask) -> None:
    secret: str = app.config["SECRET_KEY"]
    seals = Seals(secret, monthly_keys.of(app), frozenset(one for words in lent_words(app) for one in sequences(words)))
    app.extensions[_DESK] = Desk(seals, Letters(seals, app.config["BASE_URL"]), WorkDesk(secret))


def of(app: Flask) -> Desk:
    found: Desk = app.extensions[_DESK]
    return found


def desk() -> Desk:
    """The desk of the application at hand."""
    return of(current_app)
