"""A forgotten password, choosing one by a link, and links that give an account another address or take that back."""

from flask import make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.access.permissions import public
from app.accounts import joining, landing, links, settling
from app.accounts.forms import AddressForm, ButtonForm, NewPasswordForm, said
from app.accounts.links import CHOOSES_PASSWORD, Purpose
from app.accounts.refusals import LinkOver, Refused
from app.accounts.views import accounts, page, refused
from app.plumbing.requests import database_session


@accounts.route("/account/forgotten-password", methods=["GET", "POST"])
@public
def forgotten() -> Response:
    """The same answer whether or not there is an account (AUTH-06)."""
    form = AddressForm()
    if not form.validate_on_submit():
        return page("forgotten", form)
    try:
        joining.send_new_password(said(form.email))
    except Refused as refusal:
        return refused(refusal, "forgotten", form, "email")
    return redirect(url_for("accounts.look_at_your_mail", to="forgotten"), 303)


@accounts.route("/account/choose-password/<token>", methods=["GET", "POST"])
@public
def choose_password(token: str) -> Response:
    """By a link in a mail."""
    link = links.look(database_session(), token, *CHOOSES_PASSWORD)
    form, shown = NewPasswordForm(), {"email": link.email, "purpose": link.purpose}
    if not form.validate_on_submit():
        return page("choose-password", form, **shown)
    try:
        purpose = joining.choose_password(token, said(form.password))
    except Refused as refusal:
        return refused(refusal, "choose-password", form, "password", **shown)
    if purpose is Purpose.SIGN_UP:
        return redirect(landing.first_page("practitioner"), 303)
    return redirect(url_for("accounts.sign_in", done="password"), 303)


@accounts.route("/account/confirm-email/<token>", methods=["GET", "POST"])
@public
def move(token: str) -> Response:
    """A button, so that whatever opens links in mails by itself changes nothing."""
    link, form = links.look(database_session(), token, Purpose.MOVE), ButtonForm()
    if not form.validate_on_submit():
        return page("move", form, email=link.email)
    settling.move(token)
    return redirect(url_for("accounts.account", done="email"), 303)


@accounts.route("/account/undo-email/<token>", methods=["GET", "POST"])
@public
def undo_move(token: str) -> Response:
    """A button here too; then a new password, which whoever moved the account does not know."""
    link, form = links.look(database_session(), token, Purpose.UNDO_MOVE), ButtonForm()
    if not form.validate_on_submit():
        return page("undo-move", form, email=link.email)
    return redirect(url_for("accounts.choose_password", token=settling.undo_move(token)), 303)


@accounts.app_errorhandler(LinkOver)
def _link_is_over(_over: LinkOver) -> Response:
    return make_response(render_template("accounts/link-over.html"), 400)
