"""Who a request is by, as the guard and the working areas see it; `accounts` says who, and nobody imports accounts."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from flask import Flask, abort, current_app

from app.plumbing import clock

# AUTH-15: dangerous acts ask for a sign-in, or a confirmation of it, that is at most this old.
STEP_UP_WITHIN = timedelta(minutes=5)
# Who answers for others signs in with a second factor or not at all.
NEED_TWO_FACTORS = ("steward", "organisation-owner")
_ASKED = "attune.signed_in"
_BELONGS = "attune.membership"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An account with a live, complete session. `strong`: it was opened with a second factor or a passkey."""

    account_id: UUID
    role: str
    authenticated_at: datetime
    strong: bool

    def is_fresh(self) -> bool:
        """Whether who this is was shown within the last five minutes."""
        return clock.now() - self.authenticated_at <= STEP_UP_WITHIN


@dataclass(frozen=True, slots=True)
class Membership:
    """The approved organisation somebody belongs to, whatever the role of their account, and as what."""

    organisation_id: UUID
    role: str


def init_app(app: Flask) -> None:
    """Nobody is signed in, or belongs anywhere, until a folder says how to tell: `app.extensions["attune.…"]`."""
    app.extensions.setdefault(_ASKED, lambda: None)
    app.extensions.setdefault(_BELONGS, lambda _account_id: None)


def signed_in() -> SignedIn | None:
    """Who this request is by; None for anybody without a complete session."""
    found: SignedIn | None = current_app.extensions[_ASKED]()
    return found


def membership() -> Membership | None:
    """Of which approved organisation whoever is signed in is a member; None before it is, and once it is suspended."""
    person = signed_in()
    found: Membership | None = None if person is None else current_app.extensions[_BELONGS](person.account_id)
    return found


def organisation_id() -> UUID:
    """The organisation this request is for, behind a marker that asks for one."""
    found = membership()
    if found is None:
        abort(403)
    return found.organisation_id


def account_id() -> UUID:
    """The account this request is by, behind a marker that asks for one."""
    found = signed_in()
    if found is None:
        abort(403)
    return found.account_id
