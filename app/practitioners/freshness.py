"""How a fast fact ages: confirmed, then not confirmed, then no longer asserted; and when a whole listing rests.

A directory rots because nothing makes it forget: of 120 calls to listed therapists 18% led to an appointment (US Senate
Finance staff, 2023). Here each fact carries the day it was confirmed and forgets by itself. All dates are days in UTC.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

State = Literal["confirmed", "unconfirmed", "faded"]

# How often a practitioner likes to be asked, in days: from two weeks to three months.
RHYTHMS = (14, 30, 60, 90)
# Of whoever has not chosen: imported services too, which nobody asks.
USUAL_RHYTHM = 90
# A listing rests after so many rhythms without a sign of life, and not before so many days.
_RESTS_AFTER, _RESTS_NOT_BEFORE = 3, 90
# A warning comes so many days ahead of each step.
AHEAD = 3


@dataclass(frozen=True, slots=True)
class Aging:
    """A fast fact: the day it was confirmed, and the day it was stated where it never was."""

    confirmed_on: date | None
    stated_on: date

    @property
    def since(self) -> date:
        return self.confirmed_on or self.stated_on


def state(fact: Aging, rhythm: int, today: date) -> State:
    """How a fact reads on a day.

    Confirmed for as long as the rhythm, not confirmed for as long again, then faded: not shown and not searched. What
    nobody ever confirmed reads as not confirmed from the start.
    """
    age = (today - fact.since).days
    if age > 2 * rhythm:
        return "faded"
    return "confirmed" if fact.confirmed_on is not None and age <= rhythm else "unconfirmed"


def changes_next(facts: Iterable[Aging], rhythm: int, today: date) -> date | None:
    """The last day on which all these facts read as they do today; None when nothing more changes."""
    days = [fact.since + timedelta(days=rhythm * times) for fact in facts for times in (1, 2)]
    return min((day for day in days if day >= today), default=None)


def rests_after(last: date, rhythm: int) -> date:
    """The last day on which a listing is still shown: by the latest sign that somebody looks after it."""
    return last + timedelta(days=max(_RESTS_AFTER * rhythm, _RESTS_NOT_BEFORE))


Step = Literal["due", "fading", "resting", "rests"]
STEPS: tuple[Step, ...] = ("due", "fading", "resting", "rests")


def step(last: date, rhythm: int, today: date) -> Step | None:
    """Which mail is due, by the day everything was last confirmed: None while it is not time.

    `due` when the rhythm is over; `fading` and `resting` a few days before facts leave the search and the listing
    rests; `rests` once it does.
    """
    rests = rests_after(last, rhythm)
    ahead = timedelta(days=AHEAD)
    reached: Step | None = None
    for name, day in (
        ("due", last + timedelta(days=rhythm)),
        ("fading", last + timedelta(days=2 * rhythm) - ahead),
        ("resting", rests - ahead),
        ("rests", rests + timedelta(days=1)),
    ):
        if today >= day:
            reached = name  # type: ignore[assignment]  # the names are those of STEPS
    return reached
