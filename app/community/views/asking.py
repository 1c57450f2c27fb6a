"""Asking for an organisation, what it says, and closing it."""

from flask import abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.access.permissions import for_editors, for_owners_again, when_signed_in, when_signed_in_again
from app.access.visitors import account_id, organisation_id
from app.community.forms import AskForm, ButtonForm, DetailsForm, filled
from app.community.standing import overview_page, own_organisation
from app.community.views import community, page
from app.community.wording import refusal
from app.organisations.actions import Refused, ask, close, describe
from app.organisations.rules import MAY_ASK
from app.plumbing.requests import database


@community.get("/organisation")
@when_signed_in
def overview() -> str | Response:
    """How the organisation stands; where to ask for one, for whoever has none."""
    found = overview_page()
    if found is None:
        return redirect(url_for("community.ask_for"), 303)
    return render_template("community/overview.html", page=found)


@community.route("/organisation/ask", methods=["GET", "POST"])
@when_signed_in
def ask_for() -> Response:
    """Ask for an organisation, or write anew what waits or was refused."""
    found = own_organisation()
    if found is not None and (found[1] != "owner" or found[0].status not in MAY_ASK):
        return redirect(url_for("community.overview"), 303)
    form = AskForm(data=filled(found[0] if found else None))
    if form.validate_on_submit():
        try:
            with database().writing() as session:
                ask(session, account_id(), form.asked())
            return redirect(url_for("community.overview"), 303)
        except Refused as refused:
            form.form_errors.append(refusal(refused))
    return page("ask", form)


@community.route("/organisation/details", methods=["GET", "POST"])
@for_editors
def details() -> Response:
    """What it says of itself; public at once."""
    found = own_organisation()
    form = DetailsForm(data=filled(found[0] if found else None))
    if form.validate_on_submit():
        with database().writing() as session:
            describe(session, organisation_id(), form.described(), account_id())
        return redirect(url_for("community.overview"), 303)
    return page("details", form)


@community.route("/organisation/close", methods=["GET", "POST"])
@for_owners_again
def close_organisation() -> Response:
    """Close one that was accepted: it goes with its services."""
    form = ButtonForm()
    if not form.validate_on_submit():
        return page("close", form, body=overview_page())
    with database().writing() as session:
        close(session, organisation_id(), account_id())
    return redirect(url_for("accounts.account"), 303)


@community.route("/organisation/withdraw", methods=["GET", "POST"])
@when_signed_in_again
def withdraw() -> Response:
    """Take away one that was not accepted, or is suspended; its owner may, whatever became of it."""
    found, form = own_organisation(), ButtonForm()
    if found is None or found[1] != "owner" or found[0].status == "approved":
        abort(404)
    if not form.validate_on_submit():
        return page("close", form, body=overview_page())
    with database().writing() as session:
        close(session, found[0].id, account_id())
    return redirect(url_for("accounts.account"), 303)
