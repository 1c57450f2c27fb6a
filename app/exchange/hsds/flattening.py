"""A nested service of anybody's as rows of plain texts, one for each place, for a declared format to read.

What HSDS says in words stays words. Nothing is made of what is not said: a cost option is no standard fee, a contact
is somebody's name and not ours to take.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from app.exchange.formats.own_values import KINDS
from app.exchange.hsds.reading import OURS, attributes, code_of, listed
from app.exchange.repairs import clean_cell
from app.listings.facets import BY_KEY

# Facets of which a file of ours may speak here; those that are about a person need that person's own consent.
CODED = tuple(
    key
    for key, facet in BY_KEY.items()
    if not facet.special and facet.level == "person" and key not in ("kind", "register", "language")
)
# HSDS has no word for it: what it holds are services of organisations.
_USUAL_KIND = "community_service"
_AGES = (
    ("0-4", 0, 4),
    ("5-10", 5, 10),
    ("11-13", 11, 13),
    ("14-17", 14, 17),
    ("18-25", 18, 25),
    ("26-64", 26, 64),
    ("65-79", 65, 79),
)
_WORDS = (
    "id", "name", "description", "status", "email", "url", "application_process", "eligibility_description",
    "fees_description", "interpretation_services", "accreditations", "alert",
)  # fmt: skip
_TAKEN = (
    "organization", "organization_id", "website", "phone", "costs", "hours", "ages", "age groups", "languages",
    "topics",
)  # fmt: skip
_OF_A_PLACE = (
    "address", "city", "region", "postal_code", "country", "latitude", "longitude", "access_described", "format",
)  # fmt: skip
COLUMNS = frozenset((*_WORDS, *_TAKEN, *_OF_A_PLACE, "kind", *(f"attribute:{key}" for key in CODED)))


def rows_of_service(service: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """The rows of a service: each has the service's own texts, and those of one place where people are seen."""
    body = service.get("organization")
    body = body if isinstance(body, Mapping) else {}
    cells = {name: _text(service.get(name)) for name in _WORDS}
    cells |= {
        "organization": _text(body.get("name")),
        "organization_id": _text(body.get("id")),
        "website": _text(service.get("url")) or _text(body.get("website")),
        "phone": "; ".join(_texts(listed(service, "phones"), "number")),
        "costs": "; ".join(filter(None, map(_cost, listed(service, "cost_options")))),
        "hours": "; ".join(_texts(listed(service, "schedules"), "description")),
        "languages": "; ".join(
            _text(row.get("name")) or _text(row.get("code")) for row in listed(service, "languages")
        ),
        "topics": "; ".join(filter(None, _topics(service))),
        **_ages(service.get("minimum_age"), service.get("maximum_age")),
        **_coded(service),
    }
    if cells.get("attribute:age_group"):
        # Their own groups say more than two ends: between children and elders there is nobody.
        cells["age groups"] = ""
    places = [place for row in listed(service, "service_at_locations") if (place := _place(row.get("location")))]
    for place in places or [{}]:
        yield cells | place


def _place(location: object) -> dict[str, str]:
    """A place to be seen at; nothing of a postal address, or of a location that is none."""
    if not isinstance(location, Mapping) or _text(location.get("location_type")) in ("virtual", "postal"):
        return {}
    address: Mapping[str, Any] = next(iter(listed(location, "addresses")), {})
    lines = (_text(address.get("address_1")), _text(address.get("address_2")))
    described = [
        ", ".join(filter(None, (_text(row.get("description")), _text(row.get("details")))))
        for row in listed(location, "accessibility")
    ]
    place = {
        "address": ", ".join(filter(None, lines)),
        "city": _text(address.get("city")),
        "region": _text(address.get("state_province")) or _text(address.get("region")),
        "postal_code": _text(address.get("postal_code")),
        "country": _text(address.get("country")),
        "latitude": _text(location.get("latitude")),
        "longitude": _text(location.get("longitude")),
    }
    if not any(place.values()):
        return {}
    return place | {"format": "in-person", "access_described": "; ".join(filter(None, described))}


def _cost(row: Mapping[str, Any]) -> str:
    """A cost as the source words it, with its days, because a cost may be of the past."""
    amount, currency = _text(row.get("amount")), _text(row.get("currency")).upper()
    sum_ = f"{amount} {currency}".strip() if amount else ""
    told = ", ".join(filter(None, (_text(row.get("option")), sum_, _text(row.get("amount_description")))))
    first, last = _text(row.get("valid_from")), _text(row.get("valid_to"))
    days = " ".join(filter(None, (f"from {first}" if first else "", f"until {last}" if last else "")))
    return f"{told} ({days})" if told and days else told


def _ages(least: object, most: object) -> dict[str, str]:
    """Ages in words, and the groups that lie wholly within them where both ends are stated."""
    ends = [number for end in (least, most) if (number := _whole(end)) is not None]
    if len(ends) == 2:
        groups = [slug for slug, first, last in _AGES if ends[0] <= first and last <= ends[1]]
        return {"ages": f"{ends[0]} to {ends[1]}", "age groups": "; ".join(groups)}
    words = (f"from {_text(least)}" if _text(least) else "", f"up to {_text(most)}" if _text(most) else "")
    return {"ages": " ".join(filter(None, words)), "age groups": ""}


def _whole(value: object) -> int | None:
    text = _text(value).removesuffix(".0")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 3 else None


def _coded(service: Mapping[str, Any]) -> dict[str, str]:
    """Terms of our own facets, by which a file of this software says more than HSDS has words for."""
    found: dict[str, list[str]] = {}
    for row in attributes(service):
        facet, code = row.get("link_type"), clean_cell(code_of(row))
        if code and facet in CODED:
            found.setdefault(f"attribute:{facet}", []).append(code)
    kind = next(iter(kinds_of(service)), None)
    return {name: "; ".join(codes) for name, codes in found.items()} | {"kind": kind if kind in KINDS else _USUAL_KIND}


def kinds_of(service: Mapping[str, Any]) -> list[str]:
    """What kinds of listing a service says it is, in our own terms; none where the file is not from this software."""
    return [clean_cell(code_of(row)) for row in attributes(service) if row.get("link_type") == "kind"]


def _topics(service: Mapping[str, Any]) -> Iterator[str]:
    """Terms of other people's taxonomies by their names."""
    for row in attributes(service):
        term, link_type = row.get("taxonomy_term"), row.get("link_type")
        if isinstance(term, Mapping) and term.get("taxonomy") != OURS and _text(link_type) not in BY_KEY:
            yield _text(term.get("name")).replace(";", ",")


def _texts(rows: Iterable[Mapping[str, Any]], name: str) -> list[str]:
    return list(dict.fromkeys(filter(None, (_text(row.get(name)) for row in rows))))


def _text(value: object) -> str:
    """A text, or a number as it is written; whatever else stands where a text should says nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return clean_cell(str(value))


def is_invented(service: Mapping[str, Any]) -> bool:
    """Whether a service says of itself that it is there for a demonstration only."""
    return any(row.get("link_type") == "fictional" and row.get("value") == "true" for row in attributes(service))
