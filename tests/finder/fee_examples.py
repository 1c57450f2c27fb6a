"""The golden examples of fees, for whoever works them out: the server, or the module that runs in a browser.

Amounts are minor units. `resolves` names what the module must answer, `headline`, `rule`, `notes` and `lines` how it is
said; `server` is the headline of the page as it arrives, where that is another one.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from app.listings.listing import Fees, ReducedPlaces

EXAMPLES: dict[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).parent / "data" / "fee_examples.json").read_text(encoding="utf-8")
)


def fees_of(stated: dict[str, Any]) -> Fees:
    """Fees as an example writes them: as in the API's JSON, with terms."""
    places = stated.get("reduced_places")
    return Fees(
        currency=stated.get("currency"),
        standard=stated.get("standard"),
        reduced_from=stated.get("reduced_from"),
        model=stated.get("model"),
        help=tuple(stated.get("help", ())),
        who_qualifies=tuple(stated.get("who_qualifies", ())),
        reduced_places=None if places is None else ReducedPlaces(places["total"], places["open"], None),
        terms=stated.get("terms"),
    )


def each() -> list[Any]:
    """Every example as a parameter of a test, named by its model and what it shows."""
    return [pytest.param(one, id=f"{model}: {one['what']}") for model, rows in EXAMPLES.items() for one in rows]
