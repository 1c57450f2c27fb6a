"""Ids, slugs and register numbers of demonstration listings: different for every listing, the same on every run."""

import re
import unicodedata
from functools import cache
from hashlib import blake2b
from uuid import UUID

# Digits and consonants: a suffix never spells a word.
_LETTERS = "23456789bcdfghjkmnpqrstvwxz"
_SUFFIX = 6
# Steps without a common factor with the modulus visit every number once before one comes again.
_SUFFIX_STEP = 233_280_461
_NUMBERS = 9_999_991
_NUMBER_STEP = 6_180_339
MOST_LISTINGS = 1_000_000

RECORD, ORGANISATION, OFFER, PREMISES, REGISTRATION, CHECK = 0, 1, 16, 32, 48, 64

# Letters that do not come apart into a plain one and a mark.
_PLAIN = str.maketrans({"ı": "i", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "'": ""})
_BETWEEN = re.compile(r"[^a-z0-9]+")


@cache
def _digest(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=16).digest())


def uuid_of(seed: int, index: int, part: int) -> UUID:
    """The id of a part of listing `index`: a UUID of version 8 that sorts by index and part, so that rows are
    inserted in the order of their keys."""
    own = int.from_bytes(blake2b(f"{seed}/{index}/{part}".encode(), digest_size=16).digest())
    high = (index << 16 | part) << 80
    return UUID(int=high | 0x8 << 76 | (own >> 62 & 0xFFF) << 64 | 0b10 << 62 | own & (1 << 62) - 1)


def slug_of(seed: int, index: int, name: str) -> str:
    """A readable address that no other listing of this seed has: the name and six letters or digits."""
    modulus = len(_LETTERS) ** _SUFFIX
    rest = (index * _SUFFIX_STEP + _digest(f"slug {seed}")) % modulus
    suffix = ""
    for _ in range(_SUFFIX):
        rest, letter = divmod(rest, len(_LETTERS))
        suffix += _LETTERS[letter]
    plain = unicodedata.normalize("NFKD", name.translate(_PLAIN)).encode("ascii", "ignore").decode().lower()
    return f"{_BETWEEN.sub('-', plain).strip('-')[:80]}-{suffix}"


def register_number(seed: int, index: int, body: str, prefix: str) -> str:
    """A number that no other demonstration listing has in this register, and that no register would issue."""
    number = (index * _NUMBER_STEP + _digest(f"{body} {seed}")) % _NUMBERS
    return f"X{prefix}{number:07d}"
