"""Fictional fees: a standard amount, what may be paid instead, and the terms of the model.

`Offer.fee_terms` holds what a fee model (scheme `fee_model`) needs besides the two amounts. Amounts are integer minor
units of the offer's currency; models that are not listed need nothing and have `{}`.

    concession        {"concessions": [{"who": [slug of who_qualifies, …], "amount": n}, …]}
                      cheapest last; `who` is empty where it is not stated
    range             {"least": n, "most": n}
    package           {"sessions": count, "amount": n}           all sessions together; `standard` is one by itself
    tiers             {"tiers": [{"label": text, "amount": n}, …]}                              dearest first
    bottle            {"levels": [{"label": text, "meaning": text, "amount": n}, …]}            fullest first
    income-formula    {"per_mille_of_yearly_income": n, "least": n, "most": n}
                      n thousandths of a year's income a session, never less than `least` or more than `most`
    pay-what-you-can  {"suggested": n} or {}
    donation          {"suggested": n} or {}
    sponsored         {"sponsor": text, "sessions": count or absent}      who pays, and for how many sessions
    solidarity        {"solidarity": n}           what people who can pay more are asked for
    membership-band   {"joining": n, "least": n, "most": n}               paid once, and the band of the fee
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.demonstration.chance import Chance, Weighted
from app.demonstration.material import Area, Material, Profession

CURRENCIES = {"GB": "GBP", "US": "USD", "IE": "EUR"}
_FREE = ("free", "donation")
_MAJOR = 100
# Least, usual and most of a standard fee for one person, and of a trainee's, in major units.
_STANDARD = {"GB": (40, 64, 120), "US": (90, 138, 220), "IE": (60, 76, 110)}
_TRAINEE = {"GB": (10, 24, 35), "US": (40, 62, 90), "IE": (20, 32, 45)}
_JOINING = {"GB": 4000, "US": 6500, "IE": 5000}
# Doctors' fees are above everybody else's.
_MEDICAL = "psychiatrist"
_PROOF = Weighted([("none", 56), ("conversation", 22), ("self-declaration", 16), ("document", 6)])
SERVICE_MODELS = {
    "group_practice": Weighted([("fixed", 40), ("concession", 24), ("range", 14), ("tiers", 12), ("solidarity", 6)]),
    "clinic": Weighted([("fixed", 46), ("concession", 20), ("package", 16), ("tiers", 8), ("sponsored", 4)]),
    "community_service": Weighted(
        [
            ("free", 32),
            ("donation", 16),
            ("pay-what-you-can", 18),
            ("income-formula", 10),
            ("tiers", 14),
            ("sponsored", 9),
        ],
    ),
    "peer_group": Weighted([("free", 70), ("donation", 30)]),
}


@dataclass(slots=True)
class Pricing:
    """How one practitioner or service prices all its offers; `usual` is the fee for one person in minor units."""

    country: str
    model: str | None
    usual: int
    lowered: float
    who_qualifies: Sequence[str]
    proof: str | None
    free_first_call: bool
    words: Mapping[str, Any]
    within: int = 119

    def fields(self, chance: Chance, share: float, today: date, places: bool) -> dict[str, Any]:
        """The fee fields of one offer that costs `share` of the usual fee; `places`: reduced places may be stated."""
        help_ = ["free-first-call"] if self.free_first_call else []
        if self.model is None or chance.happens(0.05):
            return {"fee_model": self.model, "fee_help": help_}
        standard = _whole(self.usual * share)
        reduced, terms = self._terms(chance, standard)
        free = self.model in _FREE
        fields: dict[str, Any] = {
            "currency": CURRENCIES[self.country],
            "standard": 0 if free else self._standard(standard, terms),
            "reduced_from": reduced,
            "fee_model": self.model,
            "fee_terms": terms,
            "fee_help": [] if free else help_,
            "fee_note": self._note(chance),
            "fee_confirmed_on": today - chance.days_ago(self.within) if chance.happens(0.84) else None,
        }
        if reduced is not None or self.model == "sponsored":
            fields |= {"who_qualifies": self.who_qualifies, "proof": self.proof}
            if places and self.model != "pay-what-you-can" and chance.happens(0.66):
                fields |= self._places(chance, today)
        return fields

    def _standard(self, amount: int, terms: Mapping[str, Any]) -> int | None:
        if self.model == "pay-what-you-can":
            return terms.get("suggested")
        return terms["most"] if self.model == "membership-band" else amount

    def _note(self, chance: Chance) -> str | None:
        notes = self.words["concession_note" if self.model == "concession" else "plain_note"]
        return chance.one_of(notes) if chance.happens(0.2) and self.model not in _FREE else None

    def _terms(self, chance: Chance, full: int) -> tuple[int | None, dict[str, Any]]:
        """(reduced_from, fee_terms) of the model for a full fee."""
        least = min(_whole(full * self.lowered), full)
        match self.model:
            case "concession":
                return least, {"concessions": self._concessions(full, least)}
            case "range":
                return least, {"least": least, "most": full}
            case "tiers" | "bottle":
                return least, self._levels(chance, full, least)
            case "income-formula":
                return least, {"per_mille_of_yearly_income": chance.one_of((1, 1, 2)), "least": least, "most": full}
            case "solidarity":
                return least, {"solidarity": _whole(full * 1.3)}
            case "membership-band":
                most = max(least, _whole(full * 0.75))
                return least, {"joining": _JOINING[self.country], "least": least, "most": most}
        return self._other_terms(chance, full, least)

    def _other_terms(self, chance: Chance, full: int, least: int) -> tuple[int | None, dict[str, Any]]:
        """Of the models whose lower fee is nothing, or which have none."""
        match self.model:
            case "package":
                sessions = chance.one_of((4, 6, 6, 8, 10, 12))
                return None, {"sessions": sessions, "amount": _whole(full * sessions * 0.9)}
            case "pay-what-you-can" | "donation":
                terms = {"suggested": least} if chance.happens(0.6) else {}
                return (0 if self.model == "pay-what-you-can" else None), terms
            case "sponsored":
                limit = {"sessions": chance.one_of((6, 12, 20))} if chance.happens(0.7) else {}
                return 0, {"sponsor": chance.one_of(self.words["sponsors"])} | limit
        return None, {}

    def _levels(self, chance: Chance, full: int, least: int) -> dict[str, Any]:
        if self.model == "tiers":
            labels = chance.one_of(self.words["tiers"])
            amounts = _steps(full, least, len(labels))
            return {"tiers": [{"label": label, "amount": n} for label, n in zip(labels, amounts, strict=True)]}
        bottle = self.words["bottle"]
        levels = zip(bottle, _steps(full, least, len(bottle)), strict=True)
        return {"levels": [{"label": label, "meaning": meaning, "amount": n} for (label, meaning), n in levels]}

    def _concessions(self, full: int, least: int) -> list[dict[str, Any]]:
        groups = list(self.who_qualifies)
        lowest = {"who": groups[:2], "amount": least}
        if len(groups) < 3:
            return [lowest]
        return [{"who": groups[2:], "amount": _whole((full + least) / 2)}, lowest]

    def _places(self, chance: Chance, today: date) -> dict[str, Any]:
        total = chance.between(1, 6)
        drawn = chance.random()
        open_ = 0 if drawn < 0.34 else None if drawn < 0.52 else chance.between(1, total)
        confirmed = open_ is not None or chance.happens(0.4)
        return {
            "reduced_total": total,
            "reduced_open": open_,
            "reduced_confirmed_on": today - chance.days_ago(self.within) if confirmed else None,
            "reduced_limit_sessions": chance.one_of((6, 10, 12, 20)) if chance.happens(0.24) else None,
            "reduced_next_review": today + timedelta(days=chance.between(5, 90)) if chance.happens(0.25) else None,
        }


def make_pricing(chance: Chance, material: Material, area: Area, profession: Profession, kind: str) -> Pricing:
    """How somebody of this profession prices their work in this area."""
    models = SERVICE_MODELS.get(kind, material.weights["fee_model"])
    stated = chance.happens(0.88) or kind == "peer_group"
    least, usual, most = (_TRAINEE if profession.trainee else _STANDARD)[area.country]
    factor = area.cost * (1.0 if profession.trainee else profession.fee)
    if kind == "community_service":
        factor *= 0.45
    amount = chance.triangular(0.72, 1.38, 0.98) * usual * factor
    if profession.slug != _MEDICAL and kind != "community_service":
        amount = min(max(amount, least), most)
    return Pricing(
        country=area.country,
        model=chance.drawn(models) if stated else None,
        usual=_whole(amount * _MAJOR),
        lowered=chance.one_of((0.35, 0.45, 0.5, 0.55, 0.6, 0.7)),
        who_qualifies=_who(chance, material) if chance.happens(0.78) else (),
        proof=chance.drawn(_PROOF) if chance.happens(0.62) else None,
        free_first_call=chance.happens(0.26),
        words=material.words["fees"],
    )


def _who(chance: Chance, material: Material) -> list[str]:
    return chance.several(material.weights["who_qualifies"], chance.between(1, 4))


def _whole(amount: float) -> int:
    """Rounded to five major units, which is how people set fees, and never to nothing."""
    return max(5 * _MAJOR, round(amount / (5 * _MAJOR)) * 5 * _MAJOR)


def _steps(most: int, least: int, count: int) -> list[int]:
    return [round((most - (most - least) * at / (count - 1)) / _MAJOR) * _MAJOR for at in range(count)]
