"""The values of our own table: each function gives the text as it is kept, or '' when it will not do."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from babel import Locale
from babel.numbers import list_currencies

from app.exchange import repairs
from app.plumbing import clock

LONGEST_NAME = 200
LONGEST_ABOUT = 10_000
MOST_MONEY = Decimal(1_000_000)
# Listed by their own act only.
PEOPLE = frozenset(("individual", "group_practice"))
KINDS = ("clinic", "community_service", "peer_group")

_COUNTRIES = frozenset(code for code in map(str, Locale("en").territories) if re.fullmatch(r"[A-Z]{2}", code))
_AMOUNT = re.compile(r"\d{1,7}(\.\d{1,3})?")


def short(text: str) -> str:
    return text if len(text) <= LONGEST_NAME else ""


def long(text: str) -> str:
    return text if len(text) <= LONGEST_ABOUT else ""


def kind(text: str) -> str:
    slug = text.lower().replace(" ", "_").replace("-", "_")
    return slug if slug in KINDS else ""


def country(text: str) -> str:
    return text.upper() if text.upper() in _COUNTRIES else ""


def currency(text: str) -> str:
    return text.upper() if text.upper() in list_currencies() else ""


def postcode(text: str) -> str:
    return text.upper() if len(text) <= 12 and re.fullmatch(r"[\w -]+", text) else ""


def point(text: str) -> str:
    """`lat lon` of a point on earth."""
    found = repairs.point(text)
    lat, lon = (float(part) for part in found.split()) if found else (91.0, 181.0)
    return found if abs(lat) <= 90 and abs(lon) <= 180 else ""


def minutes(text: str) -> str:
    return text if re.fullmatch(r"[0-9]{1,3}", text) and 5 <= int(text) <= 600 else ""


def amount(text: str) -> str:
    """An amount of major units, of no sign but the digits and a point."""
    try:
        return text if _AMOUNT.fullmatch(text) and text.isascii() and Decimal(text) <= MOST_MONEY else ""
    except InvalidOperation:
        return ""


def past_day(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return ""
    return day.isoformat() if day <= clock.today() else ""
