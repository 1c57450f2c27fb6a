"""What is kept of who waits for a place, or for news."""

from app.plumbing.retaining import ASKED, After, By, Holding, Kind, While, Whose
from app.plumbing.words import lazy_gettext as _
from app.waiting import rules
from app.waiting.news import rules as news

REGISTER = (
    Holding(
        whose=Whose.SEEKERS,
        what=_("Your e-mail address, encrypted, if you wait for a reduced place"),
        why=_("So that we can tell you when one opens."),
        basis=ASKED,
        periods=(
            While(_("Gone at once when you leave the list.")),
            After(rules.CONFIRM_WITHIN, _("Gone %(length)s after you asked, unless you say that it was you.")),
            After(rules.TOLD_FOR, _("Gone %(length)s after we told you of a place.")),
            After(rules.KEPT_FOR, _("Gone %(length)s after you last said that you still wait.")),
        ),
        purge=By("app.waiting.actions:forget"),
        columns={
            "waiting_entry": {
                Kind.CONTACT: "address_sealed address_hash locale",
                Kind.CREDENTIAL: "key_hash",
                Kind.PRIVATE: "offer_id",
                Kind.OPERATIONAL: "id asked_at confirmed_at renewed_at reminded_at told_at mailed_at mails",
            }
        },
    ),
    Holding(
        whose=Whose.SEEKERS,
        what=_("Your e-mail address and your search, encrypted, if you asked for news of it"),
        why=_("So that we can tell you when somebody like this is listed."),
        basis=ASKED,
        periods=(
            While(_("Gone at once when you stop it.")),
            After(news.CONFIRM_WITHIN, _("Gone %(length)s after you asked, unless you say that it was you.")),
            After(news.KEPT_FOR, _("Gone %(length)s after you last said that you still want to hear.")),
        ),
        purge=By("app.waiting.news.actions:forget"),
        columns={
            "news_request": {
                Kind.PRIVATE: "asked_sealed found_sealed",
                Kind.CONTACT: "address_sealed address_hash locale",
                Kind.CREDENTIAL: "key_hash",
                Kind.OPERATIONAL: "id asked_at confirmed_at renewed_at reminded_at told_at looked_at",
            }
        },
    ),
)
