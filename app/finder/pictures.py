"""What the small pictures show. Geometry only: every drawing is SVG with attributes and takes its colours from CSS."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from app.finder import addresses
from app.listings.listing import Photo

FORMS = 6
TONES = 6
# The fee picture is this wide, in its own units.
WIDTH = 200
_LEAST_BAR = 6


@dataclass(frozen=True, slots=True)
class PhotoView:
    """A photo by the addresses of its two sizes; an empty `alt` says nothing that does not stand beside it."""

    small: str
    large: str
    alt: str


@dataclass(frozen=True, slots=True)
class Portrait:
    """A neutral shape that is always the same for one listing: which form, which colours, turned how far (degrees).

    `photo` stands in its place where there is one.
    """

    form: int
    tone: int
    turn: int
    photo: PhotoView | None = None


@dataclass(frozen=True, slots=True)
class FeeRange:
    """From the lowest to the standard fee on a scale from nothing; `mark` is what the seeker can pay, or None."""

    start: int
    length: int
    mark: int | None


@dataclass(frozen=True, slots=True)
class Week:
    """Parts of the week that are stated, by name of the place in the drawing (see `components/week.html`)."""

    parts: tuple[str, ...]


def portrait(listing_id: UUID, photo: Photo | None = None, unsaid: str = "") -> Portrait:
    """The shape of a listing, from its random id: it says nothing about the person. The photo is their own choice;
    `unsaid` is its description where they gave none."""
    bits = listing_id.int
    shown = None
    if photo is not None:
        small, large = (addresses.photo(photo.id, size) for size in ("small", "large"))
        shown = PhotoView(small, large, photo.alt or unsaid)
    return Portrait(bits % FORMS, (bits >> 8) % TONES, (bits >> 16) % 12 * 30, shown)


def fee_range(low: int | None, standard: int | None, pay: int | None) -> FeeRange | None:
    """The range of a fee in minor units of one currency; None when there is nothing to compare.

    A range needs both ends stated: what is not known is not drawn.
    """
    if low is None or standard is None or standard == 0 or (low >= standard and pay is None):
        return None
    amounts = (low, standard)
    top = max(*amounts, pay or 0) * 1.12
    start, end = round(min(amounts) / top * WIDTH), round(max(amounts) / top * WIDTH)
    length = max(end - start, _LEAST_BAR)
    mark = None if pay is None else min(round(pay / top * WIDTH), WIDTH - 2)
    return FeeRange(min(start, WIDTH - length), length, mark)


def on_one_scale(low: int, high: int, top: int) -> FeeRange:
    """A range on a scale that several share, from nothing to `top` minor units; a single fee is a short bar."""
    start, end = round(low / top * WIDTH), round(high / top * WIDTH)
    length = max(end - start, _LEAST_BAR)
    return FeeRange(min(start, WIDTH - length), length, None)


# What each stated time fills. A span over five days is one shape, because "weekday evenings" names no day.
_PARTS: dict[str, tuple[str, ...]] = {
    "early-morning": ("early",),
    "weekday-morning": ("morning",),
    "weekday-lunchtime": ("midday",),
    "weekday-afternoon": ("afternoon",),
    "weekday-daytime": ("morning", "midday", "afternoon"),
    "evening": ("evening",),
    "late-evening": ("late",),
    "weekend": ("weekend",),
    "saturday": ("saturday",),
    "sunday": ("sunday",),
}


def week(times: Iterable[str]) -> Week | None:
    """The picture of stated times; None when none of them can be drawn."""
    parts = dict.fromkeys(part for slug in times for part in _PARTS.get(slug, ()))
    if "saturday" in parts and "sunday" in parts:
        parts["weekend"] = None
    return Week(tuple(parts)) if parts else None
