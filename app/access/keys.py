"""The form of an API key: `attune_<prefix>_<secret>`. Only the prefix and a hash of the secret are kept."""

import hashlib
import re
import secrets
from dataclasses import dataclass
from typing import Literal, get_args

# What a key opens beside what anybody may read: more than 200 results of a search, all listings at once, what changed.
Scope = Literal["depth", "export", "changes"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
_FORM = re.compile(r"attune_([0-9a-f]{10})_([A-Za-z0-9_-]{43})")
_BEGINNING = re.compile(r"attune_[0-9a-f]{10}_", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Key:
    """A key as its holder has it."""

    prefix: str
    secret: str

    @property
    def hash(self) -> bytes:
        """What is kept of the secret: 256 random bits need no slow hash."""
        return hashlib.sha256(self.secret.encode()).digest()

    def __str__(self) -> str:
        return f"attune_{self.prefix}_{self.secret}"


def new_key() -> Key:
    return Key(secrets.token_hex(5), secrets.token_urlsafe(32))


def read_key(text: str) -> Key | None:
    """The key of this text, or None when it has not the form of one."""
    match = _FORM.fullmatch(text)
    return None if match is None else Key(match[1], match[2])


def holds_key(text: str) -> bool:
    """Whether there is a key somewhere in this text, or the beginning of one."""
    return _BEGINNING.search(text) is not None
