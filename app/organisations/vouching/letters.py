"""The mail to whom a vouch is about: a link, and no word of who says what (PRIV-06)."""

from sqlalchemy.orm import Session

from app.plumbing.outbox import put
from app.plumbing.words import gettext as _

# Where the link leads; the route holds to it.
PAGE = "/practitioner/vouches"


def tell(session: Session, address: str, base_url: str) -> None:
    """Say that an organisation vouches for them now."""
    parts = [
        _("An organisation says on your page that it vouches for you. Sign in to read what it says:"),
        f"{base_url}{PAGE}",
        _("If you do not want it, take it off there: it is gone at once, and the organisation cannot say it again."),
    ]
    put(session, address, _("Something new on your page"), "\n\n".join(parts) + "\n")
