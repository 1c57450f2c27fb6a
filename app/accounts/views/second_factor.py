"""After the password: showing a second factor, or hearing that one has to be set up."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.permissions import public, when_signed_in
from app.accounts.factors import showing
from app.accounts.factors.rules import WITHIN, Outcome
from app.accounts.factors.screens import asking
from app.accounts.queries import Shown
from app.accounts.rules import path_here
from app.accounts.views import accounts


@accounts.route("/account/second-factor", methods=["GET", "POST"])
@public
def second_factor() -> Response | tuple[str, int, dict[str, str]]:
    """A code, a passkey or a recovery code; for whoever has none of these, the way to one."""
    shown = showing.known()
    if shown is None:
        return redirect(url_for("accounts.sign_in", next=path_here(request.values.get("next"))), 303)
    if shown.complete and shown.strong:
        return redirect(onward(), 303)
    return answered(shown, "accounts/factors/second-factor.html")


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
    return led_on(showing.passkey_signs_in(request.form.get("answer", "")), back_to)


@accounts.post("/account/confirm/passkey")
@when_signed_in
def confirm_by_passkey() -> Response:
    """A passkey shows again who somebody is (AUTH-15)."""
    return led_on(showing.passkey_shown_again(request.form.get("answer", "")), "accounts.confirm")


def answered(shown: Shown, template: str) -> Response | tuple[str, int, dict[str, str]]:
    """A page with all the ways to show a second factor, or where it leads once one was shown."""
    ways = asking(shown.account_id)
    outcome = ways.outcome(shown)
    if outcome is Outcome.RIGHT:
        return redirect(onward(), 303)
    page = render_template(template, ways=ways, shown=shown, onward=path_here(request.values.get("next")))
    if outcome is Outcome.TOO_MANY:
        return page, 429, {"Retry-After": str(int(WITHIN.total_seconds()))}
    return page, 200 if request.method == "GET" else 400, {}


def onward() -> str:
    """Where somebody wanted to go, if that is here."""
    return path_here(request.values.get("next")) or url_for("accounts.sign_in_methods")


def led_on(outcome: Outcome, back_to: str) -> Response:
    """On with a right passkey; back, with the reason, with another."""
    if outcome is Outcome.RIGHT:
        return redirect(onward(), 303)
    reason = "copied" if outcome is Outcome.WENT_BACK else "refused"
    return redirect(url_for(back_to, next=path_here(request.values.get("next")), passkey=reason), 303)
