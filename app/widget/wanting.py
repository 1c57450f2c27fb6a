"""What a widget is to look for: from the builder's form to what is kept, and back to the form."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from werkzeug.datastructures import MultiDict

from app.criteria.criteria import Criteria
from app.criteria.grammar import serialise
from app.criteria.on_a_list import KEY as LIST
from app.criteria.requests import parsed
from app.plumbing.words import gettext as _
from app.widget.by_list import FIRST, GONE, ONLY, ByList
from app.widget.locking import Locked, Pairs
from app.widget.models import Widget

# Facets the form has ticks for; everything else a search can ask for comes by the address of one.
TICKED = (
    "language",
    "community",
    "concern",
    "approach",
    "format",
    "session",
    "kind",
    "age_group",
    "fee_help",
    "access",
)
TYPED = ("near", "within", "pay")
# The field for the address of a search, and the boxes of what nobody can change.
SEARCH, HELD = "search", "held"
# Keys of a page and of its order, which are nobody's criteria.
_OF_A_PAGE = frozenset({"page", "per_page", "lang", "show"})


@dataclass(frozen=True, slots=True)
class Wish:
    """Canonical query strings; `problems` are sentences by the field they are about."""

    preset: str
    locked: str
    problems: Sequence[tuple[str, str]]


def wish(sent: "MultiDict[str, str]") -> Wish:
    """What the form asks for; what cannot be taken is said and left out."""
    pasted = sent.get(SEARCH, "").strip()
    more = _searched(pasted)
    problems = [] if more or not pasted else [(SEARCH, _("Paste the address of a search you made here."))]
    asked = parsed((), [*((key, value) for key in (*TICKED, *TYPED) for value in sent.getlist(key)), *more])
    problems += [(problem.key if problem.key in TYPED else SEARCH, problem.sentence) for problem in asked.problems]
    problems += [
        (SEARCH, _("“%(value)s” is not something a search can ask for in that way.", value=key[:40]))
        for key in asked.ignored
    ]
    if sent.get("collection"):
        problems += [(SEARCH, sentence) for sentence in _beside_a_list(asked.criteria, sent.get("by_list") == FIRST)]
    held = frozenset(sent.getlist(HELD))
    pairs = serialise(asked.criteria)
    locked = [pair for pair in pairs if _field_of(pair) in held]
    return Wish(urlencode([pair for pair in pairs if pair not in locked]), urlencode(locked), problems)


def as_sent(widget: Widget) -> "MultiDict[str, str]":
    """What the form would send to make this widget."""
    locked, preset = parse_qsl(widget.locked), parse_qsl(widget.preset)
    pairs = [*preset, *locked]
    lead, _dash, ground = widget.theme.partition("-")
    sent = MultiDict(
        {
            "name": widget.name,
            "heading": widget.heading,
            "origins": "\n".join(widget.origins),
            "locale": widget.locale,
            "lead": lead,
            "ground": ground,
            "height": str(widget.height),
            "collection": str(widget.collection_id or (GONE if widget.by_list == ONLY else "")),
            "by_list": widget.by_list or FIRST,
        }
    )
    for key, value in pairs:
        if key in (*TICKED, *TYPED):
            sent.add(key, value)
    rest = [pair for pair in pairs if pair[0] not in (*TICKED, *TYPED)]
    sent[SEARCH] = f"/find?{urlencode(rest)}" if rest else ""
    sent.setlist(HELD, sorted({_field_of(pair) for pair in locked}))
    return sent


def _searched(address: str) -> list[tuple[str, str]]:
    try:
        query = urlsplit(address).query if "?" in address else address
    except ValueError:
        return []
    return [pair for pair in parse_qsl(query) if pair[0] not in _OF_A_PAGE]


def _beside_a_list(criteria: Criteria, first: bool) -> Iterable[str]:
    """What cannot be asked where a list is chosen too."""
    if criteria.asked(LIST):
        yield _("Choose one list: leave the one in this address out.")
    elif first and (criteria.prefer or criteria.sort != "best"):
        yield _("Your list decides who comes first: leave wishes and the order out of this search.")


def _field_of(pair: tuple[str, str]) -> str:
    """The field of the form that holds a criterion, or what belongs to it."""
    key = pair[1] if pair[0] == "unstated" else pair[0]
    together: Iterable[str] = Locked([(key, "")]).keys
    return next((name for name in (*TICKED, "near", "pay") if name in together), SEARCH)


def everything(widget: Widget) -> Pairs:
    """The whole of what a widget begins with."""
    return [*ByList.of(widget).pairs, *parse_qsl(widget.locked), *parse_qsl(widget.preset)]
