"""The parameters of our lists, each with its schema, what it means and how it is read; every other is refused."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID

from werkzeug.datastructures import MultiDict

from app.api.hsds.times import DAYS
from app.criteria.values import LONGEST_TEXT, MOST_PER_PAGE, shown
from app.plumbing.words import gettext as _
from app.vocabulary.folding import words

_MOST_PAGES = 10**6
_HALF_WAY_ROUND = 20_040_000
_LONGEST_POSTCODE = 20
# An id, with its place before it in the list of everybody.
_AFTER = re.compile(r"([0-9]{1,18}\.)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_HOUR = re.compile(r"\d\d:\d\d(:\d\d)?", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)", re.ASCII)
_FLAGS = {"true": True, "1": True, "false": False, "0": False}


class Refused(ValueError):
    """A parameter cannot be taken; `key` names it, the message says why."""

    def __init__(self, key: str, sentence: str) -> None:
        super().__init__(sentence)
        self.key = key


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a list; `read` makes a value of its text or raises Refused."""

    name: str
    schema: dict[str, Any]
    meaning: str
    read: Callable[[str, str], Any]


def read_parameters(given: MultiDict[str, str], known: Iterable[Parameter]) -> dict[str, Any]:
    """The values of what was given, by name; raises Refused for the first that cannot be taken."""
    by_name = {parameter.name: parameter for parameter in known}
    found = {}
    for name in given:
        if name not in by_name:
            raise Refused(name, _("There is no parameter “%(key)s” here.", key=shown(name)))
        if len(given.getlist(name)) > 1:
            raise Refused(name, _("“%(key)s” can be given once.", key=name))
        found[name] = by_name[name].read(name, given[name])
    _check(found)
    return found


def _check(found: dict[str, Any]) -> None:
    """What goes together, and what does not."""
    if found.get("minimal") and found.get("full"):
        raise Refused("minimal", _("Ask for “minimal” or for “full”, not for both."))
    if found.get("format") == "ndjson":
        for name in ("page", "per_page", "after"):
            if name in found:
                raise Refused(name, _("With “format=ndjson” everything comes at once, without pages."))
    if "after" in found and found.get("page", 1) < 2:
        raise Refused("after", _("“after” belongs to a “page” from 2 on, as the page before gave it."))
    if "proximity" in found and "postcode" not in found:
        raise Refused("proximity", _("“proximity” needs a “postcode” to be near to."))


def _whole(least: int, most: int) -> Callable[[str, str], int]:
    def read(name: str, text: str) -> int:
        if text.isascii() and text.isdigit() and len(text) < 9 and least <= int(text) <= most:
            return int(text)
        sentence = _("“%(key)s” is a whole number from %(least)s to %(most)s.", key=name, least=least, most=most)
        raise Refused(name, sentence)

    return read


def _flag(name: str, text: str) -> bool:
    if text not in _FLAGS:
        raise Refused(name, _("“%(key)s” can only be “true” or “false”.", key=name))
    return _FLAGS[text]


def _one_of(*values: str) -> Callable[[str, str], str]:
    def read(name: str, text: str) -> str:
        if text not in values:
            listed = ", ".join(f"“{value}”" for value in values)
            raise Refused(name, _("“%(key)s” can only be one of %(values)s.", key=name, values=listed))
        return text

    return read


