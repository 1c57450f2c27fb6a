"""Pure decisions about what practitioners state."""

from collections.abc import Iterable

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
