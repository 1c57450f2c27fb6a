"""Repairs: pure functions from the text of a cell to a better text, or to '' for "not stated"."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from math import isfinite
from urllib.parse import urlsplit

import phonenumbers

# What source systems write for "we do not know"; compared folded.
SENTINELS = frozenset(("na", "n/a", "not available", "not applicable", "null", "none", "nil", "-", "--", "."))

_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_WKT_POINT = re.compile(r"POINT\s*\(\s*(\S+)\s+(\S+)\s*\)", re.IGNORECASE)
_ZIP = re.compile(r"(\d{3,5})(?:[-\s]?(\d{4}))?")
_POSSESSIVE = re.compile(r"(?<=[a-z])['’]S\b")
_NOT_A_PERSON = re.compile(r"(^|[-._])(staff|first|your)\.?name@", re.IGNORECASE)
_EXTENSION = re.compile(r"(?:\(\s?|\bor\s)?\bext\.?\s?(\d{1,6})\)?", re.IGNORECASE)
# Fewer are an extension, or the other end of "760477 / 476".
_FEWEST_DIGITS = 7
_MAIL = re.compile(r"(?<![^\s@,;<>()])[^\s@,;<>()]+@[^\s@,;<>()]+\.[A-Za-z]{2,}")


@dataclass(frozen=True, slots=True)
class Step:
    """A repair of a text. `what` it did, as the report says it; without it, it is mere tidying.

    A text of which nothing is left is left out, unless `must_be` says what it should have been: then the row
    is in error.
    """

    mend: Callable[[str], str]
    what: str = ""
    must_be: str = ""


def clean_cell(text: str) -> str:
    """NFC, without control characters, lone surrogates and marks that turn the reading direction."""
    if text.isascii() and text.isprintable():
        return text.strip()
    kept = "".join(character if _is_plain(character) else " " for character in text)
    return unicodedata.normalize("NFC", kept).strip()


def _is_plain(character: str) -> bool:
    if character in "\n\t":
        return True
    return unicodedata.category(character) not in ("Cc", "Cs") and character not in _OVERRIDES


def clean_heading(text: str) -> str:
    """A column's name without padding and case."""
    return " ".join(clean_cell(text).split()).casefold()


def one_line(text: str) -> str:
    return " ".join(text.split())


def zip_code(text: str) -> str:
    """A US ZIP code of five digits: spreadsheets eat leading zeros, `ZIP+4` says more than a place needs."""
    found = _ZIP.fullmatch(text.removesuffix(".0"))
    return found[1].zfill(5) if found else ""


def phones(text: str, country: str | None) -> list[str]:
    """The phone numbers in a text, in international form with their extensions.

    `country` (ISO 3166) is where numbers without a country's code belong.
    """
    plain = _EXTENSION.sub(r" ext. \1 ", "\n".join(map(one_line, text.splitlines())))
    found = phonenumbers.PhoneNumberMatcher(plain, country, leniency=phonenumbers.Leniency.POSSIBLE)
    numbers = [match.number for match in found if len(str(match.number.national_number)) >= _FEWEST_DIGITS]
    return [phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL) for number in numbers]


def mails(text: str, _country: str | None) -> list[str]:
    """The e-mail addresses in a text."""
    return _MAIL.findall(text)


def mail_of_nobody(text: str) -> str:
    """Forms left unfilled, such as staff.name@…, are nobody's address."""
    return "" if _NOT_A_PERSON.search(text) else text


def website(text: str) -> str:
    """An http(s) address with a host, or ''; backslashes and a missing scheme are put right."""
    address = text.replace("\\", "/").replace(" ", "")
    if address and "://" not in address and not re.match(r"[a-z]+:", address, re.IGNORECASE):
        address = f"http://{address}"
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme.lower() in ("http", "https") and "." in parts.netloc else ""


def no_bare_scheme(text: str) -> str:
    """`http://` alone is no website."""
    return "" if text.lower() in ("http://", "https://", "http", "https", "www.", "http://www.") else text


def lost_dash(text: str) -> str:
    """A dash that an older system could not write and turned into a question mark."""
    return text.replace(" ? ", " – ")


def possessive(text: str) -> str:
    """`St. Joseph'S`, as title-casing programs write it."""
    return _POSSESSIVE.sub("'s", text)


def wkt_point(text: str) -> str:
    """`POINT (lon lat)` as `lat lon`."""
    found = _WKT_POINT.fullmatch(text)
    return f"{found[2]} {found[1]}" if found else ""


def american_day(text: str) -> str:
    """`05/04/2022 09:38:35 AM` as `2022-05-04`."""
    try:
        return datetime.strptime(text.split(" ")[0], "%m/%d/%Y").date().isoformat()  # noqa: DTZ007
    except ValueError:
        return ""


def point(text: str) -> str:
    """Two numbers of degrees as `lat lon`, or ''."""
    parts = text.split()
    try:
        lat, lon = (float(part) for part in parts)
    except ValueError:
        return ""
    return " ".join(parts) if isfinite(lat) and isfinite(lon) else ""
