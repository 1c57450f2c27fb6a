"""What is kept of first messages."""

from app.enquiries.rules import KEPT_AFTER_END, KEPT_AT_MOST
from app.plumbing.retaining import ACCOUNT, ASKED, WHILE_LISTING, After, Along, By, Holding, Kind, Whose
from app.plumbing.words import lazy_gettext as _

REGISTER = (
    Holding(
        whose=Whose.SEEKERS,
        what=_("What you write to practitioners and they to you, encrypted, and where they may answer"),
        why=_("So that it reaches those you chose, and you can read what they answer."),
        basis=ASKED,
        periods=(
            After(KEPT_AFTER_END, _("Gone %(length)s after the last conversation about it has ended.")),
            After(KEPT_AT_MOST, _("Gone %(length)s after you sent it, at the latest.")),
        ),
        purge=By("app.enquiries.keeping:erase"),
        columns={
            "enquiry": {
                Kind.MESSAGE: "letter_sealed",
                Kind.CONTACT: "address_sealed address_hash address_confirmed_at locale",
                Kind.CREDENTIAL: "key_hash mailed_key_hash",
                Kind.OPERATIONAL: "id mailed_at mails sent_at",
            },
            "conversation": {
                Kind.MESSAGE: "state reason ended_by",
                Kind.CREDENTIAL: "answering_key_hash",
                Kind.OPERATIONAL: "id enquiry_id practitioner_id position sent_at due_at read_at answered_at ended_at",
            },
            "conversation_words": {
                Kind.MESSAGE: "author text_sealed",
                Kind.OPERATIONAL: "id conversation_id written_at",
            },
        },
    ),
    Holding(
        whose=Whose.PRACTITIONERS,
        what=_("Whom you blocked, as a hash that only means something to you"),
        why=_("So that they cannot write to you again."),
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
)
