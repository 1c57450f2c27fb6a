"""Inviting somebody, and saying yes."""

from uuid import UUID

from flask import abort, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.access.permissions import for_owners_again, when_signed_in
from app.access.visitors import account_id, organisation_id
from app.accounts import refusals
from app.community.forms import ButtonForm, InviteForm
from app.community.inviting import invite_by_mail
from app.community.standing import invitation_page
from app.community.views import community, page
from app.community.wording import refusal
from app.organisations.actions import Refused
from app.organisations.members.actions import NotThere, join, take_invitation_back
from app.plumbing.requests import database


@community.route("/organisation/invite", methods=["GET", "POST"])
@for_owners_again
def invite() -> Response:
    """Ask somebody by mail to join."""
    form = InviteForm()
    if form.validate_on_submit():
        try:
            invite_by_mail(organisation_id(), form.address, form.role.data, account_id())
            return redirect(url_for("community.members"), 303)
        except Refused as refused:
            form.email.errors = [refusal(refused)]
        except refusals.TooMany as refused:
            form.email.errors = [refused.sentence]
    return page("invite", form)


@community.post("/organisation/invitations/<uuid:invitation_id>/take-back")
@for_owners_again
def take_back(invitation_id: UUID) -> Response:
    """An invitation opens nothing any more."""
    try:
        with database().writing() as session:
            take_invitation_back(session, organisation_id(), invitation_id, account_id())
    except NotThere:
        abort(404)
    return redirect(url_for("community.members"), 303)


@community.route("/organisation/invitation/<token>", methods=["GET", "POST"])
@when_signed_in
def invitation(token: str) -> Response:
    """What a link asks; looking at it changes nothing."""
    asked, form = invitation_page(token), ButtonForm()
    if asked is None:
        return _over()
    if form.validate_on_submit():
        try:
            with database().writing() as session:
                join(session, token, account_id())
            return redirect(url_for("community.overview"), 303)
        except Refused as refused:
            form.form_errors.append(refusal(refused))
        except NotThere:
            return _over()
    return page("invitation", form, asked=asked)


def _over() -> Response:
    return make_response(render_template("community/over.html"), 410)
