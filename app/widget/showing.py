"""What the frame shows, from findings: every address is the frame's own, or opens a page of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlsplit

from flask import current_app, g, url_for

from app.criteria.criteria import Criteria
from app.criteria.findings import REACHABLE, Findings, Found, find
from app.criteria.grammar import serialise
from app.criteria.labels import facet_name, labels_of
from app.criteria.on_a_list import KEY as LIST
from app.criteria.requests import asking, parsed
from app.criteria.sentence import Phrases
from app.criteria.wording import Reader, reader
from app.finder import addresses, carrying
from app.finder.box import Box, box
from app.finder.cards import Card, Cards
from app.finder.danger import suggests_danger
from app.finder.links import Link
from app.finder.quiet import Pairs
from app.finder.ways import WayOut, ways
from app.listings.requests import directory
from app.organisations.collections.queries import public_collection
from app.plumbing.locale import locale_code, read_in
from app.plumbing.requests import database_session
from app.plumbing.words import gettext as _
from app.widget import colours, rules
from app.widget.by_list import FIRST, ONLY, ByList
from app.widget.locking import CHOSEN, Locked
from app.widget.models import Widget

_TYPED = frozenset({"q", "near", "pay", "page", *CHOSEN})


@dataclass(frozen=True, slots=True)
class Choice:
    """A list to choose one value from: `options` are (slug, words, whether chosen)."""

    key: str
    label: str
    options: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Result:
    """A card, and where to read more and to write, each in a tab of its own."""

    card: Card
    address: str
    write: str | None


@dataclass(frozen=True, slots=True)
class Around:
    """What `widget/frame.html` shows around a search."""

    shut: ClassVar[bool] = False
    heading: str
    colours: tuple[str, str]
    height: int
    sites: str
    urgent: str
    openly: str


@dataclass(frozen=True, slots=True)
class Shut(Around):
    """All it shows where something nobody may change there is not known any more, such as a list that nobody can read:
    everybody would be more than the organisation meant. `words` say what it is."""

    shut: ClassVar[bool] = True
    words: str


@dataclass(frozen=True, slots=True)
class Frame(Around):
    """Everything it shows. `kept` are hidden pairs, `locked` the keys nobody may change here, `first` whose list comes
    first."""

    address: str
    first: str | None
    sentence: str
    total: int
    danger: bool
    notices: tuple[str, ...]
    box: Box
    kept: Pairs
    locked: frozenset[str]
    choices: tuple[Choice, ...]
    folded: bool
    results: tuple[Result, ...]
    ways: tuple[WayOut, ...]
    pages: str | None
    previous: str | None
    next: str | None


@contextmanager
def in_its_language(widget: Widget) -> Iterator[None]:
    """Whoever reads the frame reads the language of the page around it, and goes on in that."""
    g.readers_own = locale_code()
    known = current_app.extensions["attune.locales"]
    code = widget.locale if widget.locale in known else current_app.config["DEFAULT_LOCALE"]
    with read_in(code):
        yield


def outward(address: str) -> str:
    """The address of a page beyond the frame, in the frame's language where the reader's own would be another."""
    if locale_code() == g.readers_own:
        return address
    return f"{address}{'&' if '?' in address else '?'}lang={locale_code()}"


def frame(widget: Widget, sent: Pairs, path: str, along: Pairs = ()) -> Frame | Shut:
    """Answer what is asked within the frame of this widget, which stands at `path`; `along` is in all its addresses."""
    making = _Making(widget, path, along)
    if making.why_shut is None:
        return making.frame(sent)
    return Shut(**making.around(addresses.everyone()), words=making.why_shut)


def is_lost(widget: Widget) -> bool:
    """Whether something that nobody may change there is not known any more."""
    return bool(parsed((), parse_qsl(widget.locked)).problems)


class _Making:
    """One answer of one widget."""

    def __init__(self, widget: Widget, path: str, along: Pairs) -> None:
        self.widget = widget
        self.path = path
        self.along = along
        self.reads: Reader = reader()
        self.labels = labels_of(directory().lexicon, self.reads.code)
        self.list, self.owner = ByList.of(widget), self._owner_of_list()
        if self.owner is None:
            self.list = ByList(None, None)
        held = parsed((), parse_qsl(widget.locked))
        self.locked: Locked = self.list.locked(serialise(held.criteria))
        # A list may have come with an address, too.
        unread = any(problem.key == LIST for problem in held.problems)
        self.why_shut: str | None = None
        if unread or (widget.by_list == ONLY and self.owner is None):
            self.why_shut = _("This search finds only people on a list, and nobody can see that list at the moment.")
        elif held.problems:
            self.why_shut = _("Something this search always looks for is not there any more, so it finds nobody.")

    def _owner_of_list(self) -> str | None:
        """Whose list it is, while anybody may read it."""
        id = self.widget.collection_id
        found = None if id is None else public_collection(database_session(), id)
        return None if found is None or not self.labels.terms(LIST).get(str(id)) else str(found.organisation)

    def around(self, openly: str) -> dict[str, Any]:
        """What stands around the search."""
        return {
            "heading": self.widget.heading,
            "colours": colours.parts(self.widget.theme),
            "height": rules.height(self.widget.height),
            "sites": " ".join(self.widget.origins),
            "urgent": outward(url_for("finder.urgent_help")),
            "openly": outward(openly),
        }

    def frame(self, sent: Pairs) -> Frame:
        asked = parsed((), self.locked.asked(parse_qsl(self.widget.preset), sent))
        last = max(1, REACHABLE // asked.criteria.per_page)
        criteria = self.list.asked(asked.criteria.on_page(min(asked.criteria.page, last)))
        findings = find(database_session(), asking("widget"), criteria)
        carrying.enter(carrying.sayable(criteria))
        phrases = Phrases(self.labels, self.reads)
        maker = Cards(phrases, criteria, findings.where)
        searched = box(findings, self.reads)
        page, pages = criteria.page, findings.reachable_pages
        is_first = self.list.how == FIRST
        # That its people come first is said by itself: it is no wish of the reader.
        said = replace(criteria, prefer=()) if is_first else criteria
        return Frame(
            **self.around(addresses.search(criteria)),
            address=self.path,
            first=self.owner if is_first else None,
            sentence=phrases.sentence(said, findings.where, findings.total),
            total=findings.total,
            danger=suggests_danger(criteria),
            notices=tuple(self._notices(findings, [problem.sentence for problem in asked.problems])),
            box=searched,
            kept=[*self.along, *(pair for pair in self.locked.free(serialise(criteria)) if pair[0] not in _TYPED)],
            locked=self.locked.keys,
            choices=tuple(self._choice(key, findings) for key in CHOSEN if key not in self.locked.keys),
            folded=not any(key in ("q", "pay", "format") for key, _value in self.locked.free(serialise(criteria))),
            results=tuple(self._result(maker.card(found), found) for found in findings.results),
            ways=tuple(self._ways(findings, phrases)),
            pages=self._pages(page, pages),
            previous=self._on_page(criteria, page - 1) if 1 < page <= pages else None,
            next=self._on_page(criteria, page + 1) if page < pages else None,
        )

    def _result(self, card: Card, found: Found) -> Result:
        takes = found.listing.takes_messages
        write = outward(addresses.message([found.listing.id], carrying.here())) if takes else None
        return Result(card, outward(card.address), write)

    def _notices(self, findings: Findings, problems: list[str]) -> list[str]:
        unknown = findings.where.unknown
        if unknown is None:
            return problems
        return [*problems, _("We do not know a place called “%(place)s”. Try a postcode.", place=unknown)]

    def _pages(self, page: int, pages: int) -> str | None:
        if pages <= 1:
            return None
        return _("Page %(page)s of %(pages)s", page=self.reads.number(page), pages=self.reads.number(pages))

    def _on_page(self, criteria: Criteria, page: int) -> str:
        return self._asking(serialise(criteria.on_page(page)))

    def _ways(self, findings: Findings, phrases: Phrases) -> Iterator[WayOut]:
        """Ways out lead on within the frame; one that changes what is locked leads nowhere."""
        for way in ways(findings, phrases, self.reads):
            if (address := self._moved(way.address)) is not None:
                yield replace(way, address=address, wish=self._wish(way.wish))

    def _wish(self, wish: Link | None) -> Link | None:
        address = None if wish is None else self._moved(wish.address)
        return None if wish is None or address is None else replace(wish, address=address)

    def _moved(self, address: str) -> str | None:
        pairs = parse_qsl(urlsplit(address).query)
        return self._asking(pairs) if self.locked.stands_in(pairs) else None

    def _asking(self, pairs: Pairs) -> str:
        return rules.address(self.path, [*self.along, *self.locked.free(pairs)])

    def _choice(self, key: str, findings: Findings) -> Choice:
        chosen = findings.criteria.chosen.get(key, ())
        several = len(chosen) > 1
        slugs = {slug for slug, number in findings.counts[key].items() if number} | set(chosen)
        each = [(slug, self.labels.of(key, slug), slug in chosen and not several) for slug in slugs]
        together = [(",".join(chosen), self.reads.listed([self.labels.of(key, slug) for slug in chosen], "or"), True)]
        options = (*(together if several else ()), *sorted(each, key=lambda one: one[1]))
        return Choice(key, str(facet_name(key)), options)
