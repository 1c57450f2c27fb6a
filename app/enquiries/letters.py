"""Mails about enquiries: a link and no word about what for, on both sides (T1, MAIL-03, MAIL-04, PRIV-06)."""

from sqlalchemy.orm import Session

from app.enquiries.models import Enquiry
from app.enquiries.sealing import Seals
from app.plumbing.monthly_keys import Sealed
from app.plumbing.outbox import put
from app.plumbing.words import gettext as _
from app.plumbing.words import spoken_in

# Where the links lead; the routes hold to these.
SEEKER_LINK = "/your-link/"
ANSWER_LINK = "/answer/"
INBOX = "/practitioner/messages"
APART = "/practitioner/messages/apart"


class Letters:
    """Letters of one installation."""

    def __init__(self, seals: Seals, base_url: str) -> None:
        self._seals = seals
        self._base_url = base_url

    def to_practitioner(self, session: Session, address: str, answering_key: str | None) -> None:
        """Say that somebody wrote: `answering_key` leads to the one message this is about, None to all there are."""
        parts = [_("There is something new for you. Sign in to read it:"), f"{self._base_url}{INBOX}"]
        if answering_key is not None:
            parts += [_("Or answer at once, without signing in:"), f"{self._base_url}{ANSWER_LINK}{answering_key}"]
        parts.append(
            _("Nothing happens until you press a button on that page. A short answer is enough; a no is fine too.")
        )
        put(session, address, _("Something new for you"), "\n\n".join(parts) + "\n")

    def of_surge(self, session: Session, address: str) -> None:
        """Say, once, that very many write and that they are kept apart."""
        parts = [
            _("Very many messages for you are coming in at once. They are kept apart, so that you need not see them."),
            _("You need not do anything: stewards, who cannot read them, look through them. If you want to look:"),
            f"{self._base_url}{APART}",
            _("You hear of this once, however many more there are."),
        ]
        put(session, address, _("Something new for you"), "\n\n".join(parts) + "\n")

    def to_seeker(self, session: Session, enquiry: Enquiry, key: str) -> bool:
        """Say that there is news; whether there is an address to say it to."""
        if enquiry.address_sealed is None:
            return False
        try:
            address = self._seals.open_address(enquiry.id, enquiry.address_sealed)
        except Sealed:
            return False
        with spoken_in(enquiry.locale):
            words = _("There is something new for you on this page. The link opens it once, within the next 72 hours:")
            end = _("If it was not you, do nothing, or make us forget this address on the same page.")
            put(session, address, _("Your link"), f"{words}\n\n{self._base_url}{SEEKER_LINK}{key}\n\n{end}\n")
        return True
