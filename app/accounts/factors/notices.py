"""Mails that tell the owner of an account what happened to it, in words that tell nobody else anything."""

from flask import current_app
from sqlalchemy.orm import Session

from app.accounts.models import Account
from app.plumbing import outbox
from app.plumbing.words import gettext as _


def tell(session: Session, account: Account, happened: str) -> None:
    """Write to the owner that something happened, and what to do if it was not they."""
    config = current_app.config
    body = _(
        "%(happened)s\n\nIf this was you, there is nothing to do. If it was not, sign in at %(address)s, look at how "
        "your account is signed in to, and change your password.",
        happened=happened,
        address=config["BASE_URL"],
    )
    outbox.put(session, account.email, _("Your account at %(site)s", site=config["SITE_NAME"]), body)
