"""Questions answered by ticking terms of the vocabulary."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel.speaklater import LazyString
from wtforms import Field, Form
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from app.criteria.headings import heading
from app.editor.asked import Asked
from app.editor.kinds.fields import form_class
from app.editor.kinds.question import FormOf, Question
from app.plumbing.words import gettext as _
from app.practitioners.models import Practitioner

# A list longer than this gets a box that shortens it.
_LONG = 24


class Ticks(Field):
    """Any number of slugs; `known` are those that may be ticked."""

    def __init__(self, label: str, known: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.known = known

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = list(dict.fromkeys(valuelist))

    def pre_validate(self, form: BaseForm) -> None:
        if any(slug not in self.known for slug in self.data or ()):
            raise ValidationError(_("Please choose from the list."))


@dataclass(frozen=True, slots=True)
class Group:
    """Terms under a heading of the vocabulary: (slug, label, meaning, whether it is ticked)."""

    heading: str | None
    terms: tuple[tuple[str, str, str, bool], ...]


def grouped(field: Field, scheme: str, asked: Asked) -> list[Group]:
    """The terms that can be ticked in a field, by heading, in the order of the vocabulary."""
    ticked = set(field.data or ())
    found: dict[str | None, list[tuple[str, str, str, bool]]] = {}
    for slug, word in asked.labels.terms(scheme).items():
        if not word.retired or slug in ticked:
            term = (slug, asked.called(scheme, slug), word.meaning_in(asked.labels.code), slug in ticked)
            found.setdefault(word.heading, []).append(term)
    return [Group(heading(under), tuple(terms)) for under, terms in found.items()]


class Choices(Question):
    """Tick what is true. Retired terms stay only where they are ticked already."""

    template = "editor/questions/choices.html"

    def __init__(self, key: str, title: LazyString, hint: LazyString | None = None, *, scheme: str | None = None):
        super().__init__(key, title, hint)
        self.scheme = scheme or key

    def form_of(self, asked: Asked) -> FormOf:
        fields = {"chosen": Ticks(str(self.title), asked.labels.terms(self.scheme))}
        return form_class("ChoicesForm", fields)

    def data(self, answer: Sequence[str], asked: Asked) -> Mapping[str, Any]:
        return {"chosen": list(answer)}

    def answer(self, form: Form, asked: Asked) -> list[str]:
        return asked.labels.in_order(self.scheme, form["chosen"].data or [])

    def says(self, answer: Sequence[str], asked: Asked) -> Sequence[str]:
        return [asked.called(self.scheme, slug) for slug in answer]

    def groups(self, form: Form, asked: Asked) -> list[Group]:
        """What can be ticked, by heading, in the order of the vocabulary."""
        return grouped(form["chosen"], self.scheme, asked)

    def is_long(self, asked: Asked) -> bool:
        return len(asked.labels.terms(self.scheme)) > _LONG


class SeenIn(Choices):
    """Where people may be during sessions at a distance: ISO 3166 codes, which the vocabulary has in lower case."""

    def data(self, answer: Sequence[str], asked: Asked) -> Mapping[str, Any]:
        return {"chosen": [code.lower() for code in answer]}

    def answer(self, form: Form, asked: Asked) -> list[str]:
        return [slug.upper() for slug in super().answer(form, asked)]

    def says(self, answer: Sequence[str], asked: Asked) -> Sequence[str]:
        return [asked.labels.jurisdiction(code) for code in answer]


class OfSelf(Choices):
    """Who somebody is: ticked by themselves, seen by nobody until they say by whom."""

    def says(self, answer: Sequence[str], asked: Asked) -> Sequence[str]:
        return [_said(self.key, slug, asked) for slug in answer]


def _said(facet: str, slug: str, asked: Asked) -> str:
    label = asked.called(facet, slug)
    assert isinstance(asked.record, Practitioner)
    seen = {fact.slug for fact in asked.record.identity_facts if fact.facet == facet and fact.audiences}
    return label if slug in seen else _("%(what)s (seen by nobody yet)", what=label)
