"""The tables of HSDS 3.1: their files, columns and links; and a nested service as rows of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_OF_NUMBERS = ("amount", "available", "maximum", "minimum_age", "maximum_age", "latitude", "longitude", "extension")
NUMBERS = frozenset((*_OF_NUMBERS, "timezone", "count", "interval", "year_incorporated"))
_SAFE = NUMBERS | {"link_type", "link_entity", "status", "location_type"}
_ADDRESSES = frozenset(("url", "uri", "website", "term_uri", "schedule_link"))


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its file as HSDS names it, its columns in order, those no row may be without."""

    name: str
    path: str
    columns: tuple[str, ...]
    required: tuple[str, ...]

    @property
    def links(self) -> dict[str, str]:
        """The columns that hold the id of a row elsewhere, each with the table of that row."""
        named = {f"{name}_id": name for name in TABLES} | {"parent_organization_id": "organization"}
        return {column: named[column] for column in self.columns if column in named}

    @property
    def texts(self) -> frozenset[str]:
        """The columns that hold anybody's words, or a moment: not ids, numbers, nor words of the standard."""
        return frozenset(name for name in self.columns if not (name.endswith("id") or name in _SAFE))

    def type_of(self, column: str) -> str:
        return "number" if column in NUMBERS else "string"

    def format_of(self, column: str) -> str:
        if column == "id" or column.endswith("_id"):
            return "uuid"
        return "uri" if column in _ADDRESSES else "default"


def _table(name: str, path: str, columns: str, required: str = "id") -> tuple[str, Table]:
    return name, Table(name, path, tuple(columns.split()), tuple(required.split()))


_SERVICE = (
    "id organization_id program_id name alternate_name description url email status interpretation_services "
    "application_process fees_description wait_time fees accreditations eligibility_description minimum_age "
    "maximum_age assured_date assurer_email licenses alert last_modified"
)
_SCHEDULE = (
    "id service_id location_id service_at_location_id valid_from valid_to dtstart timezone until count wkst freq "
    "interval byday byweekno bymonthday byyearday description opens_at closes_at schedule_link attending_type notes"
)
_PHONE = "id location_id service_id organization_id contact_id service_at_location_id number extension type description"
_PLACE = (
    "id location_type url organization_id name alternate_name description transportation latitude longitude "
    "external_identifier external_identifier_type"
)
_ADDRESS = "id location_id attention address_1 address_2 city region state_province postal_code country address_type"
_BODY = (
    "id name alternate_name description email website tax_status tax_id year_incorporated legal_status logo uri "
    "parent_organization_id"
)

# In the order of a package; paths are those of the schemas.
TABLES: dict[str, Table] = dict(
    (
        _table("organization", "organizations.csv", _BODY, "id name description"),
        _table("program", "programs.csv", "id organization_id name alternate_name description", "id name"),
        _table("service", "services.csv", _SERVICE, "id organization_id name status"),
        _table(
            "attribute",
            "attributes.csv",
            "id link_id taxonomy_term_id link_type link_entity value label",
            "id link_id taxonomy_term_id link_entity",
        ),
        _table(
            "service_at_location",
            "service_at_location.csv",
            "id service_id location_id description",
            "id service_id location_id",
        ),
        _table("location", "locations.csv", _PLACE, "id location_type"),
        _table("phone", "phones.csv", _PHONE, "id number"),
        _table(
            "contact",
            "contacts.csv",
            "id organization_id service_id service_at_location_id location_id name title department email",
        ),
        _table("address", "addresses.csv", _ADDRESS),
        _table("schedule", "schedules.csv", _SCHEDULE),
        _table("funding", "funding.csv", "id organization_id service_id source"),
        _table(
            "service_area",
            "service_areas.csv",
            "id service_id service_at_location_id name description extent extent_type uri",
        ),
        _table("required_document", "required_documents.csv", "id service_id document uri"),
        _table("language", "languages.csv", "id service_id location_id phone_id name code note"),
        _table("accessibility", "accessibility.csv", "id location_id description details url"),
        _table(
            "taxonomy_term",
            "taxonomy_terms.csv",
            "id code name description parent_id taxonomy language taxonomy_id term_uri",
            "id name description",
        ),
        _table(
            "cost_option",
            "cost_options.csv",
            "id service_id valid_from valid_to option currency amount amount_description",
            "id service_id",
        ),
        _table(
            "organization_identifier",
            "organization_identifiers.csv",
            "id organization_id identifier_scheme identifier_type identifier",
            "id organization_id identifier_type identifier",
        ),
        _table("taxonomy", "taxonomies.csv", "id name description uri version", "id name description"),
        _table(
            "service_capacity",
            "service_capacity.csv",
            "id service_id unit_id available maximum description updated",
            "id service_id unit_id available updated",
        ),
        _table("unit", "units.csv", "id name scheme identifier uri", "id name"),
        _table("url", "url.csv", "id label url organization_id service_id", "id url"),
    )
)

# Where the rows of a table hang in a nested document: lists by the member that holds them, and single objects.
LISTS: dict[str, str] = {
    "contacts": "contact",
    "phones": "phone",
    "languages": "language",
    "cost_options": "cost_option",
    "capacities": "service_capacity",
    "schedules": "schedule",
    "service_areas": "service_area",
    "service_at_locations": "service_at_location",
    "attributes": "attribute",
    "funding": "funding",
    "required_documents": "required_document",
    "additional_urls": "url",
    "additional_websites": "url",
    "addresses": "address",
    "accessibility": "accessibility",
    "organization_identifiers": "organization_identifier",
}
SINGLE: dict[str, str] = {
    "organization": "organization",
    "program": "program",
    "location": "location",
    "unit": "unit",
}


# What holds nothing else and hangs on one thing is a row as it is.
_NESTED = frozenset((*LISTS, *SINGLE))
Rows = dict[str, list[Mapping[str, Any]]]


def add_rows(document: Mapping[str, Any], rows: Rows, table: str = "service") -> None:
    """Add a nested object to the rows of each table, linked by the ids of what it hangs on.

    Attributes, of which a service has a hundred, say themselves what they hang on: they come as they are, with their
    terms.
    """
    links: dict[str, Any] = {}
    mine = f"{table}_id"
    for member in _NESTED.intersection(document):
        value = document[member]
        if member in SINGLE:
            if f"{member}_id" not in document:
                links[f"{member}_id"] = value["id"]
            add_rows(value, rows, SINGLE[member])
            continue
        name = LISTS[member]
        if name == "attribute":
            rows.setdefault(name, []).extend(value)
            continue
        linked = mine in TABLES[name].columns
        for child in value:
            add_rows({**child, mine: document["id"]} if linked and mine not in child else child, rows, name)
    rows.setdefault(table, []).append({**document, **links} if links else document)
