"""Passkeys: made, named, removed."""

from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.permissions import when_signed_in_again
from app.access.visitors import account_id
from app.accounts.factors import showing
from app.accounts.factors.actions import LastFactor
from app.accounts.factors.forms import NameForm, NewPasskeyForm
from app.accounts.factors.models import Passkey
from app.accounts.factors.screens import own_passkey
from app.accounts.rules import label_of
from app.accounts.sessions import present
from app.accounts.views import accounts
from app.accounts.views.sign_in_methods import kept_safe, last_factor
from app.plumbing.words import gettext as _


@accounts.route("/account/sign-in-methods/passkeys/new", methods=["GET", "POST"])
@when_signed_in_again
def new_passkey() -> Response | str | tuple[str, int]:
    """Name a passkey and have the device make it."""
    form = NewPasskeyForm(data={"name": label_of(request.user_agent.string) or _("My passkey")})
    codes = None
    if form.validate_on_submit():
        codes = showing.passkey_added(present(), form.name.data or "", form.answer.data or "")
    if codes is not None:
        return kept_safe(codes)
    refused = request.method == "POST" and not form.errors
    page = render_template("accounts/factors/new-passkey.html", form=form, refused=refused)
    return page, 200 if request.method == "GET" else 400


@accounts.post("/account/sign-in-methods/passkeys/challenge")
@when_signed_in_again
def new_passkey_challenge() -> Response:
    """What a device is asked to sign when it makes a passkey."""
    return Response(showing.new_passkey_challenge(account_id()), mimetype="application/json")


@accounts.route("/account/sign-in-methods/passkeys/<uuid:passkey_id>", methods=["GET", "POST"])
@when_signed_in_again
def rename_passkey(passkey_id: UUID) -> Response | str | tuple[str, int]:
    """Call a passkey something else."""
    passkey = _own(passkey_id)
    form = NameForm(data={"name": passkey.name})
    if form.validate_on_submit():
        showing.passkey_renamed(account_id(), passkey_id, form.name.data or "")
        return redirect(url_for("accounts.sign_in_methods"), 303)
    page = render_template("accounts/factors/rename-passkey.html", form=form, passkey=passkey)
    return page, 200 if request.method == "GET" else 400


@accounts.route("/account/sign-in-methods/passkeys/<uuid:passkey_id>/remove", methods=["GET", "POST"])
@when_signed_in_again
def remove_passkey(passkey_id: UUID) -> Response | str | tuple[str, int]:
    """Remove a passkey, after a question."""
    passkey = _own(passkey_id)
    if request.method == "GET":
        return render_template("accounts/factors/remove.html", passkey=passkey)
    try:
        showing.passkey_removed(account_id(), passkey_id)
    except LastFactor:
        return last_factor()
    return redirect(url_for("accounts.sign_in_methods"), 303)


def _own(passkey_id: UUID) -> Passkey:
    """A passkey of this account; somebody else's is not there (AUTH-16)."""
    return own_passkey(account_id(), passkey_id) or abort(404)
