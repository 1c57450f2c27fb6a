"""What is written to whom something was done to, and to the other stewards; neutral to whoever reads the mailbox."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts.letters import write
from app.accounts.links import address
from app.accounts.people.queries import addresses_of_stewards
from app.plumbing.words import gettext as _


def tell(session: Session, email: str, act: str, due_at: datetime) -> None:
    """Tell somebody what was done to their account; `due_at` is when what waits happens."""
    write(session, email, _("About your account"), *_words(act, due_at))


def factors_are_reset(session: Session, email: str) -> None:
    """The second steps are gone."""
    write(
        session,
        email,
        _("About your account"),
        _("The second step at signing in was taken off your account, and every browser was signed out."),
        _("Sign in with your password, and add a new second step:"),
        address("accounts.sign_in_methods"),
    )


def tell_stewards(session: Session, actor: UUID) -> None:
    """Have every other steward look: whoever acts on those who answer for the site is seen by all of them."""
    for email in addresses_of_stewards(session, actor):
        write(
            session,
            email,
            _("Please look at what was done"),
            _("Something was done, or proposed, that every steward should know of. Sign in to see it:"),
            f"{address('accounts.sign_in')}?next=/steward/people",
        )


def _words(act: str, due_at: datetime) -> tuple[str, ...]:
    ask = _("If you think that this is wrong, please write to the people who run this site.")
    sign_in = address("accounts.sign_in")
    by = _("%(day)s, %(time)s UTC", day=f"{due_at:%Y-%m-%d}", time=f"{due_at:%H:%M}")
    words = {
        "suspend": (
            _("Your account is suspended for now: you cannot sign in, and nobody sees what it shows to others."),
            _("Nothing is deleted."),
            ask,
        ),
        "lift-suspension": (_("Your account is open again. You can sign in:"), sign_in),
        "end-sessions": (
            _("Your account was signed out in every browser, by the people who run this site. Sign in again:"),
            sign_in,
            ask,
        ),
        "make-steward": (
            _("You answer for this site together with others from now on. Sign in, with a second step:"),
            sign_in,
            ask,
        ),
        "take-steward-back": (_("You no longer answer for this site. Your account is an ordinary one now."), ask),
        "reset-factors": (
            _("Somebody, probably you, said that every second step of your account is lost."),
            _("It will be taken off on %(moment)s. From then on your password alone opens the account.", moment=by),
            _("If it was not you, or if you have found one, sign in with it before then. That stops it:"),
            sign_in,
        ),
        "keep-factors": (_("The second step of your account stays: it will not be taken off."), ask),
    }
    return words[act]
