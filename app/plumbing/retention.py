"""What is kept of mail, of forms, of what was done, and of this installation itself."""

from app.plumbing.form_tokens import GOOD_FOR
from app.plumbing.mailing import ASIDE_FOR, KEPT_UNSENT
from app.plumbing.retaining import (
    ACCOUNT,
    FOR_GOOD,
    NOBODY,
    SAFETY,
    TRUST,
    After,
    By,
    Holding,
    Kind,
    Stays,
    While,
    Whose,
)
from app.plumbing.words import lazy_gettext as _

REGISTER = (
    Holding(
        whose=Whose.SEEKERS,
        what=_("A letter to you that waits to be sent, with the address it goes to"),
        why=_("So that no letter is lost when a mail server does not answer. What has been sent is deleted at once."),
        basis=_("You asked us to write to you, or have an account here."),
        periods=(
            While(_("Kept until it is sent.")),
            After(ASIDE_FOR, _("Gone %(length)s after it was given up.")),
            After(KEPT_UNSENT, _("Gone %(length)s after it was written, at the latest.")),
        ),
        purge=By("app.plumbing.mailing:forget_old"),
        columns={
            "outbox_mail": {
                Kind.CONTACT: "recipient",
                Kind.MESSAGE: "subject body",
                Kind.OPERATIONAL: "id created_at due_at tries parked_at reply",
            }
        },
    ),
    Holding(
        whose=Whose.SITE,
        what=_("Addresses that mail does not reach"),
        why=_("So that whoever has an account here learns of it. Of everybody else’s none is kept."),
        basis=ACCOUNT,
        periods=(While(_("Kept until mail arrives there again, if it is an account’s.")),),
        purge=By("app.accounts.people.actions:follow_bounces"),
        columns={"unreachable_address": {Kind.ACCOUNT: "address", Kind.OPERATIONAL: "since how"}},
    ),
    Holding(
        whose=Whose.SITE,
        what=_("Random numbers of forms that were sent"),
        why=_("So that a form that is sent twice counts once. They say nothing about who sent it."),
        basis=NOBODY,
        periods=(After(GOOD_FOR, _("Gone %(length)s after the form was opened.")),),
        purge=By("app.plumbing.form_tokens:forget_spent"),
        columns={"spent_form_token": {Kind.OPERATIONAL: "number runs_out_at"}},
    ),
    Holding(
        whose=Whose.STEWARDS,
        what=_("The trail of who did what"),
        why=_("So that nobody with power here can use it unseen. It holds random numbers and words of ours, no texts."),
        basis=TRUST,
        periods=(FOR_GOOD,),
        purge=Stays(),
        columns={
            "audit_line": {
                Kind.OPERATIONAL: "sequence at actor act subject_type subject_id details previous hash",
            },
            "audit_head": {Kind.OPERATIONAL: "id sequence hash"},
        },
    ),
    Holding(
        whose=Whose.SITE,
        what=_("Random numbers of what was erased, with the day"),
        why=_("So that a backup that is brought back can be made to forget again."),
        basis=SAFETY,
        periods=(FOR_GOOD,),
        purge=Stays(),
        columns={"erasure": {Kind.OPERATIONAL: "id erased_on"}},
    ),
    Holding(
        whose=Whose.SITE,
        what=_("How often the directory has changed"),
        why=_("So that every part of the server shows the same."),
        basis=NOBODY,
        periods=(FOR_GOOD,),
        purge=Stays(),
        columns={"change_counter": {Kind.OPERATIONAL: "name value"}},
    ),
)
