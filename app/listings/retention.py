"""What is kept of what is public, and of how often it was seen."""

from app.listings.counts.rules import KEPT_MONTHS
from app.listings.replies.rules import TOLD_MONTHS
from app.plumbing.retaining import (
    ACCOUNT,
    FOR_GOOD,
    NOBODY,
    TRUST,
    WHILE_LISTING,
    AfterMonths,
    By,
    Holding,
    Kind,
    Stays,
    Whose,
)
from app.plumbing.words import lazy_gettext as _

REGISTER = (
    Holding(
        whose=Whose.PRACTITIONERS,
        what=_("Your listing as the public sees it, and the addresses it had"),
        why=_("So that everybody sees the same, and an old link still leads to you."),
        basis=ACCOUNT,
        periods=(WHILE_LISTING,),
        purge=By("app.listings.addresses:forget_addresses"),
        columns={"published_listing": {Kind.PUBLIC: "slug document"}, "former_slug": {Kind.PUBLIC: "slug listing_id"}},
    ),
    Holding(
        whose=Whose.SITE,
        what=_("That there was a listing, by its random number"),
        why=_("So that an old link says “removed” rather than “never there”. No name is in it."),
        basis=NOBODY,
        periods=(FOR_GOOD,),
        purge=Stays(),
        columns={"published_listing": {Kind.OPERATIONAL: "id sequence serial changed_at removed_at good_until"}},
    ),
    Holding(
        whose=Whose.PRACTITIONERS,
        what=_("How often your listing was seen in a month"),
        why=_("So that you know whether it is found. Nobody learns by whom; at its end a month is rounded."),
        basis=ACCOUNT,
        periods=(AfterMonths(KEPT_MONTHS, _("Gone %(length)s after the month.")),),
        purge=By("app.listings.counts.rounding:forget_old"),
        columns={"monthly_count": {Kind.PRIVATE: "kind total", Kind.OPERATIONAL: "listing_id month"}},
    ),
    Holding(
        whose=Whose.PRACTITIONERS,
        what=_("How many first messages of a month you answered, and how soon"),
        why=_("So that people know whether they will hear from you. No message can be told from it."),
        basis=TRUST,
        periods=(AfterMonths(TOLD_MONTHS, _("Gone %(length)s after the month.")),),
        purge=By("app.enquiries.measuring.actions:forget_measured"),
        columns={"reply_count": {Kind.PUBLIC: "within total", Kind.OPERATIONAL: "practitioner_id month"}},
    ),
    Holding(
        whose=Whose.SITE,
        what=_("Months in which anything was counted"),
        why=_("So that “fewer than twenty” is not said of a month in which nobody counted."),
        basis=NOBODY,
        periods=(AfterMonths(KEPT_MONTHS, _("Gone %(length)s after the month.")),),
        purge=By("app.listings.counts.rounding:forget_old"),
        columns={"counted_month": {Kind.OPERATIONAL: "month rounded"}},
    ),
)
