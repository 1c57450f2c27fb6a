"""What is kept of keys of the API."""

from app.access.actions import REVOKED_FOR
from app.plumbing.retaining import SAFETY, After, By, Holding, Kind, While, Whose
from app.plumbing.words import lazy_gettext as _

REGISTER = (
    Holding(
        whose=Whose.SITE,
        what=_("Keys by which other programs read the directory"),
        why=_("So that a key that is misused can be taken back."),
        basis=SAFETY,
        periods=(
            While(_("Kept as long as the key is good.")),
            After(REVOKED_FOR, _("Gone %(length)s after it was taken back.")),
        ),
        purge=By("app.access.actions:forget_revoked"),
        columns={
            "api_key": {
                Kind.ACCOUNT: "name",
                Kind.CREDENTIAL: "prefix secret_sha256",
                Kind.OPERATIONAL: "id created_at revoked_at",
            }
        },
    ),
)
