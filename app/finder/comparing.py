"""People side by side: the same questions to each, answered from their listings, and "not stated" where they are not.

Nothing is scored and nobody is marked as better. A fact that belongs to one way of being seen says to which.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from app.criteria.labels import Labels, facet_name
from app.criteria.wording import Reader, in_a_row, phone_number
from app.finder.cards import availability, language, step_free, times
from app.finder.offers import place_words
from app.finder.pictures import Week, on_one_scale, week
from app.finder.prices import YOURS_TO_SAY, Mark, Price, price
from app.finder.profile import register_view, stated_detail
from app.finder.replying import answering_mark
from app.listings.listing import PLACED_FORMATS, Fact, Listing, Offer
from app.plumbing.words import gettext as _
from app.plumbing.words import ngettext


@dataclass(frozen=True, slots=True)
class Piece:
    """One answer. `of`: the ways of being seen it is about, None for all; `shared`: everybody here says it."""

    words: str
    stated: bool = True
    detail: str | None = None
    of: str | None = None
    own_words: str | None = None
    price: Price | None = None
    week: Week | None = None
    shared: bool = False

    @property
    def text(self) -> str:
        """The answer as one line of plain text."""
        words = f"{self.words} ({self.detail})" if self.detail else self.words
        if self.own_words:
            words = f"{words}: “{self.own_words}”"
        return f"{self.of}: {words}" if self.of else words


Cell = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One question and everybody's answer; `same` when they do not differ."""

    key: str
    label: str
    cells: tuple[Cell, ...]
    same: bool


def compare(listings: Sequence[Listing], labels: Labels, reader: Reader) -> tuple[Row, ...]:
    """The rows of a comparison, a cell for each listing in their order."""
    questions = _questions(labels, reader, _highest([offer for each in listings for offer in each.offers]))
    return tuple(_row(key, label, [ask(each) for each in listings]) for key, label, ask in questions)


def answers(
    listings: Sequence[Listing], keys: Sequence[str], labels: Labels, reader: Reader
) -> list[dict[str, tuple[str, Cell]]]:
    """The answers of each listing to these questions: key to the question's label and the cell."""
    questions = [question for question in _questions(labels, reader) if question[0] in keys]
    return [{key: (label, ask(each) or _silence()) for key, label, ask in questions} for each in listings]


_Question = tuple[str, str, Callable[[Listing], Cell]]


def _highest(offers: Iterable[Offer]) -> int | None:
    """The end of a scale for the fees of all of these; None where they are not in one currency."""
    fees = [offer.fees for offer in offers if offer.fees.currency is not None]
    amounts = [amount for each in fees for amount in (each.standard, each.reduced_from) if amount]
    currencies = {each.currency for each in fees}
    return round(max(amounts) * 1.06) if amounts and len(currencies) == 1 else None


def _questions(labels: Labels, reader: Reader, top: int | None = None) -> list[_Question]:
    def facts(*keys: str) -> Callable[[Listing], Cell]:
        return lambda listing: tuple(_fact(key, fact, labels) for key in keys for fact in listing.facts.get(key, ()))

    def offers(answer: Callable[[Offer], Piece | None]) -> Callable[[Listing], Cell]:
        return lambda listing: _by_offer(listing.offers, answer, labels, reader)

    return [
        ("price", _("Price"), offers(lambda offer: _price(offer, reader, top))),
        ("places", _("Reduced places"), offers(lambda offer: _reduced(offer, reader))),
        ("language", facet_name("language"), facts("language")),
        ("approach", facet_name("approach"), facts("approach")),
        ("concern", _("What they help with"), facts("concern")),
        ("community", facet_name("community"), facts("community")),
        ("identity", facet_name("identity"), facts("gender", "pronouns", "identity", "faith")),
        ("times", facet_name("times"), offers(lambda offer: _times(offer, labels, reader))),
        ("format", facet_name("format"), lambda listing: _ways(listing.offers, labels)),
        ("place", _("Place"), offers(lambda offer: _place(offer, labels))),
        ("access", facet_name("access"), offers(lambda offer: _access(offer, labels, reader))),
        ("availability", facet_name("availability"), offers(lambda offer: _said(availability(offer, reader)))),
        ("register", _("Professional registers"), lambda listing: _registers(listing, labels, reader)),
        ("contact_mode", facet_name("contact_mode"), lambda listing: _contact(listing, labels)),
        ("answers", _("Answers to first messages"), _answers),
    ]


def _row(key: str, label: str, cells: Sequence[Cell]) -> Row:
    same = len(cells) > 1 and len(set(cells)) == 1
    common = set(cells[0]).intersection(*cells[1:]) if len(cells) > 1 and not same else set()
    marked = [
        tuple(replace(piece, shared=True) if piece in common else piece for piece in cell) or _silence()
        for cell in cells
    ]
    return Row(key, label, tuple(marked), same)


def _silence() -> Cell:
    return (Piece(_("Not stated"), stated=False),)


