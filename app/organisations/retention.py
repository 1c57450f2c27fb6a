"""What is kept of organisations and their services."""

from app.plumbing.retaining import FOR_GOOD, TRUST, Along, Holding, Kind, Stays, While, Whose
from app.plumbing.words import lazy_gettext as _

REGISTER = (
    Holding(
        whose=Whose.SITE,
        what=_("Organisations that offer services"),
        why=_("So that people find services too. It was public before we read it."),
        basis=TRUST,
        periods=(FOR_GOOD,),
        purge=Stays(),
        columns={
            "organisation": {
                Kind.PUBLIC: "name website source",
                Kind.OPERATIONAL: "id source_key created_at",
            }
        },
    ),
    Holding(
        whose=Whose.SITE,
        what=_("Where a service was read, and when"),
        why=_("So that its listing names its source and its day."),
        basis=TRUST,
        periods=(While(_("Kept as long as the service is listed.")),),
        purge=Along("record"),
        columns={
            "service": {
                Kind.PUBLIC: "source source_name source_url retrieved_on phone website",
                Kind.OPERATIONAL: "id organisation_id source_key",
            }
        },
    ),
)
