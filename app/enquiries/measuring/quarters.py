"""What stewards are told of the answers of the whole directory: by the quarter, never of a few. Pure.

Two questions are asked of a quarter: whether a reduced fee makes an answer less likely, and whether doing without an
address does. Each has its own cells and no numbers are kept for both together. A cell is told from K messages to K
practitioners on. Where one is not, so many others of the same question are not told either that neither a total minus
the told ones, nor what is left together, speaks of fewer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.enquiries.letter import Letter

K = 10
EVERYTHING = "all"
FEES = ("full", "reduced", "not_said")
CHANNELS = ("email", "link")
KINDS = (EVERYTHING, *FEES, *CHANNELS)
KEPT_QUARTERS = 8
# What is told of an answer's likelihood is a multiple of so many per cent.
STEP = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """What was counted of one kind of message."""

    messages: int
    answered: int
    practitioners: int

    @property
    def is_enough(self) -> bool:
        return self.messages >= K and self.practitioners >= K


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a cell: about how many messages, in tens, and of how many per cent there was an answer."""

    messages: int
    per_cent: int


@dataclass(frozen=True, slots=True)
class Quarter:
    """One that is over; None for what is not told."""

    began: date
    everything: Told | None
    kinds: Mapping[str, Told | None]


def quarter_of(day: date) -> date:
    """The first day of a day's quarter."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def quarters_before(quarter: date, quarters: int) -> date:
    """The first day of the quarter so many earlier."""
    year, index = divmod(quarter.year * 4 + quarter.month // 3 - quarters, 4)
    return date(year, index * 3 + 1, 1)


def kinds_of(letter: Letter | None) -> tuple[str, ...]:
    """The cells a message belongs to: everything, and one of each question where its letter can still be read."""
    if letter is None:
        return (EVERYTHING,)
    fee = "not_said" if letter.reduced is None else "reduced" if letter.reduced else "full"
    return (EVERYTHING, fee, "email" if letter.by_mail else "link")


def told(began: date, cells: Mapping[str, Cell]) -> Quarter:
    """What is told of a quarter; a kind without a cell had no message."""
    nothing = Cell(0, 0, 0)
    everything = cells.get(EVERYTHING, nothing)
    kinds: dict[str, Told | None] = {}
    for question in (FEES, CHANNELS):
        counted = {kind: cells.get(kind, nothing) for kind in question}
        untold = _untold(counted) if everything.is_enough else set(question)
        kinds |= {kind: None if kind in untold else _told(cell) for kind, cell in counted.items()}
    return Quarter(began, _told(everything) if everything.is_enough else None, kinds)


def _untold(cells: Mapping[str, Cell]) -> set[str]:
    """The cells of one question that are not told: those that are too small, and the smallest others to hide among."""
    others: Sequence[str] = sorted((k for k, cell in cells.items() if cell.is_enough), key=lambda k: cells[k].messages)
    untold = {kind for kind, cell in cells.items() if not cell.is_enough}
    # Together they can be worked out from the total, so together they have to be enough as well. Of their practitioners
    # it is only known that they are at least as many as in the largest.
    for kind in others:
        together = sum(cells[k].messages for k in untold)
        if not untold or (len(untold) > 1 and together >= K and max(cells[k].practitioners for k in untold) >= K):
            break
        untold.add(kind)
    return untold


def _told(cell: Cell) -> Told:
    return Told(cell.messages // 10 * 10, round(cell.answered * 100 / cell.messages / STEP) * STEP)
