"""Criteria said back in words, so that a seeker sees at once what was understood."""

from collections.abc import Callable, Sequence

from babel.lists import format_list
from babel.numbers import format_currency, get_currency_precision
from flask_babel import gettext as _
from flask_babel import ngettext

from app.criteria.criteria import Radius
from app.criteria.findings import Findings
from app.vocabulary.lexicon import Lexicon


def headline(findings: Findings, lexicon: Lexicon, locale: str, currency: str) -> str:
    """How many there are, and of what: `37 people and services who speak Punjabi, …`."""
    many = ngettext("%(num)s person or service", "%(num)s people and services", findings.total)
    described = sentence(findings, lexicon, locale, currency)
    return f"{many} {described}" if described else many


def sentence(findings: Findings, lexicon: Lexicon, locale: str, currency: str) -> str:
    """The criteria as one phrase; empty when nothing narrows the search. `currency` is the site's."""
    criteria, phrases = findings.criteria, []
    for key, say in _PHRASES.items():
        if slugs := criteria.chosen.get(key):
            phrases.append(say(_any_of([lexicon.label(key, slug, locale) for slug in slugs], locale)))
    phrases += _where(findings, lexicon, locale)
    if criteria.pay is not None:
        amount = money(criteria.pay, criteria.currency or currency, locale)
        phrases.append(_("for %(amount)s or less", amount=amount) if criteria.pay else _("for free"))
    if criteria.q is not None:
        phrases.append(_("with the words “%(words)s”", words=criteria.q))
    if criteria.without:
        left_out = [lexicon.label(facet, slug, locale) for facet, slug in criteria.without]
        phrases.append(_("without %(values)s", values=_any_of(left_out, locale)))
    return ", ".join(phrases)


def money(minor: int, currency: str, locale: str) -> str:
    """An amount in minor units as a reader of this locale writes it, without idle decimals."""
    unit = 10 ** get_currency_precision(currency)
    if minor % unit:
        return format_currency(minor / unit, currency, locale=locale)
    return format_currency(minor // unit, currency, "¤#,##0", locale=locale, currency_digits=False)


def distance(radius: Radius) -> str:
    """`10 miles`, `15 km`."""
    number = f"{radius.number.normalize():f}"
    if radius.unit == "km":
        return _("%(number)s km", number=number)
    return ngettext("%(number)s mile", "%(number)s miles", 1 if number == "1" else 2, number=number)


def _where(findings: Findings, lexicon: Lexicon, locale: str) -> list[str]:
    where, phrases = findings.where, []
    if where.origin is not None and where.radius is not None:
        place = where.place.label if where.place is not None else _("the point you chose")
        phrases.append(_("within %(distance)s of %(place)s or online", distance=distance(where.radius), place=place))
        if where.seen_from is None or "in-person" in findings.criteria.chosen.get("format", ()):
            phrases[-1] = _("within %(distance)s of %(place)s", distance=distance(where.radius), place=place)
    if findings.criteria.seen_from is not None:
        region = lexicon.label("region", findings.criteria.seen_from.lower(), locale)
        phrases.append(_("able to see you in %(region)s", region=region))
    return phrases


def _any_of(labels: Sequence[str], locale: str) -> str:
    return format_list(labels, style="or", locale=locale)


# One phrase a facet, in the order in which they are said.
_PHRASES: dict[str, Callable[[str], str]] = {
    "kind": lambda values: _("of kind %(values)s", values=values),
    "language": lambda values: _("who speak %(values)s", values=values),
    "gender": lambda values: _("of gender %(values)s", values=values),
    "identity": lambda values: _("who say of themselves: %(values)s", values=values),
    "faith": lambda values: _("of faith or worldview %(values)s", values=values),
    "pronouns": lambda values: _("with pronouns %(values)s", values=values),
    "community": lambda values: _("who know work with %(values)s", values=values),
    "concern": lambda values: _("who help with %(values)s", values=values),
    "approach": lambda values: _("who work with %(values)s", values=values),
    "age_group": lambda values: _("for ages %(values)s", values=values),
    "profession": lambda values: _("by profession %(values)s", values=values),
    "register": lambda values: _("on the register of %(values)s", values=values),
    "session": lambda values: _("seeing %(values)s", values=values),
    "format": lambda values: _("meeting by %(values)s", values=values),
    "times": lambda values: _("with times: %(values)s", values=values),
    "availability": lambda values: _("with availability: %(values)s", values=values),
    "fee_help": lambda values: _("with help with the fee: %(values)s", values=values),
    "payer": lambda values: _("taking %(values)s", values=values),
    "access": lambda values: _("with %(values)s", values=values),
    "contact_mode": lambda values: _("to be reached by %(values)s", values=values),
}
