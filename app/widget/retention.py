"""What is kept of widgets."""

from app.plumbing.retaining import NOBODY, Holding, Kind, Stays, While, Whose
from app.plumbing.words import lazy_gettext as _

REGISTER = (
    Holding(
        whose=Whose.SITE,
        what=_("How an organisation shows this search on its own site"),
        why=_("So that the frame there shows what the organisation chose, and its address says nothing."),
        basis=NOBODY,
        periods=(While(_("Kept as long as the organisation is here.")),),
        purge=Stays(),
        columns={
            "widget": {
                Kind.PUBLIC: "name origins preset locked locale theme heading height collection_id by_list",
                Kind.OPERATIONAL: "id organisation_id status created_at updated_at",
            }
        },
    ),
)
