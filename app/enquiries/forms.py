"""The form of a first message. It works without a cookie: its token is of its own."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask_babel.speaklater import LazyString
from wtforms import (
    EmailField,
    Field,
    Form,
    HiddenField,
    RadioField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import Length

from app.enquiries.rules import LONGEST_LINE, LONGEST_TEXT, Reason, State
from app.plumbing.boxes import Boxes, SelectChoice
from app.plumbing.outbox import NoAddress, typed_address
from app.plumbing.typed import as_written
from app.plumbing.words import gettext as _
from app.plumbing.words import lazy_gettext as _l

# What must not be done when answering: slugs, each with its words.
NEVER: Mapping[str, LazyString] = {
    "no-calls": _l("Do not call me"),
    "no-voicemail": _l("Leave no voicemail"),
    "no-texts": _l("Send no text messages"),
    "no-name": _l("Do not say who you are or what it is about, to anybody but me"),
    "no-post": _l("Send nothing by post"),
}
_PLAIN: Mapping[str, Any] = {"autocomplete": "off"}

_NOT_TOO_LONG = Length(max=LONGEST_TEXT, message=_l("This is too long: at most 2,000 characters."))
_TEXT: dict[str, Any] = {**_PLAIN, "maxlength": LONGEST_TEXT, "rows": 4, "dir": "auto"}
# What a practitioner may answer.
ANSWERS = (State.YES, State.WAITING_LIST, State.NO)


def _line(label: LazyString, **extra: Any) -> StringField:
    too_long = Length(max=LONGEST_LINE, message=_l("This is too long: at most 200 characters."))
    return StringField(label, [too_long], render_kw={**_PLAIN, "maxlength": LONGEST_LINE, "dir": "auto", **extra})


class MessageForm(Form):
    """`website` is a trap: no person sees it. Whom it is for, and what it may be about, is set by the page."""

    to = Boxes(_l("To"), choices=[])
    need = Boxes(_l("What is it about?"), choices=[])
    own_words = TextAreaField(
        _l("In your own words, if you like"),
        [_NOT_TOO_LONG],
        render_kw=_TEXT,
    )
    pay = _line(_l("What can you pay for one session?"), inputmode="text")
    reduced = RadioField(
        _l("Do you need a reduced fee?"),
        choices=[
            SelectChoice("yes", _l("Yes")),
            SelectChoice("no", _l("No")),
            SelectChoice("", _l("I would rather not say")),
        ],
        default="",
    )
    times = Boxes(_l("When could you come?"), choices=[])
    where = _line(_l("Where will you be?"))
    answer_by = RadioField(
        _l("How shall we tell you that there is an answer?"),
        choices=[
            SelectChoice("page", _l("Not at all: I come back by a private link")),
            SelectChoice("email", _l("By an e-mail that says only that there is something new")),
        ],
        default="page",
    )
    email = EmailField(_l("Your e-mail address"), render_kw={**_PLAIN, "maxlength": 254})
    safe_when = _line(_l("Is there a time when an answer is safe, or not safe?"))
    never = Boxes(_l("What must not happen?"), choices=[SelectChoice(slug, words) for slug, words in NEVER.items()])
    never_words = _line(_l("Anything else that must not happen"))
    name = _line(_l("A name to call you by"))
    reach = _line(_l("Another way to reach you, such as a phone number"))
    website = StringField(_l("Leave this empty"))
    # What the sender's device worked out, when it was asked to; or that they would rather wait.
    proof = StringField()
    waits = StringField()
    token = HiddenField()

    def validate_to(self, field: Field) -> None:
        if not field.data:
            raise ValidationError(_("Tick at least one person to write to."))

    def validate_own_words(self, field: Field) -> None:
        if not self.need.data and not (field.data or "").strip():
            raise ValidationError(_("Tick what it is about, or say it in a few words."))

    def validate_email(self, field: Field) -> None:
        if self.answer_by.data != "email":
            # What was typed and then not chosen is not used.
            field.data = ""
            return
        try:
            field.data = typed_address(field.data or "")
        except NoAddress:
            raise ValidationError(_("Write one e-mail address, such as name@example.org.")) from None


class WordsForm(Form):
    """A few words to the other side."""

    words = TextAreaField(_l("Write a few words"), [_NOT_TOO_LONG], render_kw=_TEXT)

    def said(self) -> str:
        """What was written, without what no database keeps."""
        return said(self.words.data)


class AnswerForm(WordsForm):
    """A practitioner's answer, by one of three buttons."""

    given = HiddenField()
    reason = StringField()
    place = StringField()

    def validate_given(self, field: Field) -> None:
        if field.data not in ANSWERS:
            raise ValidationError(_("Choose an answer."))

    def validate_reason(self, field: Field) -> None:
        if field.data and field.data not in set(Reason):
            raise ValidationError(_("Choose an answer."))

    def answered(self) -> tuple[State, Reason | None, str, UUID | None]:
        """The answer, the reason of a no, words, and the offer whose reduced place is taken."""
        try:
            place = UUID(self.place.data or "")
        except ValueError:
            place = None
        reason = Reason(self.reason.data) if self.reason.data else None
        return State(self.given.data or ""), reason, self.said(), place


def said(text: str | None) -> str:
    """A text as it is kept."""
    return as_written(text)
