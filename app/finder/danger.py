"""Whether a search suggests danger: then urgent help is shown before everything else. It never changes the search."""

from app.criteria.criteria import Criteria
from app.urgent_help.danger import suggests_danger as words_suggest_danger

_CONCERNS = frozenset({"suicidal-thoughts", "self-harm"})


def suggests_danger(criteria: Criteria) -> bool:
    """Whether the words typed, or a concern chosen or wished for, may be about ending or harming one's own life."""
    return not _CONCERNS.isdisjoint(criteria.asked("concern")) or words_suggest_danger(criteria.q or "")
