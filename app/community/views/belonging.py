"""Who belongs: seeing it, changing a role, removing, leaving."""

from uuid import UUID

from flask import abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.access.permissions import for_members, for_owners_again
from app.access.visitors import account_id, organisation_id
from app.community.forms import ButtonForm, RoleForm
from app.community.standing import member_page, members_page
from app.community.views import community, page
from app.community.wording import refusal
from app.organisations.actions import Refused
from app.organisations.members.actions import NotThere, change_role, remove_member
from app.plumbing.requests import database


@community.get("/organisation/members")
@for_members
def members() -> str:
    """Who belongs, and who was invited."""
    return render_template("community/members.html", page=members_page(), form=ButtonForm())


@community.route("/organisation/members/<uuid:member_id>", methods=["GET", "POST"])
@for_owners_again
def member(member_id: UUID) -> Response:
    """One of them: another role."""
    person = member_page(member_id)
    form = RoleForm(data={"role": person.role})
    if form.validate_on_submit():
        try:
            with database().writing() as session:
                change_role(session, organisation_id(), member_id, form.role.data, account_id())
            return redirect(url_for("community.members"), 303)
        except Refused as refused:
            form.role.errors = [refusal(refused)]
        except NotThere:
            abort(404)
    return page("member", form, person=person)


@community.post("/organisation/members/<uuid:member_id>/remove")
@for_owners_again
def remove(member_id: UUID) -> Response:
    """Somebody belongs no more."""
    person, form = member_page(member_id), RoleForm()
    try:
        with database().writing() as session:
            remove_member(session, organisation_id(), member_id, account_id())
        return redirect(url_for("community.members"), 303)
    except Refused as refused:
        form.role.data, form.role.errors = person.role, [refusal(refused)]
    return page("member", form, person=person)


@community.route("/organisation/leave", methods=["GET", "POST"])
@for_members
def leave() -> Response:
    """Belong no more oneself."""
    form = ButtonForm()
    if form.validate_on_submit():
        try:
            with database().writing() as session:
                remove_member(session, organisation_id(), account_id(), account_id())
            return redirect(url_for("accounts.account"), 303)
        except Refused as refused:
            form.form_errors.append(refusal(refused))
    return page("leave", form, body=members_page())
