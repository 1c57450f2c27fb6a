"""Texts that only this installation can read: encrypted and authenticated, because signing shows what it holds."""

import base64
from functools import lru_cache

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


@lru_cache(maxsize=8)
def cipher(secret: str, purpose: str) -> Fernet:
    """What seals and opens texts of one purpose, by a key of its own: what was sealed for another does not open."""
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"attune: {purpose}".encode()).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(key))
