"""Being a fictional practitioner, to try messages from both sides. Never in production."""

from uuid import UUID

from flask import Blueprint, abort, redirect, render_template
from werkzeug.wrappers import Response

from app.access.permissions import public
from app.accounts import sessions
from app.accounts.models import Account
from app.demonstration.queries import demonstrators
from app.plumbing.requests import database, database_session

demonstration = Blueprint("demonstration", __name__)


@demonstration.get("/development/practitioners")
@public
def practitioners() -> str:
    """Who of the demonstration can be answered for."""
    return render_template("development/practitioners.html", people=demonstrators(database_session()))


@demonstration.post("/development/practitioners/<uuid:account_id>")
@public
def be_practitioner(account_id: UUID) -> Response:
    """Sign in as one of them, as if a second factor had been shown: their messages open."""
    with database().writing() as session:
        if account_id not in {one.account_id for one in demonstrators(session)}:
            abort(404)
        sessions.begin(session, session.get_one(Account, account_id), complete=True, strong=True)
    return redirect("/practitioner/messages", 303)
