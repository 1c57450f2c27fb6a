"""Pages that neither skip nor repeat while the directory changes.

A page says where it ended (`after`), and the next one begins behind that place, whatever came or went before it: who
stays and matches from the first page to the last is on exactly one of them, nobody is on two, and whoever was withdrawn
is on none that is asked for later. What matches a filter is in the order of ids, which no edit changes; a bare `page=3`
of it counts from the beginning of what there is at that moment. Everybody, unfiltered, can be asked for by bare numbers
as well: `listings/in_turn.py`.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

# What shows some of the ids, in order; one that has gone meanwhile is left out.
Show = Callable[[Sequence[str]], list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page is asked for; `after` is where the one before it ended."""

    page: int = 1
    size: int = 20
    after: str | None = None


class Places(Protocol):
    """Ids in an order that no edit changes. Some may be gaps, where it is known how many are `there` beside them."""

    @property
    def there(self) -> int | None: ...

    def __len__(self) -> int: ...

    def mark(self, id: str) -> str:
        """Where this id, one of `some`, stands: what `after` says."""

    def behind(self, mark: str) -> int:
        """How many places there are up to this one."""

    def some(self, begin: int, end: int) -> Sequence[str]:
        """The ids at these places."""


@dataclass(frozen=True, slots=True)
class OfNow:
    """What matches at this moment, in the order of ids."""

    ids: Sequence[str]
    there: None = None

    def __len__(self) -> int:
        return len(self.ids)

    def mark(self, id: str) -> str:
        return id

    def behind(self, mark: str) -> int:
        # The mark of the list of everybody names the id, too.
        return bisect_right(self.ids, mark.rpartition(".")[2])

    def some(self, begin: int, end: int) -> Sequence[str]:
        return self.ids[begin:end]


def page_of(places: Places, paging: Paging, show: Show) -> dict[str, Any]:
    """The envelope of a page, with all seven members and, where there is a next page, `after`.

    Who has just gone leaves no gap, unless these places have gaps.
    """
    begin = end = _begin(places, paging)
    contents: list[dict[str, Any]] = []
    last = ""
    while len(contents) < paging.size and end < len(places):
        some = places.some(end, end + paging.size - len(contents))
        contents += show(some)
        end, last = end + len(some), some[-1]
        if places.there is not None:
            break
    behind = -(-(len(places) - end) // paging.size)
    # Nothing at all is one empty page: with none, its being the first and the last would contradict each other.
    pages = paging.page + behind if end > begin or paging.after else max(1, -(-len(places) // paging.size))
    page = {
        "total_items": len(places) - (end - begin - len(contents)) if places.there is None else places.there,
        "total_pages": pages,
        "page_number": paging.page,
        "size": len(contents),
        "first_page": paging.page == 1,
        "last_page": behind == 0,
        "empty": not contents,
        "contents": contents,
    }
    return page | ({"after": places.mark(last)} if behind else {})


def _begin(places: Places, paging: Paging) -> int:
    if paging.after is not None:
        return places.behind(paging.after)
    return min((paging.page - 1) * paging.size, len(places))
