"""Cards: one result in few words, each of them stated by the listing and dated where it changes fast."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.criteria.criteria import Criteria
from app.criteria.findings import Found
from app.criteria.labels import Labels
from app.criteria.sentence import Phrases
from app.criteria.whereabouts import Whereabouts
from app.criteria.wording import Reader, in_a_row
from app.finder import addresses
from app.finder.pictures import Portrait, Week, portrait, week
from app.finder.prices import Mark, Price, not_confirmed, price
from app.finder.replying import answering_mark
from app.finder.vouched import VouchLine, vouched
from app.finder.why import Why, why
from app.listings.listing import REMOTE_FORMATS, Fact, Listing, Offer, Registration, Source
from app.plumbing.words import gettext as _
from app.plumbing.words import ngettext

_MOST_LANGUAGES = 3
_MOST_HELP = 4


@dataclass(frozen=True, slots=True)
class Card:
    """What a card shows. `marks` are facts; `times` says the week picture in words."""

    id: str
    name: str
    address: str
    portrait: Portrait
    line: str
    checked: str | None
    headline: str | None
    helps_with: str | None
    price: Price | None
    marks: tuple[Mark, ...]
    week: Week | None
    times: str | None
    why: Why
    source: str | None
    fictional: bool
    vouches: tuple[VouchLine, ...] = ()


class Cards:
    """Makes the cards of one page of results."""

    def __init__(self, phrases: Phrases, criteria: Criteria, where: Whereabouts) -> None:
        self.phrases = phrases
        self.labels: Labels = phrases.labels
        self.reader: Reader = phrases.reader
        self.criteria = criteria
        self.where = where

    def card(self, found: Found) -> Card:
        """The card of one result, speaking of the offer that matches."""
        listing = found.listing
        offer = found.offer or next(iter(listing.offers), None)
        return Card(
            id=str(listing.id),
            name=listing.name,
            address=addresses.listing(listing.slug),
            portrait=portrait(listing.id, listing.photo),
            line=line(listing, self.labels),
            checked=checked(listing.registers, self.labels, self.reader),
            headline=listing.headline,
            helps_with=self._helps_with(listing),
            price=None if offer is None else self._price(offer),
            marks=tuple(self._marks(listing, offer, found.match.distance_km)),
            week=None if offer is None else week(self.labels.lexicon.narrowest("times", offer.times)),
            times=None if offer is None or not offer.times else times(offer.times, self.labels, self.reader),
            why=why(found.match, self.phrases, self.criteria, self.where),
            source=None if listing.source is None else source_line(listing.source, self.reader),
            fictional=listing.fictional,
            vouches=vouched(listing, self.labels, self.reader),
        )

    def _price(self, offer: Offer) -> Price:
        return price(offer.fees, self.criteria.pay, self._currency, self.reader, offer.minutes)

    @property
    def _currency(self) -> str:
        return self.criteria.currency or self.reader.currency

    def _marks(self, listing: Listing, offer: Offer | None, km: float | None) -> list[Mark]:
        marks = [Mark(words, stated=True) for words in self._languages(listing)]
        if offer is not None:
            marks.append(self._meeting(listing, offer, km))
            marks += self._other_ways(listing, offer)
            if offer.place is not None:
                marks.append(step_free(offer.access.get("step-free", "unknown")))
            marks.append(availability(offer, self.reader))
        if (replies := answering_mark(listing)) is not None:
            marks.append(replies)
        return marks

    def _languages(self, listing: Listing) -> list[str]:
        facts = listing.facts.get("language", ())
        asked = self.criteria.asked("language")
        ordered = sorted(facts, key=lambda fact: fact.slug not in asked)
        words = [language(fact, self.labels) for fact in ordered[:_MOST_LANGUAGES]]
        more = len(ordered) - _MOST_LANGUAGES
        if more > 0:
            words.append(
                ngettext(
                    "and %(count)s more language", "and %(count)s more languages", more, count=self.reader.number(more)
                )
            )
        return words

    def _meeting(self, listing: Listing, offer: Offer, km: float | None) -> Mark:
        if offer.format is None:
            return Mark(_("How you meet: ask"), stated=False)
        how = self.labels.of("format", offer.format)
        if offer.format in REMOTE_FORMATS:
            return self._remote(how, listing.may_see_people_in)
        unit = "mi" if self.where.radius is not None and self.where.radius.unit == "mi" else "km"
        away = None if km is None else self.reader.away(km, unit)
        locality = None if offer.place is None else offer.place.locality
        return Mark(in_a_row(part for part in (how, locality, away) if part), stated=True)

    def _remote(self, how: str, codes: Sequence[str]) -> Mark:
        if not codes:
            return Mark(_("%(how)s; ask whether they may see you where you are", how=how), stated=False)
        asked = self.where.seen_from
        names = [self.labels.jurisdiction(code) for code in codes]
        if asked is not None and (asked in codes or asked.partition("-")[0] in codes):
            names = [self.labels.jurisdiction(asked)]
        if len(names) > _MOST_LANGUAGES:
            names = [*names[:_MOST_LANGUAGES], _("elsewhere")]
        return Mark(_("%(how)s, sees people in %(places)s", how=how, places=self.reader.listed(names)), stated=True)

    def _other_ways(self, listing: Listing, offer: Offer) -> list[Mark]:
        others = dict.fromkeys(o.format for o in listing.offers if o.format and o.format != offer.format)
        if not others:
            return []
        ways = self.reader.listed(self.labels.all_inside("format", others))
        return [Mark(_("also %(ways)s", ways=ways), stated=True)]

    def _helps_with(self, listing: Listing) -> str | None:
        slugs = listing.slugs("concern")
        asked = self.criteria.asked("concern")
        first = sorted(slugs, key=lambda slug: slug not in asked)[:_MOST_HELP]
        return (
            in_a_row([self.labels.of("concern", first[0]), *self.labels.all_inside("concern", first[1:])])
            if first
            else None
        )


def line(listing: Listing, labels: Labels) -> str:
    """Profession and pronouns of a person, the kind of a service."""
    professions = [labels.of("profession", slug) for slug in listing.slugs("profession")[:2]]
    kind = [] if listing.kind == "individual" and professions else [labels.of("kind", listing.kind)]
    pronouns = [labels.of("pronouns", slug) for slug in listing.slugs("pronouns")]
    return " · ".join([*kind, *professions, *pronouns])


def checked(registers: Sequence[Registration], labels: Labels, reader: Reader) -> str | None:
    """The newest check of a register entry, or None when none has been made."""
    made = [entry for entry in registers if entry.status == "checked" and entry.checked_on is not None]
    if not made:
        return None
    entry = max(made, key=lambda one: one.checked_on or reader.today)
    assert entry.checked_on is not None
    return _("%(body)s, checked %(day)s", body=labels.of("register", entry.body), day=reader.day(entry.checked_on))


def language(fact: Fact, labels: Labels) -> str:
    """A language with how well it is spoken."""
    name = labels.of("language", fact.slug)
    if fact.detail is None:
        return _("%(language)s, level not stated", language=name)
    level = labels.of("language_level", fact.detail)
    return in_a_row((name, level[:1].lower() + level[1:] if labels.code.startswith("en") else level))


def times(slugs: Sequence[str], labels: Labels, reader: Reader) -> str:
    """Stated times as a phrase."""
    first, *others = labels.in_order("times", labels.lexicon.narrowest("times", slugs))
    return reader.listed([labels.of("times", first), *labels.all_inside("times", others)])


def availability(offer: Offer, reader: Reader) -> Mark:
    """Whether new people can start, and how fresh that answer is."""
    confirmed = None
    if offer.availability_confirmed_on is not None:
        confirmed = _("confirmed %(when)s", when=reader.ago(offer.availability_confirmed_on))
    words = {
        "now": _("Taking new people now"),
        "waitlist": _("Waiting list open"),
        "closed": _("Not taking new people now"),
    }.get(offer.availability)
    if words is None:
        return Mark(_("Room for new people: ask"), stated=False)
    if offer.availability_unconfirmed:
        return Mark(words, stated=False, detail=not_confirmed(offer.availability_confirmed_on, reader))
    return Mark(words, stated=confirmed is not None, detail=confirmed or _("not confirmed"))


def step_free(answer: str) -> Mark:
    """Whether a place can be reached without steps: unknown is never yes."""
    words = {
        "yes": _("Step-free"),
        "no": _("Not step-free"),
        "ask": _("Step-free: ask"),
    }.get(answer, _("Step-free: not stated"))
    return Mark(words, stated=answer in ("yes", "no"))


def source_line(source: Source, reader: Reader) -> str:
    """Where an imported service was read from, and that nobody has confirmed it since."""
    if source.retrieved_on is None:
        return _("From %(source)s; not confirmed by the service", source=source.name)
    return _(
        "From %(source)s, %(day)s; not confirmed by the service since",
        source=source.name,
        day=reader.day(source.retrieved_on),
    )
