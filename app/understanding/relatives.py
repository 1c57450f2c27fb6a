"""Whose illness it is: who cares for somebody ill looks for help with caring, and not for treatment."""

from collections.abc import Sequence

from app.understanding.spans import Sentence, Span

_CARING = frozenset({("concern", "caring-for-someone"), ("community", "carers"), ("concern", "young-carers")})
# These are, by the vocabulary's own words, for whoever is close as well.
_SHARED = frozenset({("concern", "dementia"), ("concern", "cancer"), ("concern", "dying-and-palliative")})
_KEPT = _CARING | _SHARED
_LINKS = frozenset(
    {"with", "has", "who", "got", "whos", "having", "had", "living", "is", "have", "now", "severe", "late"}
)

Asks = tuple[tuple[str, str], ...]


def without_illness_of_others(said: Sentence, spans: Sequence[Span], asks: Sequence[Asks]) -> list[Asks]:
    """What each span asks for, without concerns said of a relative by whoever cares for them: "I'm a carer for my
    mum with dementia"."""
    if _CARING.isdisjoint(ask for one in asks for ask in one):
        return list(asks)
    return [
        tuple(ask for ask in one if ask[0] != "concern" or ask in _KEPT or not _of_relative(said, span.first))
        for span, one in zip(spans, asks, strict=True)
    ]


def _of_relative(said: Sentence, place: int) -> bool:
    """Whether a word for a relative and only linking words stand before a token."""
    start, _stop = said.clause(place)
    at = place - 1
    while at >= start and said.tokens[at].word in _LINKS:
        at -= 1
    linked = at < place - 1 and at >= start
    return linked and (said.marked("kin", at, at + 1) or said.marked("child", at, at + 1))
