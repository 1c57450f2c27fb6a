"""Files of other people: the official examples, and files nobody should be able to hurt us with."""

import csv
import io
import json
import zlib
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from app.exchange.decoding import ImportRefused
from app.exchange.hsds import members
from app.exchange.hsds.telling import read_services
from tests.exchange.conftest import Imports

EXAMPLES = "directories/hsds3_examples"
SERVICE = {"id": "ac148810-d857-441c-9679-408f346de14b", "name": "Open Door", "status": "active"}
PATHS = {"service": "services.csv", "organization": "organizations.csv", "taxonomy_term": "taxonomy_terms.csv"}


def resources(**paths: Any) -> bytes:
    return json.dumps({"resources": [{"name": name, "path": path} for name, path in paths.items()]}).encode()


def zipped(path: Path, **files: bytes) -> Path:
    """A package of these files, whose names have `__` for a dot."""
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name.replace("__", "."), content)
    return path


def table(*rows: dict[str, str]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


@pytest.mark.real_data
@pytest.mark.parametrize(
    "name",
    [
        "service_full.json",
        "organization_full.json",
        "service_at_location_full.json",
        "service_list.json",
        "csv/datapackage.json",
    ],
)
def test_the_official_examples_are_one_service(imports: Imports, real_data: Path, name: str) -> None:
    plan = imports.apply("hsds", real_data / EXAMPLES / name)
    assert [service.record.name for service in plan.creates] == ["Community Counselling"]
    assert plan.people == []
    listing = imports.published()["Community Counselling"]
    assert listing.kind == "community_service" and listing.source is not None
    # What is not said is not stated: no fee from a cost option, no time from a schedule, no consent from a contact.
    assert [(o.fees.standard, o.times, o.availability) for o in listing.offers] == [(None, (), "unknown")]
    assert listing.facts.keys() & {"identity", "gender", "faith", "pronouns"} == set()


@pytest.mark.real_data
def test_the_tables_say_what_the_document_says(imports: Imports, real_data: Path) -> None:
    imports.apply("hsds", real_data / EXAMPLES / "service_full.json")
    first = imports.published()["Community Counselling"]
    assert "Whom it is for, as the source says: This service is intended for all people aged 12" in (first.about or "")
    assert "nobody here has checked: All of our practitioners are accredited" in (first.about or "")
    assert first.slugs("age_group")[:2] == ("14-17", "18-25")
    plan = imports.apply("hsds", real_data / EXAMPLES / "csv" / "datapackage.json")
    assert plan.creates == [] and {name for update in plan.updates for name in update.differs} <= {"about", "locality"}


def test_a_plain_service_says_only_what_it_says(imports: Imports, tmp_path: Path) -> None:
    path = tmp_path / "services.json"
    more = {"languages": [{"name": "Urdu"}, {"code": "pa"}], "url": "javascript:alert(1)", "minimum_age": 18}
    closed = {"id": "2", "name": "Gone", "status": "defunct"}
    path.write_text(json.dumps({"contents": [SERVICE | more, closed]}))
    plan = imports.apply("hsds", path)
    assert [(row.name, row.reason) for row in plan.skipped] == [("Gone", "says of itself that it is no more")]
    listing = imports.published()["Open Door"]
    assert [(fact.slug, fact.detail) for fact in listing.facts["language"]] == [("ur", None), ("pa", None)]
    assert (listing.about, listing.slugs("age_group")) == ("Ages, as the source says: from 18.", ())
    assert listing.source is not None and listing.source.website is None


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b'{"services": [', "is not whole, well-formed JSON"),
        (b"[" * 200_000, "is not whole, well-formed JSON"),
        (b'{"id": "1", "name": "A", "status": "active", "minimum_age": NaN}', "is not whole, well-formed JSON"),
        (b'{"id": "1", "name": "A", "status": "active", "x": ' + b"9" * 5000 + b"}", "is not whole, well-formed JSON"),
        (b'{"id": "1", "name": "A", "status": "active"}\n{"id"', "Line 2 of file is not whole, well-formed JSON"),
        (b'{"contents": [7]}', "does not hold services of HSDS"),
        (b'{"contents": []}', "holds no services"),
        (b'"service"', "does not hold services of HSDS"),
        (b'{"version": "3.0", "profile": "x"}', "does not hold services of HSDS"),
        (b"PK\x03\x04 but no more", "is not a whole, readable zip"),
    ],
)
def test_a_bad_document_is_refused_in_one_sentence(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(ImportRefused) as refused:
        read_services(path)
    assert says in str(refused.value) and "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"services__csv": b"id"}, "it lacks datapackage.json"),
        ({"datapackage__json": b"[]"}, "does not say which tables there are"),
        ({"datapackage__json": b'{"resources": [{"name": []}]}'}, "does not say which tables there are"),
        ({"datapackage__json": b"[" * 100_000}, "does not say which tables there are"),
        ({"datapackage__json": b" " * (5 * 1024**2)}, "holds a datapackage.json that is too long to be one"),
        ({"datapackage__json": resources(organization="organizations.csv")}, "lacks organizations.csv"),
        (
            {"datapackage__json": resources(service="../../etc/passwd")},
            "names a file for “service” that is not one beside",
        ),
        ({"datapackage__json": resources(service="/etc/passwd")}, "names a file for “service” that is not one beside"),
        (
            {"datapackage__json": resources(service=["services.csv"])},
            "names a file for “service” that is not one beside",
        ),
        (
            {"datapackage__json": resources(service="services.csv"), "services__csv": b"name\nA\n"},
            "is no table of HSDS",
        ),
        (
            {"datapackage__json": resources(service="services.csv"), "services__csv": b"id,name\n1\n"},
            "Line 2 of services.csv in file.zip has 1 values for 2 columns",
        ),
        (
            {"datapackage__json": resources(service="services.csv"), "services__csv": b'id,name\n1,"never'},
            "cut off or not well-formed",
        ),
        (
            {"datapackage__json": resources(service="services.csv"), "services__csv": b"id,name\n1,\xff\n"},
            "that is not UTF-8 text",
        ),
    ],
)
def test_a_bad_package_is_refused_in_one_sentence(tmp_path: Path, files: dict[str, bytes], says: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        read_services(zipped(tmp_path / "file.zip", **files))
    assert says in str(refused.value) and "\n" not in str(refused.value)


def test_a_zip_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(members, "MOST_UNPACKED", 1024 * 1024)
    bomb = b"id,name\n" + b"1,A\n" * 1_000_000
    described = resources(service="services.csv")
    path = zipped(tmp_path / "bomb.zip", datapackage__json=described, services__csv=bomb)
    assert path.stat().st_size < 100_000
    with pytest.raises(ImportRefused, match="unpacks to more than"):
        read_services(path)


def test_a_damaged_zip_is_refused(tmp_path: Path) -> None:
    described, services = resources(service="services.csv"), table({"id": "1", "name": "A" * 5000})
    path = zipped(tmp_path / "file.zip", datapackage__json=described, services__csv=services)
    content = bytearray(path.read_bytes())
    at = content.index(zlib.compress(services)[2:10])
    content[at : at + 4] = b"\xff\xff\xff\xff"
    path.write_bytes(content)
    with pytest.raises(ImportRefused, match="not a whole, readable zip"):
        read_services(path)


def test_what_leads_out_of_a_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_bytes(table(SERVICE))
    folder = tmp_path / "package"
    folder.mkdir()
    (folder / "datapackage.json").write_bytes(resources(service="services.csv"))
    (folder / "services.csv").symlink_to(tmp_path / "secret.csv")
    with pytest.raises(ImportRefused, match=r"lacks services\.csv"):
        read_services(folder / "datapackage.json")


def test_circles_end(tmp_path: Path) -> None:
    """Terms above each other and organisations within each other lead nowhere twice."""
    terms = table(*({"id": a, "code": a, "name": a, "parent_id": b} for a, b in ("xy", "yx")))
    bodies = table(*({"id": a, "name": a, "parent_organization_id": b} for a, b in ("op", "po")))
    path = zipped(
        tmp_path / "file.zip",
        datapackage__json=resources(**PATHS),
        services__csv=table(SERVICE | {"organization_id": "o"}),
        organizations__csv=bodies,
        taxonomy_terms__csv=terms,
    )
    (row,) = read_services(path).rows
    assert (row.cells["name"], row.cells["organization"]) == ("Open Door", "o")


def test_an_id_that_is_there_twice_is_told(tmp_path: Path) -> None:
    path = tmp_path / "file.ndjson"
    path.write_text("\n".join(json.dumps(SERVICE | {"name": name}) for name in ("Open Door", "Other")))
    content = read_services(path)
    assert [row.cells["name"] for row in content.rows] == ["Open Door"]
    assert [(fault.line, fault.reason) for fault in content.faults] == [(2, "has the id of number 1")]


def test_groups_of_ages_are_taken_as_they_are_said(tmp_path: Path) -> None:
    groups = [
        {"link_type": "age_group", "taxonomy_term": {"code": code, "taxonomy": "age_group"}}
        for code in ("5-10", "65-79")
    ]
    path = tmp_path / "file.json"
    path.write_text(json.dumps(SERVICE | {"minimum_age": 5, "maximum_age": 79, "attributes": groups}))
    (row,) = read_services(path).rows
    assert (row.cells["attribute:age_group"], row.cells["age groups"]) == ("5-10; 65-79", "")


WRONG: list[Any] = [7, "x", None, True, [], {}, [7, None, []], [{}], {"id": []}, [{"link_type": [], "name": {}}]]


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_members_of_the_wrong_type_say_nothing(tmp_path: Path, wrong: Any) -> None:
    path = tmp_path / "file.json"
    names = (
        "organization",
        "phones",
        "languages",
        "cost_options",
        "schedules",
        "attributes",
        "contacts",
        "description",
    )
    others = ("service_at_locations", "minimum_age", "url", "email", "service_areas", "last_modified", "assured_date")
    path.write_text(json.dumps(SERVICE | dict.fromkeys((*names, *others), wrong)))
    (row,) = read_services(path).rows
    assert row.cells["name"] == "Open Door"
