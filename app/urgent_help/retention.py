"""What is kept of crisis lines that organisations add."""

from app.plumbing.retaining import TRUST, Holding, Kind, Stays, While, Whose
from app.plumbing.words import lazy_gettext as _

REGISTER = (
    Holding(
        whose=Whose.SITE,
        what=_("Crisis lines that organisations add"),
        why=_("So that people find help in their language, from somebody who knows of it."),
        basis=TRUST,
        periods=(While(_("Kept until the organisation takes it off, or closes.")),),
        purge=Stays(),
        columns={
            "added_line": {
                Kind.PUBLIC: "added_by country name phone for_whom hours languages checked_on",
                Kind.OPERATIONAL: "id organisation_id status reason proposed_at",
            }
        },
    ),
)
