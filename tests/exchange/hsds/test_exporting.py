"""What leaves the directory as human services data: every public listing, valid, and safe to open."""

import csv
import io
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

import pytest
from flask import Flask

from app.access.actions import create_key
from app.exchange.hsds.tables import TABLES
from app.plumbing.cells import neutralised
from tests.conftest import REAL_DATA
from tests.visit import Visit

SCHEMAS = REAL_DATA / "standards" / "hsds-3.1"


def get(app: Flask, path: str) -> Any:
    with app.extensions["attune.database"].writing() as session:
        key = create_key(session, f"tests {uuid4()}")
    response = app.test_client().get(path, headers={"Authorization": f"Bearer {key}"})
    assert response.status_code == 200
    return response


def lines(app: Flask) -> list[dict[str, Any]]:
    return [json.loads(line) for line in get(app, "/hsds/v3/export.ndjson").get_data(as_text=True).splitlines()]


@contextmanager
def package(app: Flask) -> Iterator[ZipFile]:
    with ZipFile(io.BytesIO(get(app, "/hsds/v3/export.zip").data)) as held:
        yield held


def table(held: ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(held.read(TABLES[name].path).decode(), newline="")))


def test_everybody_public_is_there_in_both_forms(visit: Visit) -> None:
    total = visit.client.get("/api/v1/listings?facets=none").get_json()["total"]
    services = lines(visit.app)
    with package(visit.app) as held:
        rows = table(held, "service")
    assert len(services) == total
    assert [row["id"] for row in rows] == [service["id"] for service in services]


def test_a_line_is_the_service_of_the_endpoint_with_more_attributes(visit: Visit) -> None:
    for service in lines(visit.app)[:40]:
        served = visit.client.get(f"/hsds/v3/services/{service['id']}").get_json()
        ours, theirs = service.pop("attributes"), served.pop("attributes", [])
        # A list asked for what is new wants to know when anything was seen to change; a file, of when it is.
        assert service.pop("last_modified") <= served.pop("last_modified")
        assert service == served
        assert ours[: len(theirs)] == theirs


def test_every_link_of_a_package_leads_to_a_row(visit: Visit) -> None:
    with package(visit.app) as held:
        described = json.loads(held.read("datapackage.json"))
        ids = {r["name"]: {row["id"] for row in table(held, r["name"])} for r in described["resources"]}
        assert {r["path"] for r in described["resources"]} | {"datapackage.json", "PROFILE.md"} == set(held.namelist())
        for resource in described["resources"]:
            rows = table(held, resource["name"])
            required = [f["name"] for f in resource["schema"]["fields"] if f["constraints"]["required"]]
            assert len(ids[resource["name"]]) == len(rows)
            assert all(row[name] for row in rows for name in required)
            for key in resource["schema"].get("foreignKeys", ()):
                linked = {row[key["fields"]] for row in rows} - {""}
                assert linked <= ids[key["reference"]["resource"]], (resource["name"], key["fields"])


def test_tables_are_those_of_the_standard() -> None:
    if not SCHEMAS.is_dir():
        pytest.skip("The HSDS schemas are not part of the project; they are read where they were laid beside it.")
    for name, ours in TABLES.items():
        schema = json.loads((SCHEMAS / f"{name}.json").read_text())
        plain = [key for key, said in schema["properties"].items() if said.get("type") in ("string", "number")]
        assert (ours.path, list(ours.columns)) == (schema["path"], plain)
        assert set(ours.required) <= {*schema["required"], *schema.get("tabular_required", ()), "organization_id"}
        assert {c for c in plain if schema["properties"][c]["type"] == "number"} == {
            column for column in ours.columns if ours.type_of(column) == "number"
        }


def test_no_cell_is_a_formula(visit: Visit) -> None:
    with package(visit.app) as held:
        for name in TABLES:
            if TABLES[name].path in held.namelist():
                texts = [cell for row in table(held, name) for cell in row.values()]
                assert [t for t in texts if neutralised(t) != t and not re.fullmatch(r"'.*|-[0-9.]+", t, re.S)] == []


def test_a_package_says_when_it_was_made(visit: Visit) -> None:
    with package(visit.app) as held:
        created = datetime.fromisoformat(json.loads(held.read("datapackage.json"))["created"])
    assert abs((datetime.now(UTC) - created).total_seconds()) < 3600


def test_a_command_writes_it_or_says_why_not(visit: Visit, tmp_path: Path) -> None:
    run = visit.app.test_cli_runner().invoke
    assert "listings were written" in run(args=["export", "hsds-tables", str(tmp_path / "all.zip")]).output
    with ZipFile(tmp_path / "all.zip") as held:
        assert held.testzip() is None
    assert [path.name for path in tmp_path.iterdir()] == ["all.zip"]
    refused = run(args=["export", "hsds", str(tmp_path / "nowhere" / "all.ndjson")])
    assert (refused.exit_code, "There is no folder" in refused.output) == (1, True)
