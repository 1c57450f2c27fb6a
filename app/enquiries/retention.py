"""What is kept of first messages."""

from app.enquiries.rules import KEPT_AFTER_END, KEPT_AT_MOST, SURGE_OVER_AFTER
from app.listings.replies.rules import TOLD_MONTHS
from app.plumbing.retaining import (
    ACCOUNT,
    ASKED,
    NOBODY,
    SAFETY,
    TRUST,
    WHILE_LISTING,
    After,
    AfterMonths,
    Along,
    By,
    Holding,
    Kind,
    While,
    Whose,
)
from app.plumbing.words import lazy_gettext as _

REGISTER = (
    Holding(
        whose=Whose.SEEKERS,
        what=_("What you write to practitioners and they to you, encrypted, where they may answer, and a hash of each"),
        why=_("So that it reaches those you chose, you can read what they answer, and a campaign is seen to be one."),
        basis=ASKED,
        periods=(
            After(KEPT_AFTER_END, _("Gone %(length)s after the last conversation about it has ended.")),
            After(KEPT_AT_MOST, _("Gone %(length)s after you sent it, at the latest.")),
        ),
        purge=By("app.enquiries.keeping:erase"),
        columns={
            "enquiry": {
                Kind.MESSAGE: "letter_sealed likeness",
                Kind.CONTACT: "address_sealed address_hash address_confirmed_at locale",
                Kind.CREDENTIAL: "key_hash mailed_key_hash",
                Kind.OPERATIONAL: "id mailed_at mails sent_at",
            },
            "conversation": {
                Kind.MESSAGE: "state reason ended_by",
                Kind.CREDENTIAL: "answering_key_hash",
                Kind.OPERATIONAL: (
                    "id enquiry_id practitioner_id position sent_at due_at read_at answered_at ended_at decided"
                    " counted_at apart put_away_at"
                ),
            },
            "conversation_words": {
                Kind.MESSAGE: "author text_sealed",
                Kind.OPERATIONAL: "id conversation_id practitioner_id written_at",
            },
        },
    ),
    Holding(
        whose=Whose.SEEKERS,
        what=_(
            "If a practitioner wants nothing more from your e-mail address: a hash of it, another for each practitioner"
        ),
        why=_("So that nobody has to read again from somebody they blocked."),
        basis=ACCOUNT,
        periods=(WHILE_LISTING,),
        purge=Along("practitioner"),
        columns={"blocked_sender": {Kind.CONTACT: "sender_hash", Kind.OPERATIONAL: "practitioner_id blocked_at"}},
    ),
    Holding(
        whose=Whose.PRACTITIONERS,
        what=_("When you were last told that somebody wrote"),
        why=_("So that you get one letter rather than three hundred."),
        basis=ACCOUNT,
        periods=(WHILE_LISTING,),
        purge=Along("practitioner"),
        columns={"enquiry_notice": {Kind.OPERATIONAL: "practitioner_id told_at more_since"}},
    ),
    Holding(
        whose=Whose.PRACTITIONERS,
        what=_("That very many messages came for you at once"),
        why=_("So that you and the stewards are told of it once."),
        basis=SAFETY,
        periods=(After(SURGE_OVER_AFTER, _("Gone %(length)s after the last of them.")),),
        purge=By("app.enquiries.apart.actions:forget_surges"),
        columns={"enquiry_surge": {Kind.OPERATIONAL: "practitioner_id last_at stewards_told_at"}},
    ),
    Holding(
        whose=Whose.SEEKERS,
        what=_("A mark of your address, if you followed our link: one of a thousand marks, which all addresses share"),
        why=_("So that nobody writes to themselves ten times to look better. It proves of nobody that they wrote."),
        basis=TRUST,
        periods=(AfterMonths(TOLD_MONTHS, _("Gone %(length)s after the month.")),),
        purge=By("app.enquiries.measuring.actions:forget_measured"),
        columns={"reply_mark": {Kind.CONTACT: "mark", Kind.OPERATIONAL: "practitioner_id month"}},
    ),
    Holding(
        whose=Whose.PRACTITIONERS,
        what=_("That you had a message of some kind in this quarter"),
        why=_("So that stewards are told a number only where it is made of ten practitioners or more."),
        basis=TRUST,
        periods=(While(_("Kept until the quarter is over.")),),
        purge=By("app.enquiries.measuring.actions:forget_measured"),
        columns={"reply_part": {Kind.OPERATIONAL: "practitioner_id quarter kind"}},
    ),
    Holding(
        whose=Whose.SITE,
        what=_("How many first messages of a quarter were answered in the whole directory"),
        why=_("So that stewards see whether people who ask for a reduced fee are answered like others."),
        basis=NOBODY,
        periods=(While(_("Kept for eight quarters.")),),
        purge=By("app.enquiries.measuring.actions:forget_measured"),
        columns={"reply_total": {Kind.OPERATIONAL: "quarter kind messages answered practitioners"}},
    ),
)
