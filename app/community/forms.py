"""The forms of organisations: shape and presence."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from flask_wtf import FlaskForm
from wtforms import EmailField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import Length, ValidationError

from app.accounts.addresses import is_address, same_form
from app.community.kinds import kinds
from app.community.wording import roles_explained
from app.criteria.labels import labels_of
from app.criteria.wording import reader
from app.listings.requests import directory
from app.organisations.actions import Asked, Described
from app.organisations.models import Organisation
from app.organisations.rules import web_address
from app.plumbing.boxes import Stated
from app.plumbing.typed import as_written, one_line
from app.plumbing.words import gettext as _
from app.plumbing.words import lazy_gettext as _l

MOST_NAME, MOST_TEXT, MOST_ADDRESS = 120, 2000, 200


def _address(_form: Any, field: Any) -> None:
    if not is_address(field.data or ""):
        raise ValidationError(_("Please write an e-mail address, such as name@example.org."))


_TOO_LONG = Length(max=MOST_TEXT, message=_l("Please write at most 2,000 characters."))


class AskForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no annotations
    """What somebody says of an organisation that is to be listed."""

    name = StringField(
        _l("Its name"),
        [
            Stated(_l("Please write its name.")),
            Length(max=MOST_NAME, message=_l("Please write at most 120 characters.")),
        ],
        filters=[one_line],
    )
    kind = RadioField(_l("What is it?"), validate_choice=False)
    about = TextAreaField(
        _l("What does it do?"), [Stated(_l("Please write what it does.")), _TOO_LONG], filters=[as_written]
    )
    country = SelectField(_l("In which country?"), validate_choice=False)
    languages = SelectMultipleField(_l("In which languages does it help?"), validate_choice=False)
    website = StringField(
        _l("Its website, if there is one"),
        [Length(max=MOST_ADDRESS, message=_l("Please write at most 200 characters."))],
        filters=[one_line],
        render_kw={"inputmode": "url", "autocomplete": "url"},
    )
    contact_email = EmailField(
        _l("Where do stewards reach it?"), [_address], filters=[one_line], render_kw={"autocomplete": "email"}
    )
    wanted_for = TextAreaField(
        _l("What would you like to do here?"),
        [Stated(_l("Please write what you would like to do here.")), _TOO_LONG],
        filters=[as_written],
    )

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        if self.kind:
            self.kind.choices = list(kinds().items())
        if self.country:
            self.country.choices = list(countries().items())

    def validate_kind(self, field: Any) -> None:
        if field.data not in kinds():
            raise ValidationError(_("Please choose what it is."))

    def validate_country(self, field: Any) -> None:
        if field.data not in countries():
            raise ValidationError(_("Please choose a country."))

    def validate_languages(self, field: Any) -> None:
        if not set(field.data or ()) <= set(languages()):
            raise ValidationError(_("Please choose from the list."))

    def validate_website(self, field: Any) -> None:
        if field.data and web_address(field.data) is None:
            raise ValidationError(_("Please write the address of a page, such as https://example.org."))

    def described(self) -> Described:
        return Described(
            about=self.about.data or "",
            languages=tuple(labels().in_order("language", set(self.languages.data or ()))),
            website=web_address(self.website.data) if self.website.data else None,
            contact_email=same_form(self.contact_email.data or ""),
        )

    def asked(self) -> Asked:
        return Asked(
            name=self.name.data or "",
            kind=self.kind.data,
            country=self.country.data,
            wanted_for=self.wanted_for.data or "",
            described=self.described(),
        )

    def language_groups(self) -> list[dict[str, Any]]:
        """The languages that can be ticked, as the component takes them."""
        return language_groups(self.languages.data)


class DetailsForm(AskForm):
    """What the members of one that was accepted may change by themselves."""

    name = None  # type: ignore[assignment]
    kind = None  # type: ignore[assignment]
    country = None  # type: ignore[assignment]
    wanted_for = None  # type: ignore[assignment]


class InviteForm(FlaskForm):  # type: ignore[misc]
    """Whom to ask, and as what."""

    email = EmailField(_l("E-mail address"), [_address], render_kw={"autocomplete": "off"})
    role = RadioField(_l("As what?"), validate_choice=False, default="editor")

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.role.choices = list(roles_explained().items())

    def validate_role(self, field: Any) -> None:
        if field.data not in roles_explained():
            raise ValidationError(_("Please choose as what."))

    @property
    def address(self) -> str:
        return same_form(self.email.data or "")


class RoleForm(InviteForm):
    """As what somebody belongs from now on."""

    email = None  # type: ignore[assignment]


class ButtonForm(FlaskForm):  # type: ignore[misc]
    """Nothing but a button."""


def filled(body: Organisation | None) -> Mapping[str, Any]:
    """An organisation as the data of a form; of none, the reader's country."""
    if body is None:
        return {"country": reader().country}
    names = ("name", "kind", "about", "country", "languages", "website", "contact_email", "wanted_for")
    return {name: getattr(body, name) for name in names}


def countries() -> dict[str, str]:
    """Every country by its ISO 3166 code, in the order of its name."""
    names = {code: str(name) for code, name in reader().locale.territories.items() if re.fullmatch("[A-Z]{2}", code)}
    return dict(sorted(names.items(), key=lambda item: item[1]))


def labels() -> Any:
    """The words of the vocabulary for this reader."""
    return labels_of(directory().lexicon, reader().code)


def language_groups(chosen: Iterable[str] | None) -> list[dict[str, Any]]:
    """The languages that can be ticked, as the component takes them."""
    ticked = set(chosen or ())
    known = labels()
    terms = [
        (slug, known.of("language", slug), word.meaning_in(known.code), slug in ticked)
        for slug, word in languages().items()
        if not word.retired or slug in ticked
    ]
    # A list with a tick in it is open: those that are ticked have one of their own, so that hundreds stay folded.
    groups = ((_("Ticked"), True), (_("All languages"), False))
    parts = [{"heading": heading, "terms": [term for term in terms if term[3] is there]} for heading, there in groups]
    return [part for part in parts if part["terms"]]


def languages() -> Mapping[str, Any]:
    """The languages of the vocabulary."""
    found: Mapping[str, Any] = labels().terms("language")
    return found
