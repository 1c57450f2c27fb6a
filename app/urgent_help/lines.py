"""Crisis lines as read from their file."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any


class BadLines(ValueError):
    """The file of crisis lines breaks a rule; the message names the line."""


@dataclass(frozen=True, slots=True)
class Line:
    """One way to reach somebody now; `phone`, `text` and `url` are ways, at least one is there.

    `abuse`: it is for people whom somebody close to them hurts or controls.
    """

    slug: str
    country: str
    name: str
    for_whom: str
    hours: str
    source: str
    checked_on: date
    phone: str | None = None
    text: str | None = None
    url: str | None = None
    note: str | None = None
    languages: tuple[str, ...] = ()
    abuse: bool = False
    # The organisation that knows of it; None of those in the file.
    added_by: str | None = None

    @property
    def dialled(self) -> str | None:
        """The phone number as a `tel:` link takes it."""
        return re.sub(r"[^\d+*#]", "", self.phone) if self.phone else None


@dataclass(frozen=True, slots=True)
class Country:
    """A country's emergency number and its lines."""

    code: str
    name: str
    emergency: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class UrgentHelp:
    """All countries, in the order of the file."""

    countries: Mapping[str, Country]

    def starting_with(self, code: str) -> Sequence[Country]:
        """Every country, the given one first."""
        return sorted(self.countries.values(), key=lambda country: country.code != code)


def read_lines(path: Path) -> UrgentHelp:
    """Read and check the file; raises BadLines."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BadLines(f"The crisis lines in {path.name} cannot be read: {error}.") from None
    lines: dict[str, list[Line]] = {}
    for row in content["line"]:
        line = _line(row)
        lines.setdefault(line.country, []).append(line)
    countries = {
        row["code"]: Country(row["code"], row["name"], row["emergency"], tuple(lines.pop(row["code"], ())))
        for row in content["country"]
    }
    if lines:
        raise BadLines(f"{path.name} has lines of {', '.join(sorted(lines))} but does not describe that country.")
    return UrgentHelp(countries)


def _line(row: Mapping[str, Any]) -> Line:
    try:
        line = Line(**{**row, "languages": tuple(row.get("languages", ()))})
    except TypeError as error:
        raise BadLines(f"The crisis line {row.get('slug')!r} is not complete: {error}.") from None
    if not (line.phone or line.text or line.url):
        raise BadLines(f"The crisis line {line.slug!r} says no way to reach it.")
    return line
