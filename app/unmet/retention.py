"""What is kept of what people search for: numbers of at least ten connections."""

from app.plumbing.retaining import NOBODY, AfterMonths, By, Holding, Kind, Whose
from app.plumbing.words import lazy_gettext as _
from app.unmet.demand.rules import KEPT_MONTHS

REGISTER = (
    Holding(
        whose=Whose.SITE,
        what=_("From how many connections a language, community or approach was searched for, by month, fee, country"),
        why=_("So that it can be shown where need goes unmet. No search is in it, nor fewer than ten connections."),
        basis=NOBODY,
        periods=(AfterMonths(KEPT_MONTHS, _("Gone %(length)s after the month.")),),
        purge=By("app.unmet.demand.actions:forget_old"),
        columns={"searched_month": {Kind.PUBLIC: "facet value band area total", Kind.OPERATIONAL: "month"}},
    ),
)
