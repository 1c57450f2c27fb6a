"""Reading and writing what an offer and a place state, a question at a time; see `stating`."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from app.practitioners.offers import Offer, Premises
from app.practitioners.writing import Writing

_FEE = ("currency", "standard", "reduced_from", "fee_model", "fee_help", "fee_note", "who_qualifies")
_REDUCED = ("reduced_total", "reduced_open", "reduced_limit_sessions")
_WHERE = ("precision", "address", "postcode", "locality", "region", "country", "lat", "lon")


def how(offer: Offer) -> dict[str, Any]:
    """{"session", "format", "minutes", "premises"}; premises is the id of one of the record's places."""
    premises = offer.premises_id or (offer.premises and offer.premises.id)
    return {
        "session": offer.session,
        "format": offer.format,
        "minutes": offer.minutes,
        "premises": str(premises) if premises else None,
    }


def state_how(offer: Offer, answer: Mapping[str, Any], _writing: Writing) -> None:
    offer.session, offer.format, offer.minutes = answer["session"], answer["format"], answer["minutes"]
    offer.premises_id = UUID(answer["premises"]) if answer["premises"] else None


def fee(offer: Offer) -> dict[str, Any]:
    """The columns of `Offer` that say what it costs, amounts in minor units of `currency`."""
    return {name: getattr(offer, name) or _empty(name) for name in _FEE} | {
        name: getattr(offer, name) for name in ("standard", "reduced_from")
    }


def state_fee(offer: Offer, answer: Mapping[str, Any], writing: Writing) -> None:
    if answer["fee_model"] != offer.fee_model:
        # What another model needed says nothing of this one.
        offer.fee_terms = {}
    for name in _FEE:
        setattr(offer, name, answer[name])
    offer.fee_confirmed_on = writing.now.date()


def terms(offer: Offer) -> dict[str, Any]:
    """What the fee model needs besides, as `Offer.fee_terms` has it."""
    return dict(offer.fee_terms or {})


def state_terms(offer: Offer, answer: Mapping[str, Any], writing: Writing) -> None:
    offer.fee_terms, offer.fee_confirmed_on = dict(answer), writing.now.date()


def reduced(offer: Offer) -> dict[str, Any]:
    """{"reduced_total", "reduced_open", "reduced_limit_sessions", "reduced_next_review"}."""
    review = offer.reduced_next_review
    return {name: getattr(offer, name) for name in _REDUCED} | {
        "reduced_next_review": review.isoformat() if review else None
    }


def state_reduced(offer: Offer, answer: Mapping[str, Any], writing: Writing) -> None:
    for name in _REDUCED:
        setattr(offer, name, answer[name])
    review = answer["reduced_next_review"]
    offer.reduced_next_review = date.fromisoformat(review) if review else None
    offer.reduced_confirmed_on = None if offer.reduced_total is None else writing.now.date()


def payers(offer: Offer) -> list[str]:
    """Slugs of who else pays."""
    return list(offer.payers or ())


def state_payers(offer: Offer, answer: Sequence[str], _writing: Writing) -> None:
    offer.payers = list(answer)


def when(offer: Offer) -> dict[str, Any]:
    """{"times", "availability"}."""
    return {"times": list(offer.times or ()), "availability": offer.availability or "unknown"}


def state_when(offer: Offer, answer: Mapping[str, Any], writing: Writing) -> None:
    offer.times, offer.availability = list(answer["times"]), answer["availability"]
    offer.availability_confirmed_on = None if offer.availability == "unknown" else writing.now.date()


def where(premises: Premises) -> dict[str, Any]:
    """The columns of `Premises` that say where it is and how closely that may be known."""
    return {name: getattr(premises, name) for name in _WHERE}


def state_where(premises: Premises, answer: Mapping[str, Any], _writing: Writing) -> None:
    for name in _WHERE:
        setattr(premises, name, answer[name])


def access(premises: Premises) -> dict[str, list[str | None]]:
    """{feature: [answer, measure]} of the features that are answered; unknown is not an answer."""
    return {slug: [entry["answer"], entry.get("measure")] for slug, entry in (premises.access or {}).items()}


def state_access(premises: Premises, answer: Mapping[str, Sequence[str | None]], writing: Writing) -> None:
    day = writing.now.date().isoformat()
    before = premises.access or {}
    premises.access = {
        slug: {"answer": said, "measure": measure, "confirmed_on": day}
        if [said, measure] != [before.get(slug, {}).get("answer"), before.get(slug, {}).get("measure")]
        else before[slug]
        for slug, (said, measure) in answer.items()
    }


def _empty(name: str) -> Any:
    return [] if name in ("fee_help", "who_qualifies") else None
