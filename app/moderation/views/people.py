"""The people desk: finding an account, seeing what it is, and doing something about it."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.permissions import for_stewards, for_stewards_again
from app.access.visitors import account_id
from app.accounts.people.actions import ActRefused
from app.moderation.actions import decide_about
from app.moderation.forms import ActForm, FindForm
from app.moderation.people import act_page, found, people_page, person_page
from app.moderation.views import moderation


@moderation.get("/steward/people")
@for_stewards
def people() -> str:
    """Stewards, and whom something was done to."""
    page = people_page(request.args.get("show"), request.args.get("page", type=int))
    return render_template("moderation/people.html", page=page, form=FindForm())


@moderation.post("/steward/people")
@for_stewards
def find_person() -> Response | tuple[str, int]:
    """Find an account by its whole address, which stands in no address of ours."""
    form = FindForm()
    if form.validate_on_submit():
        where = found(form.address)
        if where is not None:
            return redirect(where, 303)
        form.nobody()
    return render_template("moderation/people.html", page=people_page(None, None), form=form), 400


@moderation.get("/steward/people/<uuid:person_id>")
@for_stewards
def person(person_id: UUID) -> str:
    """One account."""
    return render_template("moderation/person.html", page=person_page(person_id))


@moderation.route("/steward/people/<uuid:person_id>/<act>", methods=["GET", "POST"])
@for_stewards_again
def act_on_person(person_id: UUID, act: str) -> Response | tuple[str, int]:
    """Do something to an account, or propose it."""
    page = act_page(person_id, act)
    form = ActForm(act)
    status = 400 if request.method == "POST" else 200
    if form.validate_on_submit():
        try:
            done = decide_about(form.decision(person_id, account_id()))
            return redirect(url_for("moderation.person", person_id=person_id, done="done" if done else "proposed"), 303)
        except ActRefused as refused:
            form.refuse(refused)
            status = 403 if refused.forbidden else 400
    return render_template("moderation/person-act.html", page=page, form=form), status
