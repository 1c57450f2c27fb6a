"""What the privacy page says is kept: the retention register in plain words, by whom it is about.

A seeker reads their own part; the others are folded. What is said is what removes things: `plumbing/retaining.py`.
"""

from dataclasses import dataclass

from flask_babel.speaklater import LazyString

from app.plumbing.retaining import Holding, Whose, register
from app.plumbing.words import lazy_gettext as _

_HEADINGS = {
    Whose.SEEKERS: _("If you look for somebody"),
    Whose.PRACTITIONERS: _("If you are listed, or have an account"),
    Whose.MEMBERS: _("If you act for an organisation"),
    Whose.STEWARDS: _("If you are a steward"),
    Whose.SITE: _("What this site needs to work"),
}


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing that is kept, why, until when and on what ground."""

    what: str
    why: str
    until: tuple[str, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class Part:
    """What is kept about one kind of people."""

    heading: LazyString
    kept: tuple[Kept, ...]


def kept_page() -> tuple[Part, ...]:
    """The parts of the page, a seeker's first."""
    holdings = register()
    return tuple(
        Part(heading, tuple(_shown(holding) for holding in holdings if holding.whose is whose))
        for whose, heading in _HEADINGS.items()
    )


def _shown(holding: Holding) -> Kept:
    until = tuple(str(period) for period in holding.periods)
    return Kept(str(holding.what), str(holding.why), until, str(holding.basis))
