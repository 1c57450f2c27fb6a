"""The results page: everything it shows, from findings."""

from dataclasses import dataclass, replace

from app.criteria.criteria import Criteria
from app.criteria.findings import REACHABLE, Findings, find
from app.criteria.grammar import Parsed, Problem, serialise
from app.criteria.labels import Labels, facet_name, labels_of
from app.criteria.requests import asking, parsed
from app.criteria.sentence import Phrases
from app.criteria.wording import Reader, reader
from app.finder import addresses, carrying, quiet
from app.finder.addresses import SHOW
from app.finder.box import Box, box
from app.finder.cards import Card, Cards
from app.finder.chips import Chip, chips
from app.finder.danger import suggests_danger
from app.finder.links import Link
from app.finder.order import order_words, sorts
from app.finder.panel import Area, panel
from app.finder.paying import Paying, paying
from app.finder.quiet import Pairs
from app.finder.told import TOLD, Told
from app.finder.ways import WayOut, ways
from app.listings.counts.visits import count_shown
from app.listings.facets import BY_KEY
from app.listings.requests import directory
from app.plumbing.requests import database_session
from app.plumbing.words import gettext as _
from app.unmet.demand.visits import count_search
from app.vocabulary.folding import fold

# What a word typed into the box may have meant.
_MEANT = ("concern", "language", "approach", "community", "identity", "faith", "profession")


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the search wants to say, and where one may go from there."""

    words: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Paging:
    """Where in the results this page is."""

    words: str
    previous: str | None
    next: str | None
    limit: str | None


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """Everything `find/find.html` shows. `order` says who comes first, `ways` where else somebody may be found;
    `asked` are the pairs of the search, to be sent again.
    """

    sentence: str
    asked: Pairs
    total: int
    danger: bool
    order: str
    chips: tuple[Chip, ...]
    clear: str | None
    notices: tuple[Notice, ...]
    radius: str | None
    sorts: tuple[Link, ...]
    cards: tuple[Card, ...]
    ways: tuple[WayOut, ...]
    paging: Paging | None
    areas: tuple[Area, ...]
    box: Box
    paying: Paying


def results_page(pairs: Pairs, told: Told) -> ResultsPage:
    """Answer what an address asks; `told` see `told.py`."""
    show = next((value for key, value in pairs if key == SHOW), None)
    asked = _within_reach(parsed((SHOW, TOLD), pairs))
    findings = find(database_session(), asking("site"), asked.criteria)
    if quiet.here() is None:
        count_search(findings)
    count_shown(found.listing.id for found in findings.results)
    carrying.enter(carrying.sayable(asked.criteria))
    reads = reader()
    labels = labels_of(directory().lexicon, reads.code)
    page = present(findings, asked, labels, reads, show if show in BY_KEY else None)
    notices = (*(Notice(sentence) for sentence in told.sentences()), *page.notices)
    return replace(page, danger=page.danger or told.urgent, notices=notices)


def _within_reach(asked: Parsed) -> Parsed:
    """The search with its page no deeper than anybody may look; says so when that changed it."""
    last = max(1, REACHABLE // asked.criteria.per_page)
    if asked.criteria.page <= last:
        return asked
    sentence = _("Up to %(most)s people can be paged through; this is the last page of them.", most=REACHABLE)
    problems = (*asked.problems, Problem("page", sentence))
    return replace(asked, criteria=asked.criteria.on_page(last), problems=problems)


def present(findings: Findings, asked: Parsed, labels: Labels, reads: Reader, show: str | None) -> ResultsPage:
    """The page of these findings for one reader."""
    criteria, where = findings.criteria, findings.where
    phrases = Phrases(labels, reads)
    maker = Cards(phrases, criteria, where)
    cards = tuple(maker.card(found) for found in findings.results)
    search_box = box(findings, reads)
    facts = [card.price.facts for card in cards if card.price is not None]
    return ResultsPage(
        sentence=phrases.sentence(criteria, where, findings.total),
        asked=serialise(criteria),
        total=findings.total,
        danger=suggests_danger(criteria),
        order=order_words(findings),
        chips=chips(criteria, where, phrases),
        clear=None if criteria.is_empty else addresses.everyone(),
        notices=_notices(findings, asked, phrases),
        radius=_radius(findings, reads),
        sorts=sorts(findings),
        cards=cards,
        ways=ways(findings, phrases, reads),
        paging=_paging(findings, reads),
        areas=panel(findings, labels, reads, show),
        box=search_box,
        paying=paying(facts, labels, reads, currency=criteria.currency or reads.currency, pay=search_box.pay),
    )


def _notices(findings: Findings, asked: Parsed, phrases: Phrases) -> tuple[Notice, ...]:
    criteria, where = findings.criteria, findings.where
    notices = [Notice(problem.sentence) for problem in asked.problems]
    if where.unknown is not None:
        notices.append(
            Notice(
                _(
                    "We do not know a place called “%(place)s”. The rest of your search is kept. "
                    "Try a postcode, or a larger town near you.",
                    place=where.unknown,
                )
            )
        )
    if where.candidates:
        links = [Link(p.label, addresses.search(replace(criteria, near=p.label, page=1))) for p in where.candidates]
        words = _("There is more than one “%(place)s”. Which one do you mean?", place=criteria.near)
        notices.append(Notice(words, tuple(links)))
    if findings.total and not findings.results:
        words = _("There is nobody on this page.")
        notices.append(Notice(words, (Link(_("Back to the first page"), addresses.search(criteria.on_page(1))),)))
    return (*notices, *_meant(criteria, phrases.labels))


def _meant(criteria: Criteria, labels: Labels) -> list[Notice]:
    """Where the words typed are words of the vocabulary, a search that finds everyone who means the same."""
    if criteria.q is None:
        return []
    links = []
    for key in _MEANT:
        word = labels.lexicon.named(key, fold(criteria.q))
        if word is not None and word.slug not in criteria.chosen.get(key, ()):
            address = addresses.search(replace(criteria, q=None).choosing(key, word.slug))
            links.append(Link(labels.of(key, word.slug), address, _("under “%(facet)s”", facet=facet_name(key))))
    words = _("Only listings that use these words are shown. To find everyone who means the same, choose:")
    return [Notice(words, tuple(links))] if links else []


def _radius(findings: Findings, reads: Reader) -> str | None:
    """Which place and which distance were used: never silently another one."""
    where = findings.where
    if where.place is None or where.radius is None:
        return None
    distance = reads.length(float(where.radius.number), where.radius.unit)
    if where.radius_was_asked:
        return _("In person: within %(distance)s of %(place)s.", distance=distance, place=where.place.label)
    return _(
        "In person: within %(distance)s of %(place)s, the usual distance there.",
        distance=distance,
        place=where.place.label,
    )


def _paging(findings: Findings, reads: Reader) -> Paging | None:
    if findings.pages <= 1 or not findings.results:
        return None
    criteria, last = findings.criteria, findings.reachable_pages
    page = criteria.page
    words = _("Page %(page)s of %(pages)s", page=reads.number(page), pages=reads.number(last))
    limit = None
    if findings.total > REACHABLE:
        limit = _(
            "Up to %(most)s people can be paged through. Choose more on this page to narrow the search; "
            "who comes first changes every day.",
            most=reads.number(REACHABLE),
        )
    return Paging(
        words=words,
        previous=addresses.search(criteria.on_page(page - 1)) if page > 1 else None,
        next=addresses.search(criteria.on_page(page + 1)) if page < last else None,
        limit=limit,
    )
