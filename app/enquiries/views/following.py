"""The seeker's private page, and the link in a mail that leads to it."""

from collections.abc import Callable
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app.access.permissions import public
from app.enquiries import following as pages
from app.enquiries import seeking
from app.enquiries.forms import WordsForm
from app.enquiries.models import Enquiry
from app.enquiries.queries import enquiry_by_key, enquiry_by_mailed_key
from app.enquiries.requests import desk
from app.enquiries.rules import NotNow
from app.enquiries.views import enquiries
from app.enquiries.views.writing import LONGEST
from app.plumbing import clock
from app.plumbing.requests import database, database_session

Act = Callable[[Session, Enquiry], object]


@enquiries.get("/your-page/<key>")
@public
def follow(key: str) -> str:
    """Where each conversation stands. Looking changes nothing."""
    return render_template("enquiries/following.html", page=pages.following(key))


@enquiries.post("/your-page/<key>/take-back")
@public
def take_back_all(key: str) -> Response:
    """Take all of it back."""
    return _done(key, lambda _session, enquiry: seeking.take_back_all(enquiry))


@enquiries.post("/your-page/<key>/forget-address")
@public
def forget_address(key: str) -> Response:
    """No more mails."""
    return _done(key, lambda session, enquiry: seeking.forget_address(session, desk(), enquiry))


@enquiries.post("/your-page/<key>/<uuid:conversation_id>/take-back")
@public
def take_back(key: str, conversation_id: UUID) -> Response:
    """Take it back from one, or end what has begun."""
    return _done(key, lambda _session, enquiry: seeking.take_back(pages.conversation_in(enquiry, conversation_id)))


@enquiries.post("/your-page/<key>/<uuid:conversation_id>/write")
@public
def write_back(key: str, conversation_id: UUID) -> Response:
    """Write to somebody who answered."""
    request.max_content_length = LONGEST
    form = WordsForm(request.form)
    if not form.validate() or not (words := form.said()):
        return redirect(url_for("enquiries.follow", key=key), 303)

    def act(session: Session, enquiry: Enquiry) -> None:
        seeking.write_back(session, desk(), pages.conversation_in(enquiry, conversation_id), words)

    return _done(key, act)


@enquiries.get("/your-link/<key>")
@public
def mailed_link(key: str) -> str | tuple[str, int]:
    """Where the link in a mail leads: a button, because scanners of mail open links."""
    if enquiry_by_mailed_key(database_session(), key, clock.now()) is None:
        return render_template("enquiries/run-out.html"), 404
    return render_template("enquiries/link.html")


@enquiries.post("/your-link/<key>")
@public
def follow_mailed_link(key: str) -> Response | tuple[str, int]:
    """Open it, once."""
    with database().writing() as session:
        found = seeking.follow_mailed_link(session, desk(), key)
    if found is None:
        return render_template("enquiries/run-out.html"), 404
    return redirect(url_for("enquiries.follow", key=found), 303)


def _done(key: str, act: Act) -> Response:
    """Do it to the enquiry of this link, in one transaction; what is no longer possible shows on the page."""
    try:
        with database().writing() as session:
            act(session, enquiry_by_key(session, key, clock.now(), to_change=True) or abort(404))
    except NotNow:
        pass
    return redirect(url_for("enquiries.follow", key=key), 303)
