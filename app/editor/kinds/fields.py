"""Fields that forms of questions share."""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from babel.numbers import get_currency_precision
from wtforms import Field, Form, IntegerField, SelectField, StringField
from wtforms.validators import Length, NumberRange, Optional, ValidationError
from wtforms.widgets import TextInput

from app.criteria.headings import heading
from app.editor.asked import Asked
from app.plumbing.boxes import SelectChoice as SelectChoice
from app.plumbing.typed import as_written, one_line
from app.plumbing.words import gettext as _
from app.vocabulary.folding import fold

# Beyond this an amount is a slip of the finger.
_MOST_MINOR = 1_000_000


def text(label: str, most: int, **more: Any) -> StringField:
    """One line, stripped, of at most so many characters; empty is nothing."""
    too_long = Length(max=most, message=_("Please keep this under %(most)s characters.", most=most))
    return StringField(label, [too_long, *more.pop("validators", [])], filters=[tidy], **more)


def number(label: str, least: int, most: int, message: str, **more: Any) -> IntegerField:
    """A whole number, or nothing."""
    checks = [Optional(), NumberRange(least, most, message), *more.pop("validators", [])]
    return _Whole(label, checks, **more)


def or_nothing(value: str | None) -> str | None:
    """How a select reads its empty choice."""
    return value or None


def form_class(name: str, fields: Mapping[str, Any], base: type[Form] = Form) -> Any:
    """A form whose fields are known only when it is asked for."""
    return type(name, (base,), dict(fields))


def choice(
    label: str,
    scheme: str,
    asked: Asked,
    nothing: str | None,
    only: Callable[[Any], bool] | None = None,
    held: str | None = None,
) -> Any:
    """One term of a scheme, or nothing under these words. What is `held` may stay, even if nothing stands for it."""
    terms = asked.labels.terms(scheme).values()
    stays = held is not None and asked.labels.lexicon.live(scheme, held) is None
    offered = [w for w in terms if (not w.retired and (only is None or only(w))) or (stays and w.slug == held)]
    choices = [SelectChoice(w.slug, asked.called(scheme, w.slug), optgroup=heading(w.heading)) for w in offered]
    if nothing is not None:
        choices.insert(0, SelectChoice("", nothing))
    return SelectField(label, choices=choices, coerce=or_nothing)


class Amount(Field):
    """Money as people write it, kept in minor units: 60, 62.50, 62,50, £60."""

    widget = TextInput()

    def __init__(self, label: str, currency: str, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.digits = get_currency_precision(currency)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        if self.data is None:
            return ""
        amount = Decimal(self.data) / 10**self.digits
        return str(amount.quantize(Decimal(1))) if amount == amount.to_integral_value() else f"{amount:.2f}"

    def process_formdata(self, valuelist: list[str]) -> None:
        written = fold(valuelist[0]) if valuelist else ""
        bare = written.translate(_SIGNS).replace(",", ".").strip()
        self.data = None
        if not bare:
            return
        try:
            minor = Decimal(bare) * 10**self.digits
        except InvalidOperation:
            raise ValidationError(_("Please write the amount as a number, such as 60 or 62.50.")) from None
        if not minor.is_finite() or minor != minor.to_integral_value() or not 0 <= minor <= _MOST_MINOR:
            raise ValidationError(_("Please write the amount as a number, such as 60 or 62.50."))
        self.data = int(minor)


_SIGNS = str.maketrans("", "", "£€$¥₹ \u00a0")


class Named(Field):
    """A term of a long scheme, typed or taken from the list that the browser offers; kept as its slug."""

    widget = TextInput()

    def __init__(self, label: str, scheme: str, asked: Asked | None = None, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.scheme = scheme
        self.asked = asked

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return self.asked.labels.of(self.scheme, self.data) if self.data and self.asked else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        written = valuelist[0].strip()[:120] if valuelist else ""
        self.data = None
        if not written or self.asked is None:
            return
        word = self.asked.labels.lexicon.named(self.scheme, written)
        if word is None:
            raise ValidationError(_("We do not know “%(text)s”. Please choose from the list.", text=written))
        self.data = word.slug


class _Whole(IntegerField):
    def process_formdata(self, valuelist: list[str]) -> None:
        written = valuelist[0].strip() if valuelist else ""
        self.data = None
        if not written:
            return
        if not (written.isdecimal() and len(written) <= 6):
            raise ValidationError(_("Please write a whole number."))
        self.data = int(written)


def tidy(value: str | None) -> str | None:
    """One line; None for nothing."""
    return one_line(value) or None


def lines(value: str | None) -> str | None:
    """A text of several lines; None for nothing."""
    return as_written(value) or None


def needs(message: str) -> Any:
    """A validator: something has to be here."""

    def check(_form: Form, field: Any) -> None:
        if not field.errors and field.data in (None, "", []):
            raise ValidationError(message)

    return check
