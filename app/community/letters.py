"""What is written to those who act for organisations: short, and neutral to whoever else reads the mailbox."""

from sqlalchemy.orm import Session

from app.accounts.letters import write
from app.accounts.links import address
from app.plumbing.words import gettext as _


def invited(session: Session, email: str, token: str) -> None:
    """The name of the organisation is on the page: what somebody typed is mailed to nobody they chose (MAIL-03)."""
    write(
        session,
        email,
        _("You are invited"),
        _("An organisation that is listed here asks you to join it. To see which, and to say yes, open this page:"),
        address("community.invitation", token=token),
        _("It asks you to sign in with this address; if you have no account yet, make one first. The link works once, "
          "for 7 days."),
        _("If you do not want to, do nothing."),
    )  # fmt: skip
