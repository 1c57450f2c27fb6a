"""The review queue: what waits, one thing with its difference, and the decision."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.permissions import for_stewards
from app.access.visitors import account_id
from app.moderation.actions import note_own_listing
from app.moderation.deciding import DecisionRefused, OwnListing, decide
from app.moderation.forms import ReviewForm
from app.moderation.reviews import photo_to_decide, review_page, review_queue
from app.moderation.views import moderation
from app.plumbing.requests import database


@moderation.get("/steward/reviews")
@for_stewards
def reviews() -> str:
    """What waits, the longest first."""
    return render_template("moderation/reviews.html", page=review_queue(request.args.get("page", type=int)))


@moderation.get("/steward/reviews/<uuid:review_id>")
@for_stewards
def review(review_id: UUID) -> str:
    """One thing that waits."""
    page = review_page(review_id)
    return render_template("moderation/review.html", page=page, form=ReviewForm(seen=page.seen))


@moderation.post("/steward/reviews/<uuid:review_id>")
@for_stewards
def decision(review_id: UUID) -> Response | tuple[str, int]:
    """Accept it, or give it back."""
    form, status = ReviewForm(), 400
    if form.validate_on_submit():
        try:
            with database().writing() as session:
                decide(session, review_id, account_id(), form.seen.data or "", form.given_back_with)
            return redirect(url_for("moderation.reviews"), 303)
        except OwnListing as refusal:
            form.form_errors.append(str(refusal))
            note_own_listing(refusal.record_id, account_id())
            status = 403
        except DecisionRefused as refusal:
            form.form_errors.append(str(refusal))
    page = review_page(review_id)
    form.seen.data = page.seen
    return render_template("moderation/review.html", page=page, form=form), status


@moderation.get("/steward/reviews/<uuid:review_id>/photos/<uuid:photo_id>/<size>")
@for_stewards
def reviewed_photo(review_id: UUID, photo_id: UUID, size: str) -> Response:
    """A photo that is looked at before anybody else may see it."""
    return photo_to_decide(review_id, photo_id, size)
