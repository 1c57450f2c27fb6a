"""Ages, days and hours as Open Referral UK asks for them, put to the words our listings have for them."""

from datetime import time

from app.api.hsds.parts import ages
from app.search import AllOf, AnyOf, Clause, Has, Lacks
from app.vocabulary.lexicon import Lexicon

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEK, _WEEKEND = frozenset(DAYS[:5]), frozenset(DAYS[5:])
_DAY = (0.0, 24.0)
# What the vocabulary says of each: about when it is. What says nothing of hours is never found by them.
_SPANS: dict[str, tuple[frozenset[str], tuple[float, float]]] = {
    "early-morning": (frozenset(DAYS), (5.0, 8.5)),
    "weekday-daytime": (_WEEK, (9.0, 17.5)),
    "weekday-morning": (_WEEK, (9.0, 12.0)),
    "weekday-lunchtime": (_WEEK, (12.0, 14.0)),
    "weekday-afternoon": (_WEEK, (14.0, 17.5)),
    "evening": (_WEEK, (17.5, 22.0)),
    "late-evening": (_WEEK, (20.0, 23.0)),
    "weekend": (_WEEKEND, _DAY),
    "saturday": (frozenset({"SA"}), _DAY),
    "sunday": (frozenset({"SU"}), _DAY),
}


def at_some_time(lexicon: Lexicon, day: str | None, start: time | None, end: time | None) -> Clause:
    """Some of its times are on this day and between these hours.

    Whoever states Saturdays states weekends too: the wider word counts only where no narrower one is stated.
    """
    begin, stop = _hours(start, 0.0), _hours(end, 24.0)
    met: list[Clause] = []
    for slug, (days, (opens, closes)) in _SPANS.items():
        if (day is None or day in days) and opens < stop and begin < closes:
            narrower = frozenset(word.slug for word in lexicon.terms("times").values() if word.parent == slug)
            has = Has("times", frozenset({slug}))
            met.append(AllOf((has, Lacks("times", narrower))) if narrower else has)
    return AnyOf(tuple(met)) if met else Has("times", frozenset())


def of_some_age(lexicon: Lexicon, youngest: int | None, oldest: int | None) -> Clause:
    """It is for some of the people from the youngest to the oldest of these ages."""
    slugs = set()
    for slug in lexicon.terms("age_group"):
        bounds = ages((slug,))
        least, most = bounds.get("minimum_age"), bounds.get("maximum_age", 200)
        if least is not None and least <= (200 if oldest is None else oldest) and (youngest or 0) <= most:
            slugs.add(slug)
    return Has("age_group", frozenset(slugs))


def _hours(moment: time | None, otherwise: float) -> float:
    return otherwise if moment is None else moment.hour + moment.minute / 60
