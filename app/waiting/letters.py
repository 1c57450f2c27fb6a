"""What is written to who waits: a link and no word about what for, since somebody else may read it (T1, PRIV-06)."""

from sqlalchemy.orm import Session

from app.plumbing.outbox import put
from app.plumbing.words import gettext as _
from app.plumbing.words import spoken_in
from app.waiting.models import WaitingEntry
from app.waiting.rules import Standing
from app.waiting.sealing import Seals

PAGE = "/waiting-list/"


class Letters:
    """Letters of one installation."""

    def __init__(self, seals: Seals, base_url: str) -> None:
        self._seals = seals
        self._base_url = base_url

    def write(self, session: Session, entry: WaitingEntry, about: Standing) -> bool:
        """Write to an entry in its language; whether its address can still be read."""
        address = self._seals.opened(entry.address_sealed)
        if address is None:
            return False
        link = f"{self._base_url}{PAGE}{self._seals.key_of(entry.id)}"
        with spoken_in(entry.locale):
            words = {
                Standing.ASKED: _(
                    "This address was given to us to send you a link. If it was you, open it within 72 hours to go on:"
                ),
                Standing.WAITING: _("Some time ago you asked us to write to you. Do you still want us to?"),
                Standing.TOLD: _("There is something new for you on this page, for the next 72 hours:"),
            }[about]
            end = _("If it was not you, do nothing, or make us forget this address on the same page.")
            put(session, address, _("Your link"), f"{words}\n\n{link}\n\n{end}\n")
        return True
