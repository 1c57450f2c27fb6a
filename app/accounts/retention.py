"""What is kept of who signs in."""

from app.accounts.factors.rules import CHALLENGE_GOOD_FOR
from app.accounts.links import LONGEST
from app.accounts.people.rules import RESET_WAITS
from app.accounts.rules import ABSOLUTE, DEVICE_KNOWN_FOR
from app.plumbing.retaining import (
    ACCOUNT,
    SAFETY,
    TRUST,
    WHILE_ACCOUNT,
    After,
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
        whose=Whose.PRACTITIONERS,
        what=_("Your account"),
        why=_("So that you alone can change your listing and read what is written to you."),
        basis=ACCOUNT,
        periods=(WHILE_ACCOUNT,),
        purge=By("app.ownership.actions:delete_account"),
        columns={
            "account": {
                Kind.ACCOUNT: "email role suspended_at email_confirmed_at password_changed_at unreachable_since",
                Kind.CREDENTIAL: "password_hash",
                Kind.OPERATIONAL: "id created_at",
            }
        },
    ),
    Holding(
        whose=Whose.PRACTITIONERS,
        what=_("Where you are signed in"),
        why=_("So that you can see your browsers, such as “Firefox · Android”, and sign them out."),
        basis=SAFETY,
        periods=(
            While(_("Kept until you sign out.")),
            After(ABSOLUTE, _("Gone %(length)s after you signed in, at the latest.")),
        ),
        purge=By("app.accounts.actions:forget_what_is_over"),
        columns={
            "signed_in_session": {
                Kind.CREDENTIAL: "reference_sha256",
                Kind.ACCOUNT: "account_id label strong stage",
                Kind.OPERATIONAL: "id created_at authenticated_at last_seen_at",
            }
        },
    ),
    Holding(
        whose=Whose.PRACTITIONERS,
        what=_("Browsers in which you have signed in before"),
        why=_("So that you hear of one that is new, and nobody’s guessing can lock you out."),
        basis=SAFETY,
        periods=(After(DEVICE_KNOWN_FOR, _("Gone %(length)s after it became known.")),),
        purge=By("app.accounts.actions:forget_what_is_over"),
        columns={"known_device": {Kind.CREDENTIAL: "device_sha256 account_id", Kind.OPERATIONAL: "created_at"}},
    ),
    Holding(
        whose=Whose.PRACTITIONERS,
        what=_("Links that were mailed to you"),
        why=_("So that they can be used, and only once."),
        basis=ACCOUNT,
        periods=(
            While(_("Kept until it is used.")),
            After(LONGEST, _("Gone %(length)s after it was sent, at the latest.")),
        ),
        purge=By("app.accounts.actions:forget_what_is_over"),
        columns={
            "mailed_link": {
                Kind.CREDENTIAL: "token_sha256 purpose account_id",
                Kind.ACCOUNT: "email",
                Kind.OPERATIONAL: "created_at expires_at",
            }
        },
    ),
    Holding(
        whose=Whose.PRACTITIONERS,
        what=_("How often somebody failed to sign in"),
        why=_("So that nobody can go on guessing. It does not say who, or from which address."),
        basis=SAFETY,
        periods=(After(ABSOLUTE, _("Gone %(length)s after the last failure.")),),
        purge=By("app.accounts.actions:forget_what_is_over"),
        columns={"attempt_count": {Kind.OPERATIONAL: "key_hmac failures since last_at"}},
    ),
    Holding(
        whose=Whose.PRACTITIONERS,
        what=_("Your second steps: passkeys, app and recovery codes"),
        why=_("So that a stolen password opens nothing."),
        basis=ACCOUNT,
        periods=(While(_("Kept until you remove them, or your account.")),),
        purge=Along("account"),
        columns={
            "authenticator_app": {
                Kind.CREDENTIAL: "account_id counts sealed_secret last_step",
                Kind.OPERATIONAL: "created_at",
            },
            "recovery_code": {Kind.CREDENTIAL: "account_id code_sha256 used_at", Kind.OPERATIONAL: "created_at"},
            "passkey": {
                Kind.CREDENTIAL: "account_id credential_id public_key sign_count transports",
                Kind.ACCOUNT: "name",
                Kind.OPERATIONAL: "id created_at last_used_at",
            },
        },
    ),
    Holding(
        whose=Whose.PRACTITIONERS,
        what=_("What a passkey is asked to sign"),
        why=_("So that an answer is good once."),
        basis=SAFETY,
        periods=(After(CHALLENGE_GOOD_FOR, _("Gone %(length)s after it was asked.")),),
        purge=By("app.accounts.factors.passkeys.actions:forget_challenges"),
        columns={
            "passkey_challenge": {
                Kind.CREDENTIAL: "challenge_sha256 purpose account_id",
                Kind.OPERATIONAL: "expires_at",
            }
        },
    ),
    Holding(
        whose=Whose.PRACTITIONERS,
        what=_("That your second steps are to be taken away"),
        why=_("So that you can get back in when all are lost, and stop it when it was not you."),
        basis=SAFETY,
        periods=(After(RESET_WAITS, _("Gone %(length)s after it was asked.")),),
        purge=By("app.accounts.people.actions:carry_out_resets"),
        columns={"factor_reset": {Kind.ACCOUNT: "account_id asked_at due_at"}},
    ),
    Holding(
        whose=Whose.STEWARDS,
        what=_("Acts that wait for a second steward"),
        why=_("So that nobody decides alone about somebody’s account."),
        basis=TRUST,
        periods=(While(_("Kept until another steward has decided, or one of the accounts is gone.")),),
        purge=Along("account"),
        columns={
            "proposal": {Kind.ACCOUNT: "account_id act reason proposed_by", Kind.OPERATIONAL: "id proposed_at"},
        },
    ),
    Holding(
        whose=Whose.PRACTITIONERS,
        what=_("What stewards wrote to each other about your account"),
        why=_("So that the next steward understands what was done and why."),
        basis=TRUST,
        periods=(WHILE_ACCOUNT,),
        purge=Along("account"),
        columns={"stewards_note": {Kind.PRIVATE: "account_id act written_by words", Kind.OPERATIONAL: "id written_at"}},
    ),
)
