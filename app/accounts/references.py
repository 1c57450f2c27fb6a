"""Random references, of which a table keeps only the hash: sessions, known devices, links sent by mail."""

import hashlib
import re
import secrets

# 256 random bits in URL-safe base64.
_FORM = re.compile(r"[A-Za-z0-9_-]{43}")


def new_reference() -> str:
    return secrets.token_urlsafe(32)


def is_reference(text: str | None) -> bool:
    """Whether this can be a reference of ours at all."""
    return text is not None and _FORM.fullmatch(text) is not None


def hash_of(reference: str) -> bytes:
    """What a table keeps of a reference: 256 random bits need no slow hash."""
    return hashlib.sha256(reference.encode()).digest()
