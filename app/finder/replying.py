"""How a listing answers first messages, in words: what it promises, and what was measured where that is told."""

from dataclasses import dataclass

from app.finder.prices import Mark
from app.listings.listing import Listing, Replies
from app.plumbing.words import gettext as _
from app.plumbing.words import ngettext


@dataclass(frozen=True, slots=True)
class Answering:
    """What a page of a listing says of answers; `in_ten` is drawn, None where nothing is."""

    promise: str
    measured: str | None
    usually: str | None
    in_ten: int | None


def answering(name: str, days: int, replies: Replies | None) -> Answering:
    """What is said of somebody who promises an answer within so many days."""
    if replies is None:
        return Answering(promise(name, days), None, None, None)
    return Answering(promise(name, days), measured(replies), usually(replies.within_hours), replies.in_ten)


def answering_mark(listing: Listing) -> Mark | None:
    """The same as one of the facts of a card; nothing where nothing is told."""
    replies = listing.replies
    return None if replies is None else Mark(measured(replies), stated=True, detail=usually(replies.within_hours))


def promise(name: str, days: int) -> str:
    """What is promised to whoever writes."""
    return ngettext(
        "%(name)s promises to answer within %(num)s day.",
        "%(name)s promises to answer within %(num)s days.",
        days,
        name=name,
    )


def measured(replies: Replies) -> str:
    """How many first messages are answered, in tens."""
    if replies.in_ten is None:
        return _("Answers fewer than half of first messages")
    return _("Answers at least %(count)s in 10 first messages", count=replies.in_ten)


def usually(within_hours: int | None) -> str | None:
    """How soon at least every second one is."""
    if within_hours is None:
        return None
    return {
        24: _("usually within a day"),
        48: _("usually within 2 days"),
        96: _("usually within 4 days"),
        168: _("usually within a week"),
        336: _("usually within 2 weeks"),
    }[within_hours]
