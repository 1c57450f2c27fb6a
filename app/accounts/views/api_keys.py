"""Keys for programs: made, named, listed, revoked."""

from uuid import UUID

from flask import abort, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.access.actions import KeyRefused
from app.access.permissions import when_signed_in, when_signed_in_again
from app.access.visitors import account_id
from app.accounts import api_keys
from app.accounts.api_keys import KeyForm
from app.accounts.forms import ButtonForm, said
from app.accounts.views import accounts, page


@accounts.get("/account/api-keys")
@when_signed_in
def keys() -> str:
    """The keys of this account."""
    return render_template("accounts/api-keys.html", keys=api_keys.lines(account_id()), form=ButtonForm())


@accounts.route("/account/api-keys/new", methods=["GET", "POST"])
@when_signed_in_again
def new_key() -> Response:
    """Name a key, say what it opens, and see it this once."""
    form = KeyForm()
    if not form.validate_on_submit():
        return page("new-api-key", form)
    try:
        key = api_keys.made(account_id(), said(form.name), form.scopes.data or ())
    except KeyRefused as refusal:
        form.name.errors = [str(refusal)]
        return page("new-api-key", form)
    return make_response(render_template("accounts/made-api-key.html", key=str(key), name=said(form.name)))


@accounts.post("/account/api-keys/<uuid:key_id>/revoke")
@when_signed_in
def revoke_key(key_id: UUID) -> Response:
    """Take a key back, at once."""
    if not api_keys.revoked(account_id(), key_id):
        abort(404)
    return redirect(url_for("accounts.keys", done="revoked"), 303)
