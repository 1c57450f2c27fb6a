"""The sheet to print and its plain text: one person a block, with what it costs and how to make contact."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import current_app

from app.criteria.labels import Labels
from app.criteria.wording import Reader, name_in_text, phone_number
from app.finder import addresses
from app.finder.cards import line
from app.finder.comparing import Cell, answers
from app.finder.urgent import LineView, urgent_help_page
from app.listings.listing import Listing
from app.plumbing.words import gettext as _

# Contact comes first on paper; what is long and can be read on the page stays there.
_ROWS = ("price", "places", "format", "place", "access", "times", "availability", "language", "register")
_CONTACT = "contact_mode"
_MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a block: its label and one or more answers in words; `stated` is whether any of them says something."""

    key: str
    label: str
    answers: tuple[str, ...]
    stated: bool = True


@dataclass(frozen=True, slots=True)
class Block:
    """One person or service."""

    name: str
    line: str
    fictional: bool
    entries: tuple[Entry, ...]
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that is printed. `text` says the same without any layout."""

    blocks: tuple[Block, ...]
    day: str
    country: str
    emergency: str
    lines: tuple[str, ...]
    text: str


def sheet(listings: Sequence[Listing], link: str, labels: Labels, reader: Reader) -> Sheet:
    """The sheet of a list, of this day."""
    known = answers(listings, (*_ROWS, _CONTACT), labels, reader)
    blocks = tuple(_block(listing, each, labels) for listing, each in zip(listings, known, strict=True))
    here = urgent_help_page()[0]
    emergency = "".join(piece.words for piece in here.emergency)
    lines = tuple(_help(view) for view in here.lines if view.line.phone or view.line.text)[:_MOST_LINES]
    day = reader.day(reader.today)
    text = _text(blocks, link, day, [_("Someone is in danger now: %(number)s", number=emergency), *lines])
    return Sheet(blocks, day, here.name, emergency, lines, text)


def _block(listing: Listing, known: Mapping[str, tuple[str, Cell]], labels: Labels) -> Block:
    entries = tuple(
        Entry(key, label, tuple(piece.text for piece in cell), any(piece.stated for piece in cell))
        for key in _ROWS
        for label, cell in [known[key]]
    )
    ways = [piece.text for piece in known[_CONTACT][1] if piece.stated]
    return Block(listing.name, line(listing, labels), listing.fictional, entries, _steps(listing, ways))


def _steps(listing: Listing, ways: Sequence[str]) -> tuple[str, ...]:
    page = current_app.config["BASE_URL"] + addresses.lasting_listing(listing.slug)
    first = _("Open their page: %(address)s", address=page)
    if not listing.receives_messages:
        return (first, _("They are not receiving messages at the moment: look again later."))
    if not ways:
        return (first, _("How they wish to be contacted is not stated: ask."))
    return (first, _("They can be reached like this: %(ways)s", ways="; ".join(ways)))


def _help(view: LineView) -> str:
    phone = view.line.phone and phone_number(view.line.phone)
    ways = [part for part in (phone, view.line.text) if part]
    return f"{name_in_text(view.line.name)} ({view.line.for_whom}): {'; '.join(ways)}. {view.line.hours}"


def _text(blocks: Sequence[Block], link: str, day: str, helped: Sequence[str]) -> str:
    parts = [_("People I kept, %(day)s", day=day)]
    for number, block in enumerate(blocks, start=1):
        name = f"{block.name} ({_('Fictional')})" if block.fictional else block.name
        facts = [f"{entry.label}: {'; '.join(entry.answers)}" for entry in block.entries]
        steps = [f"- {step}" for step in block.steps]
        parts.append("\n".join([f"{number}. {name}", block.line, _("Making contact:"), *steps, *facts]))
    parts.append(_("This list again: %(link)s", link=link))
    parts.append("\n".join(helped))
    return "\n\n".join(parts) + "\n"
