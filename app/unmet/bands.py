"""Fee bands: amounts a person may say they can pay for a session, in the main unit of the site's currency. Pure."""

from babel.numbers import get_currency_precision

# None: whatever it costs. What is offered is counted "at most"; 0 is free.
AT_MOST: tuple[int | None, ...] = (None, 60, 30, 0)


def minor(amount: int | None, currency: str) -> int | None:
    """An amount in the smallest unit of its currency, as a search has it."""
    return None if amount is None else amount * 10 ** get_currency_precision(currency)
