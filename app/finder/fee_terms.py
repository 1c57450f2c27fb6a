"""What a fee model needs besides two amounts, in words: tiers, levels, a formula, a package.

The shapes are those of `Offer.fee_terms`; what does not have its shape is left out rather than guessed.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from app.criteria.labels import Labels
from app.criteria.wording import Reader
from app.listings.listing import Fees
from app.plumbing.words import gettext as _
from app.plumbing.words import ngettext

Line = tuple[str, str]
Money = Callable[[object], str | None]


def term_lines(fees: Fees, labels: Labels, reader: Reader) -> list[Line]:
    """(label, value) for each term of the model, in the order in which they are stated."""
    terms = fees.terms or {}
    if fees.currency is None:
        return []
    currency = fees.currency

    def money(minor: object) -> str | None:
        return reader.money(minor, currency) if isinstance(minor, int) else None

    lines = [*_steps(terms, money), *_concessions(terms, labels, reader, money), *_formula(terms, reader, money)]
    return [*lines, *_package(terms, reader, money), *_single(terms, money), *_sponsor(terms, reader)]


def _rows(terms: Mapping[str, Any], key: str) -> Sequence[Mapping[str, Any]]:
    rows = terms.get(key)
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def _steps(terms: Mapping[str, Any], money: Money) -> list[Line]:
    """Named tiers, and the levels of a bottle with what each means."""
    lines = []
    for row in (*_rows(terms, "tiers"), *_rows(terms, "levels")):
        label, meaning, amount = row.get("label"), row.get("meaning"), money(row.get("amount"))
        if label and amount:
            lines.append((f"{label}: {meaning}" if meaning else str(label), amount))
    return lines


def _concessions(terms: Mapping[str, Any], labels: Labels, reader: Reader, money: Money) -> list[Line]:
    lines = []
    for row in _rows(terms, "concessions"):
        first, *others = row.get("who") or [None]
        amount = money(row.get("amount"))
        if first and amount:
            who = [labels.of("who_qualifies", first), *labels.all_inside("who_qualifies", others)]
            lines.append((reader.listed(who), amount))
    return lines


def _formula(terms: Mapping[str, Any], reader: Reader, money: Money) -> list[Line]:
    rate = terms.get("per_mille_of_yearly_income")
    least, most = money(terms.get("least")), money(terms.get("most"))
    lines = []
    if isinstance(rate, int | float):
        words = _("%(number)s for every 1,000 you earn in a year", number=reader.number(rate))
        lines.append((_("Worked out as"), words))
    if least and most:
        lines.append((_("Between"), _("%(least)s and %(most)s", least=least, most=most)))
    return lines


def _package(terms: Mapping[str, Any], reader: Reader, money: Money) -> list[Line]:
    sessions, amount = terms.get("sessions"), money(terms.get("amount"))
    if not isinstance(sessions, int) or amount is None:
        return []
    label = ngettext(
        "%(count)s session bought together",
        "%(count)s sessions bought together",
        sessions,
        count=reader.number(sessions),
    )
    return [(label, amount)]


def _single(terms: Mapping[str, Any], money: Money) -> list[Line]:
    names = {
        "suggested": _("Suggested, if you can"),
        "solidarity": _("If you can pay more, for those who cannot"),
        "joining": _("Joining, paid once"),
    }
    return [(label, amount) for key, label in names.items() if (amount := money(terms.get(key)))]


def _sponsor(terms: Mapping[str, Any], reader: Reader) -> list[Line]:
    sponsor, sessions = terms.get("sponsor"), terms.get("sessions")
    if not isinstance(sponsor, str):
        return []
    lines = [(_("Paid for by"), sponsor)]
    if isinstance(sessions, int):
        words = ngettext("%(count)s session", "%(count)s sessions", sessions, count=reader.number(sessions))
        lines.append((_("For"), words))
    return lines
