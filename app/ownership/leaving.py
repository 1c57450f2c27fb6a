"""Deleting one's account: what goes, what stays, and that it is done."""

from dataclasses import dataclass

from flask_wtf import FlaskForm
from wtforms import BooleanField

from app.accounts import sessions
from app.ownership.actions import OnlyOwner, OnlySteward, delete_account
from app.plumbing.requests import database, database_session
from app.plumbing.words import gettext as _
from app.plumbing.words import lazy_gettext as _l
from app.practitioners.queries import listing_of


class LeaveForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no annotations
    sure = BooleanField(_l("Delete all of it. I know that nobody can bring it back."))


@dataclass(frozen=True, slots=True)
class Leaving:
    """What `ownership/leave.html` shows; `refusal` is why it cannot be."""

    email: str
    has_listing: bool
    form: LeaveForm
    refusal: str | None = None
    status: int = 200


def leaving_page() -> Leaving:
    """What deleting the account of whoever is signed in means."""
    person = sessions.present()
    has_listing = listing_of(database_session(), person.account_id) is not None
    return Leaving(person.email, has_listing, LeaveForm())


def left() -> Leaving | None:
    """Delete it and sign this browser out; the page again where that was not asked for, or cannot be."""
    page = leaving_page()
    if not page.form.sure.data:
        page.form.validate()
        page.form.sure.errors = [_("Please tick this first, so that nothing is deleted by a slip of the finger.")]
        return Leaving(page.email, page.has_listing, page.form, status=422)
    try:
        with database().writing() as session:
            account_id = sessions.present().account_id
            delete_account(session, account_id)
            sessions.end(session)
    except OnlySteward:
        why = _("You are the only steward here. Make somebody else a steward first, so that the site is looked after.")
        return Leaving(page.email, page.has_listing, page.form, why, 409)
    except OnlyOwner:
        why = _("You are the only owner of your organisation. Make somebody else an owner first, or close it.")
        return Leaving(page.email, page.has_listing, page.form, why, 409)
    return None
