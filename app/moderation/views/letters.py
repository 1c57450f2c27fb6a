"""Letters that were put aside."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.permissions import for_stewards, for_stewards_again
from app.access.visitors import account_id
from app.moderation.actions import settle_letter
from app.moderation.forms import LetterForm
from app.moderation.letters import letters_page
from app.moderation.views import moderation
from app.plumbing.requests import database


@moderation.get("/steward/letters")
@for_stewards
def letters() -> str:
    """What was put aside, the latest first."""
    page = letters_page(request.args.get("page", type=int))
    return render_template("moderation/letters.html", page=page, form=LetterForm(), done=request.args.get("done"))


@moderation.post("/steward/letters")
@for_stewards_again
def settle() -> Response | tuple[str, int]:
    """Have one tried again, or drop it."""
    form = LetterForm()
    letter_id = form.letter_id
    if not form.validate_on_submit() or letter_id is None or form.again.data == form.drop.data:
        page = letters_page(None)
        return render_template("moderation/letters.html", page=page, form=form, done="what"), 400
    with database().writing() as session:
        there = settle_letter(session, letter_id, account_id(), again=form.again.data)
    said = ("again" if form.again.data else "dropped") if there else "gone"
    return redirect(url_for("moderation.letters", done=said), 303)
