"""Addresses as they are kept, and the keys in links: all from the installation's secret."""

import hmac
from uuid import UUID

from cryptography.fernet import InvalidToken

from app.plumbing.keys import derived, link_key
from app.plumbing.sealing import cipher


class Seals:
    """What the secret of an installation makes of addresses and entries."""

    def __init__(self, secret: str) -> None:
        self._hashes = derived(secret, "whose address waits")
        self._links = derived(secret, "links of who waits")
        self._cipher = cipher(secret, "addresses of who waits")

    def hash_of(self, address: str) -> bytes:
        """The same for the same address, however it is capitalised."""
        return hmac.digest(self._hashes, address.casefold().encode(), "sha256")

    def sealed(self, address: str) -> bytes:
        return self._cipher.encrypt(address.encode())

    def opened(self, sealed: bytes) -> str | None:
        """The address; None when it was sealed under another secret."""
        try:
            return self._cipher.decrypt(sealed).decode()
        except InvalidToken:
            return None

    def key_of(self, entry_id: UUID) -> str:
        """The key in the link of an entry: made anew for each mail, kept nowhere."""
        return link_key(self._links, entry_id.bytes)
