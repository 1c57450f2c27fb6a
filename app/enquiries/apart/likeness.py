"""How alike two texts are, known without keeping either: a keyed MinHash of their letters, five in a row.

Of a text each of SLOTS permutations keeps its least sequence of letters; two texts agree in as many slots, on the
average, as they share of all the sequences both have (Broder, "On the resemblance and containment of documents", 1997).
Spaces, marks and capitals do not count, in any script.
"""

import hmac
import unicodedata
from collections.abc import Collection, Sequence
from functools import lru_cache

import numpy as np

SLOTS = 32
_ROW = 5
_BYTES = 2
# From here on two texts are variations of one: a sentence in which a word or two were changed.
ALIKE_FROM = 0.4


def sequences(text: str) -> frozenset[str]:
    """The letters and digits of a text, five in a row; a shorter text is one."""
    letters = "".join(one for one in unicodedata.normalize("NFKC", text).casefold() if one.isalnum())
    return frozenset(letters[at : at + _ROW] for at in range(max(len(letters) - _ROW + 1, bool(letters))))


def likeness(text: str, key: bytes, borrowed: Collection[str] = frozenset()) -> bytes | None:
    """What is kept of a text; None where it has nothing of its own besides `borrowed` sequences."""
    own = sequences(text).difference(borrowed)
    if not own:
        return None
    hashed = [hmac.digest(key, one.encode("utf-8", "replace"), "sha256")[:8] for one in own]
    numbers = np.frombuffer(b"".join(hashed), dtype="<u8")
    multipliers, offsets = _permutations(key)
    least = (numbers[:, None] * multipliers + offsets).min(axis=0)
    # The least numbers have leading zeros in common: what tells them apart is at their end.
    return least.astype("<u2").tobytes()


def agreement(one: bytes, others: Sequence[bytes]) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """How much of each of the others is in this one, from 0 to 1."""
    mine = np.frombuffer(one, dtype="<u2")
    theirs = np.frombuffer(b"".join(others), dtype="<u2").reshape(-1, SLOTS)
    found: np.ndarray[tuple[int], np.dtype[np.float64]] = (theirs == mine).mean(axis=1)
    return found


def count_alike(one: bytes | None, others: Sequence[bytes]) -> int:
    """How many of the others are variations of this one."""
    if one is None or not others:
        return 0
    return int((agreement(one, others) >= ALIKE_FROM).sum())


def grouped(texts: Sequence[bytes | None], senders: Sequence[bytes | None]) -> list[int]:
    """For each message the number of its group: messages alike, or of one sender, are in one, and so on along a chain.

    A group's number is the place of the first in it.
    """
    groups = list(range(len(texts)))

    def first_of(place: int) -> int:
        while groups[place] != place:
            groups[place] = groups[groups[place]]
            place = groups[place]
        return place

    def join(one: int, other: int) -> None:
        low, high = sorted((first_of(one), first_of(other)))
        groups[high] = low

    by_sender: dict[bytes, int] = {}
    for place, sender in enumerate(senders):
        if sender is not None:
            join(by_sender.setdefault(sender, place), place)
    worded = [(place, text) for place, text in enumerate(texts) if text is not None]
    for at, (place, text) in enumerate(worded[1:], start=1):
        before = [other for _place, other in worded[:at]]
        for found in np.flatnonzero(agreement(text, before) >= ALIKE_FROM):
            join(worded[int(found)][0], place)
    return [first_of(place) for place in range(len(texts))]


@lru_cache(maxsize=4)
def _permutations(key: bytes) -> "tuple[np.ndarray[tuple[int], np.dtype[np.uint64]], ...]":
    drawn = hmac.digest(key, b"permutations", "sha512")
    while len(drawn) < SLOTS * 16:
        drawn += hmac.digest(key, drawn, "sha512")
    numbers = np.frombuffer(drawn[: SLOTS * 16], dtype="<u8").reshape(2, SLOTS)
    # Odd, so that no two numbers become one.
    return numbers[0] | np.uint64(1), numbers[1]
