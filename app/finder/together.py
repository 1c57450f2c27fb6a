"""Searching with someone: a sheet of the people chosen, in the language of whoever takes it along.

Nothing about either of them is kept: whom the sheet names comes in the body of a request and goes with its answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import current_app, render_template, request
from markupsafe import Markup

from app.criteria.labels import labels_of
from app.criteria.wording import reader
from app.finder import addresses, keeping
from app.finder.sharing import Share, share
from app.finder.sheet import Block, Sheet, sheet
from app.finder.shortlist import LONGEST
from app.listings.listing import Listing
from app.listings.requests import directory
from app.listings.source import listings_by_id
from app.plumbing.locale import locale_code, own_name, read_in, text_direction
from app.plumbing.requests import database_session
from app.plumbing.words import gettext as _

# No more than somebody can look through at home: a side for each, about.
MOST = 8
# The rows of a block that a text message has room for.
_IN_A_TEXT = ("price", "language", "format", "place", "availability")


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the interface, by its own name."""

    code: str
    name: str
    direction: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Together:
    """Everything `together/together.html` shows; without `paper` the page explains itself.

    `paper` is the sheet as the reader of `language` gets it, `text` the same in a few lines, to be sent.
    """

    languages: tuple[Language, ...]
    language: Language
    notices: tuple[str, ...] = ()
    token: str = ""
    names: tuple[str, ...] = ()
    paper: Markup | None = None
    text: str = ""
    typed: str = ""
    most: int = MOST


def blank() -> Together:
    """The page before anybody is named."""
    languages = _languages(locale_code())
    return Together(languages, _chosen(languages))


def made() -> Together:
    """The page with the sheet of the list in this request's form."""
    request.max_content_length = LONGEST
    asked = keeping.asked(request.form.getlist("kept"), None, "")
    languages = _languages(request.form.get("in", ""))
    found = listings_by_id(database_session(), asked.ids, "site") if asked.ids else {}
    known = [one for id in asked.ids if isinstance(one := found.get(id), Listing)]
    notices = []
    if asked.broken or len(known) < len(asked.ids):
        notices.append(_("Part of this list could not be read, or is no longer listed here."))
    if len(known) > MOST or asked.beyond:
        notices.append(_("A sheet holds up to %(most)s; the first %(most)s are on it.", most=MOST))
    if not known and not notices:
        notices.append(_("Please choose somebody first."))
    if not known:
        return Together(languages, _chosen(languages), tuple(notices), typed=" ".join(request.form.getlist("kept")))
    return _with_sheet(known[:MOST], languages, tuple(notices))


def _with_sheet(listings: Sequence[Listing], languages: tuple[Language, ...], notices: tuple[str, ...]) -> Together:
    chosen, token = _chosen(languages), keeping.token(one.id for one in listings)
    handed = share(current_app.config["BASE_URL"], addresses.SHORTLIST, token)
    with read_in(chosen.code):
        reads = reader()
        taken = sheet(listings, handed.link, labels_of(directory().lexicon, reads.code), reads)
        paper = Markup(render_template("together/paper.html", sheet=taken, handed=handed, language=chosen))  # noqa: S704
        text = _text(listings, taken, handed)
    return Together(
        languages=languages,
        language=chosen,
        notices=notices,
        token=token,
        names=tuple(one.name for one in listings),
        paper=paper,
        text=text,
    )


def _text(listings: Sequence[Listing], taken: Sheet, handed: Share) -> str:
    """As short as can be: each of them in a few lines with the page to go to, then whom to call now."""
    base_url = str(current_app.config["BASE_URL"])
    parts = [
        _brief(number, block, base_url + addresses.lasting_listing(listing.slug))
        for number, (listing, block) in enumerate(zip(listings, taken.blocks, strict=True), start=1)
    ]
    parts.append(_("This list again: %(link)s", link=handed.link))
    parts.append("\n".join([_("Someone is in danger now: %(number)s", number=taken.emergency), *taken.lines]))
    return "\n\n".join(parts) + "\n"


def _brief(number: int, block: Block, page: str) -> str:
    name = f"{block.name} ({_('Fictional')})" if block.fictional else block.name
    said = ["; ".join(entry.answers) for entry in block.entries if entry.key in _IN_A_TEXT]
    # The first step is to open the page, which stands there as an address.
    return "\n".join([f"{number}. {name}", *said, *block.steps[1:], page])


def _languages(code: str) -> tuple[Language, ...]:
    known = current_app.extensions["attune.locales"]
    chosen = code if code in known else locale_code()
    # By itself in a list, a name begins with a capital; inside a line it may not.
    names = {each: own_name(each) for each in known}
    return tuple(
        Language(each, name[:1].upper() + name[1:], text_direction(each), each == chosen)
        for each, name in names.items()
    )


def _chosen(languages: Sequence[Language]) -> Language:
    return next(each for each in languages if each.chosen)
