"""Numbers to call now, country by country; those for people in danger at home for the safety page."""

import re
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from app.criteria.wording import Reader, reader
from app.plumbing.words import gettext as _
from app.urgent_help.lines import Country, Line
from app.urgent_help.queries import countries_first, words_in
from app.urgent_help.words import Words, emergency_in, line_in


@dataclass(frozen=True, slots=True)
class LineView:
    """A crisis line in words; `host` is the name of its web page."""

    line: Line
    languages: str | None
    host: str | None
    checked: str
    source_host: str | None


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of what to call in danger: words, or a number with its `tel:` or `sms:` address."""

    words: str
    address: str | None


@dataclass(frozen=True, slots=True)
class CountryView:
    """A country with its emergency numbers, piece by piece."""

    code: str
    name: str
    emergency: tuple[Piece, ...]
    lines: tuple[LineView, ...]


def urgent_help_page() -> tuple[CountryView, ...]:
    """Every country for this reader, the site's own first."""
    reads = reader()
    return tuple(_country(country, reads) for country in countries_first(reads.country))


def lines_against_abuse() -> CountryView | None:
    """The reader's country with the lines for people whom somebody close hurts; None where we know none."""
    reads = reader()
    first = next((country for country in countries_first(reads.country) if country.code == reads.country), None)
    lines = tuple(line for line in first.lines if line.abuse) if first else ()
    return _country(replace(first, lines=lines), reads) if first and lines else None


def _country(country: Country, reads: Reader) -> CountryView:
    name = reads.locale.territories.get(country.code, country.name) if reads.code != "en" else country.name
    words = words_in(reads.code)
    lines = tuple(_line(line_in(words, line), reads) for line in country.lines)
    return CountryView(country.code, name, _pieces(country.emergency, words), lines)


def _pieces(text: str, said: Words) -> tuple[Piece, ...]:
    """The numbers of a phrase such as "112, or 114 by text message" as things to press."""
    pieces = []
    for words, number in re.findall(r"(\D*)(\d*)", text):
        if words:
            pieces.append(Piece(emergency_in(said, words), None))
        if number:
            after = text.partition(number)[2].lstrip()
            pieces.append(Piece(number, f"{'sms' if after.startswith('by text') else 'tel'}:{number}"))
    return tuple(pieces)


def _line(line: Line, reads: Reader) -> LineView:
    names = [reads.locale.languages.get(tag.replace("-", "_"), _signed(tag)) for tag in line.languages]
    return LineView(
        line=line,
        languages=reads.listed(names) if names else None,
        host=_host(line.url),
        checked=reads.day(line.checked_on),
        source_host=_host(line.source),
    )


def _signed(tag: str) -> str:
    return {
        "bfi": _("British Sign Language"),
        "ase": _("American Sign Language"),
        "isg": _("Irish Sign Language"),
    }.get(tag, tag)


def _host(url: str | None) -> str | None:
    return urlsplit(url).hostname if url is not None and url.startswith("http") else None
