"""What an offer costs as cost options, and the places at the reduced fee as capacities."""

from typing import Any

from app.api.hsds.parts import Terms, Thing, amount, id_of, plain, stated
from app.listings.listing import Offer
from app.plumbing import clock
from app.plumbing.words import gettext as _


def cost_options(terms: Terms, service: str, offer: Offer) -> list[dict[str, Any]]:
    """One for each amount; one without an amount where only the help with it is stated."""
    fees = offer.fees
    minors = {"full": fees.standard, "reduced from": fees.reduced_from}
    amounts: dict[str, int | None] = {option: minor for option, minor in minors.items() if minor is not None}
    if not amounts and (fees.help or fees.who_qualifies or fees.model):
        amounts = {"not stated": None}
    return [_cost_option(terms, service, offer, option, minor) for option, minor in amounts.items()]


def _cost_option(terms: Terms, service: str, offer: Offer, option: str, minor: int | None) -> dict[str, Any]:
    fees, of = offer.fees, Thing(id_of("cost", service, offer.id, option), "cost_option")
    session = terms.label("session", offer.session) if offer.session else None
    minutes = _("%(number)s minutes", number=offer.minutes) if offer.minutes else None
    stating = [("session", offer.session), ("format", offer.format), ("fee_model", fees.model)]
    stating += [("fee_help", slug) for slug in fees.help]
    if option != "full":
        stating += [("who_qualifies", slug) for slug in fees.who_qualifies]
    row = stated(
        id=of.id,
        service_id=service,
        option=option,
        currency=None if minor is None else fees.currency,
        amount_description=", ".join(filter(None, (session, minutes))),
        attributes=[
            plain(of, "offer", offer.id),
            *(terms.attribute(of, scheme, slug) for scheme, slug in stating if slug),
        ],
    )
    # A fee of nothing at all is an amount, too.
    return row if minor is None else row | {"amount": amount(minor, fees.currency)}


def capacities(service: str, offer: Offer) -> list[dict[str, Any]]:
    """The reduced places of an offer, where it was confirmed how many are open."""
    places = offer.fees.reduced_places
    if places is None or places.open is None or places.confirmed_on is None:
        return []
    of = Thing(id_of("capacity", service, offer.id), "service_capacity")
    return [
        {
            "id": of.id,
            "service_id": service,
            "unit": {"id": id_of("unit", "reduced-place"), "name": _("place at the reduced fee")},
            "available": places.open,
            "maximum": places.total,
            "updated": clock.start_of(places.confirmed_on),
            "attributes": [plain(of, "offer", offer.id)],
        }
    ]
