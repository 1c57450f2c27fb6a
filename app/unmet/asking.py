"""What an address of the open figures asks: a facet, one value of it, and what narrows the count."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from flask import current_app

from app.criteria.criteria import Criteria
from app.criteria.grammar import Problem, serialise
from app.criteria.requests import parsed
from app.listings.requests import directory
from app.plumbing.words import gettext as _
from app.unmet.supply import FACETS

OF, VALUE = "of", "value"
IN_PERSON = "in-person"
_NARROWS = ("near", "within", "format", "pay")
# Read here besides; the language of a page is no part of what it asks.
_ALSO = frozenset((OF, VALUE, "currency", "lang"))


@dataclass(frozen=True, slots=True)
class Figures:
    """A table of `facet`; `value` and the amount in `within` are what the map is drawn of.

    `within` limits every number; its amount does not limit the table, which has a column for each. `unread` are keys
    that mean nothing here.
    """

    facet: str
    value: str | None
    within: Criteria
    problems: tuple[Problem, ...]
    unread: tuple[str, ...]

    @property
    def of_table(self) -> Criteria:
        """What every cell of the table is asked within."""
        return replace(self.within, pay=None)

    @property
    def of_map(self) -> Criteria:
        """What is asked around every town: in person, unless another way was chosen. Online is the same everywhere."""
        there = self.within if "format" in self.within.chosen else self.within.choosing("format", IN_PERSON)
        return there if self.value is None else there.choosing(self.facet, self.value)

    def pairs(self) -> list[tuple[str, str]]:
        """The same as pairs of an address, less the value."""
        return [(OF, self.facet), *serialise(self.within)]


def figures(pairs: Iterable[tuple[str, str]]) -> Figures:
    """Read an address; what cannot be taken is a problem in one sentence, and the rest is kept."""
    sent = list(pairs)
    last = dict(sent)
    asked = parsed((), [pair for pair in sent if pair[0] in _NARROWS])
    problems = list(asked.problems)
    facet = last.get(OF) or FACETS[0]
    if facet not in FACETS:
        problems.append(Problem(OF, _("There are no figures of that; choose one of the list.")))
        facet = FACETS[0]
    value = directory().lexicon.live(facet, last[VALUE]) if last.get(VALUE) else None
    if last.get(VALUE) and value is None:
        problems.append(Problem(VALUE, _("That is not a value of the list; the map shows all of them.")))
    own = current_app.config["DEFAULT_CURRENCY"]
    if last.get("currency", own).upper() != own:
        problems.append(Problem("currency", _("Amounts are in %(currency)s here.", currency=own)))
    unread = tuple(dict.fromkeys(key for key in last if key not in (*_NARROWS, *_ALSO)))
    return Figures(facet, value, asked.criteria, tuple(problems), unread)
