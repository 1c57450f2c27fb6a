"""Which searches are counted: those of a person who may be counted, in the open, and by nobody who objects."""

from flask import current_app, request

from app.criteria.findings import Findings
from app.listings.counts.rules import month_of
from app.listings.counts.visits import is_counted
from app.listings.requests import directory
from app.plumbing import clock
from app.plumbing.networks import household
from app.unmet.demand.rules import NO_AREA, cells_of
from app.unmet.demand.tally import Tally


def count_search(findings: Findings) -> None:
    """Somebody found this, if this request is by a person who may be counted. The quiet search never asks."""
    if not is_counted():
        return
    currency = current_app.config["DEFAULT_CURRENCY"]
    if cells := cells_of(findings.criteria, _known(findings.where.seen_from), currency):
        tally().add(month_of(clock.today()), cells, household(request.remote_addr))


def _known(area: str | None) -> str:
    # Anybody can write a code; only one that has a name here becomes a row.
    return area if area and directory().lexicon.term("region", area.lower()) else NO_AREA


def tally() -> Tally:
    """What this process knows of this month."""
    found: Tally = current_app.extensions["attune.demand"]
    return found
