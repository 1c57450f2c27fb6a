"""The forms of the stewards: shape and presence."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from flask_babel.speaklater import LazyString
from flask_wtf import FlaskForm
from wtforms import DateField, EmailField, HiddenField, RadioField, StringField, SubmitField, TextAreaField
from wtforms.validators import Length, Optional, ValidationError

from app.accounts.addresses import is_address, same_form
from app.accounts.people.actions import ActRefused, Decision
from app.accounts.people.wording import reasons_of, refusal
from app.credentials.actions import CheckRefused, Finding
from app.credentials.rules import METHODS, OUTCOMES
from app.moderation.evidence import EvidenceField
from app.moderation.wording import methods, outcomes
from app.plumbing.typed import as_written
from app.plumbing.words import gettext as _
from app.plumbing.words import lazy_gettext as _l

_MOST_EVIDENCE, _MOST_NOTE = 200, 2000


def _chosen(sentence: LazyString) -> Callable[[Any, Any], None]:
    """Something must be chosen; the sentence says what."""

    def check(_form: Any, field: Any) -> None:
        if not field.data:
            raise ValidationError(str(sentence))

    return check


def _plain(text: str | None) -> str | None:
    """Without what no database takes and nobody sees; None for nothing."""
    return as_written(text) or None


class _DayField(DateField):
    """A day; what is none is said in a sentence of ours."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("Please write a day as year, month and day, such as 2027-03-31.")) from None


class CheckForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no annotations
    """What a steward found in a register."""

    outcome = RadioField(
        _l("What did you find?"), [_chosen(_l("Please choose what you found."))], validate_choice=False
    )
    method = RadioField(_l("How did you look?"), [_chosen(_l("Please choose how you looked."))], validate_choice=False)
    ends_on = _DayField(_l("The entry’s last day, if the register shows one"), [Optional()])
    evidence = StringField(
        _l("Where what you saw is kept, if anywhere"),
        [Length(max=_MOST_EVIDENCE, message=_l("Please write at most 200 characters."))],
        filters=[_plain],
    )
    file = EvidenceField(_l("A file that shows what you saw, if there is one"))
    note = TextAreaField(
        _l("Note for other stewards"),
        [Length(max=_MOST_NOTE, message=_l("Please write at most 2,000 characters."))],
        filters=[_plain],
    )

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.outcome.choices = [(outcome, outcomes()[outcome]) for outcome in OUTCOMES]
        self.method.choices = [(method, methods()[method]) for method in METHODS]

    def finding(self) -> Finding:
        return Finding(self.outcome.data, self.method.data, self.ends_on.data, self.evidence.data, self.note.data)

    def refuse(self, refusal: CheckRefused) -> None:
        """Say at the first field why it was not recorded."""
        self.outcome.errors = [str(refusal)]


class ReviewForm(FlaskForm):  # type: ignore[misc]
    """A decision: to give something back needs a reason, which its practitioner reads."""

    seen = HiddenField()
    reason = TextAreaField(
        _l("What should be changed, if you give it back"),
        [Length(max=_MOST_NOTE, message=_l("Please write at most 2,000 characters."))],
        filters=[_plain],
    )
    accept = SubmitField(_l("Accept it"))
    give_back = SubmitField(_l("Give it back"))

    def validate_reason(self, field: Any) -> None:
        if self.give_back.data and not field.data:
            raise ValidationError(_("Please say what should be changed: its practitioner reads this."))
        if self.accept.data == self.give_back.data:
            raise ValidationError(_("Please accept it or give it back."))

    @property
    def given_back_with(self) -> str | None:
        """The reason with which it is given back; None when it is accepted."""
        return self.reason.data if self.give_back.data else None


class StandingForm(FlaskForm):  # type: ignore[misc]
    """How an organisation, or a line it added, stands; what is not accepted needs a reason, which is read there."""

    seen = HiddenField()
    reason = TextAreaField(
        _l("Why, if you do not accept it"),
        [Length(max=_MOST_NOTE, message=_l("Please write at most 2,000 characters."))],
        filters=[_plain],
    )
    accept = SubmitField(_l("Accept it"))
    refuse = SubmitField(_l("Refuse it"))
    suspend = SubmitField(_l("Suspend it"))

    def __init__(self, decisions: Sequence[str], **more: Any) -> None:
        super().__init__(**more)
        self.buttons = [self[decision] for decision in decisions]

    def validate_reason(self, field: Any) -> None:
        if sum(bool(button.data) for button in (self.accept, self.refuse, self.suspend)) != 1:
            raise ValidationError(_("Please choose one of the buttons."))
        if not self.accept.data and not field.data:
            raise ValidationError(_("Please say why: its owners read this."))

    @property
    def decision(self) -> str:
        return next(key for key in ("accept", "refuse", "suspend") if self[key].data)

    @property
    def said(self) -> str | None:
        """The reason of what is not accepted."""
        return None if self.accept.data else self.reason.data


class FindForm(FlaskForm):  # type: ignore[misc]
    """Whose account: a whole address, so that nobody browses through people."""

    email = EmailField(_l("Their whole e-mail address"), render_kw={"autocomplete": "off"})

    def validate_email(self, field: Any) -> None:
        if not is_address(field.data or ""):
            raise ValidationError(_("Please write the whole address, such as name@example.org."))

    @property
    def address(self) -> str:
        return same_form(self.email.data or "")

    def nobody(self) -> None:
        """Say that there is no such account."""
        self.email.errors = [_("There is no account with this address.")]


class ActForm(FlaskForm):  # type: ignore[misc]
    """Why something is done to an account: a reason for the trail, and words for other stewards."""

    reason = RadioField(_l("Why?"), validate_choice=False)
    words = TextAreaField(
        _l("In your own words"),
        [Length(max=_MOST_NOTE, message=_l("Please write at most 2,000 characters."))],
        filters=[_plain],
    )

    def __init__(self, act: str, **more: Any) -> None:
        super().__init__(**more)
        self.act = act
        self.reason.choices = list(reasons_of(act).items())

    def validate_reason(self, field: Any) -> None:
        if field.data not in dict(field.choices):
            raise ValidationError(_("Please choose a reason."))

    def validate_words(self, field: Any) -> None:
        if self.reason.data == "other" and not field.data:
            raise ValidationError(_("Please write what the reason is."))

    def decision(self, about: UUID, steward: UUID) -> Decision:
        return Decision(self.act, about, steward, self.reason.data, self.words.data)

    def refuse(self, refused: ActRefused) -> None:
        """Say at the first field why it was not done."""
        self.reason.errors = [refusal(refused.why)]


class ProposalForm(FlaskForm):  # type: ignore[misc]
    """What somebody else proposes: two buttons."""

    agree = SubmitField(_l("I agree: do it"))
    turn_down = SubmitField(_l("No, leave it"))

    def refuse(self, refused: ActRefused) -> None:
        self.agree.errors = [refusal(refused.why)]


class LetterForm(FlaskForm):  # type: ignore[misc]
    """A letter that was put aside: send it again, or drop it."""

    letter = HiddenField()
    again = SubmitField(_l("Send it again"))
    drop = SubmitField(_l("Drop it"))

    @property
    def letter_id(self) -> UUID | None:
        try:
            return UUID(self.letter.data or "")
        except ValueError:
            return None
