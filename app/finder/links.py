"""Links as pages place them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """Somewhere to go; `note` is said after the words."""

    words: str
    address: str
    note: str | None = None
    current: bool = False
