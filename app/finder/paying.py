"""What "What would I pay?" needs from the server: the facts of each fee, and the words to speak of them.

The seeker's figures stay in the browser, so it is the browser that works a price out (`js/modules/fee-resolving.js`).
What a fee is, and what "lowest" means, is said here, by the same `Fees` the search reads.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from babel.numbers import get_currency_precision

from app.criteria.labels import Labels
from app.criteria.wording import Reader
from app.finder.paying_words import Message, messages
from app.listings.listing import Fees

Facts = Mapping[str, object]

# The terms of each model that a price is worked out from; the shapes are those of `Offer.fee_terms`.
_TERMS: dict[str, tuple[str, ...]] = {
    "concession": ("concessions",),
    "range": ("least", "most"),
    "package": ("sessions", "amount"),
    "tiers": ("tiers",),
    "bottle": ("levels",),
    "income-formula": ("per_mille_of_yearly_income", "least", "most"),
    "pay-what-you-can": ("suggested",),
    "donation": ("suggested",),
    "sponsored": ("sponsor", "sessions"),
    "solidarity": ("solidarity",),
    "membership-band": ("joining", "least", "most"),
}
# Nobody is asked whether they belong here: who needs it decides that alone.
ANYBODY = "if-you-need-it"


@dataclass(frozen=True, slots=True)
class Group:
    """Somebody a lower fee may be for: `slug` of scheme `who_qualifies`."""

    slug: str
    label: str


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency of prices on the page; `digits` is how many decimals its amounts have."""

    code: str
    symbol: str
    digits: int


@dataclass(frozen=True, slots=True)
class Paying:
    """The fold "What would I pay?" of a page.

    currencies: the seeker's first; pay: the amount searched for, in major units as typed, or empty;
    book: what scripts speak from, for JSON: `locale` (BCP 47), `words` (messages by key) and `who` (groups as they
    are named inside a sentence, by slug).
    """

    currencies: tuple[Currency, ...]
    pay: str
    groups: tuple[Group, ...]
    book: Mapping[str, str | Mapping[str, Message]]


def fee_facts(fees: Fees, minutes: int | None, free: bool) -> Facts:
    """The facts of a fee for the browser; what is not stated is absent. `free`: nothing, whoever asks.

    Amounts are minor units of `currency`, which has `digits` decimals; `places` is `open`, `full` or absent.
    """
    facts: dict[str, object] = {
        "currency": fees.currency,
        "digits": None if fees.currency is None else get_currency_precision(fees.currency),
        "standard": fees.standard,
        "reduced_from": fees.reduced_from,
        "lowest": fees.lowest,
        "free": free or None,
        "model": fees.model,
        "places": _places(fees),
        "who": list(fees.who_qualifies) or None,
        "minutes": minutes,
        "terms": _terms(fees) or None,
    }
    return {key: value for key, value in facts.items() if value is not None}


def _places(fees: Fees) -> str | None:
    if fees.reduced_places_full:
        return "full"
    return "open" if fees.reduced_places is not None and fees.reduced_places.open else None


def _terms(fees: Fees) -> dict[str, object]:
    terms = fees.terms or {}
    return {key: terms[key] for key in _TERMS.get(fees.model or "", ()) if key in terms}


def paying(facts: Iterable[Facts], labels: Labels, reader: Reader, *, currency: str, pay: str = "") -> Paying:
    """The fold of a page that shows the prices of `facts`; `currency` is the seeker's, `pay` what was searched for."""
    shown = list(facts)
    slugs = labels.in_order("who_qualifies", dict.fromkeys(slug for each in shown for slug in groups_of(each)))
    codes = dict.fromkeys([currency, *(str(each["currency"]) for each in shown if "currency" in each)])
    return Paying(
        currencies=tuple(Currency(code, reader.symbol(code), get_currency_precision(code)) for code in codes),
        pay=pay,
        groups=tuple(Group(slug, labels.of("who_qualifies", slug)) for slug in slugs if slug != ANYBODY),
        book={
            # The digits the server writes amounts with, whatever the browser would choose.
            "locale": f"{str(reader.locale).replace('_', '-')}-u-nu-latn",
            "words": messages(reader),
            "who": {slug: labels.inside("who_qualifies", slug) for slug in slugs},
        },
    )


def groups_of(facts: Facts) -> list[str]:
    """The groups a fee names, on its own and in its concessions."""
    who = [*_texts(facts.get("who"))]
    terms = facts.get("terms")
    rows = terms.get("concessions") if isinstance(terms, Mapping) else None
    for row in rows if isinstance(rows, list) else []:
        who += _texts(row.get("who")) if isinstance(row, Mapping) else []
    return who


def _texts(value: object) -> Sequence[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