def _said(mark: Mark) -> Piece:
    return Piece(mark.words, mark.stated, mark.detail)


def _by_offer(offers: Sequence[Offer], answer: Callable[[Offer], Piece | None], labels: Labels, reader: Reader) -> Cell:
    """Each different answer once, with the ways of being seen it is about where there are several."""
    grouped: dict[Piece, list[Offer]] = {}
    for offer in offers:
        grouped.setdefault(answer(offer) or _silence()[0], []).append(offer)
    if len(grouped) == 1:
        [piece] = grouped
        return (piece,)
    return tuple(replace(piece, of=_names(group, labels, reader)) for piece, group in grouped.items())


def _names(offers: Iterable[Offer], labels: Labels, reader: Reader) -> str:
    return reader.listed(dict.fromkeys(_way(offer, labels) for offer in offers))


def _way(offer: Offer, labels: Labels) -> str:
    who = _("Sessions") if offer.session is None else labels.of("session", offer.session)
    how = _("how you meet is not stated") if offer.format is None else labels.inside("format", offer.format)
    return in_a_row((who, how))


def _ways(offers: Iterable[Offer], labels: Labels) -> Cell:
    return tuple(
        dict.fromkeys(Piece(_way(offer, labels), stated=None not in (offer.session, offer.format)) for offer in offers)
    )


def _price(offer: Offer, reader: Reader, top: int | None) -> Piece:
    fees = offer.fees
    shown = price(fees, None, None, reader)
    stated = fees.currency is not None or bool(fees.help) or fees.model is not None
    picture = shown.picture
    if top is not None and shown.described and fees.model not in YOURS_TO_SAY and fees.standard:
        low = fees.standard if fees.reduced_from is None else min(fees.reduced_from, fees.standard)
        picture = on_one_scale(low, fees.standard, top)
    # Reduced places are a question of their own.
    return Piece(shown.headline, stated, shown.detail, price=replace(shown, places=None, picture=picture))


def _reduced(offer: Offer, reader: Reader) -> Piece | None:
    places = price(offer.fees, None, None, reader).places
    return None if places is None else _said(places)


def _fact(key: str, fact: Fact, labels: Labels) -> Piece:
    if key == "language":
        return Piece(language(fact, labels), own_words=fact.own_words)
    detail = stated_detail(fact.detail) if fact.detail else None
    return Piece(labels.of(key, fact.slug), detail=detail, own_words=fact.own_words)


def _times(offer: Offer, labels: Labels, reader: Reader) -> Piece | None:
    if not offer.times:
        return None
    return Piece(times(offer.times, labels, reader), week=week(labels.lexicon.narrowest("times", offer.times)))


def _place(offer: Offer, labels: Labels) -> Piece | None:
    if offer.place is not None:
        return Piece(place_words(offer.place, labels))
    return None if offer.format is None or offer.format in PLACED_FORMATS else Piece(_("No place to go to"))


def _access(offer: Offer, labels: Labels, reader: Reader) -> Piece | None:
    """What is confirmed of the premises; what is not, is said of the one feature most have to ask about."""
    if offer.format not in PLACED_FORMATS:
        return Piece(_("No place to go to"))
    if not offer.access:
        return None
    first = step_free(offer.access.get("step-free", "unknown"))
    there = [slug for slug, answer in offer.access.items() if answer == "yes" and slug != "step-free"]
    more = reader.listed(labels.all_inside("access", labels.in_order("access", there))) if there else None
    return Piece(first.words, first.stated, more)


def _registers(listing: Listing, labels: Labels, reader: Reader) -> Cell:
    views = [register_view(entry, labels, reader) for entry in listing.registers]
    return tuple(
        Piece(
            view.body,
            view.standing.stated,
            " ".join(part for part in (view.standing.words, view.standing.detail) if part),
        )
        for view in views
    )


def _contact(listing: Listing, labels: Labels) -> Cell:
    """The ways a listing names, and what the source of an imported one gives."""
    lost = [] if listing.receives_messages else [Piece(_("Not receiving messages at the moment"), stated=False)]
    pieces = [*lost, *(Piece(labels.of("contact_mode", slug)) for slug in listing.slugs("contact_mode"))]
    if listing.source is not None and listing.source.phone:
        pieces.append(Piece(_("Phone: %(number)s", number=phone_number(listing.source.phone))))
    if listing.source is not None and listing.source.website:
        pieces.append(Piece(_("Website: %(address)s", address=listing.source.website)))
    return tuple(pieces)


def _answers(listing: Listing) -> Cell:
    """What is promised, and what was measured where that is told; of whom it is not, nothing is said."""
    if listing.promised_days is None:
        return ()
    promised = ngettext("Promised within %(num)s day", "Promised within %(num)s days", listing.promised_days)
    mark = answering_mark(listing)
    return (Piece(promised),) if mark is None else (Piece(promised), _said(mark))
