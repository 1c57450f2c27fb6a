"""What pages read of the crisis lines. Asks no database: they must be there when it is not."""

from collections.abc import Sequence

from flask import current_app

from app.urgent_help.lines import Country, UrgentHelp


def countries_first(code: str) -> Sequence[Country]:
    """Every country with its emergency number and lines, the given one first."""
    known: UrgentHelp = current_app.extensions["attune.urgent_help"]
    return known.starting_with(code)
