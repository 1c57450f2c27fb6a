"""After the password: showing a second factor, or hearing that one has to be set up; and showing one again."""

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from app.access.permissions import public, when_signed_in
from app.accounts import landing
from app.accounts.factors import showing
from app.accounts.factors.refusals import PasskeyCopied
from app.accounts.factors.screens import Ways, ways_of
from app.accounts.forms import said
from app.accounts.queries import Shown
from app.accounts.refusals import Refused
from app.accounts.rules import path_here
from app.accounts.sessions import present
from app.accounts.views import accounts, page, refused


@accounts.route("/account/second-factor", methods=["GET", "POST"])
@public
def second_factor() -> Response:
    """A code, a passkey or a recovery code; for whoever has none of these, the way to one."""
    shown = showing.known()
    if shown is None:
        return redirect(url_for("accounts.sign_in", next=path_here(request.args.get("next"))), 303)
    if shown.complete and shown.strong:
        return redirect(landing.next_or_first(shown.role), 303)
    return answered(shown, ways_of(shown.account_id), "factors/second-factor")


@accounts.post("/account/passkey-challenge")
@public
def passkey_challenge() -> Response:
    """What a device is asked to sign, for signing in or for showing again who one is."""
    return Response(showing.passkey_challenge(), mimetype="application/json")


@accounts.post("/account/sign-in/passkey")
@public
def passkey_sign_in() -> Response:
    """A passkey alone signs in."""
    back_to = "accounts.second_factor" if showing.known() else "accounts.sign_in"
    try:
        role = showing.passkey_signs_in(request.form.get("answer", ""))
    except Refused as refusal:
        return _back(back_to, refusal)
    return redirect(landing.next_or_first(role), 303)


@accounts.post("/account/confirm/passkey")
@when_signed_in
def confirm_by_passkey() -> Response:
    """A passkey shows again who somebody is (AUTH-15)."""
    shown = present()
    try:
        showing.passkey_shown_again(shown, request.form.get("answer", ""))
    except Refused as refusal:
        return _back("accounts.confirm", refusal)
    return redirect(landing.next_or_first(shown.role), 303)


def answered(shown: Shown, ways: Ways, template: str) -> Response:
    """A page with the ways to show a second factor, or where it leads once one was shown."""
    form, field, show = ways.sent
    if not form.validate_on_submit():
        return page(template, form, ways=ways, shown=shown)
    try:
        show(shown, said(form[field]))
    except Refused as refusal:
        return refused(refusal, template, form, field, ways=ways, shown=shown)
    return redirect(landing.next_or_first(shown.role), 303)


def _back(endpoint: str, refusal: Refused) -> Response:
    """To the page the passkey was shown on, which says why it did not do."""
    reason = "copied" if isinstance(refusal, PasskeyCopied) else "refused"
    return redirect(url_for(endpoint, next=path_here(request.args.get("next")), passkey=reason), 303)
