"""Passkeys: made, named, removed."""

from uuid import UUID

from flask import abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.permissions import when_signed_in_again
from app.access.visitors import account_id
from app.accounts.factors import showing
from app.accounts.factors.forms import NameForm, NewPasskeyForm
from app.accounts.factors.models import Passkey
from app.accounts.factors.screens import own_passkey
from app.accounts.forms import said
from app.accounts.refusals import Refused
from app.accounts.rules import label_of
from app.accounts.sessions import present
from app.accounts.views import accounts, page, refused
from app.accounts.views.sign_in_methods import kept_safe, methods
from app.plumbing.words import gettext as _


@accounts.route("/account/sign-in-methods/passkeys/new", methods=["GET", "POST"])
@when_signed_in_again
def new_passkey() -> Response:
    """Name a passkey and have the device make it."""
    name = label_of(request.user_agent.string) or _("My passkey")
    form = NewPasskeyForm(data={"name": name})
    if not form.validate_on_submit():
        return page("factors/new-passkey", form)
    try:
        return kept_safe(showing.passkey_added(present(), said(form.name) or name, said(form.answer)))
    except Refused as refusal:
        return refused(refusal, "factors/new-passkey", form, "name")


@accounts.post("/account/sign-in-methods/passkeys/challenge")
@when_signed_in_again
def new_passkey_challenge() -> Response:
    """What a device is asked to sign when it makes a passkey."""
    return Response(showing.new_passkey_challenge(account_id()), mimetype="application/json")


@accounts.route("/account/sign-in-methods/passkeys/<uuid:passkey_id>", methods=["GET", "POST"])
@when_signed_in_again
def rename_passkey(passkey_id: UUID) -> Response:
    """Call a passkey something else."""
    passkey = _own(passkey_id)
    form = NameForm(data={"name": passkey.name})
    if not form.validate_on_submit():
        return page("factors/rename-passkey", form)
    showing.passkey_renamed(account_id(), passkey_id, said(form.name))
    return redirect(url_for("accounts.sign_in_methods"), 303)


@accounts.route("/account/sign-in-methods/passkeys/<uuid:passkey_id>/remove", methods=["GET", "POST"])
@when_signed_in_again
def remove_passkey(passkey_id: UUID) -> Response:
    """Remove a passkey, after a question."""
    passkey = _own(passkey_id)
    if request.method == "GET":
        return make_response(render_template("accounts/factors/remove.html", passkey=passkey))
    try:
        showing.passkey_removed(account_id(), passkey_id)
    except Refused as refusal:
        return methods(refusal)
    return redirect(url_for("accounts.sign_in_methods"), 303)


def _own(passkey_id: UUID) -> Passkey:
    """A passkey of this account; somebody else's is not there (AUTH-16)."""
    return own_passkey(account_id(), passkey_id) or abort(404)
