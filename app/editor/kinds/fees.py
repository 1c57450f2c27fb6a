"""Questions about money: the model with its two amounts, and what the model needs besides."""

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import BooleanField, Form, SelectField, StringField
from wtforms.validators import ValidationError

from app.editor.asked import Asked
from app.editor.kinds.choices import Group, Ticks, grouped
from app.editor.kinds.fields import Amount, SelectChoice, choice, form_class, number, text
from app.editor.kinds.question import FormOf, Question
from app.finder.fee_terms import term_lines
from app.listings.listing import Fees
from app.plumbing.words import gettext as _
from app.practitioners.parts import Answer

CURRENCIES = ("GBP", "EUR", "USD", "CAD", "AUD", "NZD", "CHF", "SEK", "NOK", "DKK", "PLN", "ZAR", "INR", "NGN", "KES")
_LEVELS = 6
_FREE_CALL = "free-first-call"
# Models of which the two amounts say nothing.
_NO_AMOUNTS = frozenset({"free", "sponsored"})


class Fee(Question):
    """What a session costs: the rule, the usual fee, the lowest, and for whom."""

    template = "editor/questions/fee.html"

    def form_of(self, asked: Asked) -> FormOf:
        currency = _currency(asked)
        currencies = dict.fromkeys([currency, asked.reads.currency, *CURRENCIES])
        fields = {
            "fee_model": choice(_("How the fee is set"), "fee_model", asked, _("Not stated")),
            "currency": SelectField(
                _("Currency"), choices=[SelectChoice(code, f"{code} {asked.reads.symbol(code)}") for code in currencies]
            ),
            "standard": Amount(_("The usual fee of one session"), currency),
            "reduced_from": Amount(_("The lowest fee you can see somebody for"), currency, validators=[_not_above]),
            "who_qualifies": Ticks(_("Whom the lower fee is for"), asked.labels.offered("who_qualifies")),
            "free_call": BooleanField(_("The first short call is free")),
            "fee_note": text(_("Anything else about the fee"), 300),
        }
        return form_class("FeeForm", fields)

    def data(self, answer: Mapping[str, Any], asked: Asked) -> Mapping[str, Any]:
        return {
            **answer,
            "currency": answer["currency"] or _currency(asked),
            "free_call": _FREE_CALL in answer["fee_help"],
        }

    def answer(self, form: Form, asked: Asked) -> Answer:
        model, amounts = form["fee_model"].data, (form["standard"].data, form["reduced_from"].data)
        standard, least = (None, None) if model in _NO_AMOUNTS else amounts
        priced = standard is not None or least is not None
        others = [slug for slug in self.part.read(asked.subject)["fee_help"] if slug != _FREE_CALL]
        return {
            "fee_model": model,
            # A fee that others pay has terms in a currency as well.
            "currency": form["currency"].data if priced or model else None,
            "standard": standard,
            "reduced_from": least,
            "who_qualifies": asked.labels.in_order("who_qualifies", form["who_qualifies"].data or []),
            "fee_help": [*others, *([_FREE_CALL] if form["free_call"].data else [])],
            "fee_note": form["fee_note"].data,
        }

    def groups(self, form: Form, asked: Asked) -> list[Group]:
        """What can be ticked."""
        return grouped(form["who_qualifies"], "who_qualifies", asked)

    def says(self, answer: Mapping[str, Any], asked: Asked) -> Sequence[str]:
        currency, said = answer["currency"] or asked.reads.currency, []
        if answer["fee_model"]:
            said.append(asked.labels.of("fee_model", answer["fee_model"]))
        if answer["standard"] is not None:
            said.append(_("usually %(amount)s", amount=asked.reads.money(answer["standard"], currency)))
        if answer["reduced_from"] is not None:
            said.append(_("from %(amount)s", amount=asked.reads.money(answer["reduced_from"], currency)))
        return said


