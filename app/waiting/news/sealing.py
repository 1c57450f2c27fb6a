"""Searches and addresses as they are kept, and the keys in links."""

import hmac
import json
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from app.plumbing.keys import derived, link_key
from app.plumbing.monthly_keys import MonthlyKeys

Pairs = list[tuple[str, str]]


class Seals:
    """Texts open by monthly keys outside the database; links and hashes are made by the installation's secret."""

    def __init__(self, secret: str, keys: MonthlyKeys) -> None:
        self._addresses = derived(secret, "whose address asks for news")
        self._links = derived(secret, "links of who asks for news")
        self._keys = keys

    def hash_of(self, address: str) -> bytes:
        """The same for the same address, however it is capitalised."""
        return hmac.digest(self._addresses, address.casefold().encode(), "sha256")

    def key_of(self, request_id: UUID) -> str:
        """The key in the link of a request: made anew for each mail, kept nowhere."""
        return link_key(self._links, request_id.bytes)

    def seal(self, request_id: UUID, column: str, text: str, now: datetime) -> bytes:
        """A text of this request as only this month's key opens it."""
        return self._keys.seal(text, f"news_request.{column} {request_id}", now)

    def open(self, request_id: UUID, column: str, sealed: bytes) -> str:
        """The text again; raises `monthly_keys.Sealed`."""
        return self._keys.open(sealed, f"news_request.{column} {request_id}")


def written(pairs: Iterable[tuple[str, str]]) -> str:
    """The pairs of a search as one text."""
    return json.dumps([list(pair) for pair in pairs], ensure_ascii=False, separators=(",", ":"))


def read(text: str) -> Pairs:
    """The pairs again."""
    return [(key, value) for key, value in json.loads(text)]
