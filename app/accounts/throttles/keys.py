"""What failures are counted under: HMACs, by a key that lives in the memory of one start and is never stored."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from uuid import UUID

from flask import current_app, request

from app.accounts.throttles.limits import ACCOUNT, ADDRESS, EVERYBODY, LETTERS, Limit
from app.plumbing.networks import household

KEY = "attune.attempt_key"


@dataclass(frozen=True, slots=True)
class Key:
    """One thing that is counted, and its limit."""

    hmac: bytes
    limit: Limit


def new_key() -> bytes:
    return secrets.token_bytes(32)


def of_sign_in(email: str, known: tuple[UUID, str] | None) -> list[Key]:
    """A try to sign in as `email`; `known` is the account and the browser that is known to it."""
    if known is not None:
        return [_key("device", f"{known[0]}:{known[1]}", ACCOUNT)]
    return [_key("account", email, ACCOUNT), *of_stranger()]


def of_account(account_id: UUID, what: str) -> list[Key]:
    """A try by whoever is signed in, or half in, to show `what` (a password, a code) again."""
    return [_key(what, str(account_id), ACCOUNT)]


def of_stranger() -> list[Key]:
    """Something anybody may try: by network address and by all together."""
    return [_key("address", household(request.remote_addr), ADDRESS), _key("everybody", "", EVERYBODY)]


def of_letter(email: str) -> list[Key]:
    """A letter to this address that somebody asked for."""
    return [_key("letter", email, LETTERS)]


def _key(kind: str, what: str, limit: Limit) -> Key:
    secret: bytes = current_app.extensions[KEY]
    return Key(hmac.new(secret, f"{kind}:{what}".encode(), hashlib.sha256).digest(), limit)
