"""Which acts there are, with which reasons, and when one may be done by one steward alone. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

# Long enough for somebody who was away over a weekend to read the letter and sign in.
RESET_WAITS = timedelta(hours=72)

# Every act, with the reasons from which one is chosen: words that the trail may keep.
REASONS: dict[str, tuple[str, ...]] = {
    "suspend": ("pretends", "false-claims", "harm", "taken-over", "misuse", "asked", "other"),
    "lift-suspension": ("mistake", "settled", "in-hands", "other"),
    "end-sessions": ("asked", "taken-over", "other"),
    "make-steward": ("joins", "returns", "other"),
    "take-steward-back": ("leaves", "misuse", "taken-over", "other"),
    "reset-factors": ("seen", "called", "vouched"),
    "keep-factors": ("found", "doubt", "other"),
}
# These undo a protection: two agree to them where there are two.
NEED_TWO = ("lift-suspension", "make-steward")


@dataclass(frozen=True, slots=True)
class Subject:
    """An account as the rules need to know it."""

    id: UUID
    role: str
    suspended: bool
    has_factors: bool
    reset_waits: bool
    has_listing: bool


def why_not(act: str, subject: Subject, stewards: Collection[UUID], steward: UUID) -> str | None:
    """Why an act cannot be done to an account, as a key to be put into words; None when it can.

    `stewards` are those who may act now. `own`, `not_steward` and `last` are refused to whoever asks.
    """
    if steward not in stewards:
        return "not_steward"
    if subject.id == steward:
        return "own"
    if act == "take-steward-back" and not set(stewards) - {subject.id}:
        return "last"
    as_things_stand = {
        "suspend": not subject.suspended,
        "lift-suspension": subject.suspended,
        "end-sessions": True,
        "make-steward": subject.role == "practitioner" and not subject.suspended,
        "take-steward-back": subject.role == "steward",
        "reset-factors": subject.has_factors and not subject.reset_waits,
        "keep-factors": subject.reset_waits,
    }
    if not as_things_stand[act]:
        return "as_things_stand"
    return "has_listing" if act == "make-steward" and subject.has_listing else None


def needs_second(act: str, stewards: Collection[UUID]) -> bool:
    """Whether one steward alone may not do this."""
    return act in NEED_TWO and two_are_there(stewards)


def two_are_there(stewards: Collection[UUID]) -> bool:
    """Whether the rules for two hold: somebody who answers for an installation alone also acts alone."""
    return len(stewards) > 1
