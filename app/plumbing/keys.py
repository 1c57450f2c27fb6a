"""Keys for different purposes from the one secret of an installation: none of them says anything of another."""

import base64
import hashlib
import hmac

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def derived(secret: str, purpose: str) -> bytes:
    """32 bytes for this purpose."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=f"attune: {purpose}".encode()).derive(secret.encode())


def link_key(secret: bytes, what: bytes) -> str:
    """The key in a link to this, 256 bits: made anew each time, kept nowhere."""
    return base64.urlsafe_b64encode(hmac.digest(secret, what, "sha256")).rstrip(b"=").decode()


def key_hash(key: str) -> bytes:
    """What is kept of a key in a link: 256 bits need no slow hash."""
    return hashlib.sha256(key.encode("utf-8", "replace")).digest()
