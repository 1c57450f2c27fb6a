"""Texts that only this installation can read: encrypted and authenticated, because signing shows what it holds."""

import base64
from functools import lru_cache

from cryptography.fernet import Fernet

from app.plumbing.keys import derived


@lru_cache(maxsize=8)
def cipher(secret: str, purpose: str) -> Fernet:
    """What seals and opens texts of one purpose, by a key of its own: what was sealed for another does not open."""
    return Fernet(base64.urlsafe_b64encode(derived(secret, purpose)))
