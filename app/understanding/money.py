"""What somebody can pay: "can't do more than 25 quid", "£30-40", "a tenner", "40 max"."""

from dataclasses import dataclass

from app.criteria.values import MOST_PAY
from app.understanding.spans import Sentence, Span
from app.understanding.tables import Tables
from app.understanding.tokens import STOP

_DASHES = frozenset("-–—~")
_DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD"})
_LARGEST_TEN = 90
_SMALLEST_WORD = 5


@dataclass(frozen=True, slots=True)
class _Amount:
    first: int
    end: int
    value: float
    currency: str | None
    sure: bool


def find_pay(said: Sentence, tables: Tables, currency: str) -> list[Span]:
    """The span of the most somebody can pay a session; `currency` is the site's. At most one."""
    amounts = []
    place = 0
    while place < len(said.tokens):
        amount = _amount(said, place, tables)
        if amount is not None:
            amounts.append(amount)
        place = max(place + 1, amount.end if amount is not None else 0)
    if not amounts:
        return []
    # "usually £60 but I can only pay 30": what is said to be payable counts.
    best = next((amount for amount in amounts if amount.sure), amounts[0])
    asks = [("pay", _written(best.value))]
    named = best.currency
    if named in _DOLLARS and currency in _DOLLARS:
        named = currency
    if named is not None and named != currency:
        asks.append(("currency", named))
    return [Span(best.first, best.end, tuple(asks))]


def number_at(said: Sentence, place: int, tables: Tables) -> tuple[float, int] | None:
    """The number that begins at a token, in digits or in words, and its end."""
    token = said.tokens[place]
    if token.number is not None:
        return token.number, place + 1
    value = tables.numbers.get(token.word)
    if value is None:
        return None
    end = place + 1
    if 20 <= value <= _LARGEST_TEN and end < len(said.tokens):
        joined = end + 1 if said.tokens[end].word in ("y", "et", "i") and end + 1 < len(said.tokens) else end
        unit = tables.numbers.get(said.tokens[joined].word, 0)
        if 0 < unit < 10:
            return float(value + unit), joined + 1
    # "One" and "two" by themselves seldom count anything: "one to one", "the two of us".
    return (float(value), end) if value >= _SMALLEST_WORD else None


def _amount(said: Sentence, place: int, tables: Tables) -> _Amount | None:
    read = _one(said, place, tables)
    if read is None:
        return None
    first, end, value, currency = read
    if (upper := _upper(said, end, tables)) is not None:
        end, value = upper[1], upper[2]
        currency = currency or upper[3]
    before = first - 1 if first == 0 or said.tokens[first - 1].word not in tables.currencies else first - 2
    if before >= 0 and said.tokens[before].word in _NOT:
        return None
    if not 0 < value <= MOST_PAY or _is_something_else(said, first, end, currency):
        return None
    before = max(said.clause(place)[0], first - 5)
    sure = said.marked("pay", before, first) or said.marked("most", before, first)
    after = min(said.clause(place)[1], end + 2)
    sure = sure or said.marked("most", end, after) or said.marked("each", end, after)
    if currency is None and not sure:
        return None
    return _Amount(first, end, value, currency, sure)


def _one(said: Sentence, place: int, tables: Tables) -> tuple[int, int, float, str | None] | None:
    """(first, end, value, currency) of a number with its sign or word of money, if it has one."""
    currency = None
    first = place
    if said.tokens[place].number is None and said.tokens[place].word not in tables.numbers:
        # A sign, or the word of a currency, before its number.
        currency = tables.currencies.get(said.tokens[place].word)
        if currency is None or place + 1 >= len(said.tokens) or said.tokens[place + 1].number is None:
            return None
        place += 1
    read = number_at(said, place, tables)
    if read is None:
        return None
    value, end = read
    if currency is None:
        currency = tables.currencies.get(said.tokens[place].word)  # a tenner
        if end < len(said.tokens) and said.tokens[end].parted < STOP and said.tokens[end].word in tables.currencies:
            currency = tables.currencies[said.tokens[end].word]
            end += 1
    return first, end, value, currency


def _upper(said: Sentence, end: int, tables: Tables) -> tuple[int, int, float, str | None] | None:
    """The upper end of a range that goes on here: 30-40, 30 to 40, between 30 and 40."""
    if end >= len(said.tokens):
        return None
    gap = said.text[said.tokens[end - 1].end : said.tokens[end].start].strip()
    if gap and set(gap) <= _DASHES:
        return _one(said, end, tables)
    to = said.tokens[end].word
    if end + 1 < len(said.tokens) and (to in _TO or (to in _AND and _between(said, end))):
        return _one(said, end + 1, tables)
    return None


_TO = frozenset({"to", "or", "a", "à", "do", "الى", "إلى", "سے"})
_NOT = frozenset({"not", "isnt"})
_AND = frozenset({"and", "y", "et", "i", "و", "اور"})
_BETWEEN = frozenset({"between", "entre", "pomiedzy", "miedzy", "بين"})


def _between(said: Sentence, end: int) -> bool:
    return not _BETWEEN.isdisjoint(said.words(end - 5, end))


def _is_something_else(said: Sentence, first: int, end: int, currency: str | None) -> bool:
    """Whether the number is an income, a duration, a distance or a count."""
    start, stop = said.clause(first)
    if said.marked("income", max(start, first - 3), first):
        return True
    if end < stop and said.marked("income", end, end + 1):
        return True
    # "£80 a month": how often is not said, so what a session may cost is not either.
    return currency is not None and said.marked("income", end, min(stop, end + 1))


def _written(value: float) -> str:
    return f"{value:.0f}" if value == int(value) else f"{value:.2f}"
