"""The forms of lists and vouches: shape and presence."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from app.organisations.collections.actions import LONGEST_ENTRY_NOTE, LONGEST_NOTE, LONGEST_TITLE, Words
from app.organisations.vouching.rules import LONGEST_INTEREST
from app.plumbing.boxes import Stated
from app.plumbing.typed import as_written, one_line
from app.plumbing.words import gettext as _
from app.plumbing.words import lazy_gettext as _l


def _short(most: int) -> Length:
    return Length(max=most, message=_("Please write at most %(most)s characters.", most=most))


def _tidy(read: Callable[[str | None], str]) -> Callable[[str | None], str | None]:
    return lambda text: read(text) or None


class CollectionForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no annotations
    """What a list says of itself."""

    title = StringField(
        _l("What the list is called"),
        [Stated(_l("Please write what the list is called.")), _short(LONGEST_TITLE)],
        filters=[_tidy(one_line)],
    )
    note = TextAreaField(
        _l("What it is for, and how you chose"),
        [_short(LONGEST_NOTE)],
        filters=[_tidy(as_written)],
        render_kw={"rows": 5},
    )
    language = SelectField(_l("In which language you write this"))
    public = BooleanField(_l("Anybody may read it"))

    def words(self) -> Words:
        return Words(self.title.data or "", self.note.data, self.language.data, self.public.data)


class WhyForm(FlaskForm):  # type: ignore[misc]
    """What is said of somebody on a list."""

    note = StringField(_l("Why they are on it"), [_short(LONGEST_ENTRY_NOTE)], filters=[_tidy(one_line)])


class OneForm(FlaskForm):  # type: ignore[misc]
    """A button beside somebody: whom it is about."""

    listing = HiddenField()

    def listing_id(self) -> UUID:
        """The id that was sent; one that is nobody's for what is none."""
        try:
            return UUID(self.listing.data or "")
        except ValueError:
            return UUID(int=0)


def collection_form(languages: Sequence[tuple[str, str]], **filled: Any) -> CollectionForm:
    """The form with these languages, (slug, label), to choose from."""
    form = CollectionForm(data=filled)
    form.language.choices = list(languages)
    return form


class VouchForm(FlaskForm):  # type: ignore[misc]
    """For which community, and whether there is a conflict of interest."""

    community = SelectField(
        _l("For which community"), [InputRequired(_l("Please choose for which community you vouch."))]
    )
    has_interest = RadioField(
        _l("Is there a conflict of interest?"),
        [InputRequired(_l("Please say whether there is a conflict of interest."))],
    )
    interest = TextAreaField(
        _l("If yes, which?"), [_short(LONGEST_INTEREST)], filters=[_tidy(one_line)], render_kw={"rows": 2}
    )

    def validate_interest(self, field: TextAreaField) -> None:
        if self.has_interest.data == "yes" and not field.data:
            raise ValidationError(_("Please say in a few words which conflict of interest there is."))

    def declared(self) -> str | None:
        """The conflict of interest in words; None where it is declared that there is none."""
        return self.interest.data if self.has_interest.data == "yes" else None


def vouch_form(communities: Sequence[tuple[str, str]]) -> VouchForm:
    """The form with these communities, (slug, label), to choose from."""
    form = VouchForm()
    form.community.choices = [("", _("Choose one")), *communities]
    form.has_interest.choices = [("no", _("No")), ("yes", _("Yes: everybody can read which"))]
    return form
