"""Answering one of the editor's questions with an answer out of a file, by its own form: its rules hold, and no others.

Where an answer as a whole will not do, as much of it as does is taken, item by item, with a sentence about the rest.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, DateField, Form, RadioField, SelectField

from app.credentials.actions import RegistrationRefused, require_free, require_number
from app.editor.asked import Asked
from app.editor.kinds.choices import Choices, Ticks
from app.editor.kinds.fields import Amount, Named
from app.editor.kinds.meant import Consent, Meant
from app.editor.kinds.places import Access, Where
from app.editor.kinds.question import Question
from app.editor.kinds.rows import Registers, Rows
from app.plumbing.requests import database_session
from app.plumbing.words import gettext as _
from app.practitioners.parts import Answer

# Questions whose answer is one about each of several things.
_BY_ITEMS = (Choices, Rows, Meant, Consent, Access)

# What WTForms says by itself, which is no sentence for a file.
_NO_CHOICE = "Not a valid choice."


class WillNotDo(ValueError):
    """Nothing of the answer can be taken; one sentence says why."""


def replayed(question: Question, wanted: Answer, asked: Asked) -> tuple[Answer, list[str]]:
    """The answer as its form takes it, and a sentence about each item that it does not. Raises WillNotDo."""
    if wanted is None:
        # The one answer that says nothing: how often to ask.
        return None, []
    try:
        answer = _where(question, wanted, asked) if isinstance(question, Where) else _taken(question, wanted, asked)
    except WillNotDo:
        if not isinstance(question, _BY_ITEMS):
            raise
        return _item_by_item(question, wanted, asked)
    if isinstance(question, _BY_ITEMS) and len(answer) < len(wanted):
        return _item_by_item(question, wanted, asked)
    return answer, []


def _taken(question: Question, wanted: Answer, asked: Asked, **instead: str) -> Answer:
    """The answer of the question's form when this is what is sent; `instead`: of these fields, this is."""
    sent = MultiDict(_sent(question.form(wanted, asked)))
    sent.update(instead)
    form = question.form(wanted, asked, sent)
    if not form.validate():
        raise WillNotDo(_first(form))
    answer = question.answer(form, asked)
    if isinstance(question, Registers) and asked.record is not None:
        _require_own(answer, asked.record.id)
    return answer


def _sent(form: Form) -> Iterator[tuple[str, str]]:
    """A form that is filled in, as a browser sends it."""
    for field in form:
        data = field.data
        if isinstance(field, Ticks):
            yield from ((field.name, slug) for slug in data or ())
        elif isinstance(field, Amount):
            yield field.name, field._value()
        elif isinstance(field, BooleanField):
            yield from [(field.name, "y")] if data else []
        elif isinstance(field, Named):
            # By its slug: a label may be that of two.
            yield field.name, data or ""
        elif isinstance(field, DateField):
            yield field.name, data.isoformat() if data else ""
        elif isinstance(field, RadioField | SelectField):
            yield from [(field.name, str(data))] if data else []
        else:
            yield field.name, "" if data is None else str(data)


def _first(form: Form) -> str:
    """The first thing that is wrong with a form."""
    said = [error for field in form for error in field.errors] + list(form.form_errors)
    if said[0] == _NO_CHOICE:
        return _("That is none of the answers to choose from.")
    return str(said[0])


def _require_own(answer: Answer, record_id: Any) -> None:
    try:
        for row in answer:
            number = require_number(row["body"], row["number"])
            require_free(database_session(), record_id, row["body"], number.normalised)
    except RegistrationRefused as refused:
        raise WillNotDo(str(refused)) from None


def _item_by_item(question: Question, wanted: Answer, asked: Asked) -> tuple[Answer, list[str]]:
    """What of an answer can be taken, trying each item after those that could."""
    of_list = isinstance(wanted, list)
    kept: Any = [] if of_list else {}
    answer, sentences = kept, []
    for item in wanted if of_list else wanted.items():
        trying = [*kept, item] if of_list else kept | {item[0]: item[1]}
        try:
            attempt = _taken(question, trying, asked)
        except WillNotDo as why:
            sentences.append(_("%(what)s was left out. %(why)s", what=_named(item), why=str(why)))
            continue
        if len(attempt) > len(kept) if of_list else attempt.get(item[0]) is not None:
            kept, answer = trying, attempt
        elif of_list and item not in kept:
            sentences.append(_("%(what)s was left out. It is there already, or there is no room.", what=_named(item)))
        elif isinstance(question, Access):
            sentences.append(_("%(what)s was left out. It is not in our list here.", what=_named(item)))
    return (answer if kept else _taken(question, kept, asked)), sentences


def _named(item: Any) -> str:
    """An item of an answer by its first word."""
    if isinstance(item, Mapping):
        return f"“{item['body']} {item['number']}”"[:60]
    return f"“{item if isinstance(item, str) else item[0]}”"[:60]


def _where(question: Question, wanted: Mapping[str, Any], asked: Asked) -> Answer:
    """A place is looked up again: by what was kept of it, the first words that lead to the same one."""
    code, town, region, country = (wanted[name] or "" for name in ("postcode", "locality", "region", "country"))
    why: WillNotDo | None = None
    near: Answer = None
    for words in (code, f"{code}, {country}", town, f"{town}, {region}", f"{town}, {country}"):
        if not words.strip(", "):
            continue
        try:
            answer = _taken(question, wanted, asked, postcode=words)
        except WillNotDo as error:
            why = why or error
            continue
        if answer == wanted:
            return answer
        if answer["country"] == country and near is None:
            near = answer
    if near is None:
        raise why or WillNotDo(_("We do not know this place. A postcode or the name of a town will do."))
    return near
