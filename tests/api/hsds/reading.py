"""Reading our lists as a program would, and the official schemas that lie beside the project."""

import json
from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from tests.conftest import REAL_DATA
from tests.visit import Visit

# What no statement depends on is looked at once.
one_database = pytest.mark.parametrize("templates", ["sqlite"], indirect=True)
SCHEMAS = REAL_DATA / "standards" / "hsds-3.1"


def get(visit: Visit, path: str, expect: int = 200, base: str = "/hsds/v3") -> Any:
    response = visit.client.get(f"{base}{path}")
    assert response.status_code == expect, response.get_data(as_text=True)[:300]
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    return response.get_json()


def everything(visit: Visit, path: str, query: str = "", base: str = "/hsds/v3") -> list[dict[str, Any]]:
    """Every page of a list, each as the one before it says."""
    site = visit.app.config["BASE_URL"] + base
    page = get(visit, f"{path}?per_page=50&{query}", base=base)
    rows: list[dict[str, Any]] = page["contents"]
    while "next" in page:
        page = get(visit, page["next"].removeprefix(site), base=base)
        rows += page["contents"]
    return rows


@cache
def validator(name: str) -> Draft202012Validator:
    """The official schema of this name."""
    if not SCHEMAS.is_dir():
        pytest.skip("The HSDS schemas are not part of the project; they are read where they were laid beside it.")
    schemas = {path.name: json.loads(path.read_text()) for path in SCHEMAS.glob("*.json")}
    made = [
        (key, DRAFT202012.create_resource(schema))
        for name, schema in schemas.items()
        for key in {name, schema.get("$id", name)}
    ]
    registry: Registry[Any] = Registry().with_resources(made)
    return Draft202012Validator(schemas[f"{name}.json"], registry=registry, format_checker=_formats())


def _formats() -> FormatChecker:
    """With the two of HSDS's formats for which the library wants other libraries."""
    formats = FormatChecker()

    @formats.checks("date-time", ValueError)
    def _is_instant(text: object) -> bool:
        return not isinstance(text, str) or datetime.fromisoformat(text).tzinfo is not None

    @formats.checks("uri", ValueError)
    def _is_uri(text: object) -> bool:
        return not isinstance(text, str) or (" " not in text and bool(urlsplit(text).scheme))

    return formats


def faults(name: str, documents: list[dict[str, Any]]) -> list[str]:
    """What the official schema of this name has against these documents."""
    check = validator(name)
    return [error.message for document in documents for error in check.iter_errors(document)]
