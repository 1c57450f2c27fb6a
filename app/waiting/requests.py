"""What a request, and whoever follows the record, needs of this folder."""

from dataclasses import dataclass

from flask import Flask, current_app

from app.waiting.letters import Letters
from app.waiting.sealing import Seals

_ROOM = "attune.waiting"


@dataclass(frozen=True, slots=True)
class Room:
    """The waiting room of an installation."""

    seals: Seals
    letters: Letters


def init_app(app: Flask) -> None:
    seals = Seals(app.config["SECRET_KEY"])
    app.extensions[_ROOM] = Room(seals, Letters(seals, app.config["BASE_URL"]))


def of(app: Flask) -> Room:
    found: Room = app.extensions[_ROOM]
    return found


def room() -> Room:
    """The room of the application at hand."""
    found: Room = current_app.extensions[_ROOM]
    return found
