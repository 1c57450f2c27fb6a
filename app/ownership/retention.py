"""What is kept of a listing that somebody brings along."""

from app.ownership.actions import BROUGHT_FOR
from app.plumbing.retaining import ACCOUNT, After, By, Holding, Kind, While, Whose
from app.plumbing.words import lazy_gettext as _

REGISTER = (
    Holding(
        whose=Whose.PRACTITIONERS,
        what=_("A listing you brought along, encrypted, while you look at it"),
        why=_("So that you see what would change before it does."),
        basis=ACCOUNT,
        periods=(
            While(_("Kept until you say yes or no.")),
            After(BROUGHT_FOR, _("Gone %(length)s after you brought it, at the latest.")),
        ),
        purge=By("app.ownership.actions:forget_brought"),
        columns={"brought_listing": {Kind.PRIVATE: "sealed", Kind.OPERATIONAL: "account_id brought_at"}},
    ),
)
