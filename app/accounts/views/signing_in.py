"""Signing in, showing again who one is, signing out."""

from flask import redirect, url_for
from werkzeug.wrappers import Response

from app.access.permissions import public, when_signed_in
from app.access.visitors import signed_in
from app.accounts import entering, landing, sessions
from app.accounts.factors.screens import ways_of
from app.accounts.forms import PasswordForm, SignInForm, said
from app.accounts.refusals import Refused
from app.accounts.views import accounts, page, refused
from app.accounts.views.second_factor import answered


@accounts.route("/account/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> Response:
    """By password; whoever is signed in already goes on."""
    form = SignInForm()
    if not form.validate_on_submit():
        person = signed_in()
        return page("sign-in", form) if person is None else redirect(landing.next_or_first(person.role), 303)
    try:
        role = entering.enter(said(form.email), said(form.password))
    except Refused as refusal:
        return refused(refusal, "sign-in", form, "password")
    return redirect(landing.to_second_factor() if role is None else landing.next_or_first(role), 303)


@accounts.route("/account/confirm", methods=["GET", "POST"])
@when_signed_in
def confirm() -> Response:
    """The password again, or a second factor of whoever has one, before something that cannot easily be undone."""
    form, person = PasswordForm(), sessions.present()
    ways = ways_of(person.account_id)
    if len(ways.factors):
        return answered(person, ways, "factors/confirm")
    if not form.validate_on_submit():
        return page("confirm", form, person=person)
    try:
        entering.show_again(person, said(form.password))
    except Refused as refusal:
        return refused(refusal, "confirm", form, "password", person=person)
    return redirect(landing.next_or_first(person.role), 303)


@accounts.post("/account/sign-out")
@public
def sign_out() -> Response:
    """Sign this browser out; whoever is not signed in any more may press the button too."""
    entering.leave()
    return redirect(url_for("accounts.sign_in", done="signed-out"), 303)
