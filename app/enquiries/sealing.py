"""Addresses and texts as they are kept, and the keys in links."""

import hmac
from datetime import datetime
from uuid import UUID

from app.enquiries.apart.likeness import likeness
from app.enquiries.letter import Letter, read, written
from app.enquiries.measuring.rules import MARKS
from app.plumbing.keys import derived, link_key
from app.plumbing.monthly_keys import MonthlyKeys


class Seals:
    """Texts open by monthly keys outside the database; links and hashes are made by the installation's secret."""

    def __init__(self, secret: str, keys: MonthlyKeys, borrowed: frozenset[str] = frozenset()) -> None:
        """`borrowed`: what everybody may say, `apart.likeness.sequences` of the words this site lends."""
        self._addresses = derived(secret, "whose address enquires")
        self._links = derived(secret, "links of enquiries")
        self._borrowed = borrowed
        self.keys = keys

    def address_hash(self, address: str) -> bytes:
        """The same for the same address, however it is capitalised."""
        return hmac.digest(self._addresses, address.casefold().encode(), "sha256")

    def blocked_hash(self, practitioner_id: UUID, address_hash: bytes) -> bytes:
        """What is kept of a blocked address: another for each practitioner, so that no two lists can be joined."""
        return hmac.digest(self._addresses, practitioner_id.bytes + address_hash, "sha256")

    def likeness_of(self, letter: Letter, now: datetime) -> bytes | None:
        """By what a message is known again among others of its month that say nearly the same; without the month's key
        nothing can be compared with it."""
        return likeness(letter.own_words, self.keys.derived("likeness", now), self._borrowed)

    def mark_of(self, practitioner_id: UUID, sender: str) -> int:
        """What is kept of whose answer has counted for a practitioner: one of so few that many share it."""
        digest = hmac.digest(self._addresses, b"counted" + practitioner_id.bytes + sender.encode(), "sha256")
        return int.from_bytes(digest[:8]) % MARKS

    def key_of(self, enquiry_id: UUID) -> str:
        """The key in a seeker's private link: made anew each time, kept nowhere."""
        return link_key(self._links, b"seeker" + enquiry_id.bytes)

    def mailed_key_of(self, enquiry_id: UUID, number: int) -> str:
        """The key in the mail of this number to a seeker; good once."""
        return link_key(self._links, b"mailed" + enquiry_id.bytes + number.to_bytes(4))

    def answering_key_of(self, conversation_id: UUID) -> str:
        """The key in the link by which a practitioner answers without signing in."""
        return link_key(self._links, b"answer" + conversation_id.bytes)

    def seal_letter(self, enquiry_id: UUID, letter: Letter, now: datetime) -> bytes:
        return self.keys.seal(written(letter), f"enquiry.letter_sealed {enquiry_id}", now)

    def open_letter(self, enquiry_id: UUID, sealed: bytes) -> Letter:
        """Raises `monthly_keys.Sealed`."""
        return read(self.keys.open(sealed, f"enquiry.letter_sealed {enquiry_id}"))

    def seal_address(self, enquiry_id: UUID, address: str, now: datetime) -> bytes:
        return self.keys.seal(address, f"enquiry.address_sealed {enquiry_id}", now)

    def open_address(self, enquiry_id: UUID, sealed: bytes) -> str:
        """Raises `monthly_keys.Sealed`."""
        return self.keys.open(sealed, f"enquiry.address_sealed {enquiry_id}")

    def seal_words(self, words_id: UUID, text: str, now: datetime) -> bytes:
        return self.keys.seal(text, f"conversation_words.text_sealed {words_id}", now)

    def open_words(self, words_id: UUID, sealed: bytes) -> str:
        """Raises `monthly_keys.Sealed`."""
        return self.keys.open(sealed, f"conversation_words.text_sealed {words_id}")