class Terms(Question):
    """What the chosen model needs besides: named levels, a rule by income, a package, who pays, what is suggested."""

    template = "editor/questions/terms.html"

    def applies(self, asked: Asked) -> bool:
        return asked.subject.fee_model in _TERMS

    def form_of(self, asked: Asked) -> FormOf:
        return form_class("TermsForm", _TERMS[asked.subject.fee_model](_currency(asked), asked))

    def data(self, answer: Mapping[str, Any], asked: Asked) -> Mapping[str, Any]:
        rows = answer.get(_rows_key(asked.subject.fee_model) or "", [])
        data = {key: value for key, value in answer.items() if not isinstance(value, list)}
        if "per_mille_of_yearly_income" in data:
            data["rate"] = str(data.pop("per_mille_of_yearly_income"))
        for at, row in enumerate(rows[:_LEVELS]):
            data |= {f"{name}-{at}": row.get(name) for name in ("label", "meaning", "amount")}
        return data

    def answer(self, form: Form, asked: Asked) -> Answer:
        model = asked.subject.fee_model
        if key := _rows_key(model):
            rows = [
                {name: form[f"{name}-{at}"].data for name in _row_names(model) if form[f"{name}-{at}"].data}
                for at in range(_LEVELS)
                if form[f"label-{at}"].data and form[f"amount-{at}"].data is not None
            ]
            return {key: [{"amount": 0, **row} for row in rows]} if rows else {}
        said = {field.short_name: field.data for field in form if field.data is not None}
        if "rate" in said:
            rate = float(said.pop("rate"))
            said["per_mille_of_yearly_income"] = int(rate) if rate.is_integer() else rate
        return said

    def steps(self, form: Form, asked: Asked) -> list[list[Any]]:
        """Fields that belong together: those of each named level, or all of them."""
        model = asked.subject.fee_model
        if not _rows_key(model):
            return [list(form)]
        return [[form[f"{name}-{at}"] for name in _row_names(model)] for at in range(_LEVELS)]

    def says(self, answer: Mapping[str, Any], asked: Asked) -> Sequence[str]:
        fees = Fees(currency=_currency(asked), model=asked.subject.fee_model, terms=answer)
        return [f"{label}: {value}" for label, value in term_lines(fees, asked.labels, asked.reads)]


def _currency(asked: Asked) -> str:
    return asked.subject.currency or asked.reads.currency


def _rows_key(model: str | None) -> str | None:
    return {"tiers": "tiers", "bottle": "levels"}.get(model or "")


def _row_names(model: str) -> tuple[str, ...]:
    return ("label", "meaning", "amount") if model == "bottle" else ("label", "amount")


def _levels(currency: str, asked: Asked) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for at in range(_LEVELS):
        fields[f"label-{at}"] = text(_("Name of step %(number)s", number=at + 1), 60)
        if asked.subject.fee_model == "bottle":
            fields[f"meaning-{at}"] = text(_("Who finds themselves here"), 120)
        fields[f"amount-{at}"] = Amount(_("Fee"), currency, validators=[_named_too(f"label-{at}")])
    return fields


def _formula(currency: str, _asked: Asked) -> dict[str, Any]:
    return {
        "rate": StringField(
            _("For every 1,000 somebody earns in a year"), [_is_rate], filters=[lambda v: (v or "").strip() or None]
        ),
        "least": Amount(_("But at least"), currency),
        "most": Amount(_("And at most"), currency),
    }


def _package(currency: str, _asked: Asked) -> dict[str, Any]:
    between = _("Please write a number between 2 and 100.")
    return {
        "sessions": number(_("Sessions bought together"), 2, 100, between),
        "amount": Amount(_("For all of them"), currency),
    }


def _suggested(currency: str, _asked: Asked) -> dict[str, Any]:
    return {"suggested": Amount(_("What you suggest, for those who can"), currency)}


def _solidarity(currency: str, _asked: Asked) -> dict[str, Any]:
    return {"solidarity": Amount(_("What you ask of those who can pay more"), currency)}


def _sponsor(_currency: str, _asked: Asked) -> dict[str, Any]:
    between = _("Please write a number between 1 and 500.")
    return {"sponsor": text(_("Who pays"), 120), "sessions": number(_("For how many sessions"), 1, 500, between)}


def _band(currency: str, _asked: Asked) -> dict[str, Any]:
    return {
        "joining": Amount(_("Joining the scheme, paid once"), currency),
        "least": Amount(_("A session costs at least"), currency),
        "most": Amount(_("And at most"), currency),
    }


def _range(currency: str, _asked: Asked) -> dict[str, Any]:
    return {"least": Amount(_("At least"), currency), "most": Amount(_("And at most"), currency)}


_TERMS = {
    "tiers": _levels,
    "bottle": _levels,
    "income-formula": _formula,
    "package": _package,
    "pay-what-you-can": _suggested,
    "donation": _suggested,
    "solidarity": _solidarity,
    "sponsored": _sponsor,
    "membership-band": _band,
    "range": _range,
}


def _not_above(form: Form, field: Any) -> None:
    standard = form["standard"].data
    if field.data is not None and standard is not None and field.data > standard:
        raise ValidationError(_("The lowest fee cannot be more than the usual one."))


def _named_too(label: str) -> Any:
    def check(form: Form, field: Any) -> None:
        if field.data is not None and not form[label].data:
            raise ValidationError(_("Please give this step a name."))

    return check


def _is_rate(_form: Form, field: Any) -> None:
    if not field.data:
        return
    try:
        right = 0 < float(field.data.replace(",", ".")) <= 100
    except ValueError:
        right = False
    if not right:
        raise ValidationError(_("Please write a number between 0 and 100, such as 1 or 1.5."))
    field.data = field.data.replace(",", ".")
