"""Signing a browser in and out: what views and the second factors call, within a write transaction.

`begin` when a first factor was shown, `complete` when the second was, `refresh_authentication` when somebody showed
again who they are. Each gives the browser a new reference; the old one is nobody's from then on (AUTH-03).
"""

from collections.abc import Callable
from datetime import timedelta
from typing import cast
from uuid import UUID

from flask import current_app, g, request
from flask import session as flask_session
from flask_login import UserMixin, current_user
from sqlalchemy.orm import Session

from app.access.visitors import SignedIn
from app.accounts import actions, letters
from app.accounts.cookies import BrowserSession
from app.accounts.models import Account, SignedInSession
from app.accounts.queries import Shown, has_known_device, knows_device, shown_by
from app.accounts.references import hash_of, new_reference
from app.accounts.rules import label_of
from app.plumbing import clock
from app.plumbing.requests import database, database_session

# How exactly the last use of a session is kept.
SEEN_EVERY = timedelta(minutes=1)
# Functions of a database session and an account's id, one a kind of second factor: whether the account has one.
HAVE_FACTORS = "attune.second_factors"


class SessionOver(Exception):
    """The session was ended or given another reference while this request was on its way."""


class Visitor(UserMixin):  # type: ignore[misc]  # Flask-Login has no annotations
    """Whom Flask-Login knows: authenticated only once everything asked for was shown."""

    def __init__(self, shown: Shown) -> None:
        self.shown = shown

    @property
    def is_active(self) -> bool:
        return self.shown.complete

    def get_id(self) -> str:
        return self.shown.reference


def load(reference: str) -> Visitor | None:
    """Who holds this reference; called once a request, and only where somebody asks."""
    now = clock.now()
    shown = shown_by(database_session(), reference, now)
    if shown is None:
        return None
    if shown.complete and now - shown.last_seen_at >= SEEN_EVERY:
        # The one thing a GET may write: without it nobody could be idle. At most once a minute (FORM-02, AUTH-05).
        with database().writing() as session:
            actions.keep_alive(session, reference, now)
    return Visitor(shown)


def signed_in() -> SignedIn | None:
    """Who this request is by, for the guard."""
    shown = _shown()
    if shown is None or not shown.complete:
        return None
    return SignedIn(shown.account_id, shown.role, shown.authenticated_at, shown.strong)


def half_signed_in() -> Shown | None:
    """Who has shown a first factor and is waited for to show the second."""
    shown = _shown()
    return None if shown is None or shown.complete else shown


def present() -> Shown:
    """The session of this request, behind a marker that asks for one."""
    shown = _shown()
    assert shown is not None and shown.complete
    return shown


def needs_second_factor(session: Session, account_id: UUID) -> bool:
    """Whether this account has a second factor to be asked for."""
    asked: list[Callable[[Session, UUID], bool]] = current_app.extensions[HAVE_FACTORS]
    return any(has_one(session, account_id) for has_one in asked)


def begin(session: Session, account: Account, *, complete: bool, strong: bool) -> str:
    """Sign this browser in as `account`, or half in while a second factor is awaited; its reference."""
    now = clock.now()
    browser = this_browser()
    actions.forget_what_is_over(session, now)
    if browser.reference is not None:
        actions.end_session(session, browser.reference)
    reference = new_reference()
    session.add(
        SignedInSession(
            reference_sha256=hash_of(reference),
            account_id=account.id,
            stage="complete" if complete else "password",
            strong=strong,
            label=label_of(request.user_agent.string),
            created_at=now,
            authenticated_at=now,
            last_seen_at=now,
        )
    )
    if complete:
        _recognise(session, account)
    return _held(reference)


def complete(session: Session, reference: str, *, strong: bool) -> str:
    """The second factor was shown: the session under this reference is complete; its new reference."""
    now = clock.now()
    row = _row(session, reference)
    row.stage, row.strong = "complete", strong
    # Its age counts from here, so that one that waited is not shorter.
    row.created_at = row.authenticated_at = row.last_seen_at = now
    _recognise(session, session.get_one(Account, row.account_id))
    return _rotated(row)


def refresh_authentication(session: Session, reference: str, *, strong: bool = False) -> str:
    """Somebody showed again who they are (AUTH-15); the new reference. What was strong stays so."""
    row = _row(session, reference)
    row.authenticated_at = clock.now()
    row.strong = row.strong or strong
    return _rotated(row)


def end(session: Session) -> None:
    """Sign this browser out."""
    reference = this_browser().reference
    if reference is not None:
        actions.end_session(session, reference)
    _held(None)


def end_all(session: Session, account_id: UUID, but: str | None = None) -> None:
    """End every session of an account, but for the one under this reference (AUTH-04)."""
    actions.end_sessions(session, account_id, but)


def this_browser() -> BrowserSession:
    """What the browser of this request holds."""
    return cast("BrowserSession", flask_session)


def _shown() -> Shown | None:
    visitor = current_user._get_current_object()
    return visitor.shown if isinstance(visitor, Visitor) else None


def _row(session: Session, reference: str) -> SignedInSession:
    row = session.get(SignedInSession, hash_of(reference), with_for_update=True)
    if row is None:
        raise SessionOver
    return row


def _recognise(session: Session, account: Account) -> None:
    """From now on this browser is known to the account, whose owner hears of it unless it is the first."""
    browser = this_browser()
    if knows_device(session, account.id, browser.device):
        return
    if has_known_device(session, account.id):
        letters.new_browser(session, account.email, label_of(request.user_agent.string))
    actions.know_device(session, account.id, browser.known_device(), clock.now())


def _rotated(row: SignedInSession) -> str:
    reference = new_reference()
    row.reference_sha256 = hash_of(reference)
    _held(reference)
    return reference


def _held(reference: str | None) -> str:
    """The browser holds this reference from now on; what was worked out from the old one is forgotten."""
    this_browser().become(reference)
    for name in ("_login_user", "csrf_token"):
        g.pop(name, None)
    return reference or ""
