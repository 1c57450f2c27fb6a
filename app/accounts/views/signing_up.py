"""Signing up: an address, a link to it, a password."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.access.permissions import public
from app.accounts import joining, landing
from app.accounts.forms import AddressForm, said
from app.accounts.refusals import Refused
from app.accounts.views import accounts, page, refused


@accounts.route("/account/sign-up", methods=["GET", "POST"])
@public
def sign_up() -> Response:
    """The same answer whether or not the address has an account: its mailbox is told which (AUTH-06)."""
    form = AddressForm()
    if not form.validate_on_submit():
        return page("sign-up", form)
    try:
        joining.sign_up(said(form.email))
    except Refused as refusal:
        return refused(refusal, "sign-up", form, "email")
    return redirect(url_for("accounts.look_at_your_mail", to="sign-up"), 303)


@accounts.get("/account/look-at-your-mail")
@public
def look_at_your_mail() -> str:
    """What comes next, after a link was sent."""
    return render_template("accounts/look-at-your-mail.html", again=landing.asked_for_link())
