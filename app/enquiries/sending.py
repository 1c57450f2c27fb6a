"""A first message on its way, before anything is kept of it."""

from dataclasses import dataclass
from uuid import UUID

from app.enquiries.letter import Letter
from app.enquiries.rules import Apart


@dataclass(frozen=True, slots=True)
class Sending:
    """What a seeker asks to be sent: to these listings; `address` may be told, neutrally, that there is an answer."""

    practitioner_ids: tuple[UUID, ...]
    letter: Letter
    address: str | None
    locale: str
    # Why it is kept apart from everybody it is for, if its looks alone are the reason.
    apart: Apart | None = None
    # By what it is known again among others; None where it has no words of its own.
    likeness: bytes | None = None
