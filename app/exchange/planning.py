"""What an import would do: an entry is new, changed, unchanged, or to be left alone."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from app.exchange.comparing import Shape, Voice
from app.exchange.entries import Repair, Skipped
from app.exchange.queries import Standing
from app.organisations.intake import NewService
from app.practitioners.intake import NewRecord

REMOVED = "was removed here and does not come back"
OWNED = "is kept by its own organisation now"
HERE = "is here already, and no file writes over it"
NOT_OUR_ACT = "is somebody who is listed by their own act; only an empty installation takes a whole directory over"
INVENTED = "is invented for a demonstration, and nobody who looks for help must find it"
SAID_TWICE = "has an address, an offer or an entry in a register that another listing has"


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    """An organisation that is not here yet, as its source knows it."""

    id: UUID
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Update:
    """A service of which its file says something new; `differs` names what, `stored` is what it said."""

    planned: NewService
    shape: Shape
    stored: Shape
    differs: tuple[str, ...]


@dataclass(slots=True)
class Plan:
    """Everything an import would do, and what was noticed on the way; nothing has been changed."""

    format: str
    file: str
    encoding: str
    delimiter: str | None
    row_word: str
    retrieved_on: date | None
    voice: Voice
    read: int = 0
    merged: int = 0
    # Taken over whole from another installation, with those of `creates` that come from one.
    people: list[NewRecord] = field(default_factory=list)
    creates: list[NewService] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)
    unchanged: int = 0
    absent: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    new_organisations: list[NewOrganisation] = field(default_factory=list)
    renamed_organisations: list[NewOrganisation] = field(default_factory=list)

    @property
    def changes(self) -> int:
        """How many services an import would write."""
        return len(self.people) + len(self.creates) + len(self.updates)


def reason_to_leave(standing: Standing, source: str) -> str | None:
    """Why a record that is here must not be touched by its source, or None."""
    if standing.status == "removed":
        return REMOVED
    if standing.source != source or standing.confirmed:
        return OWNED
    return None
