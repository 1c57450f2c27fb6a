"""Keys for different purposes from the one secret of an installation: none of them says anything of another."""

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def derived(secret: str, purpose: str) -> bytes:
    """32 bytes for this purpose."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=f"attune: {purpose}".encode()).derive(secret.encode())
