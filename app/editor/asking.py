"""Asking one question and taking its answer: nothing typed is lost, and nobody overwrites what they have not seen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from flask import abort, request
from sqlalchemy.orm import Session
from wtforms import Form

from app.access.visitors import account_id
from app.credentials.actions import RegistrationRefused
from app.criteria.labels import labels_of
from app.criteria.wording import reader
from app.editor import addresses
from app.editor.asked import Asked
from app.editor.editing import edited
from app.editor.kinds.question import Question
from app.editor.questions import comes_first, is_asked, on_the_way, question_at
from app.editor.standing import lacking_address, stated_of
from app.listings.requests import directory
from app.plumbing.requests import database, database_session
from app.practitioners.actions import Changed, add_premises, begin, standing, state
from app.practitioners.models import Practitioner
from app.practitioners.parts import Answer, digest
from app.practitioners.queries import open_reviews
from app.practitioners.stating import own_offer, own_premises

# Asked of whoever has no listing yet, and of one that has a place more: the answer begins it.
FIRST, FIRST_OF_PLACE = "who", "where"


@dataclass(frozen=True, slots=True)
class Page:
    """What `editor/question.html` shows. `present` is what it says now, in words, where that has changed meanwhile."""

    question: Question
    form: Form
    asked: Asked
    seen: str
    number: int
    total: int
    back: str
    status: int = 200
    present: Sequence[str] | None = None
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """It is said; `onward` is where to go."""

    onward: str


def asked_page(of: str, key: str, subject_id: UUID | None = None) -> Page:
    """The page that asks a question; answers 404 for what is not asked, or not of this account."""
    session = database_session()
    question, asked = found(session, of, key, subject_id)
    reviews = open_reviews(session, asked.record.id) if asked.record else {}
    answer = stands(question, asked, reviews)
    page = _page(question, asked, question.form(answer, asked), digest(answer))
    return replace(page, waits=question.key in reviews)


def answered(of: str, key: str, subject_id: UUID | None = None) -> Page | Answered:
    """Take the answer that was sent: where to go on, or the page again with what is wrong and all that was typed."""
    if "look" in request.form:
        return _looked_at(of, key, subject_id)
    try:
        return _answered(of, key, subject_id)
    except RegistrationRefused as refused:
        # What had been written until then is undone; the page is made from what was sent.
        page = _sent_page(of, key, subject_id)
        page.form.form_errors.append(str(refused))
        return page


def _looked_at(of: str, key: str, subject_id: UUID | None) -> Page:
    """The page again with all that was typed, for whoever only wants to see how it looks."""
    page = _sent_page(of, key, subject_id, status=200)
    return page if page.form.validate() else replace(page, status=422)


def _sent_page(of: str, key: str, subject_id: UUID | None, status: int = 422) -> Page:
    question, asked = found(database_session(), of, key, subject_id)
    form = question.form(stands(question, asked, {}), asked, request.form)
    return _page(question, asked, form, request.form.get("seen", ""), status)


def _answered(of: str, key: str, subject_id: UUID | None) -> Page | Answered:
    with database().writing() as session:
        question, asked = found(session, of, key, subject_id, to_change=True)
        reviews = open_reviews(session, asked.record.id) if asked.record else {}
        form = question.form(stands(question, asked, reviews), asked, request.form)
        seen = request.form.get("seen", "")
        if "more" in request.form or not form.validate():
            return _page(question, asked, form, seen, status=200 if "more" in request.form else 422)
        answer = question.answer(form, asked)
        try:
            return Answered(_onward(session, question, _state(session, question, asked, answer, seen)))
        except Changed as changed:
            present = question.says(changed.present, asked)
            return _page(question, asked, form, digest(changed.present), 409, present)


def _state(session: Session, question: Question, asked: Asked, answer: Answer, seen: str) -> Asked:
    """Whom it is about once it is said: an answer may begin a listing, or a place of one."""
    if asked.record is None:
        # A service is begun by its organisation, in a form of its own.
        record = begin(session, account_id(), answer)
        return replace(asked, record=record, subject=record)
    if asked.subject is None:
        return replace(asked, subject=add_premises(session, asked.record, answer))
    state(session, asked.record, asked.subject, question.part, answer, seen)
    return asked


def found(
    session: Session, of: str, key: str, subject_id: UUID | None, *, to_change: bool = False
) -> tuple[Question, Asked]:
    """The question, and of whom it is asked; answers 404 for what is not asked, or not of this account."""
    question = question_at(of, key)
    record = edited(session, to_change=to_change)
    if question is None or (record is None and question.key != FIRST):
        abort(404)
    asked = asked_of(record, _subject(record, of, subject_id))
    begins_a_place = subject_id is None and question.key == FIRST_OF_PLACE
    if record is not None and not begins_a_place and (asked.subject is None or not is_asked(question, asked)):
        abort(404)
    return question, asked


def asked_of(record: Practitioner | None, subject: Any) -> Asked:
    """For this reader, about this record."""
    reads = reader()
    return Asked(record, subject, labels_of(directory().lexicon, reads.code), reads)


def _subject(record: Practitioner | None, of: str, subject_id: UUID | None) -> Any:
    if record is None or of == "record":
        return record
    if subject_id is None:
        return None
    return own_offer(record, subject_id) if of == "offer" else own_premises(record, subject_id)


def stands(question: Question, asked: Asked, reviews: Any) -> Answer:
    """The answer as its practitioner left it; None of what is not there yet."""
    if asked.record is None or asked.subject is None:
        return None
    return standing(asked.record, asked.subject, question.part, reviews)


def _page(
    question: Question,
    asked: Asked,
    form: Form,
    seen: str,
    status: int = 200,
    present: Sequence[str] | None = None,
) -> Page:
    # A place that is not there yet has its first question and no other.
    begins_a_place = asked.record is not None and asked.subject is None
    questions = [question] if begins_a_place else on_the_way(question, asked)
    place = questions.index(question)
    back = addresses.question(questions[place - 1], asked.subject) if place else addresses.listed(question.part.of)
    return Page(question, form, asked, seen, place + 1, len(questions), back, status, present)


def _onward(session: Session, question: Question, asked: Asked) -> str:
    """The next question; at the end of them what a draft still lacks, or where everything is listed.

    Where everything is listed, too, for whoever only came to change one thing.
    """
    assert asked.record is not None
    if "and_back" in request.form:
        return addresses.listed(question.part.of)
    questions = on_the_way(question, asked)
    place = questions.index(question) + 1
    if place < len(questions):
        return addresses.question(questions[place], asked.subject)
    if asked.record.status == "draft" and comes_first(question):
        return lacking_address(asked.record, stated_of(session, asked.record))
    return addresses.listed(question.part.of)
