"""What a request, and whoever goes round, needs of this folder."""

from dataclasses import dataclass

from flask import Flask, current_app

from app.enquiries.letters import Letters
from app.enquiries.sealing import Seals
from app.plumbing import monthly_keys

_DESK = "attune.enquiries"


@dataclass(frozen=True, slots=True)
class Desk:
    """Where an installation's enquiries are written, sealed and told of."""

    seals: Seals
    letters: Letters


def init_app(app: Flask) -> None:
    seals = Seals(app.config["SECRET_KEY"], monthly_keys.of(app))
    app.extensions[_DESK] = Desk(seals, Letters(seals, app.config["BASE_URL"]))


def of(app: Flask) -> Desk:
    found: Desk = app.extensions[_DESK]
    return found


def desk() -> Desk:
    """The desk of the application at hand."""
    return of(current_app)
