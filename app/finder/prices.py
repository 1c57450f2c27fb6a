"""What a session costs, for this seeker first: in words, with what is certain and what must be asked."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from app.criteria.wording import Reader
from app.finder.paying import Facts, fee_facts
from app.finder.pictures import FeeRange, fee_range
from app.listings.listing import Fees, ReducedPlaces
from app.plumbing.words import gettext as _
from app.plumbing.words import ngettext

_NO_FEE = frozenset({"free"})
YOURS_TO_SAY = frozenset({"pay-what-you-can", "donation"})


class Mark(NamedTuple):
    """A statement: `stated` is drawn as a filled mark, its absence as an open one that says "ask"."""

    words: str
    stated: bool
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Price:
    """`headline` is the answer for this seeker, `detail` the whole rule, `picture` the range with its own words.

    `facts` is what the browser works the seeker's own price out from.
    """

    headline: str
    detail: str | None
    picture: FeeRange | None
    described: str
    places: Mark | None
    # A dictionary cannot be hashed, and says nothing that the rest does not say.
    facts: Facts = field(hash=False)


def price(fees: Fees, pay: int | None, currency: str | None, reader: Reader, minutes: int | None = None) -> Price:
    """The price of an offer of `minutes`. `pay` is the most per session in minor units of `currency`, or None."""
    comparable = pay if fees.currency is not None and fees.currency == currency else None
    headline = _headline(fees, comparable, reader)
    no_range = fees.currency is None or fees.model in YOURS_TO_SAY
    picture = None if no_range else fee_range(_floor(fees), fees.standard, comparable)
    detail = _detail(fees, reader)
    if fees.unconfirmed and fees.confirmed_on is not None:
        detail = " · ".join(part for part in (detail, not_confirmed(fees.confirmed_on, reader)) if part)
    return Price(
        headline=headline,
        detail=None if detail == headline else detail,
        picture=picture,
        described=_described(fees, comparable, reader),
        places=_places(fees, reader),
        facts=fee_facts(fees, minutes, is_free(fees)),
    )


def not_confirmed(last: date | None, reader: Reader) -> str:
    """How a fact reads that nobody has confirmed lately."""
    return _("not confirmed") if last is None else _("not confirmed since %(day)s", day=reader.day(last))


def is_free(fees: Fees) -> bool:
    """Whether a session costs nothing, whoever asks."""
    return fees.standard == 0 or fees.model in _NO_FEE or (fees.standard is None and "free" in fees.help)


def _floor(fees: Fees) -> int | None:
    return fees.reduced_from if fees.reduced_from is not None else fees.standard


def _headline(fees: Fees, pay: int | None, reader: Reader) -> str:
    if fees.model == "pay-what-you-can":
        return _("You decide what you pay")
    if fees.model == "donation":
        return _("By donation")
    if is_free(fees):
        return _("Free")
    if fees.currency is None or (fees.standard is None and fees.reduced_from is None):
        return _("Fee not stated")
    if fees.model == "sponsored" and fees.reduced_from == 0 and (pay is None or pay < (fees.standard or 0)):
        return _sponsored(fees)
    if pay is not None and fees.lowest is not None and fees.lowest <= pay:
        return _for_this_seeker(fees, pay, reader)
    return _for_anybody(fees, fees.currency, reader)


def _sponsored(fees: Fees) -> str:
    """Somebody else pays, if a sponsored place is open."""
    if fees.reduced_places_full:
        return _("Sponsored places full now")
    if fees.reduced_places is not None and fees.reduced_places.open:
        return _("Free, paid for by others")
    return _("Free if sponsored: ask")


def _for_this_seeker(fees: Fees, pay: int, reader: Reader) -> str:
    assert fees.currency is not None
    if fees.standard is not None and fees.standard <= pay:
        return _("%(amount)s a session", amount=reader.money(fees.standard, fees.currency))
    assert fees.reduced_from is not None
    amount = _span(fees.reduced_from, pay, fees.currency, reader)
    if fees.reduced_places is not None and fees.reduced_places.open:
        return _("%(amount)s for you", amount=amount)
    return _("%(amount)s: ask", amount=amount)


def _for_anybody(fees: Fees, currency: str, reader: Reader) -> str:
    if fees.standard is None:
        assert fees.reduced_from is not None
        return _("From %(amount)s", amount=reader.money(fees.reduced_from, currency))
    if fees.reduced_from is None or fees.reduced_places_full or fees.reduced_from >= fees.standard:
        return _("%(amount)s a session", amount=reader.money(fees.standard, currency))
    return _span(fees.reduced_from, fees.standard, currency, reader)


def _span(low: int, high: int, currency: str, reader: Reader) -> str:
    first, last = reader.money(low, currency), reader.money(high, currency)
    return first if low == high else f"{first}–{last}"


def _detail(fees: Fees, reader: Reader) -> str | None:
    if fees.currency is None or fees.standard is None or is_free(fees):
        return None
    standard = reader.money(fees.standard, fees.currency)
    if fees.model in YOURS_TO_SAY:
        return _("%(amount)s suggested", amount=standard)
    if fees.model == "sponsored":
        return _("otherwise %(amount)s", amount=standard)
    if fees.reduced_from is None or fees.reduced_from >= fees.standard:
        return _("same fee for everyone") if fees.model == "fixed" else None
    reduced = reader.money(fees.reduced_from, fees.currency)
    return _("standard %(standard)s · reduced from %(reduced)s", standard=standard, reduced=reduced)


def _described(fees: Fees, pay: int | None, reader: Reader) -> str:
    low, high = _floor(fees), fees.standard if fees.standard is not None else fees.reduced_from
    if low is None or high is None or fees.currency is None:
        return ""
    span = _(
        "Fee from %(low)s to %(high)s",
        low=reader.money(low, fees.currency),
        high=reader.money(high, fees.currency),
    )
    if low == high:
        span = _("Fee %(amount)s", amount=reader.money(low, fees.currency))
    if pay is None:
        return span
    return _("%(span)s; you can pay %(pay)s", span=span, pay=reader.money(pay, fees.currency))


def _places(fees: Fees, reader: Reader) -> Mark | None:
    places = fees.reduced_places
    if fees.model in YOURS_TO_SAY:
        return None
    if places is None:
        if fees.reduced_from is None or (fees.standard is not None and fees.reduced_from >= fees.standard):
            return None
        return Mark(_("Reduced places: ask"), stated=False, detail=_("not stated how many are open"))
    return _counted(places, reader)


def _counted(places: ReducedPlaces, reader: Reader) -> Mark:
    confirmed = None
    if places.confirmed_on is not None:
        confirmed = _("confirmed %(when)s", when=reader.ago(places.confirmed_on))
    if places.open is None:
        words = ngettext("%(num)s reduced place: ask", "%(num)s reduced places: ask", places.total)
        return Mark(words, stated=False, detail=confirmed or _("not confirmed whether one is open"))
    if places.open == 0:
        return Mark(_("Reduced places full now"), stated=True, detail=confirmed)
    words = _(
        "%(open)s of %(total)s reduced places open",
        open=reader.number(places.open),
        total=reader.number(places.total),
    )
    return Mark(words, stated=confirmed is not None, detail=confirmed or _("not confirmed"))
