"""`/developers`: for whoever writes a program. What it says of this installation is read from it: limits, routes,
answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, current_app, render_template

from app.access.permissions import public
from app.api.examples import examples
from app.api.views import AUDIENCE, presenter
from app.criteria.findings import REACHABLE
from app.listings.facets import FACETS
from app.plumbing.words import lazy_gettext as _l

developers = Blueprint("developers", __name__)

# Other doors to the same listings: an address, what is there, and whether it is there on this site the routes say.
_DOORS = (
    ("/hsds/v3/", _l("Open Referral’s Human Services Data Specification (HSDS), version 3")),
    ("/oruk/v3/", _l("Open Referral UK, version 3")),
    ("/fhir/r4/metadata", _l("FHIR R4, for health records: what can be asked")),
    ("/hsds/v3/export.zip", _l("The whole of it as a data package, with a key; export.ndjson is the same in lines")),
    ("/unmet-need/supply.json", _l("How many listings there are of what, with the zeros, as open data")),
    ("/unmet-need/demand.json", _l("What people searched for, in blocks of ten connections, as open data")),
    ("/sitemap.xml", _l("Every page of a listing that may be found by search engines")),
)


@dataclass(frozen=True, slots=True)
class Door:
    """Another way in."""

    address: str
    words: str


@developers.get("/developers")
@public
def page() -> str:
    """What programs may ask, with examples to try."""
    return render_template(
        "developers/developers.html",
        examples=examples(presenter(), AUDIENCE),
        facets=FACETS,
        doors=_doors(),
        reachable=REACHABLE,
    )


def _doors() -> Sequence[Door]:
    there = [rule.rule for rule in current_app.url_map.iter_rules()]
    return [Door(address, str(words)) for address, words in _DOORS if any(rule.startswith(address) for rule in there)]
