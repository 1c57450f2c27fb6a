"""What organisations say about a practitioner, who decides whether it stands."""

from uuid import UUID

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.access.permissions import for_practitioners
from app.curating.views import curating
from app.curating.vouching import about_me, with_mine
from app.organisations.vouching import actions
from app.organisations.vouching.letters import PAGE


@curating.get(PAGE)
@for_practitioners
def vouches_about_me() -> str:
    """Who vouches for them, and who may not."""
    return render_template("curating/about-me.html", vouches=about_me())


@curating.post(f"{PAGE}/<uuid:vouch_id>/take-off")
@for_practitioners
def take_off_vouch(vouch_id: UUID) -> Response:
    """It is gone at once."""
    with_mine(vouch_id, actions.take_off)
    return redirect(url_for("curating.vouches_about_me"), 303)


@curating.post(f"{PAGE}/<uuid:vouch_id>/allow-again")
@for_practitioners
def allow_vouch_again(vouch_id: UUID) -> Response:
    """The organisation may say it again."""
    with_mine(vouch_id, actions.allow_again)
    return redirect(url_for("curating.vouches_about_me"), 303)
