"""Keys that are kept outside the database, one for each month, and destroyed: what they sealed is then gone from every
backup too (T8, T9).

A key is a file of `INSTANCE_DIR/keys/`, made by whoever first needs it in its month. Nobody holds one in memory, so
that a destroyed key is destroyed for every process at once. A backup of the database must never hold this folder.
"""

import hmac
import os
import re
import secrets
from datetime import date, datetime, timedelta
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import Flask, current_app

_KEYS = "attune.monthly_keys"
_MONTH = re.compile(r"\d{4}-\d{2}")
_NONCE = 12
_BYTES = 32


class Sealed(ValueError):
    """The text cannot be opened: its key was destroyed, or it is not as it was written, or not where it was."""


class MonthlyKeys:
    """The keys of one installation. A month is written "2026-11"."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def seal(self, text: str, place: str, now: datetime) -> bytes:
        """The text as only this month's key opens it, and only for this `place`: the row and column it belongs to."""
        month = month_of(now)
        nonce = secrets.token_bytes(_NONCE)
        sealed = AESGCM(self._made(month)).encrypt(nonce, text.encode("utf-8", "replace"), _bound(month, place))
        return month.encode() + nonce + sealed

    def open(self, sealed: bytes, place: str) -> str:
        """The text again; raises Sealed."""
        month, nonce, content = sealed[:7].decode("ascii", "replace"), sealed[7 : 7 + _NONCE], sealed[7 + _NONCE :]
        key = self._read(month)
        if key is None:
            raise Sealed(f"there is no key of {month!r}")
        try:
            return AESGCM(key).decrypt(nonce, content, _bound(month, place)).decode()
        except (InvalidTag, ValueError):
            raise Sealed("the text is not as it was written") from None

    def derived(self, purpose: str, now: datetime) -> bytes:
        """A key for hashes of this month: when its key is destroyed, nothing can be compared with them any more."""
        return hmac.digest(self._made(month_of(now)), purpose.encode(), "sha256")

    def destroy_before(self, moment: datetime) -> list[str]:
        """Destroy the keys of the months that had ended by this moment; their names."""
        ended = [path for path in sorted(self.folder.glob("*")) if _has_ended(path.name, moment.date())]
        for path in ended:
            _overwrite(path)
            path.unlink(missing_ok=True)
        return [path.name for path in ended]

    def _made(self, month: str) -> bytes:
        return self._read(month) or self._make(month)

    def _read(self, month: str) -> bytes | None:
        if not _MONTH.fullmatch(month):
            return None
        try:
            key = (self.folder / month).read_bytes()
        except FileNotFoundError:
            return None
        return key if len(key) == _BYTES else None

    def _make(self, month: str) -> bytes:
        """Make the key of this month, unless another process is quicker: then its key is the one."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = self.folder / f".{month}-{secrets.token_hex(8)}"
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(_BYTES))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(unfinished, self.folder / month)
        except FileExistsError:
            pass
        finally:
            unfinished.unlink()
        # What is sealed from now on must still open after a power cut.
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        key = self._read(month)
        if key is None:
            raise OSError(f"the key of {month} cannot be read")
        return key


def month_of(moment: datetime) -> str:
    """The month as a key is named."""
    return f"{moment:%Y-%m}"


def init_app(app: Flask) -> None:
    app.extensions[_KEYS] = MonthlyKeys(app.config["INSTANCE_DIR"] / "keys")


def of(app: Flask) -> MonthlyKeys:
    found: MonthlyKeys = app.extensions[_KEYS]
    return found


def monthly_keys() -> MonthlyKeys:
    """The keys of the application at hand."""
    return of(current_app)


def _bound(month: str, place: str) -> bytes:
    return f"{month}\n{place}".encode()


def _has_ended(name: str, day: date) -> bool:
    if not _MONTH.fullmatch(name):
        return False
    first = date(int(name[:4]), int(name[5:]), 1)
    return (first + timedelta(days=32)).replace(day=1) <= day


def _overwrite(path: Path) -> None:
    # A file system may keep the old blocks all the same; that is why the folder belongs on an encrypted disk.
    handle = os.open(path, os.O_WRONLY)
    try:
        os.write(handle, bytes(_BYTES))
        os.fsync(handle)
    finally:
        os.close(handle)
