"""What is written to who asked for news: a link and no word about what for (T1, PRIV-06)."""

from sqlalchemy.orm import Session

from app.plumbing.monthly_keys import Sealed
from app.plumbing.outbox import put
from app.plumbing.words import gettext as _
from app.plumbing.words import spoken_in
from app.waiting.news.models import NewsRequest
from app.waiting.news.sealing import Seals

PAGE = "/tell-me/"


class Letters:
    """Letters of one installation."""

    def __init__(self, seals: Seals, base_url: str) -> None:
        self._seals = seals
        self._base_url = base_url

    def asks(self, session: Session, request: NewsRequest) -> bool:
        """Ask whether it was them; whether their address can still be read."""
        with spoken_in(request.locale):
            words = _(
                "This address was given to us to send you a link. If it was you, open it within 72 hours to go on:"
            )
        return self._write(session, request, words)

    def reminds(self, session: Session, request: NewsRequest) -> bool:
        """Ask whether they still want to hear."""
        with spoken_in(request.locale):
            words = _("Some time ago you asked us to write to you. Do you still want us to?")
        return self._write(session, request, words)

    def tells(self, session: Session, request: NewsRequest) -> bool:
        """Say that there is news."""
        with spoken_in(request.locale):
            words = _("There is something new for you on this page:")
        return self._write(session, request, words)

    def _write(self, session: Session, request: NewsRequest, words: str) -> bool:
        try:
            address = self._seals.open(request.id, "address_sealed", request.address_sealed)
        except Sealed:
            return False
        link = f"{self._base_url}{PAGE}{self._seals.key_of(request.id)}"
        with spoken_in(request.locale):
            end = _("If it was not you, do nothing, or make us forget this address on the same page.")
            put(session, address, _("Your link"), f"{words}\n\n{link}\n\n{end}\n")
        return True
