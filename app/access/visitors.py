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


def init_app(app: Flask) -> None:
    """Nobody is signed in until a folder says how to tell: `app.extensions["attune.signed_in"]`."""
    app.extensions.setdefault(_ASKED, lambda: None)


def signed_in() -> SignedIn | None:
    """Who this request is by; None for anybody without a complete session."""
    found: SignedIn | None = current_app.extensions[_ASKED]()
    return found


def account_id() -> UUID:
    """The account this request is by, behind a marker that asks for one."""
    found = signed_in()
    if found is None:
        abort(403)
    return found.account_id
