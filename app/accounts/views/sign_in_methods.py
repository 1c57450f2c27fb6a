"""How somebody signs in: the list, an app for codes, recovery codes."""

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.permissions import when_signed_in, when_signed_in_again
from app.access.visitors import account_id
from app.accounts.factors import showing
from app.accounts.factors.forms import CodeForm
from app.accounts.factors.screens import app_page, methods_page
from app.accounts.forms import said
from app.accounts.refusals import Refused
from app.accounts.sessions import present
from app.accounts.views import accounts, page, refused


@accounts.get("/account/sign-in-methods")
@when_signed_in
def sign_in_methods() -> Response:
    """Passkeys, the app, recovery codes, and what to do with each."""
    return methods()


@accounts.route("/account/sign-in-methods/app", methods=["GET", "POST"])
@when_signed_in_again
def authenticator_app() -> Response:
    """Set up an app: begin, scan, enter a first code."""
    form, person = CodeForm(), present()
    if request.method == "POST" and "code" not in request.form:
        showing.app_started(person.account_id)
        return redirect(url_for("accounts.authenticator_app"), 303)
    if not form.validate_on_submit():
        return page("factors/app", form, waiting=app_page(person))
    try:
        return kept_safe(showing.app_confirmed(person, said(form.code)))
    except Refused as refusal:
        return refused(refusal, "factors/app", form, "code", waiting=app_page(person))


@accounts.route("/account/sign-in-methods/app/remove", methods=["GET", "POST"])
@when_signed_in_again
def remove_authenticator_app() -> Response:
    """Remove the app, after a question."""
    if request.method == "GET":
        return make_response(render_template("accounts/factors/remove.html", passkey=None))
    try:
        showing.app_removed(account_id())
    except Refused as refusal:
        return methods(refusal)
    return redirect(url_for("accounts.sign_in_methods"), 303)


@accounts.route("/account/sign-in-methods/recovery-codes", methods=["GET", "POST"])
@when_signed_in_again
def recovery_codes() -> Response:
    """New recovery codes, shown once."""
    shown = methods_page(present())
    if not shown.has_one:
        return redirect(url_for("accounts.sign_in_methods"), 303)
    if request.method == "POST":
        return kept_safe(showing.recovery_codes_made(account_id()))
    return make_response(render_template("accounts/factors/recovery-codes.html", page=shown, codes=None))


def kept_safe(codes: list[str]) -> Response:
    """New codes to be kept, this once; back to the list where there are none to show."""
    if not codes:
        return redirect(url_for("accounts.sign_in_methods"), 303)
    return make_response(render_template("accounts/factors/recovery-codes.html", page=None, codes=codes))


def methods(refusal: Refused | None = None) -> Response:
    """The list, and what could not be done."""
    shown = methods_page(present())
    answer = make_response(render_template("accounts/factors/sign-in-methods.html", page=shown, refusal=refusal))
    answer.status_code = 200 if refusal is None else refusal.status
    return answer
