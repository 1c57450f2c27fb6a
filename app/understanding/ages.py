"""Who it is for, by age: "my 9-year-old", "my mum who is 82", "I'm 17"."""

from app.understanding.money import number_at
from app.understanding.spans import Sentence, Span
from app.understanding.tables import Tables
from app.understanding.tokens import COMMA

GROUPS = (
    (4, "0-4"),
    (10, "5-10"),
    (13, "11-13"),
    (17, "14-17"),
    (25, "18-25"),
    (64, "26-64"),
    (79, "65-79"),
    (120, "80-plus"),
)
# Nearly everybody sees grown people of these years, and few say so: it is heard and narrows nothing.
_USUAL = "26-64"
_OF_AGE = 18
_YEARS = frozenset(
    {
        "year",
        "years",
        "yr",
        "yrs",
        "yo",
        "y",
        "años",
        "anos",
        "ano",
        "ans",
        "an",
        "lat",
        "letni",
        "letnia",
        "سنة",
        "سنوات",
        "عام",
        "سال",
    }
)
_MONTHS = frozenset({"month", "months", "mths", "week", "weeks", "meses", "mois", "miesiecy"})
_OLD = frozenset({"old", "olds", "o"})
_AGED = frozenset({"aged", "age", "turning", "turned", "edad", "age:"})
_LINKS = frozenset(
    {
        "is",
        "who",
        "whos",
        "hes",
        "shes",
        "now",
        "just",
        "only",
        "are",
        "turned",
        "aged",
        "age",
        "turning",
        "has",
        "tiene",
        "a",
        "ma",
        "que",
        "qui",
        "عمره",
        "عمرها",
        "almost",
        "nearly",
        "he",
        "she",
        "of",
    }
)
_MY = frozenset({"my", "our", "mi", "mon", "moj", "moja", "میرا", "میری"})
_THEY = frozenset({"hes", "shes"})
_FOR = frozenset({"for", "para", "pour", "dla"})
_APOSTROPHES = frozenset("'’ʼ`")
_I = frozenset({"im", "am", "i", "tengo", "jai", "mam", "عمري"})


def group_of(age: float) -> str | None:
    """The age group of a person of so many years."""
    return next((group for last, group in GROUPS if age <= last), None)


def find_ages(said: Sentence, tables: Tables) -> list[Span]:
    """The ages in a sentence, each with the group it means and, for a child, a child's session."""
    spans: list[Span] = []
    for place in range(len(said.tokens)):
        if (alone := _alone(said, place)) is not None:
            spans.append(alone)
        if spans and place < spans[-1].end:
            continue
        read = number_at(said, place, tables)
        if read is None or not 0 < read[0] <= 110 or read[0] != int(read[0]):
            continue
        span = _age(said, place, read[1], int(read[0]))
        if span is not None:
            spans.append(span)
    return spans


def _age(said: Sentence, place: int, end: int, age: int) -> Span | None:
    start, stop = said.clause(place)
    after = said.words(end, min(stop, end + 3))
    unit = after[0] if after else ""
    if unit in _MONTHS:
        return Span(place, end + 2, _asks(0, child=True)) if after[1:2] and after[1] in _OLD else None
    child, kin = _near(said, "child", place, end, start, stop), _near(said, "kin", place, end, start, stop)
    mine = not _MY.isdisjoint(said.words(max(start, place - 3), place))
    before = said.words(max(start, place - 1), place)
    if unit in _YEARS:
        end += 1
        if after[1:2] and after[1] in _OLD:
            end += 1
        elif unit != "yo" and not (child or mine or (before and before[0] in _I)):
            return None
    elif (unit and said.marked("income", end, end + 1)) or not (
        _linked(said, place, start) or (before and (before[0] in _AGED | _THEY or before[0] in _I - {"i"}))
    ):
        return None
    own = bool(before and before[0] in _I) or not (
        child or kin or mine or (before and before[0] in _THEY) or (before and before[0] in _FOR)
    )
    return Span(place, end, _asks(age, child=not own and not kin and age < _OF_AGE))


def _alone(said: Sentence, place: int) -> Span | None:
    """A young age between commas: "im not coping, 17, Rotherham", "my kid hates school, 7"."""
    number = said.tokens[place].number
    if number is None or not 4 <= number <= 19 or said.clause(place, COMMA) != (place, place + 1):
        return None
    start, _stop = said.clause(place)
    child = said.marked("child", start, place)
    own = number > 10 and not _I.isdisjoint(said.words(start, place))
    if number != int(number) or not (child or own):
        return None
    return Span(place, place + 1, _asks(int(number), child=child and number < _OF_AGE))


def _asks(age: int, *, child: bool) -> tuple[tuple[str, str], ...]:
    group = group_of(age)
    asks = [] if group is None or group == _USUAL else [("age_group", group)]
    return (*asks, ("session", "child")) if child else tuple(asks)


def _near(said: Sentence, mark: str, place: int, end: int, start: int, stop: int) -> bool:
    """Whether a word for a child or a relative stands beside an age."""
    return said.marked(mark, max(start, place - 4), place) or said.marked(mark, end, min(stop, end + 4))


def _linked(said: Sentence, place: int, start: int) -> bool:
    """Whether the number is said of a relative: "my son is 7", "my mum who is 82", "daughter, 15,"."""
    at = place - 1
    while at >= start and said.tokens[at].word in _LINKS:
        at -= 1
    if at < start or not (said.marked("child", at, at + 1) or said.marked("kin", at, at + 1)):
        return False
    is_in_word = not _APOSTROPHES.isdisjoint(said.tokens[at].text)  # "my son's 15"
    return at < place - 1 or is_in_word or said.tokens[place].parted >= COMMA
