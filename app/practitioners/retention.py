"""What is kept of who is listed."""

from app.plumbing.retaining import ACCOUNT, AGREED, TRUST, WHILE_LISTING, Along, By, Holding, Kind, While, Whose
from app.plumbing.words import lazy_gettext as _

REGISTER = (
    Holding(
        whose=Whose.PRACTITIONERS,
        what=_("Your listing"),
        why=_("So that people find you. What is public is what you chose; your legal name and address are not."),
        basis=ACCOUNT,
        periods=(WHILE_LISTING,),
        purge=By("app.practitioners.actions:remove"),
        columns={
            "record": {
                Kind.PUBLIC: "type kind slug name headline about may_see_people_in fictional",
                Kind.PRIVATE: "status rhythm_days found_elsewhere",
                Kind.OPERATIONAL: "id created_at updated_at confirmed_on",
            },
            "practitioner": {
                Kind.PRIVATE: "legal_name",
                Kind.PUBLIC: "promised_days",
                Kind.ACCOUNT: "account_id",
                Kind.OPERATIONAL: "id reminded_step reminded_of",
            },
            "fact": {Kind.PUBLIC: "facet slug position detail own_words", Kind.OPERATIONAL: "record_id"},
            "premises": {
                Kind.PRIVATE: "address postcode lat lon precision",
                Kind.PUBLIC: "locality region country access",
                Kind.OPERATIONAL: "id record_id",
            },
            "offer": {
                Kind.PUBLIC: (
                    "position session format minutes times payers currency standard reduced_from fee_model fee_help"
                    " fee_terms fee_note fee_confirmed_on who_qualifies proof reduced_total reduced_open"
                    " reduced_confirmed_on reduced_limit_sessions reduced_next_review availability"
                    " availability_confirmed_on"
                ),
                Kind.OPERATIONAL: "id record_id premises_id",
            },
            "photo": {
                Kind.PUBLIC: "large small alt",
                Kind.OPERATIONAL: "id record_id state created_at",
            },
        },
    ),
    Holding(
        whose=Whose.PRACTITIONERS,
        what=_("Who you are: heritage, gender, faith and the like"),
        why=_("So that somebody who looks for a person like you finds you, where you said that they may."),
        basis=AGREED,
        periods=(While(_("Kept until you take it back, or the listing goes.")),),
        purge=Along("record"),
        columns={
            "identity_fact": {
                Kind.SPECIAL: "facet slug position own_words audiences consent_wording consented_at",
                Kind.OPERATIONAL: "record_id",
            }
        },
    ),
    Holding(
        whose=Whose.PRACTITIONERS,
        what=_("What stewards decided about your listing"),
        why=_("So that you can read why, and the next steward knows what was looked at."),
        basis=TRUST,
        periods=(WHILE_LISTING,),
        purge=Along("record"),
        columns={
            "review": {
                Kind.PRIVATE: "part proposed decided_by decision reason",
                Kind.OPERATIONAL: "id record_id submitted_at decided_at",
            },
        },
    ),
    Holding(
        whose=Whose.PRACTITIONERS,
        what=_("That your listing is withheld, and why"),
        why=_("So that nobody sees it meanwhile, and you know the reason."),
        basis=TRUST,
        periods=(While(_("Kept until it is put back, or the listing goes.")),),
        purge=Along("record"),
        columns={"withholding": {Kind.PRIVATE: "steward reason", Kind.OPERATIONAL: "record_id since"}},
    ),
)
