"""What a file of human services data tells: listings of our own whole, services of others as rows of texts."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from app.api.hsds.parts import id_of
from app.exchange.formats.own_values import KINDS, LONGEST_NAME, PEOPLE
from app.exchange.hsds.flattening import COLUMNS, is_invented, kinds_of, rows_of_service
from app.exchange.hsds.opening import open_services
from app.exchange.hsds.reading import Misread, is_ours, listed, listing_of
from app.exchange.planning import INVENTED, NOT_OUR_ACT
from app.exchange.reading import Content, Fault, Row, Whole
from app.listings.listing import Listing


def read_services(path: Path) -> Content:
    """Everything in a file; of a service that is there twice the first. Raises ImportRefused."""
    rows: list[Row] = []
    whole: list[Whole] = []
    faults: list[Fault] = []
    first: dict[tuple[str, ...], int] = {}
    for number, service in open_services(path):
        if (met := first.setdefault(_key(service), number)) != number:
            faults.append(Fault(number, f"has the id of number {met}"))
        elif is_ours(service):
            try:
                listing, as_of = listing_of(service)
            except Misread as error:
                faults.append(Fault(number, f"has {error}"))
                continue
            rows_of = _rows(number, service) if listing.kind in KINDS else ()
            whole.append(Whole(number, listing, as_of, _organisation(service, listing), rows_of))
        elif is_invented(service):
            faults.append(Fault(number, INVENTED))
        elif not PEOPLE.isdisjoint(kinds_of(service)):
            # What the addresses of this software give to anybody is not whole, but says what it is of.
            faults.append(Fault(number, NOT_OUR_ACT))
        else:
            rows += _rows(number, service)
    return Content(tuple(rows), tuple(faults), COLUMNS, "utf-8", whole=tuple(whole))


def _rows(number: int, service: Mapping[str, Any]) -> tuple[Row, ...]:
    return tuple(Row(number, cells) for cells in rows_of_service(service))


def _organisation(service: Mapping[str, Any], listing: Listing) -> tuple[UUID, str]:
    """Who runs a service; whoever is listed alone runs it under their own name."""
    body = service.get("organization")
    id_, name = (body.get("id"), body.get("name")) if isinstance(body, Mapping) else (None, None)
    try:
        return UUID(str(id_)), str(name or listing.name)[:LONGEST_NAME]
    except ValueError:
        return UUID(id_of("organization", str(listing.id))), listing.name


def _key(service: Mapping[str, Any]) -> tuple[str, ...]:
    """A service at a place tells of that place only, and may come once for each."""
    at = [str(row.get("id")) for row in listed(service, "service_at_locations")]
    id_ = service.get("id")
    return (str(id_), *at) if id_ else (str(service.get("name")), *at)
