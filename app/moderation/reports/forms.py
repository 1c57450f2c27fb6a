"""The form of whoever reports, which needs no cookie, and those of the stewards, which do."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import Form, HiddenField, RadioField, StringField, SubmitField, TextAreaField, ValidationError
from wtforms.validators import Length

from app.moderation.reports.rules import LONGEST, REASONS
from app.moderation.reports.wording import reasons
from app.plumbing.typed import as_written
from app.plumbing.words import gettext as _
from app.plumbing.words import lazy_gettext as _l


def _words_field(label: Any) -> TextAreaField:
    too_long = _l("Please write at most 2,000 characters.")
    return TextAreaField(
        label, [Length(max=LONGEST, message=too_long)], filters=[as_written], render_kw={"rows": 6, "dir": "auto"}
    )


class ReportForm(Form):
    """`website` is a trap: no person sees it, and what is filled in by a machine goes nowhere."""

    reason = RadioField(_l("What is wrong?"), validate_choice=False)
    words = _words_field(_l("In your own words, if you like"))
    website = StringField(_l("Leave this empty"))
    token = HiddenField()

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.reason.choices = list(reasons().items())

    def validate_reason(self, field: RadioField) -> None:
        if field.data not in REASONS:
            raise ValidationError(_("Please choose what is wrong."))


class _Deciding(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no annotations
    """Each decision has its reason in words, and names what it was made about."""

    seen = HiddenField()

    def validate_words(self, field: TextAreaField) -> None:
        if not field.data:
            raise ValidationError(_("Please say why, in a sentence or two."))

    @property
    def given(self) -> tuple[str, str]:
        """What was looked at, and what was said about it."""
        return self.seen.data or "", self.words.data or ""


class CaseForm(_Deciding):
    words = _words_field(_l("Your reason, or your question"))
    nothing_wrong = SubmitField(_l("Nothing is wrong: close it"))
    ask = SubmitField(_l("Ask the practitioner"))

    def validate_words(self, field: TextAreaField) -> None:
        super().validate_words(field)
        if self.ask.data == self.nothing_wrong.data:
            raise ValidationError(_("Please close the case or ask the practitioner."))


class WithholdForm(_Deciding):
    words = _words_field(_l("Why it is withheld"))


class PutBackForm(_Deciding):
    words = _words_field(_l("Why it can be shown again"))
