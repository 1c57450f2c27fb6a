"""An answer beside another: what stays, what is new, what is taken away."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """One item of an answer: `kept`, `added` or `taken` away."""

    change: str
    words: str


def compared(now: Sequence[str], then: Sequence[str]) -> tuple[Difference, ...]:
    """The items of the later answer, marked, and after them what it leaves out."""
    taken = [Difference("taken", words) for words in now if words not in then]
    return (*(Difference("kept" if words in now else "added", words) for words in then), *taken)
