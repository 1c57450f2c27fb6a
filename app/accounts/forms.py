"""The forms of accounts: shape and presence. What is wrong with a password or an address the actions say."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField
from wtforms.validators import ValidationError

from app.accounts.addresses import is_address
from app.plumbing.words import gettext as _
from app.plumbing.words import lazy_gettext


def _stated(_form: Any, field: Any) -> None:
    # Not the library's: it would let browsers speak before our own sentence, and strip a password that is blanks.
    if not field.data:
        raise ValidationError(_("Please fill this in."))


def _an_address(_form: Any, field: Any) -> None:
    if not is_address(field.data or ""):
        raise ValidationError(_("Please write an e-mail address, such as name@example.org."))


# The words of a button that a script adds.
_SHOW = lazy_gettext("Show the password")


class SignInForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no annotations
    email = EmailField(lazy_gettext("E-mail address"), [_stated], render_kw={"autocomplete": "username"})
    password = PasswordField(
        lazy_gettext("Password"), [_stated], render_kw={"autocomplete": "current-password", "data-show": _SHOW}
    )


class AddressForm(FlaskForm):  # type: ignore[misc]
    email = EmailField(lazy_gettext("E-mail address"), [_an_address], render_kw={"autocomplete": "email"})


class NewPasswordForm(FlaskForm):  # type: ignore[misc]
    password = PasswordField(
        lazy_gettext("New password"), [_stated], render_kw={"autocomplete": "new-password", "data-show": _SHOW}
    )


class PasswordForm(FlaskForm):  # type: ignore[misc]
    password = PasswordField(
        lazy_gettext("Password"), [_stated], render_kw={"autocomplete": "current-password", "data-show": _SHOW}
    )


class ButtonForm(FlaskForm):  # type: ignore[misc]
    """Nothing but a button: what a link in a mail opens."""


def said(field: Any) -> str:
    """What was typed into a field, as it was typed."""
    return field.data or ""
