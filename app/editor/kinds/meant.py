"""Questions about what was ticked before: what stands behind it, and by whom it may be seen."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel.speaklater import LazyString
from wtforms import Form, SelectField, StringField
from wtforms.validators import Length

from app.editor.asked import Asked
from app.editor.kinds.choices import Ticks
from app.editor.kinds.fields import SelectChoice, form_class, or_nothing, tidy
from app.editor.kinds.question import FormOf, Question
from app.listings.listing import AUDIENCES
from app.plumbing.words import gettext as _
from app.plumbing.words import lazy_gettext as _l
from app.practitioners.parts import IDENTITY
from app.practitioners.rules import MOST_SPECIALIST, is_within_cap

OWN_WORDS = 200


class Meant(Question):
    """For each term of a facet that is stated, one of a few things that may be said of it, or nothing."""

    template = "editor/questions/meant.html"

    def __init__(
        self, key: str, facet: str, title: LazyString, hint: LazyString, options: Sequence[tuple[str, LazyString]]
    ):
        super().__init__(key, title, hint)
        self.facet = facet
        self.options = options

    def applies(self, asked: Asked) -> bool:
        return asked.record is not None and any(fact.facet == self.facet for fact in asked.record.facts)

    def form_of(self, asked: Asked) -> FormOf:
        choices = [SelectChoice("", _("I would rather not say")), *(SelectChoice(k, str(v)) for k, v in self.options)]
        stated = asked.labels.in_order(self.facet, self.part.read(asked.record))
        fields = {
            slug: SelectField(asked.called(self.facet, slug), choices=choices, coerce=or_nothing) for slug in stated
        }
        others = _details_elsewhere(asked, self.facet)
        return form_class("MeantForm", {"fields_of_terms": fields, "elsewhere": others, **fields}, _Capped)

    def data(self, answer: Mapping[str, str | None], asked: Asked) -> Mapping[str, Any]:
        return answer

    def answer(self, form: Form, asked: Asked) -> dict[str, str | None]:
        return {field.short_name: field.data or None for field in form}

    def says(self, answer: Mapping[str, str | None], asked: Asked) -> Sequence[str]:
        words = dict(self.options)
        said = [(slug, words.get(detail or "")) for slug, detail in answer.items()]
        return [f"{asked.called(self.facet, slug)}: {word}" for slug, word in said if word is not None]


class _Capped(Form):
    """Holds the cap on what somebody may claim to be a specialist in, over approaches and concerns together."""

    elsewhere: Sequence[str | None] = ()

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        if is_within_cap([*self.elsewhere, *(field.data for field in self)]):
            return True
        self.form_errors.append(
            _(
                "You can be especially good at up to %(most)s things here, approaches and concerns together.",
                most=MOST_SPECIALIST,
            )
        )
        return False


def _details_elsewhere(asked: Asked, facet: str) -> list[str | None]:
    assert asked.record is not None
    return [fact.detail for fact in asked.record.facts if fact.facet in ("approach", "concern") and fact.facet != facet]


class Consent(Question):
    """For each thing somebody said of themselves: by whom it may be seen, and their own words for it."""

    template = "editor/questions/consent.html"

    def applies(self, asked: Asked) -> bool:
        return asked.record is not None and bool(asked.record.identity_facts)

    def form_of(self, asked: Asked) -> FormOf:
        fields: dict[str, Any] = {}
        for key in _keys(asked):
            facet, slug = key.split(":")
            label = asked.called(facet, slug)
            fields[f"audiences:{key}"] = Ticks(label, dict.fromkeys(AUDIENCES))
            too_long = Length(max=OWN_WORDS, message=_("Please keep your own words under 200 characters."))
            fields[f"words:{key}"] = StringField(_("In my own words: %(what)s", what=label), [too_long])
        return form_class("ConsentForm", fields)

    def data(self, answer: Mapping[str, Mapping[str, Any]], asked: Asked) -> Mapping[str, Any]:
        return {f"audiences:{key}": said["audiences"] for key, said in answer.items()} | {
            f"words:{key}": said["own_words"] for key, said in answer.items()
        }

    def answer(self, form: Form, asked: Asked) -> dict[str, dict[str, Any]]:
        return {
            key: {
                "audiences": sorted(form[f"audiences:{key}"].data or ()),
                "own_words": tidy(form[f"words:{key}"].data),
            }
            for key in _keys(asked)
        }

    def says(self, answer: Mapping[str, Mapping[str, Any]], asked: Asked) -> Sequence[str]:
        said = []
        for key in _keys(asked):
            facet, slug = key.split(":")
            seen = [str(AUDIENCE_NAMES[a]) for a in AUDIENCES if a in answer.get(key, {}).get("audiences", ())]
            by = asked.reads.listed(seen) if seen else _("nobody")
            said.append(f"{asked.called(facet, slug)}: {by}")
        return said

    def facts(self, form: Form, asked: Asked) -> list[tuple[str, Any, Any]]:
        """(label, field of audiences, field of own words) of each fact, by facet."""
        return [
            (form[f"audiences:{key}"].label.text, form[f"audiences:{key}"], form[f"words:{key}"])
            for key in _keys(asked)
        ]


def _keys(asked: Asked) -> list[str]:
    assert asked.record is not None
    facts = sorted(asked.record.identity_facts, key=lambda fact: (IDENTITY.index(fact.facet), fact.position))
    return [f"{fact.facet}:{fact.slug}" for fact in facts]


AUDIENCE_NAMES = {
    "site": _l("people who look here"),
    "widget": _l("people who look on the site of an organisation that shows this search"),
    "api": _l("programs of other organisations"),
    "search_engines": _l("search engines"),
}
