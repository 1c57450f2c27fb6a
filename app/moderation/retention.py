"""What is kept of reports."""

from app.moderation.reports.rules import KEPT_AFTER_CLOSING
from app.plumbing.retaining import TRUST, WHILE_LISTING, After, Along, By, Holding, Kind, While, Whose
from app.plumbing.words import lazy_gettext as _

REGISTER = (
    Holding(
        whose=Whose.SEEKERS,
        what=_("What you write when you report a listing, encrypted, with its day and nothing about you"),
        why=_("So that a steward can read it and decide."),
        basis=TRUST,
        periods=(
            While(_("Kept until it is decided.")),
            After(KEPT_AFTER_CLOSING, _("Gone %(length)s after the decision.")),
        ),
        purge=By("app.moderation.reports.actions:forget_texts"),
        columns={
            "report_text": {Kind.MESSAGE: "sealed reason", Kind.OPERATIONAL: "id case_id received_on"},
        },
    ),
    Holding(
        whose=Whose.PRACTITIONERS,
        what=_("How often your listing was reported and for what, and what stewards did"),
        why=_("So that a decision can be understood and looked at again."),
        basis=TRUST,
        periods=(WHILE_LISTING,),
        purge=Along("record"),
        columns={
            "report_case": {Kind.PRIVATE: "outcome", Kind.OPERATIONAL: "id listing_id opened_on closed_at"},
            "report_count": {Kind.PRIVATE: "reason number", Kind.OPERATIONAL: "case_id kept"},
            "report_case_act": {Kind.PRIVATE: "steward act words", Kind.OPERATIONAL: "id case_id at"},
        },
    ),
)
