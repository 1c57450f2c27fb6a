"""What is known of each body's register: how its numbers look, how an entry is checked, what that means.

Read from `seeds/registers/`, one file a country. A body of the vocabulary that is in none of them is a register of
which nothing is known: every number is taken, and a steward looks for the body's own list.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from config import ROOT

FOLDER = ROOT / "seeds" / "registers"
# A check holds so long where nothing else is known.
HOLDS_MONTHS = 12


class BadRegisters(ValueError):
    """The seeds cannot be used; one sentence says which file and why."""


@dataclass(frozen=True, slots=True)
class Register:
    """One body's register. `shapes` say what a number looks like: # is a digit, @ a letter, anything else itself.

    `certain`: a number of another shape is refused; otherwise it is doubted, and taken. `numbers` says the shapes in
    words. `where`, `renewal`, `means` and `means_not` are for people to read; `url` is for stewards to open.
    """

    slug: str
    shapes: tuple[str, ...] = ()
    certain: bool = False
    numbers: str | None = None
    examples: tuple[str, ...] = ()
    where: str | None = None
    url: str | None = None
    holds_months: int = HOLDS_MONTHS
    renewal: str | None = None
    means: str | None = None
    means_not: str | None = None
    as_of: date | None = None


@cache
def registers() -> Mapping[str, Register]:
    """Every register there is something to say about, by the slug of its body."""
    return read_registers(FOLDER)


def register_of(slug: str) -> Register:
    """The register of a body, if only one of which nothing is known."""
    return registers().get(slug) or Register(slug)


def read_registers(folder: Path) -> dict[str, Register]:
    """The registers of a folder of seeds; raises BadRegisters."""
    found: dict[str, Register] = {}
    for path in sorted(folder.glob("*.toml")):
        for register in _read_file(path):
            if register.slug in found:
                raise BadRegisters(f"{path.name}: {register.slug} is described twice.")
            found[register.slug] = register
    return found


def _read_file(path: Path) -> Iterator[Register]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        common = {"as_of": content["as_of"], **content.get("common", {})}
        bodies = content["body"]
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise BadRegisters(f"{path.name} cannot be read: {error}.") from None
    for body in bodies:
        yield _register(path.name, {**common, **body})


def _register(file: str, body: Mapping[str, Any]) -> Register:
    unknown = set(body) - set(Register.__slots__)
    if unknown or "slug" not in body:
        raise BadRegisters(f"{file}: {body.get('slug', 'a body')} has {', '.join(sorted(unknown)) or 'no slug'}.")
    lists = {name: tuple(body.get(name, ())) for name in ("shapes", "examples")}
    register = Register(**{**body, **lists})
    if bool(register.shapes) != (register.numbers is not None):
        raise BadRegisters(f"{file}: {register.slug} needs its numbers in shapes and in words, or in neither.")
    return register
