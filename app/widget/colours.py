"""Colours of a frame: a ground and one colour to lead with, only in pairs that can be read (WCAG 2.2, AA). Pure.

The values stand in `static/css/layouts/widget.css` too, and a test holds the two together.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.plumbing.words import gettext as _
from app.plumbing.words import lazy_gettext as _l

ENOUGH = 4.5
USUAL = "teal-paper"
# What is written on the leading colour, by day and by night.
ON_LEAD = ("#ffffff", "#06282a")


class Unreadable(ValueError):
    """Two colours that cannot be read on each other; the message says so in one sentence."""


@dataclass(frozen=True, slots=True)
class Colour:
    """A name and the values by day and by night; None where a ground is never seen so."""

    name: object
    day: str | None
    night: str | None

    @property
    def pair(self) -> tuple[str | None, str | None]:
        return self.day, self.night


LEADS: Mapping[str, Colour] = {
    "teal": Colour(_l("Teal"), "#0d5257", "#8ad3c9"),
    "blue": Colour(_l("Blue"), "#1f4a8a", "#a9c8f5"),
    "plum": Colour(_l("Plum"), "#6b2a5b", "#e3b0d6"),
    "moss": Colour(_l("Moss"), "#3d5a1e", "#b9d795"),
    "brick": Colour(_l("Brick"), "#8a3318", "#f4a488"),
    "honey": Colour(_l("Honey"), "#c98a00", "#f0c66b"),
}
GROUNDS: Mapping[str, Colour] = {
    "paper": Colour(_l("Warm paper, dark where the reader's device is"), "#fbf7f0", "#12181a"),
    "white": Colour(_l("White"), "#ffffff", None),
    "mist": Colour(_l("Pale blue-grey"), "#eef3f6", None),
    "night": Colour(_l("Dark"), None, "#12181a"),
}


def theme(lead: str, ground: str) -> str:
    """The two as one word; raises Unreadable for a pair that cannot be read, or one that is not there."""
    if lead not in LEADS or ground not in GROUNDS:
        raise Unreadable(_("Please choose from the colours that are there."))
    least = min(_contrasts(LEADS[lead], GROUNDS[ground]))
    if least < ENOUGH:
        said = {"lead": LEADS[lead].name, "ground": GROUNDS[ground].name, "number": f"{least:.1f}", "enough": ENOUGH}
        words = _(
            "%(lead)s cannot be read well on “%(ground)s”: the contrast is %(number)s, and %(enough)s is the least."
        )
        raise Unreadable(words % said)
    return f"{lead}-{ground}"


def parts(kept: str) -> tuple[str, str]:
    """The lead and the ground of a theme; the usual ones for what is none."""
    lead, _dash, ground = kept.partition("-")
    try:
        theme(lead, ground)
    except Unreadable:
        lead, _dash, ground = USUAL.partition("-")
    return lead, ground


def _contrasts(lead: Colour, ground: Colour) -> Iterator[float]:
    for colour, behind, on in zip(lead.pair, ground.pair, ON_LEAD, strict=True):
        if colour is not None and behind is not None:
            yield min(contrast(colour, behind), contrast(colour, on))


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`."""
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
