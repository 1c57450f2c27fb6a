"""The standards our lists are given in: the same documents, each standard with its own base address and parameters."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.api.hsds import parameters
from app.api.hsds.oruk import widened
from app.api.hsds.parameters import Parameter


@dataclass(frozen=True, slots=True)
class Standard:
    """`worded` makes a document of the standard of one of ours, `parameters` are those of each list."""

    name: str
    title: str
    path: str
    version: str
    worded: Callable[[str, dict[str, Any]], dict[str, Any]]
    parameters: Mapping[str, tuple[Parameter, ...]]


_LISTS = {
    "services": parameters.SERVICES,
    "organizations": parameters.ORGANIZATIONS,
    "service_at_locations": parameters.SERVICE_AT_LOCATIONS,
    "taxonomies": parameters.TAXONOMIES,
    "taxonomy_terms": parameters.TAXONOMY_TERMS,
}
_ITS_OWN = {name: (*_LISTS[name], *parameters.UNITED_KINGDOM) for name in ("services", "service_at_locations")}

HSDS = Standard("hsds", "HSDS 3.1", "/hsds/v3", "3.1", lambda _name, row: row, _LISTS)
# A checker of Open Referral UK tells by the version which standard it has before it.
ORUK = Standard(
    "oruk",
    "Open Referral UK 3.0",
    "/oruk/v3",
    "HSDS-UK-3.0",
    lambda name, row: widened(row, name),
    _LISTS | _ITS_OWN,
)
STANDARDS = {standard.name: standard for standard in (HSDS, ORUK)}


def standard_of(blueprint: str | None) -> Standard:
    """The standard whose addresses are of this blueprint."""
    return STANDARDS[blueprint or HSDS.name]
