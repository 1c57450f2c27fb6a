"""Whether a search suggests danger: then urgent help is shown before everything else. It never changes the search."""

from app.criteria.criteria import Criteria
from app.vocabulary.folding import fold

_CONCERNS = frozenset({"suicidal-thoughts", "self-harm"})
# Parts of words, as people type them; one too many does no harm, for the search goes on as before.
_WORDS = tuple(
    fold(part)
    for part in (
        *("suicid", "kill myself", "killing myself", "end my life", "ending my life", "end it all", "take my own life"),
        *("want to die", "wanna die", "dont want to live", "hurt myself", "harm myself", "self-harm", "self harm"),
        *("suizid", "selbstmord", "samobój", "самоубий", "самогуб", "intihar"),
        *("انتحار", "خودکشی", "आत्महत्या", "自杀", "自殺"),
    )
)


def suggests_danger(criteria: Criteria) -> bool:
    """Whether the words typed, or a concern chosen, may be about ending or harming one's own life."""
    if not _CONCERNS.isdisjoint(criteria.asked("concern")):
        return True
    typed = " ".join(fold(criteria.q or "").split())
    return any(part in typed for part in _WORDS)
