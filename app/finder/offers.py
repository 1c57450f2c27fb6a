"""An offer on a profile: one way to be seen, with everything stated about it and what is not."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.criteria.labels import Labels
from app.criteria.wording import Reader, in_a_row
from app.finder import addresses
from app.finder.cards import availability, times
from app.finder.fee_terms import term_lines
from app.finder.pictures import Week, week
from app.finder.prices import Mark, Price, not_confirmed, price
from app.listings.listing import REMOTE_FORMATS, Fees, Offer, Place
from app.plumbing.words import gettext as _

_ANSWERS = ("yes", "ask", "no", "unknown")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the fee table; `value` None is "not stated"."""

    label: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Answers:
    """Features of the premises that have the same answer."""

    answer: str
    words: str
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfferView:
    """What a profile shows of an offer."""

    title: str
    place: str | None
    precision: str | None
    price: Price
    rows: tuple[Row, ...]
    week: Week | None
    times: str | None
    availability: Mark
    payers: tuple[str, ...]
    access: tuple[Answers, ...]
    in_a_place: bool
    # Where to ask to be told when a reduced place opens, while none is.
    waiting_list: str | None


def offer_view(offer: Offer, labels: Labels, reader: Reader) -> OfferView:
    """One offer for one reader."""
    return OfferView(
        title=offer_title(offer, labels, reader),
        place=None if offer.place is None else place_words(offer.place, labels),
        precision=None if offer.place is None else _precision(offer.place),
        price=price(offer.fees, None, None, reader, offer.minutes),
        rows=tuple(_rows(offer.fees, labels, reader)),
        week=week(labels.lexicon.narrowest("times", offer.times)),
        times=times(offer.times, labels, reader) if offer.times else None,
        availability=availability(offer, reader),
        payers=tuple(labels.of("payer", slug) for slug in labels.lexicon.narrowest("payer", offer.payers)),
        access=_access(offer.access, labels),
        in_a_place=offer.format is not None and offer.format not in REMOTE_FORMATS,
        waiting_list=addresses.waiting_list(offer.id) if offer.fees.reduced_places_full else None,
    )


def offer_title(offer: Offer, labels: Labels, reader: Reader) -> str:
    who = _("Sessions") if offer.session is None else labels.of("session", offer.session)
    how = _("how you meet is not stated") if offer.format is None else labels.inside("format", offer.format)
    if offer.minutes is None:
        return in_a_row((who, how))
    return _("%(who)s, %(how)s, %(minutes)s minutes", who=who, how=how, minutes=reader.number(offer.minutes))


def place_words(place: Place, labels: Labels) -> str:
    country = labels.jurisdiction(place.country)
    return in_a_row(dict.fromkeys(part for part in (place.locality, place.region, country) if part))


def _precision(place: Place) -> str | None:
    return {
        "exact": None,
        "postcode_district": _(
            "Shown to the nearest postal district; you are given the address when you arrange to meet."
        ),
        "town": _("Shown to the nearest town; you are given the address when you arrange to meet."),
    }.get(place.precision)


def _rows(fees: Fees, labels: Labels, reader: Reader) -> list[Row]:
    rows = [
        Row(_("Standard fee"), _amount(fees.standard, fees, reader)),
        Row(_("Reduced fee from"), _amount(fees.reduced_from, fees, reader)),
        Row(_("How the fee is set"), None if fees.model is None else labels.of("fee_model", fees.model)),
    ]
    rows += [Row(label, value) for label, value in term_lines(fees, labels, reader)]
    if fees.help:
        rows.append(Row(_("Help with the fee"), reader.listed(_in_a_row(labels, "fee_help", fees.help))))
    if fees.who_qualifies:
        rows.append(
            Row(_("Who the reduced fee is for"), reader.listed(_in_a_row(labels, "who_qualifies", fees.who_qualifies)))
        )
    if fees.note:
        rows.append(Row(_("In their own words"), fees.note))
    lately = fees.confirmed_on is not None and not fees.unconfirmed
    confirmed = reader.ago(fees.confirmed_on) if lately and fees.confirmed_on else None
    rows.append(Row(_("Fee confirmed"), confirmed or not_confirmed(fees.confirmed_on, reader)))
    return rows


def _in_a_row(labels: Labels, scheme: str, slugs: tuple[str, ...]) -> list[str]:
    return [labels.of(scheme, slugs[0]), *labels.all_inside(scheme, slugs[1:])]


def _amount(minor: int | None, fees: Fees, reader: Reader) -> str | None:
    if minor is None or fees.currency is None:
        return None
    return _("free") if minor == 0 else reader.money(minor, fees.currency)


def _access(access: Mapping[str, str], labels: Labels) -> tuple[Answers, ...]:
    words = {
        "yes": _("Yes"),
        "ask": _("Ask"),
        "no": _("No"),
        "unknown": _("Not stated"),
    }
    groups = []
    # A database may keep the answers in an order of its own.
    slugs = labels.in_order("access", access)
    for answer in _ANSWERS:
        features = tuple(labels.of("access", slug) for slug in slugs if access[slug] == answer)
        if features:
            groups.append(Answers(answer, words[answer], features))
    return tuple(groups)
