"""The builder's form: shape and presence. What a widget looks for is read by `wanting`."""

from collections.abc import Collection, Sequence
from typing import Any

from flask import current_app
from flask_wtf import FlaskForm
from wtforms import IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, NumberRange, ValidationError

from app.plumbing.boxes import Stated
from app.plumbing.locale import own_name
from app.plumbing.typed import one_line
from app.plumbing.words import gettext as _
from app.plumbing.words import lazy_gettext as _l
from app.widget.by_list import FIRST, ONLY
from app.widget.colours import GROUNDS, LEADS, Unreadable, theme
from app.widget.rules import LEAST, MOST, BadOrigin, origin

MOST_SITES = 20
_LONGEST = 120


def _line(label: Any, missing: Any) -> StringField:
    too_long = Length(max=_LONGEST, message=_l("This is too long: at most 120 characters."))
    return StringField(
        label, [Stated(missing), too_long], filters=[one_line], render_kw={"maxlength": _LONGEST, "dir": "auto"}
    )


class WidgetForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no annotations
    """All of it but the criteria; `sites` are the origins as browsers write them, once it was found right."""

    name = _line(_l("What you call it"), _l("Give it a name, so that you know it again."))
    heading = _line(_l("What stands above the search"), _l("Write a few words to stand above the search."))
    origins = TextAreaField(
        _l("Sites that may show it, one a line"),
        render_kw={"rows": 3, "dir": "ltr", "spellcheck": "false", "placeholder": "https://www.example.org"},
    )
    collection = SelectField(_l("One of your lists"), validate_choice=False)
    by_list = RadioField(_l("What the list does"))
    locale = SelectField(_l("Language of the widget"))
    lead = SelectField(_l("Colour"))
    ground = SelectField(_l("Ground"))
    height = IntegerField(
        _l("Height in pixels"),
        [
            NumberRange(LEAST, MOST, _l("A height is a number from 160 to 4096.")),
        ],
        render_kw={"inputmode": "numeric", "step": 32, "min": LEAST, "max": MOST},
    )
    sites: Sequence[str] = ()
    asks_again = False

    def __init__(
        self, *args: Any, lists: Sequence[tuple[str, str]], named: Collection[str], is_fresh: bool, **more: Any
    ) -> None:
        """`named` are the sites that may show it already. One more needs somebody who `is_fresh` (AUTH-15)."""
        super().__init__(*args, **more)
        self.named, self.is_fresh = named, is_fresh
        self.collection.choices = [("", _("None: everybody who is listed")), *lists]
        self.by_list.choices = [(FIRST, _("Show its people first")), (ONLY, _("Only its people"))]
        self.locale.choices = [(code, own_name(code)) for code in current_app.extensions["attune.locales"]]
        self.lead.choices = [(key, str(colour.name)) for key, colour in LEADS.items()]
        self.ground.choices = [(key, str(colour.name)) for key, colour in GROUNDS.items()]

    def validate_collection(self, field: Any) -> None:
        if field.data not in dict(field.choices):
            raise ValidationError(_("That list is not there any more: choose another, or none."))

    def validate_origins(self, field: Any) -> None:
        sites, wrong = [], []
        lines = [line.strip() for line in (field.data or "").splitlines() if line.strip()]
        for line in lines[: MOST_SITES + 1]:
            try:
                sites.append(origin(line, local=not current_app.config["BASE_URL"].startswith("https://")))
            except BadOrigin as bad:
                wrong.append(_("“%(site)s”: %(why)s", site=line[:80], why=bad))
        if len(lines) > MOST_SITES:
            wrong.append(_("Write at most %(number)s sites.", number=MOST_SITES))
        self.sites = tuple(dict.fromkeys(sites))
        if wrong:
            # Each line that will not do has its own sentence.
            field.errors = [*field.errors, *wrong[:-1]]
            raise ValidationError(wrong[-1])
        self.asks_again = not self.is_fresh and not set(self.sites) <= set(self.named)
        if self.asks_again:
            raise ValidationError(
                _("Before a site is added, please show again who you are. Then save this once more: it stays as it is.")
            )

    def validate_ground(self, field: Any) -> None:
        try:
            theme(self.lead.data or "", field.data or "")
        except Unreadable as unreadable:
            raise ValidationError(str(unreadable)) from None


class ActForm(FlaskForm):  # type: ignore[misc]
    """One button."""
