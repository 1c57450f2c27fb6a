"""What somebody sees and changes of their account once they are signed in."""

from uuid import UUID

from flask import abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.access.permissions import public, when_signed_in, when_signed_in_again
from app.accounts import sessions, settling
from app.accounts.browsers import listed
from app.accounts.forms import AddressForm, ButtonForm, NewPasswordForm, said
from app.accounts.queries import live_sessions, unreachable_address
from app.accounts.refusals import Refused
from app.accounts.views import accounts, page, refused
from app.plumbing import clock
from app.plumbing.requests import database_session


@accounts.get("/.well-known/change-password")
@public
def well_known() -> Response:
    """Where password managers look (HDR-10)."""
    return redirect(url_for("accounts.change_password"), 302)


@accounts.get("/account")
@when_signed_in
def account() -> str:
    """Address, password, second factors, browsers."""
    return render_template("accounts/account.html", person=sessions.present(), form=ButtonForm())


@accounts.route("/account/password", methods=["GET", "POST"])
@when_signed_in_again
def change_password() -> Response:
    """Another password; every other browser is signed out."""
    form, person = NewPasswordForm(), sessions.present()
    if not form.validate_on_submit():
        return page("password", form, person=person)
    try:
        settling.change_password(person, said(form.password))
    except Refused as refusal:
        return refused(refusal, "password", form, "password", person=person)
    return redirect(url_for("accounts.account", done="password"), 303)


@accounts.route("/account/email", methods=["GET", "POST"])
@when_signed_in_again
def change_email() -> Response:
    """Another address; nothing changes before it is confirmed there."""
    form, person = AddressForm(), sessions.present()
    shown = {"person": person, "unreachable": unreachable_address(database_session(), person.account_id)}
    if not form.validate_on_submit():
        return page("email", form, **shown)
    try:
        settling.ask_to_move(person.account_id, said(form.email))
    except Refused as refusal:
        return refused(refusal, "email", form, "email", **shown)
    return redirect(url_for("accounts.account", done="asked"), 303)


@accounts.get("/account/browsers")
@when_signed_in
def browsers() -> str:
    """Where this account is signed in."""
    person, now = sessions.present(), clock.now()
    lines = listed(live_sessions(database_session(), person.account_id, now), person.session_id, now)
    return render_template("accounts/browsers.html", browsers=lines, form=ButtonForm())


@accounts.post("/account/browsers/<uuid:session_id>/sign-out")
@when_signed_in
def sign_out_browser(session_id: UUID) -> Response:
    """Sign one of them out."""
    if not settling.sign_out_browser(sessions.present().account_id, session_id):
        abort(404)
    return redirect(url_for("accounts.browsers", done="one"), 303)


@accounts.post("/account/browsers/sign-out-others")
@when_signed_in
def sign_out_others() -> Response:
    """Sign every browser out but this one."""
    settling.sign_out_others(sessions.present())
    return redirect(url_for("accounts.browsers", done="others"), 303)
