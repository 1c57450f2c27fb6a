"""What somebody asked for, on its way to a first message: sealed into one word, so that it is in no address to be read.

Without a script nothing else goes along from the results to a listing and on to a form; with one, the word is taken
out of the address bar, so that nobody passes it on by copying (`hide-asked.js`). Nothing is stored. In the quiet
search the whole address is sealed, and what was asked is in it anyway.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from flask import current_app, g, has_request_context, request

from app.criteria.criteria import Criteria
from app.criteria.grammar import serialise
from app.finder import keeping, quiet
from app.finder.quiet import Pairs, RunOut
from app.plumbing import clock
from app.plumbing.sealed_addresses import Opened, Spoilt, TooLong, opened, sealed

# The key under which it travels.
KEY = "asked"
# A link that was passed on tells the next reader's form what was asked for no longer than this.
GOOD_FOR = timedelta(hours=2)
# The address of a form is good as long as one of the quiet search.
FORM_GOOD_FOR = quiet.GOOD_FOR
_AHEAD = timedelta(seconds=60)
_ASKED, _FORM = "asked on the way", "whom a message is for"

# What a message may say of a search. What must not be, whose profession and register were asked for, how to make
# contact and free words (often somebody's name) are no need; that a reduced place was looked for is nobody's to say
# but the seeker's, because it costs answers.
SAYABLE = (
    "concern",
    "approach",
    "community",
    "age_group",
    "session",
    "format",
    "language",
    "gender",
    "identity",
    "faith",
    "pronouns",
    "access",
    "payer",
    "fee_help",
)
_ALSO = ("near", "seen_from", "pay", "currency")


@dataclass(frozen=True, slots=True)
class Addressed:
    """Whom a form is for, and what was asked before."""

    ids: tuple[UUID, ...]
    pairs: Pairs


def sayable(criteria: Criteria) -> Pairs:
    """What of a search may be said in a message, whether it was a must or a wish."""
    pairs = [(key, slug) for key in (*SAYABLE, "times") for slug in criteria.asked(key)]
    return (*pairs, *(pair for pair in serialise(criteria) if pair[0] in _ALSO))


def enter(pairs: Pairs) -> None:
    """From here on the addresses of listings and of the list of kept people carry this."""
    g.asked, g.asked_word = tuple(pairs), word(pairs)


def here() -> Pairs:
    """What was asked before this page."""
    place = quiet.here()
    if place is not None:
        return place.asked
    found: Pairs = g.get("asked", ()) if has_request_context() else ()
    return found


def arrive() -> None:
    """Go on with what the address of this request carries, if it is good."""
    if quiet.here() is None:
        enter(read(request.args.get(KEY, "")))


def carried(address: str) -> str:
    """The address with what was asked before this page, if anything was."""
    said = g.get("asked_word", "") if has_request_context() else ""
    return f"{address}?{KEY}={said}" if said else address


def word(pairs: Pairs) -> str:
    """The word that says this; empty where there is nothing to say, or too much."""
    try:
        return sealed(current_app.config["SECRET_KEY"], _ASKED, _written(pairs), clock.now()) if pairs else ""
    except TooLong:
        return ""


def read(text: str) -> Pairs:
    """What was asked; nothing where the word is no longer good, or never was."""
    try:
        return _pairs(_good(opened(current_app.config["SECRET_KEY"], _ASKED, text), GOOD_FOR).split("\n"))
    except (Spoilt, RunOut):
        return ()


def form_word(ids: Sequence[UUID], pairs: Pairs) -> str:
    """The word in the address of a form for these people."""
    secret, head = current_app.config["SECRET_KEY"], keeping.token(ids)
    try:
        return sealed(secret, _FORM, "\n".join([head, _written(pairs)]), clock.now())
    except TooLong:
        return sealed(secret, _FORM, head, clock.now())


def addressed(text: str) -> Addressed:
    """Whom the form of this address is for; raises Spoilt or RunOut."""
    head, *lines = _good(opened(current_app.config["SECRET_KEY"], _FORM, text), FORM_GOOD_FOR).split("\n")
    return Addressed(keeping.read(head).ids, _pairs(lines))


def _good(found: Opened, good_for: timedelta) -> str:
    if not -_AHEAD <= clock.now() - found.sealed_at <= good_for:
        raise RunOut
    return found.text


def _written(pairs: Pairs) -> str:
    return "\n".join(f"{key}={value}" for key, value in pairs)


def _pairs(lines: Sequence[str]) -> Pairs:
    return tuple((key, value) for key, _equals, value in (line.partition("=") for line in lines) if value)
