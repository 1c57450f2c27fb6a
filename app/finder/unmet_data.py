"""The same table as open data: every cell with what it is asked within, and the moment it was so."""

import csv
import io
from typing import Any

from flask import current_app

from app.criteria.criteria import Criteria
from app.criteria.grammar import Problem, serialise
from app.criteria.labels import labels_of
from app.criteria.requests import asking
from app.criteria.values import shown
from app.criteria.wording import reader
from app.listings.requests import directory
from app.plumbing import clock
from app.plumbing.requests import database_session
from app.plumbing.words import gettext as _
from app.unmet.asking import Figures
from app.unmet.demand.queries import searched
from app.unmet.demand.rules import K
from app.unmet.supply import supply

LICENCE = "CC0-1.0"
_OF_CELL = ("facet", "value", "label", "at_most", "currency", "listings")
_COLUMNS = (*_OF_CELL, "format", "within", "place", "fictional", "as_of", "licence")


class CannotTell(ValueError):
    """A file that silently answered something else than was asked would be believed: `problem` says what is wrong."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.sentence)
        self.problem = problem


def supply_data(asked: Figures) -> dict[str, Any]:
    """The table of these figures for a file; amounts in the main unit, null for any fee. Raises CannotTell."""
    if asked.problems:
        raise CannotTell(asked.problems[0])
    if asked.unread:
        key = asked.unread[0]
        raise CannotTell(Problem(key, _("There is no parameter “%(key)s” here.", key=shown(key))))
    put, known = asking("site"), directory()
    labels = labels_of(known.lexicon, reader().code)
    where = put.asked(asked.within).where
    if asked.within.near is not None and where.place is None:
        raise CannotTell(Problem("near", _("We know no one place by that name.")))
    place = where.place
    return {
        "as_of": clock.now().isoformat(),
        "licence": LICENCE,
        "facet": asked.facet,
        "asked": _asked(asked.of_table),
        "place": None if place is None else place.label,
        "currency": put.currency,
        "fictional": known.fictional,
        "rows": [
            {"value": row.slug, "label": labels.of(asked.facet, row.slug)}
            | {"cells": [{"at_most": cell.at_most, "listings": cell.listings} for cell in row.cells]}
            for row in supply(put, asked.of_table, asked.facet, labels.offered(asked.facet))
        ],
    }


def _asked(criteria: Criteria) -> dict[str, list[str]]:
    """What limits every number, as an address says it."""
    said: dict[str, list[str]] = {}
    for key, value in serialise(criteria):
        said.setdefault(key, []).append(value)
    return said


def demand_data() -> dict[str, Any]:
    """What people searched for, each cell by itself; what is not there is not told, which is not none."""
    columns = ("facet", "value", "band", "area")
    return {
        "as_of": clock.now().isoformat(),
        "licence": LICENCE,
        "currency": current_app.config["DEFAULT_CURRENCY"],
        "least": K,
        "rows": [
            {"month": f"{month:%Y-%m}"} | {name: getattr(cell, name) for name in columns} | {"connections": told}
            for month, cell, told in searched(database_session(), clock.today())
        ],
    }


def demand_csv(data: dict[str, Any]) -> str:
    """The same, a line for each cell."""
    written = io.StringIO()
    lines = csv.DictWriter(
        written, ("month", "facet", "value", "band", "area", "connections", "currency", "as_of", "licence")
    )
    lines.writeheader()
    also = {name: data[name] for name in ("currency", "as_of", "licence")}
    lines.writerows(row | also for row in data["rows"])
    return written.getvalue()


def supply_csv(data: dict[str, Any]) -> str:
    """The same, a line for each cell."""
    written = io.StringIO()
    lines = csv.writer(written)
    limits = (*(" ".join(data["asked"].get(key, ())) for key in ("format", "within")), data["place"] or "")
    also = (*limits, data["fictional"], data["as_of"], data["licence"])
    lines.writerow(_COLUMNS)
    for row in data["rows"]:
        for cell in row["cells"]:
            amount = "" if cell["at_most"] is None else cell["at_most"]
            head = (data["facet"], row["value"], row["label"], amount, data["currency"], cell["listings"])
            lines.writerow((*head, *also))
    return written.getvalue()
