"""The form by which a seeker joins a list. It works without a cookie: its token is of its own."""

from wtforms import EmailField, Form, HiddenField, StringField, ValidationError

from app.plumbing.outbox import NoAddress, typed_address
from app.plumbing.words import gettext as _
from app.plumbing.words import lazy_gettext


class JoinForm(Form):
    """`website` is a trap: no person sees it, and what is filled in by a machine goes nowhere."""

    email = EmailField(
        lazy_gettext("Your e-mail address"), render_kw={"autocomplete": "off", "maxlength": 254, "required": True}
    )
    website = StringField(lazy_gettext("Leave this empty"))
    token = HiddenField()

    def validate_email(self, field: EmailField) -> None:
        try:
            field.data = typed_address(field.data or "")
        except NoAddress:
            raise ValidationError(_("Write one e-mail address, such as name@example.org.")) from None
