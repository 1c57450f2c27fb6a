"""Hashing passwords: argon2id, at most two at once in a process, beside the other requests (AUTH-09, AUTH-13)."""

import base64
import secrets
import threading
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from gevent import get_hub, monkey

from app.accounts.refusals import Busy

_Made = TypeVar("_Made")

# OWASP's smallest recommended cost: 19 MiB, two passes, one lane.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
AT_ONCE = 2
WAITING = 12
# Seconds in which a place among those waiting becomes a turn, or is given up.
PATIENCE = 5.0


@dataclass(frozen=True, slots=True)
class Checked:
    """What a look at a password said; `renewed` is its hash by today's parameters where the kept one is older."""

    right: bool
    renewed: str | None = None


class Gate:
    """Lets a few through at once, a few more wait, and turns away the rest."""

    def __init__(self, at_once: int, waiting: int, patience: float) -> None:
        self._turns = threading.BoundedSemaphore(at_once)
        self._places = threading.BoundedSemaphore(at_once + waiting)
        self._patience = patience

    @contextmanager
    def passing(self) -> Iterator[None]:
        if not self._places.acquire(blocking=False):
            raise Busy
        try:
            if not self._turns.acquire(timeout=self._patience):
                raise Busy
            try:
                yield
            finally:
                self._turns.release()
        finally:
            self._places.release()


_gate = Gate(AT_ONCE, WAITING, PATIENCE)


def same_form(password: str) -> str:
    """The form that is counted and hashed: the same letters typed on another keyboard are the same password."""
    return unicodedata.normalize("NFKC", password)


def hash_password(password: str) -> str:
    """What is kept of a password. Raises `Busy`."""
    with _gate.passing():
        return _beside(lambda: _HASHER.hash(same_form(password)))


def check_password(kept: str | None, password: str) -> Checked:
    """Whether this is the password of which `kept` is kept; None costs the same and is never right. Raises `Busy`."""
    with _gate.passing():
        right = _beside(lambda: _is_right(kept or _NOBODYS, same_form(password)))
    if not right or kept is None:
        return Checked(right=False)
    return Checked(right=True, renewed=hash_password(password) if _HASHER.check_needs_rehash(kept) else None)


def _is_right(kept: str, password: str) -> bool:
    try:
        return _HASHER.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False


def _beside(work: Callable[[], _Made]) -> _Made:
    if not monkey.is_module_patched("threading"):
        return work()
    # In a thread of the system: here threads are greenlets, and a hash would hold up all of them.
    made: _Made = get_hub().threadpool.apply(work)
    return made


def _nobodys() -> str:
    """A hash of today's cost that no password has: what is looked at where there is no account (AUTH-06)."""
    salt, digest = (
        base64.b64encode(secrets.token_bytes(length)).decode().rstrip("=")
        for length in (_HASHER.salt_len, _HASHER.hash_len)
    )
    cost = f"m={_HASHER.memory_cost},t={_HASHER.time_cost},p={_HASHER.parallelism}"
    return f"$argon2id$v=19${cost}${salt}${digest}"


_NOBODYS = _nobodys()
