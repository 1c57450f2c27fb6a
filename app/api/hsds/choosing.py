"""Which listings a list holds: filters that must all hold, answered by the index and never by reading everybody."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.api.hsds.known import Spot, known
from app.api.hsds.parameters import Refused
from app.api.hsds.times import at_some_time, of_some_age
from app.api.hsds.vocabulary import schemes_by_id, terms_by_id
from app.listings.facets import BY_KEY
from app.listings.indexing import LANGUAGE_ANY, jurisdictions_covering
from app.listings.listing import Audience
from app.listings.live import Directory
from app.listings.paging import ids_changed_since
from app.places.distance import default_radius, kilometres_to_all, miles_to_km
from app.places.place import Place
from app.plumbing.words import gettext as _
from app.search import Clause, Has, Words
from app.vocabulary.folding import words

AUDIENCE: Audience = "api"
_NOBODY = Has("kind", frozenset())


def chosen(session: Session, directory: Directory, asked: dict[str, Any]) -> list[str]:
    """The ids of the listings asked for, in order; raises Refused for a term nobody can be searched by."""
    clauses = list(_clauses(directory, asked))
    ids = directory.snapshot.ids(*clauses[:1])
    for clause in clauses[1:]:
        # One by one: what two terms say of may be two offers.
        also = set(directory.snapshot.ids(clause))
        ids = [id for id in ids if id in also]
    if "organization_id" in asked:
        of = str(known(session, directory).organizations.get(asked["organization_id"]))
        ids = [id for id in ids if id == of]
    if "modified_after" in asked:
        ids = _changed(session, ids, asked["modified_after"], also_gone=not clauses and "organization_id" not in asked)
    return ids


def _changed(session: Session, ids: list[str], since: datetime, *, also_gone: bool) -> list[str]:
    changed = ids_changed_since(session, since)
    found = [id for id in ids if id in changed]
    return sorted({*found, *(id for id, there in changed.items() if not there)}) if also_gone else found


def _clauses(directory: Directory, asked: dict[str, Any]) -> Iterable[Clause]:
    if "search" in asked:
        *whole, last = words(asked["search"])
        yield Words(tuple(whole), last)
    if "taxonomy_term_id" in asked:
        term = terms_by_id(directory.lexicon).get(str(asked["taxonomy_term_id"]))
        key = _index_key("taxonomy_term_id", term.scheme) if term else None
        yield _NOBODY if key is None or term is None else Has(key, frozenset({term.slug}))
    if "taxonomy_id" in asked:
        scheme = schemes_by_id(directory.lexicon).get(asked["taxonomy_id"], "")
        key = _index_key("taxonomy_id", scheme) if scheme else None
        yield _NOBODY if key is None else Has(key, frozenset(directory.snapshot.values(key)))
    if "minimum_age" in asked or "maximum_age" in asked:
        yield of_some_age(directory.lexicon, asked.get("minimum_age"), asked.get("maximum_age"))
    if asked.keys() & {"day", "start_time", "end_time"}:
        yield at_some_time(directory.lexicon, asked.get("day"), asked.get("start_time"), asked.get("end_time"))


def _index_key(parameter: str, scheme: str) -> str:
    """What the index calls the terms of a scheme, as attributes name them."""
    if scheme not in BY_KEY:
        raise Refused(parameter, _("Nothing can be searched by “%(scheme)s”.", scheme=scheme))
    # An attribute names every language, also one that is not spoken well enough for therapy.
    return LANGUAGE_ANY if scheme == "language" else BY_KEY[scheme].index_key(AUDIENCE)


def chosen_spots(session: Session, directory: Directory, asked: dict[str, Any], where: Place | None) -> list[Spot]:
    """The places of the listings asked for, in the order of their ids.

    Near a postcode: those at most `proximity` metres away. When no distance is given, as near as "near" is in a search,
    and online whoever may see people who are there.
    """
    ids = set(chosen(session, directory, asked))
    spots = [spot for spot in known(session, directory).spots if spot.listing in ids]
    if where is None:
        return spots
    metres, online = asked.get("proximity"), set[str]()
    km = _usual_km(where) if metres is None else metres / 1000
    if metres is None:
        covering = Has("reach", jurisdictions_covering(where.jurisdiction))
        online = set(directory.snapshot.ids(covering))
    placed = [(spot.id, *spot.point) for spot in spots if spot.point is not None]
    far = kilometres_to_all(where.lat, where.lon, [row[1] for row in placed], [row[2] for row in placed])
    near = {row[0] for row, distance in zip(placed, far.tolist(), strict=True) if distance <= km}
    return [spot for spot in spots if spot.id in near or (spot.virtual and spot.listing in online)]


def _usual_km(where: Place) -> float:
    number, unit = default_radius(where)
    return number if unit == "km" else miles_to_km(number)
