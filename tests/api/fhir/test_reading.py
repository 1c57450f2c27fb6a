"""FHIR R4 through the front door: every resource is one, every reference leads somewhere, nobody is lost."""

import json
import re
from importlib import import_module
from typing import Any

import pytest
from flask import Flask

from app.api.fhir.codes import SCHEMES
from app.api.fhir.resources import TYPES
from app.practitioners.models import Record
from tests.records import NOBODY, identity, offer, practitioner, save
from tests.visit import Visit


def get(visit: Visit, path: str, expect: int = 200) -> Any:
    answer = visit.client.get(path if path.startswith("/fhir/") else f"/fhir/r4{path}")
    assert (answer.status_code, answer.mimetype) == (expect, "application/fhir+json"), answer.get_data(as_text=True)[
        :300
    ]
    body = answer.get_json()
    # R4B has these resources as R4 does.
    kind = body["resourceType"]
    getattr(import_module(f"fhir.resources.R4B.{kind.lower()}"), kind).model_validate_json(answer.get_data())
    return body


def everything(visit: Visit, kind: str) -> list[dict[str, Any]]:
    """All of a type, by following `next` to the end."""
    path, found = f"/{kind}?_count=50", list[dict[str, Any]]()
    while path:
        bundle = get(visit, path)
        found += [entry["resource"] for entry in bundle.get("entry", ())]
        links = {link["relation"]: link["url"] for link in bundle["link"]}
        path = links.get("next", "").removeprefix(f"{visit.app.config['BASE_URL']}/fhir/r4")
    assert len({one["id"] for one in found}) == len(found)
    return found


def references(value: Any) -> set[str]:
    if isinstance(value, dict):
        own = {value["reference"]} if "reference" in value else set()
        return own.union(*(references(member) for member in value.values()))
    return set().union(*(references(member) for member in value)) if isinstance(value, list) else set()


def test_all_of_them_are_valid_and_refer_to_each_other(visit: Visit) -> None:
    known = [one for kind in TYPES for one in everything(visit, kind)]
    assert {one["resourceType"] for one in known} == set(TYPES)
    assert references(known) <= {f"{one['resourceType']}/{one['id']}" for one in known}


@pytest.mark.parametrize("kind", TYPES)
def test_what_is_found_can_be_read(visit: Visit, kind: str) -> None:
    [entry] = get(visit, f"/{kind}?_count=1")["entry"]
    id = entry["resource"]["id"]
    assert get(visit, f"/{kind}/{id}") == entry["resource"]
    assert get(visit, f"/{kind}?_id={id}")["total"] == 1


def test_our_own_extensions_and_codes_say_what_they_mean(visit: Visit) -> None:
    base = visit.app.config["BASE_URL"]
    text = json.dumps([one for kind in TYPES for one in everything(visit, kind)])
    used = set(re.findall(rf'"({base}/fhir/(?:StructureDefinition|CodeSystem)/[^"]+)"', text))
    assert used == {get(visit, url.removeprefix(base))["url"] for url in used} != set()
    assert {url.rpartition("/")[2] for url in used} > {"standard-fee", "payer", "profession", "language-level"}


@pytest.mark.parametrize("name", ["StructureDefinition/nothing", "CodeSystem/identity", "CodeSystem/age_group"])
def test_what_is_not_told_has_no_definition(visit: Visit, name: str) -> None:
    assert get(visit, f"/fhir/{name}", 404)["resourceType"] == "OperationOutcome"


def test_no_scheme_of_who_somebody_is_is_told() -> None:
    assert not {"gender", "identity", "faith", "pronouns"} & set(SCHEMES)


@pytest.mark.parametrize("path", ["/Patient", "/Patient/1", "/Practitioner/nobody", f"/Practitioner/{NOBODY}"])
def test_what_is_not_there_is_said(visit: Visit, path: str) -> None:
    assert get(visit, path, 404)["resourceType"] == "OperationOutcome"


def test_who_is_paused_is_gone_at_once(app: Flask) -> None:
    database, visit = app.extensions["attune.database"], Visit(app)
    [ada] = save(database, practitioner())
    get(visit, f"/Practitioner/{ada}")
    with database.writing() as session:
        session.get_one(Record, ada).status = "paused"
    get(visit, f"/Practitioner/{ada}", 410)
    assert get(visit, "/Practitioner")["total"] == 0


def test_who_somebody_is_is_never_told(app: Flask) -> None:
    facts = [identity("identity", "black", "site", "api")]
    save(app.extensions["attune.database"], practitioner(identity_facts=facts, offers=[offer()]))
    visit = Visit(app)
    assert "black" not in "".join(
        visit.client.get(f"/fhir/r4/{kind}").get_data(as_text=True).casefold() for kind in TYPES
    )
