"""Who comes first: in words that are true of this search, and the other orders to choose from."""

from dataclasses import replace

from app.criteria.criteria import Criteria, Sort
from app.criteria.findings import Findings
from app.finder import addresses
from app.finder.links import Link
from app.plumbing.words import gettext as _


def sorts(findings: Findings) -> tuple[Link, ...]:
    """The orders; by distance only where there is a place to measure from."""
    names: dict[Sort, str] = {
        "best": _("Best match") if findings.criteria.prefer else _("Everyone takes turns"),
        "near": _("Nearest first"),
        "cost": _("Lowest fee first"),
        "soonest": _("Soonest first"),
    }
    if findings.where.origin is None:
        del names["near"]
    criteria = findings.criteria
    return tuple(
        Link(name, addresses.search(_sorted(criteria, sort)), current=sort == criteria.sort)
        for sort, name in names.items()
    )


def _sorted(criteria: Criteria, sort: Sort) -> Criteria:
    currency = criteria.currency if criteria.pay is not None or sort == "cost" else None
    return replace(criteria, sort=sort, page=1, currency=currency)


def order_words(findings: Findings) -> str:
    """Whom the list holds and by what rule it is ordered."""
    return " ".join(part for part in (_held(findings), *_ordered(findings.criteria)) if part)


def _held(findings: Findings) -> str | None:
    criteria, where = findings.criteria, findings.where
    if criteria.is_empty or where.unknown is not None or where.candidates:
        return None
    if any(findings.silent.get(key) for key in criteria.unstated):
        return _("Everyone here meets what you must have, or does not say; who says comes first.")
    if len(criteria.prefer) == sum(1 for _each in criteria.each()):
        return _("All you asked for are wishes, so everyone is here.")
    if criteria.prefer:
        return _("Everyone here meets what you must have.")
    return _("Everyone here meets all you asked for.")


def _ordered(criteria: Criteria) -> list[str]:
    lead = {
        "near": _("The nearest come first."),
        "cost": _("The lowest fee comes first; who states none in this currency comes last."),
        "soonest": _("Who can begin soonest comes first."),
    }.get(criteria.sort)
    wishes = None
    if criteria.prefer:
        wishes = _("Those who meet more of your wishes come first.")
        if lead is not None:
            wishes = _("Among equals those who meet more of your wishes come first.")
    turns = _("Ties change places every day.") if lead or wishes else _("Who comes first changes every day.")
    return [part for part in (lead, wishes, turns) if part]
