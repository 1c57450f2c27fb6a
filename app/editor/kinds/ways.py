"""Questions about an offer: how one is seen, who else pays, when, and how many reduced places there are."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from wtforms import DateField, Form, RadioField, SelectField
from wtforms.validators import Optional, ValidationError

from app.editor.asked import Asked
from app.editor.kinds.choices import Choices, Group, Ticks, grouped
from app.editor.kinds.fields import SelectChoice, choice, form_class, number, or_nothing
from app.editor.kinds.question import FormOf, Question
from app.listings.listing import PLACED_FORMATS
from app.plumbing.words import gettext as _
from app.plumbing.words import lazy_gettext as _l
from app.plumbing.words import ngettext
from app.practitioners.offers import AVAILABILITIES
from app.practitioners.parts import Answer

AVAILABLE = {
    "now": _l("I have room for somebody new"),
    "waitlist": _l("There is a waiting list"),
    "closed": _l("I see nobody new at present"),
    "unknown": _l("I would rather not say now"),
}


class How(Question):
    """Who comes, how they meet, where, for how long."""

    def form_of(self, asked: Asked) -> FormOf:
        places = asked.record.premises if asked.record else []
        where = [SelectChoice("", _("Nowhere in particular")), *(SelectChoice(str(p.id), named(p)) for p in places)]
        fields = {
            "session": choice(
                _("Who comes along"), "session", asked, _("Not stated"), held=getattr(asked.subject, "session", None)
            ),
            "format": choice(_("How you meet"), "format", asked, _("Not stated")),
            "premises": SelectField(
                _("Which of your places"), choices=where, coerce=or_nothing, validators=[_only_in_a_place]
            ),
            "minutes": number(_("Minutes of a session"), 10, 480, _("A session is between 10 and 480 minutes long.")),
        }
        return form_class("HowForm", fields)

    def data(self, answer: Mapping[str, Any], asked: Asked) -> Mapping[str, Any]:
        stated = answer["session"]
        return {**answer, "session": stated and (asked.labels.lexicon.live("session", stated) or stated)}

    def answer(self, form: Form, asked: Asked) -> Answer:
        return {name: form[name].data for name in ("session", "format", "minutes", "premises")}

    def says(self, answer: Mapping[str, Any], asked: Asked) -> Sequence[str]:
        labels = asked.labels
        said = [labels.of(scheme, answer[scheme]) for scheme in ("session", "format") if answer[scheme]]
        places = {str(place.id): named(place) for place in (asked.record.premises if asked.record else ())}
        if answer["premises"] in places:
            said.append(places[answer["premises"]])
        if answer["minutes"]:
            said.append(ngettext("%(num)s minute", "%(num)s minutes", answer["minutes"]))
        return said


class Payers(Choices):
    """Who else may pay for this offer."""

    def __init__(self, key: str, title: Any, hint: Any = None) -> None:
        super().__init__(key, title, hint, scheme="payer")


class When(Question):
    """At what times, and whether there is room now."""

    template = "editor/questions/when.html"

    def form_of(self, asked: Asked) -> FormOf:
        known = asked.labels.terms("times")
        available = [SelectChoice(slug, str(AVAILABLE[slug])) for slug in AVAILABILITIES]
        fields = {
            "availability": RadioField(_("Room for somebody new"), choices=available, default="unknown"),
            "times": Ticks(_("Times"), known),
        }
        return form_class("WhenForm", fields)

    def data(self, answer: Mapping[str, Any], asked: Asked) -> Mapping[str, Any]:
        return answer

    def answer(self, form: Form, asked: Asked) -> Answer:
        times = asked.labels.in_order("times", form["times"].data or [])
        return {"times": times, "availability": form["availability"].data}

    def groups(self, form: Form, asked: Asked) -> list[Group]:
        """What can be ticked."""
        return grouped(form["times"], "times", asked)

    def says(self, answer: Mapping[str, Any], asked: Asked) -> Sequence[str]:
        times = [asked.labels.of("times", slug) for slug in answer["times"]]
        said = answer["availability"]
        return [*times, *([] if said == "unknown" else [str(AVAILABLE[said])])]


class Reduced(Question):
    """How many places there are at the reduced fee, and how many of them are open today."""

    def form_of(self, asked: Asked) -> FormOf:
        between = _("Please write a number between 0 and 500.")
        fields = {
            "reduced_total": number(_("Reduced places in all"), 0, 500, between),
            "reduced_open": number(_("Open today"), 0, 500, between, validators=[_within_total]),
            "reduced_limit_sessions": number(_("For how many sessions at most"), 1, 500, between),
            "reduced_next_review": DateField(_("When you look at it again with people"), [Optional()]),
        }
        return form_class("ReducedForm", fields)

    def data(self, answer: Mapping[str, Any], asked: Asked) -> Mapping[str, Any]:
        review = answer["reduced_next_review"]
        return {**answer, "reduced_next_review": date.fromisoformat(review) if review else None}

    def answer(self, form: Form, asked: Asked) -> Answer:
        review = form["reduced_next_review"].data
        total = form["reduced_total"].data
        return {
            "reduced_total": total,
            "reduced_open": None if total is None else form["reduced_open"].data,
            "reduced_limit_sessions": form["reduced_limit_sessions"].data,
            "reduced_next_review": review.isoformat() if review else None,
        }

    def says(self, answer: Mapping[str, Any], asked: Asked) -> Sequence[str]:
        total, free = answer["reduced_total"], answer["reduced_open"]
        if total is None:
            return []
        if free is None:
            return [ngettext("%(num)s reduced place", "%(num)s reduced places", total)]
        return [_("%(open)s of %(total)s reduced places open", open=free, total=total)]


def named(premises: Any) -> str:
    """A place as its own practitioner knows it."""
    return premises.address or premises.locality or premises.postcode or premises.country


def _only_in_a_place(form: Form, field: Any) -> None:
    if field.data and form["format"].data and form["format"].data not in PLACED_FORMATS:
        raise ValidationError(_("A session at a distance happens in no place. Choose one or the other."))


def _within_total(form: Form, field: Any) -> None:
    total = form["reduced_total"].data
    if field.data is not None and (total is None or field.data > total):
        raise ValidationError(_("No more places can be open than there are."))
