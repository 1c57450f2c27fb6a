"""What is kept of keys of the API."""

from app.access.actions import REVOKED_FOR
from app.plumbing.retaining import SAFETY, After, By, Holding, Kind, While, Whose
from app.plumbing.words import lazy_gettext as _

REGISTER = (
    Holding(
        whose=Whose.SITE,
        what=_("Keys by which other programs read the directory, whose they are, and the day of their last use"),
        why=_("So that a key that is misused, or no longer needed, is seen and taken back."),
        basis=SAFETY,
        periods=(
            While(_("Kept as long as the key is good and there is an account to which it belongs.")),
            After(REVOKED_FOR, _("Gone %(length)s after it was taken back.")),
        ),
        purge=By("app.access.actions:forget_revoked"),
        columns={
            "api_key": {
                Kind.ACCOUNT: "account_id name scopes last_used_on",
                Kind.CREDENTIAL: "prefix secret_sha256",
                Kind.OPERATIONAL: "id daily_limit created_at revoked_at",
            }
        },
    ),
    Holding(
        whose=Whose.SITE,
        what=_("How often programs asked, by key or by network"),
        why=_("So that nobody takes the directory away from others. A network is a hash that changes every day."),
        basis=SAFETY,
        periods=(While(_("Kept until the day is over.")),),
        purge=By("app.access.limits.actions:forget"),
        columns={"api_use": {Kind.OPERATIONAL: "who minute in_minute day in_day"}},
    ),
)
