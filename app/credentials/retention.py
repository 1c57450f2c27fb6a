"""What is kept of entries in registers, and of how they were checked."""

from app.credentials.actions import EVIDENCE_KEPT
from app.credentials.evidence.rules import KEPT_AFTER_DECISION
from app.plumbing.retaining import ACCOUNT, TRUST, WHILE_LISTING, After, Along, By, Holding, Kind, While, Whose
from app.plumbing.words import lazy_gettext as _

REGISTER = (
    Holding(
        whose=Whose.PRACTITIONERS,
        what=_("Your entries in registers, and when they were checked"),
        why=_("So that seekers can see who looked, when and how."),
        basis=TRUST,
        periods=(WHILE_LISTING,),
        purge=Along("record"),
        columns={
            "registration": {
                Kind.PUBLIC: "body number expires_on",
                Kind.OPERATIONAL: "id record_id number_normalised due_on",
            },
            "register_check": {
                Kind.PUBLIC: "checked_at method outcome expires_on",
                Kind.PRIVATE: "checked_by first_by note",
                Kind.OPERATIONAL: "id registration_id counts",
            },
        },
    ),
    Holding(
        whose=Whose.PRACTITIONERS,
        what=_("Where stewards noted what they saw in a register"),
        why=_("So that a complaint about the check can be answered."),
        basis=TRUST,
        periods=(After(EVIDENCE_KEPT, _("Gone %(length)s after the check, by the day after.")),),
        purge=By("app.credentials.actions:clear_evidence"),
        columns={"register_check": {Kind.PRIVATE: "evidence"}},
    ),
    Holding(
        whose=Whose.PRACTITIONERS,
        what=_("Certificates you sent us"),
        why=_("So that a steward can see what no register shows. The file is encrypted, and goes with the check."),
        basis=ACCOUNT,
        periods=(
            While(_("Kept until it is decided.")),
            After(KEPT_AFTER_DECISION, _("Gone %(length)s after the decision.")),
        ),
        purge=By("app.credentials.evidence.actions:purge_evidence"),
        columns={
            "evidence": {
                Kind.PRIVATE: "file media_type",
                Kind.OPERATIONAL: "id registration_id received_at decided_at",
            }
        },
    ),
)
