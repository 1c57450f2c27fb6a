"""How somebody signs in: the list, an app for codes, recovery codes."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.permissions import when_signed_in, when_signed_in_again
from app.access.visitors import account_id
from app.accounts.factors import showing
from app.accounts.factors.actions import LastFactor
from app.accounts.factors.forms import CodeForm
from app.accounts.factors.screens import app_page, methods_page
from app.accounts.sessions import present
from app.accounts.views import accounts
from app.plumbing.words import gettext as _


@accounts.get("/account/sign-in-methods")
@when_signed_in
def sign_in_methods() -> str:
    """Passkeys, the app, recovery codes, and what to do with each."""
    return methods()


@accounts.route("/account/sign-in-methods/app", methods=["GET", "POST"])
@when_signed_in_again
def authenticator_app() -> Response | str | tuple[str, int]:
    """Set up an app: begin, scan, enter a first code."""
    if request.method == "POST" and "code" not in request.form:
        showing.app_started(account_id())
        return redirect(url_for("accounts.authenticator_app"), 303)
    form, wrong = CodeForm(), request.method == "POST"
    codes = showing.app_confirmed(present(), form.code.data or "") if form.validate_on_submit() else None
    if codes is not None:
        return kept_safe(codes)
    if form.code.data:
        form.code.errors = [
            _("That is not the code of now. Wait for the next one, and look at the clock of the device.")
        ]
    page = render_template("accounts/factors/app.html", form=form, waiting=app_page(present()))
    return page, 400 if wrong else 200


@accounts.route("/account/sign-in-methods/app/remove", methods=["GET", "POST"])
@when_signed_in_again
def remove_authenticator_app() -> Response | str | tuple[str, int]:
    """Remove the app, after a question."""
    if request.method == "GET":
        return render_template("accounts/factors/remove.html", passkey=None)
    try:
        showing.app_removed(account_id())
    except LastFactor:
        return last_factor()
    return redirect(url_for("accounts.sign_in_methods"), 303)


@accounts.route("/account/sign-in-methods/recovery-codes", methods=["GET", "POST"])
@when_signed_in_again
def recovery_codes() -> Response | str | tuple[str, int]:
    """New recovery codes, shown once."""
    page = methods_page(account_id(), present().role)
    if not page.has_one:
        return redirect(url_for("accounts.sign_in_methods"), 303)
    if request.method == "POST":
        return kept_safe(showing.recovery_codes_made(account_id()))
    return render_template("accounts/factors/recovery-codes.html", page=page, codes=None)


def kept_safe(codes: list[str]) -> Response | str:
    """New codes to be kept, this once; back to the list where there are none to show."""
    if not codes:
        return redirect(url_for("accounts.sign_in_methods"), 303)
    return render_template("accounts/factors/recovery-codes.html", page=None, codes=codes)


def methods(wrong: str | None = None) -> str:
    """The list, with what could not be done."""
    return render_template(
        "accounts/factors/sign-in-methods.html", page=methods_page(account_id(), present().role), wrong=wrong
    )


def last_factor() -> tuple[str, int]:
    """The list, for somebody who wanted to be without a second factor and must not."""
    return methods(_("This is your last second step, and your account needs one. Add another first.")), 409
