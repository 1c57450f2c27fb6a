"""Texts sealed into a word that an address may carry: nobody without the site's key learns what it says or when it
was made, and of how long it is only which of a few STEPS it fits.

A long text is deflated. That would tell something where an attacker mixes words of their own into a text and watches
its length; here each text is one person's alone, and its length is seen in steps.
"""

import base64
import binascii
import os
import struct
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.plumbing.keys import derived

# What is sealed is filled up to one of these lengths (bytes). With nonce and tag each is a multiple of three: base64
# then has no bits to spare, and a word that was changed anywhere is another one. The last keeps a request line within
# what servers read.
STEPS = (188, 512, 1532, 5798)
_NONCE, _TAG = 12, 16
# When it was made (seconds), whether it was deflated, how long it is.
_HEAD = struct.Struct(">I?H")
_WORDS = {(step + _NONCE + _TAG) // 3 * 4 for step in STEPS}


class Spoilt(ValueError):
    """The word was not sealed here for this purpose, or not as it came."""


class TooLong(ValueError):
    """The text is longer than an address may be."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a word said, and when it was sealed."""

    text: str
    sealed_at: datetime


def sealed(secret: str, purpose: str, text: str, now: datetime) -> str:
    """The word that says this; twice the same text gives two words. Raises TooLong."""
    content = text.encode()
    deflated = len(content) + _HEAD.size > STEPS[0]
    if deflated:
        content = zlib.compress(content, 9)
    step = next((step for step in STEPS if _HEAD.size + len(content) <= step), None)
    if step is None:
        raise TooLong
    whole = (_HEAD.pack(int(now.timestamp()), deflated, len(content)) + content).ljust(step, b"\0")
    nonce = os.urandom(_NONCE)
    return base64.urlsafe_b64encode(nonce + _cipher(secret, purpose).encrypt(nonce, whole, None)).decode("ascii")


def opened(secret: str, purpose: str, word: str) -> Opened:
    """What was sealed; raises Spoilt."""
    if len(word) not in _WORDS:
        raise Spoilt
    try:
        content = base64.b64decode(word, altchars=b"-_", validate=True)
        whole = _cipher(secret, purpose).decrypt(content[:_NONCE], content[_NONCE:], None)
    except (InvalidTag, binascii.Error, ValueError):
        raise Spoilt from None
    seconds, deflated, length = _HEAD.unpack_from(whole)
    said = whole[_HEAD.size : _HEAD.size + length]
    text = (zlib.decompress(said) if deflated else said).decode()
    return Opened(text, datetime.fromtimestamp(seconds, UTC))


@lru_cache(maxsize=8)
def _cipher(secret: str, purpose: str) -> AESGCM:
    # Random nonces are safe for some four thousand million words under one secret.
    return AESGCM(derived(secret, purpose))
