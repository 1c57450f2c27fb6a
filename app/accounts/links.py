"""Links that are sent by mail: one purpose each, once, for a while (AUTH-07). They open a page with a button."""

from datetime import timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy.orm import Session

from app.accounts.actions import TakenLink, take_link
from app.accounts.models import MailedLink
from app.accounts.queries import link_of
from app.accounts.references import hash_of, new_reference
from app.accounts.refusals import LinkOver
from app.plumbing import clock


class Purpose(StrEnum):
    """What a link is good for."""

    SIGN_UP = "sign-up"
    FIRST_PASSWORD = "first-password"  # noqa: S105 (a purpose)
    RESET = "reset"
    MOVE = "move"
    UNDO_MOVE = "undo-move"


# After which whoever can read this mailbox may choose the password.
CHOOSES_PASSWORD = (Purpose.SIGN_UP, Purpose.FIRST_PASSWORD, Purpose.RESET)
_DAY = timedelta(days=1)
_GOOD_FOR = {
    Purpose.SIGN_UP: _DAY,
    Purpose.FIRST_PASSWORD: _DAY,
    Purpose.RESET: timedelta(minutes=30),
    Purpose.MOVE: _DAY,
    Purpose.UNDO_MOVE: timedelta(days=7),
}
LONGEST = max(_GOOD_FOR.values())


def issue(session: Session, purpose: Purpose, email: str, account_id: UUID | None = None) -> str:
    """A new link's token: told once, to the mail it is written into."""
    token, now = new_reference(), clock.now()
    session.add(
        MailedLink(
            token_sha256=hash_of(token),
            purpose=purpose,
            account_id=account_id,
            email=email,
            created_at=now,
            expires_at=now + _GOOD_FOR[purpose],
        )
    )
    return token


def look(session: Session, token: str, *purposes: Purpose) -> MailedLink:
    """The link of this token, unused; raises `LinkOver`."""
    link = link_of(session, token, purposes, clock.now())
    if link is None:
        raise LinkOver
    return link


def use(session: Session, token: str, *purposes: Purpose) -> TakenLink:
    """Use the link up; raises `LinkOver`."""
    taken = take_link(session, token, purposes, clock.now())
    if taken is None:
        raise LinkOver
    return taken


def address(endpoint: str, **values: Any) -> str:
    """The address of a page for a mail: by our own name, whatever was asked for (HDR-07), and without a request too."""
    return f"{current_app.config['BASE_URL']}{current_app.url_map.bind('').build(endpoint, values)}"
