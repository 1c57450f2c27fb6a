"""Criteria said back: as one sentence, and as short phrases for chips."""

from collections.abc import Sequence

from app.criteria.criteria import Criteria
from app.criteria.labels import Labels, facet_name
from app.criteria.whereabouts import Whereabouts
from app.criteria.wording import Reader, in_a_row
from app.listings.facets import BY_KEY
from app.listings.listing import PLACED_FORMATS
from app.plumbing.words import gettext as _
from app.plumbing.words import ngettext

# The order in which a sentence tells what was asked.
_ORDER = [
    "kind",
    "profession",
    "register",
    "language",
    "gender",
    "pronouns",
    "identity",
    "faith",
    "community",
    "concern",
    "approach",
    "age_group",
    "session",
    "format",
    "times",
    "availability",
    "access",
    "contact_mode",
    "fee_help",
    "payer",
    "vouched_by",
    "collection",
]


class Phrases:
    """Criteria in the words of one reader."""

    def __init__(self, labels: Labels, reader: Reader) -> None:
        self.labels = labels
        self.reader = reader

    def sentence(self, criteria: Criteria, where: Whereabouts, total: int) -> str:
        """How many, and all that was asked: "37 people and services who speak Punjabi, for £25 or less"."""
        who = ngettext(
            "%(count)s person or service", "%(count)s people and services", total, count=self.reader.number(total)
        )
        if criteria.is_empty:
            return _("%(who)s, everyone listed here", who=who)
        clauses = self.clauses(criteria, where)
        if not clauses:
            return who
        if self._follows(criteria):
            return in_a_row([f"{who} {clauses[0]}", *clauses[1:]])
        return in_a_row([who, *clauses])

    def clauses(self, criteria: Criteria, where: Whereabouts) -> list[str]:
        """What was asked, a clause for each kind of criterion; wishes come last, as one."""
        clauses = [self._required(key, criteria) for key in _ORDER if key in criteria.chosen]
        clauses += [_("but not %(value)s", value=self.labels.inside(key, slug)) for key, slug in criteria.without]
        near = None if criteria.is_wish("near") else self._place(criteria, where)
        clauses += [clause for clause in (near, self._seen_from(criteria)) if clause]
        if criteria.pay is not None and not criteria.is_wish("pay"):
            price = _("for %(amount)s or less", amount=self._amount(criteria))
            clauses.append(self._or_unsaid(price, "pay", criteria))
        if criteria.reduced_open and not criteria.is_wish("reduced_open"):
            clauses.append(_("with a reduced place confirmed open"))
        if criteria.q is not None and not criteria.is_wish("q"):
            clauses.append(_("with the words “%(words)s”", words=criteria.q))
        unknown = (("near", None),) if where.origin is None else ()
        wishes = [self._wish(key, slug, criteria, where) for key, slug in criteria.prefer if (key, slug) not in unknown]
        if wishes:
            clauses.append(_("and you would like: %(wishes)s", wishes=self.reader.listed(wishes)))
        return clauses

    def _required(self, key: str, criteria: Criteria) -> str:
        clause = self._facet(key, criteria.chosen[key])
        if key == "language" and criteria.language_level == "any":
            clause = _("%(language)s at any level", language=clause)
        return self._or_unsaid(clause, key, criteria)

    def _or_unsaid(self, clause: str, key: str, criteria: Criteria) -> str:
        return _("%(clause)s, or not stated", clause=clause) if key in criteria.unstated else clause

    def _wish(self, key: str, slug: str | None, criteria: Criteria, where: Whereabouts) -> str:
        if slug is not None:
            return self._said(key, slug)
        return self.chip(key, None, criteria, where)

    def chip(self, key: str, value: str | None, criteria: Criteria, where: Whereabouts) -> str:
        """One criterion of `Criteria.each` as a short phrase."""
        if key in BY_KEY and value is not None:
            return self.labels.of(key, value)
        if key == "prefer" and value is not None:
            return self.labels.of(*value.split(":", 1))
        if key == "without" and value is not None:
            facet, _colon, slug = value.partition(":")
            return _("not %(value)s", value=self.labels.inside(facet, slug))
        if key == "near":
            return self._near(where) or criteria.near or _("near a point")
        if key == "seen_from":
            return self._seen_from(criteria) or ""
        if key == "pay":
            return _("up to %(amount)s a session", amount=self._amount(criteria))
        if key == "reduced_open":
            return _("reduced place open")
        return f"“{criteria.q}”"

    def dropped(self, drop: str, criteria: Criteria, where: Whereabouts) -> str:
        """What a relaxation leaves out, as `Relaxation.drop` names it."""
        key, _colon, value = drop.partition(":")
        if key in criteria.chosen and not value:
            values = [self.labels.of(key, slug) for slug in criteria.chosen[key]]
            return self.reader.listed(values, "or")
        return self.chip(key, value or None, criteria, where)

    def named(self, criterion: str, criteria: Criteria, where: Whereabouts) -> str:
        """A criterion as `Match` names it (`key:value`), to be said of a listing."""
        key, _colon, value = criterion.partition(":")
        if key == "near":
            return self._near(where) or value
        if key == "seen_from":
            return _("may see you in %(place)s", place=self.labels.jurisdiction(value))
        if key in BY_KEY:
            return self._said(key, value)
        return self.chip(key, value, criteria, where)

    def _said(self, key: str, slug: str) -> str:
        """A value on its own inside a sentence; the bare name of an organisation or a list would not say what of it."""
        return self._facet(key, (slug,)) if BY_KEY[key].of_organisations else self.labels.inside(key, slug)

    def _amount(self, criteria: Criteria) -> str:
        return self.reader.money(criteria.pay or 0, criteria.currency or self.reader.currency)

    def _near(self, where: Whereabouts) -> str | None:
        if where.origin is None or where.radius is None:
            return None
        distance = self.reader.length(float(where.radius.number), where.radius.unit)
        if where.place is None:
            return _("within %(distance)s of a point", distance=distance)
        return _("within %(distance)s of %(place)s", distance=distance, place=where.place.name)

    def _place(self, criteria: Criteria, where: Whereabouts) -> str | None:
        near = self._near(where)
        if near is None or where.seen_from is None:
            return near
        formats = set(criteria.chosen.get("format", ()))
        if formats and formats <= PLACED_FORMATS:
            return near
        if formats and not formats & PLACED_FORMATS:
            return _("for someone in %(place)s", place=self.labels.jurisdiction(where.seen_from))
        return _("%(near)s or online", near=near)

    def _seen_from(self, criteria: Criteria) -> str | None:
        if criteria.seen_from is None:
            return None
        return _("for someone in %(place)s", place=self.labels.jurisdiction(criteria.seen_from))

    def _follows(self, criteria: Criteria) -> bool:
        """Whether the first clause reads on without a comma: "37 people and services who speak Punjabi"."""
        asked = next((key for key in _ORDER if key in criteria.chosen), None)
        if asked is not None:
            return asked not in ("kind", "profession")
        return not criteria.without and len(criteria.prefer) < sum(1 for _each in criteria.each())

    def _facet(self, key: str, slugs: Sequence[str]) -> str:
        values = self.reader.listed(self.labels.all_inside(key, slugs), "or")
        clauses = {
            "profession": _("working as: %(values)s", values=values),
            "kind": _("listed as: %(values)s", values=values),
            "register": _("on the register of %(values)s", values=values),
            "language": _("who speak %(values)s", values=values),
            "gender": _("whose gender is %(values)s", values=values),
            "pronouns": _("with the pronouns %(values)s", values=values),
            "identity": _("who describe themselves as %(values)s", values=values),
            "faith": _("whose faith or worldview is %(values)s", values=values),
            "community": _("who know the world of %(values)s", values=values),
            "concern": _("for help with %(values)s", values=values),
            "approach": _("who work with %(values)s", values=values),
            "age_group": _("for ages %(values)s", values=values),
            "session": _("for: %(values)s", values=values),
            "format": _("meeting: %(values)s", values=values),
            "times": _("at these times: %(values)s", values=values),
            "availability": _("now: %(values)s", values=values),
            "access": _("with access: %(values)s", values=values),
            "contact_mode": _("to be reached by %(values)s", values=values),
            "fee_help": _("with help with the fee: %(values)s", values=values),
            "payer": _("paid by %(values)s", values=values),
            "vouched_by": _("vouched for by %(values)s", values=values),
            "collection": _("on the list %(values)s", values=values),
        }
        return clauses.get(key) or f"{facet_name(key)}: {values}"
