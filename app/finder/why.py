"""Why a listing is there, in words: what it meets of what was asked, what it does not, and what has to be asked."""

from dataclasses import dataclass

from app.criteria.criteria import Criteria
from app.criteria.findings import Match
from app.criteria.sentence import Phrases
from app.criteria.whereabouts import Whereabouts
from app.finder.prices import Mark
from app.plumbing.words import gettext as _


@dataclass(frozen=True, slots=True)
class Why:
    """`meets` is one phrase or None; `marks` are what is not so (stated) and what is to be asked (not stated)."""

    meets: str | None
    marks: tuple[Mark, ...]


def why(match: Match, phrases: Phrases, criteria: Criteria, where: Whereabouts) -> Why:
    """The reasons of one card, from those of the search itself."""

    def said(names: tuple[str, ...]) -> list[str]:
        return list(dict.fromkeys(phrases.named(name, criteria, where) for name in names))

    met = said(match.met)
    unmet = [Mark(_("not: %(what)s", what=what), stated=True) for what in said(match.unmet)]
    ask = [Mark(_("ask: %(what)s", what=what), stated=False) for what in said(match.not_stated)]
    return Why(phrases.reader.listed(met) if met else None, (*unmet, *ask))
