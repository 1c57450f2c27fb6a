"""Pure decisions about what practitioners state."""

from collections.abc import Iterable
from dataclasses import dataclass

# What a fee model by itself says about help with the fee (slugs of scheme `fee_help`).
HELP_OF_MODEL: dict[str, str] = {
    "free": "free",
    "pay-what-you-can": "pay-what-you-can",
    "donation": "pay-what-you-can",
    "concession": "concession",
    "range": "sliding-scale",
    "tiers": "sliding-scale",
    "bottle": "sliding-scale",
    "income-formula": "sliding-scale",
    "sponsored": "sponsored",
}
_HELP_ORDER = ("free", "pay-what-you-can", "sliding-scale", "concession", "sponsored", "free-first-call")


def fee_help(model: str | None, named: Iterable[str]) -> tuple[str, ...]:
    """The kinds of help with the fee that hold: what the model implies and what is named besides.

    model: slug of scheme `fee_model` or None; named: slugs of scheme `fee_help`. Known slugs come first,
    in one fixed order, so that equal fees read equally.
    """
    holds = set(named)
    if model in HELP_OF_MODEL:
        holds.add(HELP_OF_MODEL[model])
    known = [slug for slug in _HELP_ORDER if slug in holds]
    return (*known, *sorted(holds.difference(_HELP_ORDER)))


# The way of scheme `contact_mode` that is a message through this site.
BY_MESSAGE = "form"
# Within how many days an answer to it may be promised, and what is promised where nobody chose.
PROMISES = (2, 5, 7, 14)
USUALLY_PROMISED = 7

# Somebody who is especially good at everything helps nobody to choose.
MOST_SPECIALIST = 8
SPECIALIST = frozenset({"certified", "supervisor", "specialist"})


def specialist_claims(details: Iterable[str | None]) -> int:
    """How many of these trainings and focuses claim more than ordinary knowledge."""
    return sum(detail in SPECIALIST for detail in details)


def is_within_cap(details: Iterable[str | None]) -> bool:
    """Whether a record may claim all this: at most MOST_SPECIALIST approaches and concerns as a specialist."""
    return specialist_claims(details) <= MOST_SPECIALIST


@dataclass(frozen=True, slots=True)
class Stated:
    """What a decision about publishing needs to know of a record."""

    status: str
    name: str
    kind: str
    facts: frozenset[str]
    offers: int
    unplaced_offers: int
    returned: bool = False


def missing(stated: Stated) -> tuple[str, ...]:
    """What a listing still needs before it can be looked at: keys of parts, in the order they are asked.

    Little is asked: a name, what somebody is, a language they work in, one concern or approach, one way to be seen.
    """
    needs = [
        ("who", not stated.name.strip()),
        ("profession", "profession" not in stated.facts and stated.kind == "individual"),
        ("language", "language" not in stated.facts),
        ("concern", not stated.facts & {"concern", "approach"}),
        ("offers", stated.offers == 0),
        ("places", stated.unplaced_offers > 0),
    ]
    return tuple(part for part, lacks in needs if lacks)


def why_not_public(stated: Stated) -> tuple[str, ...]:
    """Why nobody can see a listing, as keys to be put into words; empty when everybody can.

    `withheld`, `draft`, `returned`, `in_review`, `paused`, `resting`, `suspended`, `removed`; a draft also says what is
    missing.
    """
    if stated.status == "published":
        return ()
    if stated.status == "draft":
        first = "returned" if stated.returned else "draft"
        return (first, *(f"missing:{part}" for part in missing(stated)))
    return (stated.status,)


def takes_messages(ways: Iterable[str]) -> bool:
    """Whether a practitioner with an account may be written to through this site, by the ways they say they are
    reached: unless they name ways and this is none of them."""
    stated = set(ways)
    return not stated or BY_MESSAGE in stated
