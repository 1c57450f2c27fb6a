"""The practitioner's side: reading, answering, ending; and answering from a notice without signing in."""

from collections.abc import Callable
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app.access.permissions import for_practitioners, for_practitioners_by_two_factors, public
from app.enquiries import answering, inbox
from app.enquiries.forms import AnswerForm, WordsForm
from app.enquiries.models import Conversation
from app.enquiries.queries import conversation_by_answering_key
from app.enquiries.quick import quick_page
from app.enquiries.requests import desk
from app.enquiries.rules import NotNow, State
from app.enquiries.views import enquiries
from app.enquiries.views.writing import LONGEST
from app.plumbing import clock
from app.plumbing.requests import database
from app.practitioners.reduced_places.actions import PlaceRefused

Act = Callable[[Session, Conversation], object]


@enquiries.get("/practitioner/messages")
@for_practitioners
def messages() -> str:
    """What came; nothing of what it says."""
    return render_template("enquiries/inbox.html", page=inbox.inbox())


@enquiries.get("/practitioner/messages/<uuid:conversation_id>")
@for_practitioners_by_two_factors
def message(conversation_id: UUID) -> str:
    """One message; closed until it is opened by the button."""
    page, full = inbox.message(conversation_id), request.args.get("full") == "1"
    return render_template("enquiries/message.html", page=page, form=AnswerForm(), full=full)


@enquiries.post("/practitioner/messages/<uuid:conversation_id>/open")
@for_practitioners_by_two_factors
def open_message(conversation_id: UUID) -> Response:
    """Open it: whoever wrote sees that it was read."""
    return _done(conversation_id, answering.open_message)


@enquiries.post("/practitioner/messages/<uuid:conversation_id>/answer")
@for_practitioners_by_two_factors
def answer(conversation_id: UUID) -> Response | tuple[str, int]:
    """Yes, waiting list or no."""
    request.max_content_length = LONGEST
    form = AnswerForm(request.form)
    if not form.validate():
        return render_template("enquiries/message.html", page=inbox.message(conversation_id), form=form), 400
    return _done(conversation_id, lambda session, asked: answering.answer(session, desk(), asked, *form.answered()))


@enquiries.post("/practitioner/messages/<uuid:conversation_id>/write")
@for_practitioners_by_two_factors
def write_on(conversation_id: UUID) -> Response:
    """Write again to somebody who was answered."""
    request.max_content_length = LONGEST
    form = WordsForm(request.form)
    if not form.validate() or not (words := form.said()):
        return redirect(url_for("enquiries.message", conversation_id=conversation_id), 303)
    return _done(conversation_id, lambda session, asked: answering.write_on(session, desk(), asked, words))


@enquiries.post("/practitioner/messages/<uuid:conversation_id>/end")
@for_practitioners_by_two_factors
def end(conversation_id: UUID) -> Response:
    """End it, and with `block` hear nothing more from the same address."""
    block = request.form.get("block") == "yes"
    return _done(conversation_id, lambda session, asked: answering.end(session, desk(), asked, block=block))


@enquiries.get("/answer/<key>")
@public
def quick_answer(key: str) -> str | tuple[str, int]:
    """Where a notice leads: buttons, and nothing of what was written. Looking changes nothing."""
    page = quick_page(key)
    if page is None:
        return render_template("enquiries/run-out.html"), 404
    return render_template("enquiries/quick.html", page=page)


@enquiries.post("/answer/<key>")
@public
def answer_by_link(key: str) -> Response | tuple[str, int]:
    """A button of that page."""
    form = AnswerForm(request.form)
    if not form.validate():
        abort(400)
    given, reason, _words, _place = form.answered()
    try:
        with database().writing() as session:
            asked = conversation_by_answering_key(session, key, clock.now(), to_change=True)
            if asked is None or asked.state == State.WITHDRAWN:
                return render_template("enquiries/run-out.html"), 404
            answering.answer(session, desk(), asked, given, reason)
    except NotNow:
        pass
    return redirect(url_for("enquiries.quick_answer", key=key), 303)


def _done(conversation_id: UUID, act: Act) -> Response:
    """Do it to a message of whoever is signed in; what is no longer possible shows on its page."""
    try:
        with database().writing() as session:
            record = inbox.own_record(session) or abort(404)
            asked = inbox.conversation_or_404(session, record, conversation_id, to_change=True)
            if inbox.locked_now(session, asked):
                abort(403)
            act(session, asked)
    except NotNow:
        pass
    except PlaceRefused:
        return redirect(url_for("enquiries.message", conversation_id=conversation_id, full="1"), 303)
    return redirect(url_for("enquiries.message", conversation_id=conversation_id), 303)
