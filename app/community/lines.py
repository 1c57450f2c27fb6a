"""Crisis lines that an organisation adds: the form, and how each stands."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import abort
from flask_wtf import FlaskForm
from wtforms import SelectField, SelectMultipleField, StringField
from wtforms.validators import Length, ValidationError

from app.access.visitors import account_id, organisation_id
from app.community.forms import countries, labels, language_groups, languages
from app.criteria.wording import reader
from app.organisations.queries import organisation_by_id
from app.plumbing.boxes import Stated
from app.plumbing.requests import database, database_session
from app.plumbing.typed import one_line
from app.plumbing.words import gettext as _
from app.plumbing.words import lazy_gettext as _l
from app.urgent_help.actions import LineRefused, Proposed, propose, take_off
from app.urgent_help.queries import known_countries, line_by_id, lines_of
from app.urgent_help.rules import is_phone

_MOST = Length(max=120, message=_l("Please write at most 120 characters."))


class LineForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no annotations
    """A line that is to be shown among those of its country."""

    name = StringField(_l("Its name"), [Stated(_l("Please write its name.")), _MOST], filters=[one_line])
    country = SelectField(_l("In which country?"), validate_choice=False)
    phone = StringField(
        _l("The number to call"), filters=[one_line], render_kw={"inputmode": "tel", "autocomplete": "off"}
    )
    for_whom = StringField(
        _l("For whom is it?"), [Stated(_l("Please write for whom it is.")), _MOST], filters=[one_line]
    )
    hours = StringField(_l("When is it open?"), [Stated(_l("Please write when.")), _MOST], filters=[one_line])
    languages = SelectMultipleField(_l("In which languages?"), validate_choice=False)

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        names = countries()
        self.country.choices = [(code, names.get(code, name)) for code, name in known_countries().items()]

    def validate_country(self, field: Any) -> None:
        if field.data not in known_countries():
            raise ValidationError(_("Please choose a country."))

    def validate_phone(self, field: Any) -> None:
        if not is_phone(field.data or ""):
            raise ValidationError(_("Please write a number as one dials it, such as 116 123 or +44 20 7946 0000."))

    def validate_languages(self, field: Any) -> None:
        if not field.data or not set(field.data) <= set(languages()):
            raise ValidationError(_("Please choose at least one language from the list."))

    def language_groups(self) -> list[dict[str, Any]]:
        return language_groups(self.languages.data)

    def proposed(self) -> Proposed:
        return Proposed(
            country=self.country.data,
            name=self.name.data or "",
            phone=self.phone.data or "",
            for_whom=self.for_whom.data or "",
            hours=self.hours.data or "",
            languages=tuple(labels().in_order("language", set(self.languages.data or ()))),
        )


@dataclass(frozen=True, slots=True)
class AddedView:
    """A line as its organisation sees it."""

    id: UUID
    name: str
    phone: str
    standing: str
    reason: str | None


def added_lines() -> tuple[AddedView, ...]:
    """The lines of the organisation at hand."""
    return tuple(
        AddedView(line.id, line.name, line.phone, standing_of(line), line.reason)
        for line in lines_of(database_session(), organisation_id())
    )


def standing_of(line: Any) -> str:
    """How a line stands, in words."""
    if line.status == "accepted" and line.checked_on is not None:
        return _("shown to everybody, checked %(day)s", day=reader().day(line.checked_on))
    return {"waiting": _("waits for a steward"), "refused": _("not accepted")}.get(line.status, _("not shown"))


def line_proposed(form: LineForm) -> None:
    """Let it wait. Raises LineRefused."""
    with database().writing() as session:
        body = organisation_by_id(session, organisation_id(), to_change=True)
        if body is None:
            raise LineRefused
        propose(session, body.id, body.name, form.proposed(), account_id())


def line_taken_off(line_id: UUID) -> None:
    """Answers 404 for a line of another organisation."""
    with database().writing() as session:
        line = line_by_id(session, line_id, to_change=True)
        if line is None or line.organisation_id != organisation_id():
            abort(404)
        take_off(session, line, account_id())
