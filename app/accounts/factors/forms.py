"""Forms of second factors: shape and presence, one clear sentence where something is missing."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField
from wtforms.validators import DataRequired, Length

from app.plumbing.words import lazy_gettext as _l

LONGEST_NAME = 60


def _in_one_line(text: str | None) -> str:
    return " ".join("".join(sign for sign in text or "" if sign.isprintable()).split())


class CodeForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no annotations
    """A code of an app."""

    code = StringField(
        _l("Code from your app"),
        [DataRequired(_l("Enter the six digits your app shows now."))],
        render_kw={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "code-input", "dir": "ltr"},
    )


class RecoveryCodeForm(FlaskForm):  # type: ignore[misc]
    """A recovery code."""

    recovery_code = StringField(
        _l("Recovery code"),
        [DataRequired(_l("Enter one of your recovery codes."))],
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "dir": "ltr"},
    )


class NameForm(FlaskForm):  # type: ignore[misc]
    """What somebody calls a passkey."""

    name = StringField(
        _l("Name of the passkey"),
        [
            DataRequired(_l("Give it a name by which you will know it again.")),
            Length(max=LONGEST_NAME, message=_l("Please use at most 60 characters.")),
        ],
        filters=[_in_one_line],
        render_kw={"autocomplete": "off", "maxlength": LONGEST_NAME},
    )


class NewPasskeyForm(NameForm):
    """A passkey that was just made, and what to call it; a script fills in what the device answered.

    Without a name it gets one: a device that has made a passkey should not be asked for another.
    """

    name = StringField(
        _l("Name of the passkey"),
        filters=[_in_one_line, lambda text: text[:LONGEST_NAME]],
        render_kw={"autocomplete": "off", "maxlength": LONGEST_NAME},
    )
    answer = HiddenField()
