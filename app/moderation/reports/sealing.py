"""Texts of reports as they are kept: only this installation can read them."""

from cryptography.fernet import Fernet, InvalidToken
from flask import current_app

from app.plumbing.sealing import cipher


def sealed(words: str) -> bytes:
    return _cipher().encrypt(words.encode())


def opened(kept: bytes) -> str | None:
    """What was written; None when it was sealed under another secret."""
    try:
        return _cipher().decrypt(kept).decode()
    except InvalidToken:
        return None


def _cipher() -> Fernet:
    return cipher(current_app.config["SECRET_KEY"], "reports")