def _id(name: str, text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        raise Refused(name, _("“%(key)s” is an id such as this API gives them.", key=name)) from None


def _after(name: str, text: str) -> str:
    if _AFTER.fullmatch(text.lower()) is None:
        raise Refused(name, _("“%(key)s” is an id such as this API gives them.", key=name))
    return text.lower()


def _moment(name: str, text: str) -> datetime:
    try:
        # A plus in an address is a blank unless it was written as %2B, and nothing else here has a blank.
        when = datetime.fromisoformat(text.replace(" ", "+") if _MOMENT.fullmatch(text.replace(" ", "+")) else "")
        # Near the first and the last year a zone leads out of the calendar.
        when.astimezone(_UTC)
    except (ValueError, OverflowError):
        sentence = _("“%(key)s” is a moment with its zone, such as 2026-05-04T09:00:00Z.", key=name)
        raise Refused(name, sentence) from None
    return when


def _text(name: str, text: str) -> str:
    if len(text) > LONGEST_TEXT or not words(text):
        sentence = _("“%(key)s” has words, and at most %(most)s characters.", key=name, most=LONGEST_TEXT)
        raise Refused(name, sentence)
    return text


def _postcode(name: str, text: str) -> str:
    if not text.strip() or len(text) > _LONGEST_POSTCODE:
        raise Refused(name, _("“%(key)s” is a postcode, such as LS6 2AB.", key=name))
    return text


def _clock(name: str, text: str) -> time:
    try:
        return time.fromisoformat(text if _HOUR.fullmatch(text) else "")
    except ValueError:
        raise Refused(name, _("“%(key)s” is a time of day, such as 17:30.", key=name)) from None


def _modified_after(meaning: str) -> Parameter:
    return Parameter("modified_after", {"type": "string", "format": "date-time"}, meaning, _moment)


_UTC = datetime.fromisoformat("2026-01-01T00:00:00Z").tzinfo
_UUID = {"type": "string", "format": "uuid"}
_BOOLEAN = {"type": "boolean"}
AFTER = {"type": "string", "pattern": f"^{_AFTER.pattern}$"}

_EVERY = (
    Parameter(
        "search",
        {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT},
        "Words that are all there; the last one may be a beginning.",
        _text,
    ),
    Parameter("page", {"type": "integer", "minimum": 1, "maximum": _MOST_PAGES}, "From 1.", _whole(1, _MOST_PAGES)),
    Parameter(
        "per_page",
        {"type": "integer", "minimum": 1, "maximum": MOST_PER_PAGE},
        "How many on a page; 20 when not said.",
        _whole(1, MOST_PER_PAGE),
    ),
    Parameter("after", AFTER, "With `page` from 2: where the page before ended, as its `after` says.", _after),
    Parameter(
        "format",
        {"type": "string", "enum": ["json", "ndjson"]},
        "`ndjson`: everything, one object a line, without pages.",
        _one_of("json", "ndjson"),
    ),
)
_BY_TERM = (
    Parameter("taxonomy_term_id", _UUID, "Only what has an attribute with this term.", _id),
    Parameter("taxonomy_id", _UUID, "Only what has an attribute with any term of this taxonomy.", _id),
)
_ORGANIZATION = Parameter("organization_id", _UUID, "Only what this organization offers.", _id)
_BY_CHANGE = (
    _ORGANIZATION,
    _modified_after(
        "Only what changed at this moment or later. Without other filters, also what was removed: `defunct`."
    ),
)
_AGE = {"type": "integer", "minimum": 0, "maximum": 150}
FULL_SERVICE = Parameter("full_service", _BOOLEAN, "With all of its services, not their ids only.", _flag)
_FULL = Parameter("full", _BOOLEAN, "With everything that belongs to it.", _flag)

# What chooses nobody: which part of a list is shown, and how.
PAGING = frozenset({"page", "per_page", "after", "format", "minimal", FULL_SERVICE.name, _FULL.name})

SERVICES = (
    *_EVERY,
    *_BY_TERM,
    *_BY_CHANGE,
    Parameter("minimal", _BOOLEAN, "Only id, name, status and when it changed.", _flag),
    _FULL,
)
ORGANIZATIONS = (
    *_EVERY,
    *_BY_TERM,
    FULL_SERVICE,
    _FULL,
)
SERVICE_AT_LOCATIONS = (
    *_EVERY,
    *_BY_TERM,
    _ORGANIZATION,
    _modified_after("Only what changed at this moment or later. What was removed is told by `services` alone."),
    Parameter("postcode", {"type": "string", "maxLength": _LONGEST_POSTCODE}, "Near this postcode.", _postcode),
    Parameter(
        "proximity",
        {"type": "string", "pattern": "^[0-9]{1,8}$"},
        "At most so many metres from `postcode`. Without it: as near as in a search, or online for people there.",
        _whole(0, _HALF_WAY_ROUND),
    ),
    _FULL,
)
TAXONOMIES = _EVERY
TAXONOMY_TERMS = (
    *_EVERY,
    Parameter("taxonomy_id", _UUID, "Only terms of this taxonomy.", _id),
    Parameter("parent_id", _UUID, "Only what stands right under this term.", _id),
    Parameter("top_only", _BOOLEAN, "Only terms that stand under no other.", _flag),
)
_CLOCK = {"type": "string", "pattern": r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"}
# Open Referral UK's own, of services and service_at_locations.
UNITED_KINGDOM = (
    Parameter("minimum_age", _AGE, "For some people of this age or older.", _whole(0, 150)),
    Parameter("maximum_age", _AGE, "For some people of this age or younger.", _whole(0, 150)),
    Parameter("day", {"type": "string", "enum": list(DAYS)}, "On this day of the week.", _one_of(*DAYS)),
    Parameter("start_time", _CLOCK, "After this time of day, about: times are stated in words.", _clock),
    Parameter("end_time", _CLOCK, "Before this time of day, about.", _clock),
)
