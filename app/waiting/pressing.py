"""A button on the page of somebody who waits: what it says, done in one transaction, and where it leads."""

from collections.abc import Callable

from flask import abort, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app.plumbing.requests import database
from app.waiting.rules import Answer


def pressed(act: Callable[[Session, Answer], bool], page: str) -> Response | tuple[str, int]:
    """Do what the button says by `act`, which tells whether there was anything; back to the address `page`."""
    try:
        given = Answer(request.form.get("answer"))
    except ValueError:
        abort(400)
    with database().writing() as session:
        found = act(session, given)
    if not found:
        return render_template("waiting/run_out.html"), 404
    return redirect(url_for("waiting.left") if given is Answer.LEAVE else page, 303)
