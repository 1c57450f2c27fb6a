"""Amounts, days, distances and lists as this reader reads them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_skeleton, format_timedelta, get_day_names
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, get_currency_precision, get_currency_symbol
from babel.units import format_unit
from flask import current_app

from app.places.distance import km_to_miles
from app.plumbing import clock
from app.plumbing.locale import locale_code, text_direction, written_locale
from app.plumbing.words import gettext as _

ListStyle = Literal["standard", "or"]
_ENGLISH = Locale("en")
# What stands in it is kept together, whatever stands around it.
_LEFT_TO_RIGHT, _BY_ITSELF = "\u2066{}\u2069", "\u2068{}\u2069"
_CENTS = re.compile(r"[.,]0+(?![#0])")


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: `code` names the words of the interface, `locale` how numbers, days and lists are written.

    `unit` is what the road signs of the site's country count in; `currency` the site's, ISO 4217.
    """

    code: str
    locale: Locale
    today: date
    currency: str
    country: str

    def money(self, minor: int, currency: str) -> str:
        """An amount of minor units: £25, £25.50."""
        return _money(minor, currency, self.locale)

    def symbol(self, currency: str) -> str:
        """The sign of a currency, such as £."""
        return str(get_currency_symbol(currency, locale=_of_amounts(self.locale)))

    def day(self, day: date) -> str:
        """A day in full: 3 October 2026."""
        return _day(day, self.locale)

    def month(self, day: date) -> str:
        """The month of a day: October 2026."""
        return _month(day, self.locale)

    def ago(self, day: date) -> str:
        """How long ago a day was: today, yesterday, 3 days ago."""
        days = (self.today - day).days
        if days <= 0:
            return _("today")
        return _("yesterday") if days == 1 else _ago(days, self.locale)

    def number(self, value: int | float) -> str:
        return _number(value, self.locale)

    def listed(self, parts: Iterable[str], style: ListStyle = "standard") -> str:
        """Several things as one phrase: a, b and c; with `or`: a, b or c."""
        return format_list(tuple(parts), style=style, locale=self.locale)

    def length(self, number: float, unit: str) -> str:
        """A distance in words: 10 miles."""
        return _length(number, unit, self.locale)

    def away(self, km: float, unit: str) -> str:
        """How far something is, in whole units: the point it is measured to is coarse already."""
        number = round(km_to_miles(km) if unit == "mi" else km)
        if number < 1:
            return _("less than %(distance)s away", distance=self.length(1, unit))
        return _("about %(distance)s away", distance=self.length(number, unit))


def reader() -> Reader:
    """The reader of this request."""
    code, config = locale_code(), current_app.config
    country = config["DEFAULT_COUNTRY"]
    return Reader(code, written_locale(code, country), clock.today(), config["DEFAULT_CURRENCY"], country)


def in_a_row(parts: Iterable[str]) -> str:
    """Several things with a comma between them, as the reader's language writes it."""
    return _(", ").join(parts)


def phone_number(number: str) -> str:
    """A phone number in a text: among words from right to left its parts would change places."""
    return _LEFT_TO_RIGHT.format(number) if text_direction(locale_code()) == "rtl" else number


def name_in_text(name: str) -> str:
    """A name in a text: among words from right to left the parts of “999 BSL” would change places."""
    return _BY_ITSELF.format(name) if text_direction(locale_code()) == "rtl" else name


def day_letters() -> tuple[str, ...]:
    """The days of the week from Monday on, a letter each."""
    return _letters(reader().locale)


@lru_cache(maxsize=64)
def _letters(locale: Locale) -> tuple[str, ...]:
    names = get_day_names("narrow", "stand-alone", locale)
    return tuple(names[day] for day in range(7))


@lru_cache(maxsize=4096)
def _money(minor: int, currency: str, locale: Locale) -> str:
    if text_direction(str(locale)) == "rtl":
        return _LEFT_TO_RIGHT.format(_money(minor, currency, _of_amounts(locale)))
    precision = get_currency_precision(currency)
    amount = Decimal(minor) / 10**precision
    if amount != amount.to_integral_value():
        return str(format_currency(amount, currency, locale=locale))
    pattern = _CENTS.sub("", locale.currency_formats["standard"].pattern)
    return str(format_currency(amount, currency, format=pattern, locale=locale, currency_digits=False))


def _of_amounts(locale: Locale) -> Locale:
    """How amounts are written; where words run from right to left as in English: the letters of "UK£" would be turned
    about by the sign."""
    return _ENGLISH if text_direction(str(locale)) == "rtl" else locale


@lru_cache(maxsize=4096)
def _number(value: int | float, locale: Locale) -> str:
    return str(format_decimal(value, locale=locale))


@lru_cache(maxsize=2048)
def _day(day: date, locale: Locale) -> str:
    return format_date(day, "long", locale=locale)


@lru_cache(maxsize=512)
def _month(day: date, locale: Locale) -> str:
    return format_skeleton("yMMMM", day, locale=locale)


@lru_cache(maxsize=2048)
def _ago(days: int, locale: Locale) -> str:
    return format_timedelta(-days * 86_400, granularity="day", add_direction=True, locale=locale)


@lru_cache(maxsize=2048)
def _length(number: float, unit: str, locale: Locale) -> str:
    return format_unit(number, "length-mile" if unit == "mi" else "length-kilometer", "long", locale=locale)
