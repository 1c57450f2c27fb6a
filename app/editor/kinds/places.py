"""Questions about a place: where it is, how closely that may be known, and how one gets in."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import current_app
from wtforms import Form, RadioField, SelectField
from wtforms.validators import ValidationError

from app.criteria.headings import heading
from app.editor.asked import Asked
from app.editor.kinds.fields import SelectChoice, form_class, needs, or_nothing, text
from app.editor.kinds.question import FormOf, Question
from app.places.place import Ambiguous, Found, Place
from app.places.requests import place_finder
from app.plumbing.words import gettext as _
from app.plumbing.words import lazy_gettext as _l
from app.practitioners.merging import access_now
from app.practitioners.offers import PRECISIONS
from app.practitioners.parts import Answer

# What the place finder calls too vague to be somewhere one can go.
_VAGUE = frozenset({"region", "country"})
PRECISION_NAMES = {
    "exact": _l("The exact place: people see it on the map"),
    "postcode_district": _l("The postal district only, such as LS6"),
    "town": _l("The town only"),
}
ANSWERS = {"yes": _l("Yes"), "no": _l("No"), "ask": _l("Ask me")}


class Where(Question):
    """Where a place is. The address is for those who come; what the public sees is chosen here (T2)."""

    template = "editor/questions/where.html"

    def form_of(self, asked: Asked) -> FormOf:
        precise = [SelectChoice(key, str(PRECISION_NAMES[key])) for key in PRECISIONS]
        missing = _("Please write a postcode or a town, so that people nearby can find you.")
        fields = {
            "postcode": text(_("Postcode, or town"), 120, validators=[needs(missing), _is_somewhere]),
            "address": text(_("Address"), 200),
            "precision": RadioField(_("How closely people may know it"), choices=precise, default="postcode_district"),
        }
        return form_class("WhereForm", fields)

    def data(self, answer: Mapping[str, Any] | None, asked: Asked) -> Mapping[str, Any]:
        if answer is None:
            return {}
        return {**answer, "postcode": answer["postcode"] or answer["locality"]}

    def answer(self, form: Form, asked: Asked) -> Answer:
        place: Place = form["postcode"].place  # type: ignore[attr-defined]  # put there by the validator
        coded = place.kind in ("postcode", "outcode", "zip", "routing_key")
        return {
            "address": form["address"].data,
            "postcode": place.name if coded else None,
            "locality": _locality(place),
            "region": place.region or None,
            "country": place.country,
            "lat": place.lat,
            "lon": place.lon,
            "precision": form["precision"].data,
        }

    def says(self, answer: Mapping[str, Any], asked: Asked) -> Sequence[str]:
        shown = {"exact": answer["address"] or answer["postcode"], "postcode_district": answer["postcode"]}
        where = [shown.get(answer["precision"]), answer["locality"]]
        return [", ".join(dict.fromkeys(part for part in where if part)), str(PRECISION_NAMES[answer["precision"]])]


class Access(Question):
    """How one gets in and what is there: each feature yes, no or ask; what is not answered is unknown."""

    template = "editor/questions/access.html"

    def form_of(self, asked: Asked) -> FormOf:
        answers = [SelectChoice("", _("Not answered")), *(SelectChoice(k, str(v)) for k, v in ANSWERS.items())]
        fields: dict[str, Any] = {}
        for slug in asked.labels.offered("access"):
            label = asked.labels.of("access", slug)
            fields[slug] = SelectField(label, choices=answers, coerce=or_nothing)
            fields[f"{slug}:measure"] = text(_("%(feature)s, in more detail", feature=label), 120)
        return form_class("AccessForm", fields)

    def data(self, answer: Mapping[str, Sequence[str | None]], asked: Asked) -> Mapping[str, Any]:
        now = access_now(answer, asked.labels.lexicon.current("access"))
        said = {slug: entry[0] for slug, entry in now.items()}
        return said | {f"{slug}:measure": entry[1] for slug, entry in now.items()}

    def answer(self, form: Form, asked: Asked) -> Answer:
        slugs, current = asked.labels.offered("access"), asked.labels.lexicon.current("access")
        said = {slug: [form[slug].data, form[f"{slug}:measure"].data] for slug in slugs if form[slug].data}
        # What nothing stands for any more is not asked; it stays as it was said.
        before = self.part.read(asked.subject)
        return said | {slug: before[slug] for slug in before if current.of("access", slug) is None}

    def says(self, answer: Mapping[str, Sequence[str | None]], asked: Asked) -> Sequence[str]:
        words = [(asked.called("access", slug), ANSWERS.get(str(said))) for slug, (said, _measure) in answer.items()]
        return [f"{label}: {word}" for label, word in words if word is not None]

    def groups(self, form: Form, asked: Asked) -> list[tuple[str | None, list[tuple[Any, Any]]]]:
        """(heading, [(field of the answer, field of the measure)]) in the order of the vocabulary."""
        found: dict[str | None, list[tuple[Any, Any]]] = {}
        for slug in asked.labels.offered("access"):
            under = asked.labels.terms("access")[slug].heading
            found.setdefault(heading(under), []).append((form[slug], form[f"{slug}:measure"]))
        return list(found.items())


def _is_somewhere(_form: Form, field: Any) -> None:
    if field.errors or not field.data:
        return
    finding = place_finder().find(field.data, current_app.config["DEFAULT_COUNTRY"])
    if isinstance(finding, Ambiguous):
        which = "; ".join(place.label for place in finding.candidates[:4])
        raise ValidationError(_("There is more than one such place. Which one: %(which)s?", which=which))
    if not isinstance(finding, Found):
        raise ValidationError(_("We do not know this place. A postcode or the name of a town will do."))
    if finding.place.precision in _VAGUE:
        raise ValidationError(_("That is a large area. Please write a postcode or a town."))
    field.place = finding.place


def _locality(place: Place) -> str | None:
    """The town of a place: a code's label names it after the code."""
    if place.kind == "city":
        return place.name
    named = [part.strip() for part in place.label.split(",")[1:]]
    return named[0] if named else None
