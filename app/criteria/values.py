"""Criteria that have one value each: how the text under a key becomes the value, or is refused in one sentence."""

import math
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from babel.numbers import get_currency_precision, is_currency

from app.criteria.criteria import SORTS, Radius
from app.plumbing.words import gettext as _
from app.vocabulary.folding import words

MOST_PER_PAGE = 50
MOST_PAY = 100_000
LONGEST_TEXT = 200
_LONGEST_RADIUS_KM = 20_040  # half way round the Earth
_AMOUNT = re.compile(r"[^\w\s.,+-]?\s*(\d{1,9})(?:[.,](\d{1,3}))?")
_RADIUS = re.compile(r"(\d{1,5}(?:\.\d{1,3})?)\s*(km|mi)", re.IGNORECASE)
_JURISDICTION = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?")


class Refused(ValueError):
    """A value will not do; the text is the sentence for the reader."""


def shown(text: str) -> str:
    """A text as a sentence about it quotes it."""
    return text if len(text) <= 40 else text[:39] + "…"


def _read_currency(text: str, _values: Mapping[str, Any]) -> str:
    if not is_currency(text.upper()):
        raise Refused(_("“%(value)s” is not a currency we know, such as GBP.", value=shown(text)))
    return text.upper()


def _read_pay(text: str, values: Mapping[str, Any]) -> int:
    match = _AMOUNT.fullmatch(text)
    precision = get_currency_precision(values["currency"])
    # "1,000" is a thousand to who writes it: three decimals are read only where money has them.
    if match is None or int(match[1]) > MOST_PAY or len(match[2] or "") > max(2, precision):
        raise Refused(_("“%(value)s” is not an amount to pay per session, such as 25 or 25.50.", value=shown(text)))
    amount = Decimal(f"{match[1]}.{match[2] or 0}")
    return int(amount * 10**precision)


def _read_within(text: str, _values: Mapping[str, Any]) -> Radius:
    match = _RADIUS.fullmatch(text)
    if match is None:
        raise Refused(_("“%(value)s” is not a distance, such as 10mi or 15km.", value=shown(text)))
    # The first letter decides: regardless of case, `i` also stands for the dotless and the dotted one.
    radius = Radius(Decimal(match[1]).normalize(), "mi" if match[2][0] in "mM" else "km")
    if radius.km > _LONGEST_RADIUS_KM:
        raise Refused(_("“%(value)s” is farther than anywhere on Earth.", value=shown(text)))
    return radius


def _read_near(text: str, _values: Mapping[str, Any]) -> str:
    return _short(text, _("A place has at most %(number)s characters.", number=LONGEST_TEXT))


def _read_q(text: str, _values: Mapping[str, Any]) -> str:
    if not words(text):
        raise Refused(_("There are no words in “%(value)s” to look for.", value=shown(text)))
    return _short(text, _("Words to look for have at most %(number)s characters.", number=LONGEST_TEXT))


def _short(text: str, sentence: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise Refused(sentence)
    return " ".join(text.split())


def _read_seen_from(text: str, _values: Mapping[str, Any]) -> str:
    if not _JURISDICTION.fullmatch(text.upper()):
        raise Refused(_("“%(value)s” is not a country or state code, such as GB-ENG or US-CA.", value=shown(text)))
    return text.upper()


def _degrees(limit: int) -> Callable[[str, Mapping[str, Any]], float]:
    def read(text: str, _values: Mapping[str, Any]) -> float:
        try:
            degrees = float(text)
        except ValueError:
            degrees = math.nan
        if not -limit <= degrees <= limit:
            raise Refused(
                _(
                    "“%(value)s” is not between -%(limit)s and %(limit)s degrees.",
                    value=shown(text),
                    limit=limit,
                )
            )
        return degrees + 0.0

    return read


def _read_flag(text: str, _values: Mapping[str, Any]) -> bool:
    if text not in ("0", "1"):
        raise Refused(_("“%(value)s” is neither 1 nor 0.", value=shown(text)))
    return text == "1"


def _read_level(text: str, _values: Mapping[str, Any]) -> str:
    if text != "any":
        raise Refused(_("“%(value)s” is not a level; it can be “any”.", value=shown(text)))
    return text


def _read_sort(text: str, _values: Mapping[str, Any]) -> str:
    if text not in SORTS:
        raise Refused(
            _(
                "“%(value)s” is not an order; it can be %(orders)s.",
                value=shown(text),
                orders=", ".join(SORTS),
            )
        )
    return text


def _whole(low: int, high: int) -> Callable[[str, Mapping[str, Any]], int]:
    def read(text: str, _values: Mapping[str, Any]) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not low <= int(text) <= high:
            raise Refused(
                _(
                    "“%(value)s” is not a whole number from %(low)s to %(high)s.",
                    value=shown(text),
                    low=low,
                    high=high,
                )
            )
        return int(text)

    return read


# In the order in which they are read: an amount needs its currency first.
READERS: dict[str, Callable[[str, Mapping[str, Any]], Any]] = {
    "language_level": _read_level,
    "near": _read_near,
    "within": _read_within,
    "lat": _degrees(90),
    "lon": _degrees(180),
    "seen_from": _read_seen_from,
    "currency": _read_currency,
    "pay": _read_pay,
    "reduced_open": _read_flag,
    "q": _read_q,
    "sort": _read_sort,
    "page": _whole(1, 100_000),
    "per_page": _whole(1, MOST_PER_PAGE),
}
