"""Who asks, when, and with what at hand."""

from dataclasses import dataclass, field
from datetime import date

from app.criteria.criteria import Criteria
from app.criteria.question import question
from app.criteria.terms import Asked
from app.criteria.whereabouts import FindPlace, locate
from app.listings.listing import Audience
from app.search import Known, Snapshot


@dataclass(frozen=True, slots=True)
class Asking:
    """The directory of this moment, the gazetteer, the audience, the UTC day, and the site's currency (ISO 4217).

    A search asks the snapshot many nearly equal questions: `known` is what it learned so far.
    """

    snapshot: Snapshot
    find_place: FindPlace
    audience: Audience
    day: date
    currency: str
    known: Known = field(default_factory=dict, compare=False, repr=False)

    def asked(self, criteria: Criteria) -> Asked:
        """Criteria with what they mean here."""
        return Asked(criteria, locate(criteria, self.find_place), self.audience, self.currency)

    def total(self, criteria: Criteria) -> int:
        """How many listings these criteria find."""
        return self.snapshot.total(question(self.asked(criteria), self.day, count=False), self.known)
