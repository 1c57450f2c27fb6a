"""What can be searched for, page by page: what is said to be possible is, and what is not is refused."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from app.api.fhir import pages
from app.api.fhir.resources import TYPES
from app.listings.publishing import publish
from app.plumbing.database import Database
from app.practitioners.intake import NewFact, NewRecord
from app.practitioners.models import Record
from tests.api.fhir.test_reading import everything, get
from tests.records import NOW, language, offer, practitioner, premises, save
from tests.visit import Visit


def somebody(name: str = "Ada Example", **fields: Any) -> NewRecord:
    """Somebody with a place in Leeds, a service there and one by video."""
    place = premises(53.8, -1.55, locality="Leeds", access={"step-free": {"answer": "yes"}})
    there = offer(
        format="in-person", premises_id=place.id, currency="GBP", standard=6010, availability="now", payers=["bupa"]
    )
    offers = [there, offer(currency="JPY", standard=6000, availability="waitlist")]
    facts = [NewFact("profession", "lcsw"), NewFact("approach", "cbt"), language("pa"), language("ur", "interpreter")]
    return practitioner(name, **{"premises": [place], "offers": offers, "facts": facts} | fields)


def found(visit: Visit, path: str, mode: str = "match") -> list[dict[str, Any]]:
    entries = get(visit, path).get("entry", ())
    return [entry["resource"] for entry in entries if entry["search"]["mode"] == mode]


def test_all_that_is_said_to_be_possible_is(visit: Visit) -> None:
    for resource in get(visit, "/metadata")["rest"][0]["resource"]:
        kind = resource["type"]
        given = {"date": "2026-01-01", "special": "53.8|-1.55|5|km"}
        for parameter in resource["searchParam"]:
            get(visit, f"/{kind}?{parameter['name']}={given.get(parameter['type'], 'a')}")
        for way in ("Include", "RevInclude"):
            for link in resource.get(f"search{way}", ()):
                get(visit, f"/{kind}?_{way.lower()}={link}&_count=2")


@pytest.mark.parametrize(
    ("path", "finds"),
    [
        ("/Practitioner?name=exam", 1),
        ("/Practitioner?family=EXAMPLE&given=ada", 1),
        ("/Practitioner?name:exact=ada example", 0),
        ("/Practitioner?name:contains=xampl", 1),
        ("/Practitioner?name=nobody,ada", 1),
        ("/Practitioner?communication=pa", 1),
        ("/Practitioner?communication=urn:ietf:bcp:47|pa", 1),
        ("/Practitioner?communication=ur", 0),
        ("/PractitionerRole?specialty=http://nucc.org/provider-taxonomy|1041C0700X", 1),
        ("/PractitionerRole?role=sw", 1),
        ("/PractitionerRole?role=mt", 0),
        ("/Location?address-city=leeds", 1),
        ("/Location?near=53.8|-1.55|10|km", 1),
        ("/Location?near=51.5|-0.1|10|km", 0),
        ("/Location?near=53.8|-1.55|4|[mi_us]&address-country=GB", 1),
        ("/HealthcareService?service-category=behav&characteristic=cbt", 2),
        ("/HealthcareService?service-type=individual", 2),
        ("/Practitioner?_lastUpdated=2026-11-01", 1),
        ("/Practitioner?_lastUpdated=2026", 1),
        ("/Practitioner?_lastUpdated=gt2026-11-01", 0),
        ("/Practitioner?_lastUpdated=ge2026-11-01T09:00:00Z&_lastUpdated=lt2026-11-02", 1),
        ("/Organization", 0),
    ],
)
def test_a_search_finds_what_it_says(app: Flask, path: str, finds: int) -> None:
    with time_machine.travel(NOW, tick=False):
        save(app.extensions["attune.database"], somebody())
    assert len(found(Visit(app), path)) == finds


def test_what_time_alone_changes_has_changed_too(app: Flask, database: Database) -> None:
    with time_machine.travel(NOW, tick=False):
        [ada] = save(database, somebody())
    with time_machine.travel(NOW + timedelta(days=200), tick=False), database.writing() as session:
        publish(session, [ada])
    assert len(found(Visit(app), "/Practitioner?_lastUpdated=gt2026-11-02")) == 1


@pytest.mark.parametrize("name", ["a," * 100, "a" * 8_000])
def test_a_body_holds_no_more_than_an_address(visit: Visit, name: str) -> None:
    answer = visit.client.post("/fhir/r4/Practitioner/_search", data={"name": name})
    assert (answer.status_code, answer.get_json()["issue"][0]["code"]) == (413, "too-costly")


def test_a_search_by_body_goes_on_without_a_word_of_it_in_an_address(app: Flask) -> None:
    names = {f"Bob Other{letter}" for letter in "abc"}
    save(app.extensions["attune.database"], somebody(), *map(somebody, sorted(names)))
    client, found = Visit(app).client, []
    bundle = client.post("/fhir/r4/Practitioner/_search", data={"name": "bob", "_count": "1"}).get_json()
    for _page in range(5):
        found += [entry["resource"]["name"][0]["text"] for entry in bundle.get("entry", ())]
        links = {link["relation"]: link["url"] for link in bundle["link"]}
        assert "bob" not in "".join(links.values()).lower().replace(
            links.get("next", "?").partition("page=")[2].lower(), ""
        )
        if "next" not in links:
            break
        bundle = client.get(links["next"].partition("/fhir")[2].join(["/fhir", ""])).get_json()
    assert (len(found), set(found)) == (3, names)


def test_a_body_that_is_no_form_is_not_overheard(visit: Visit) -> None:
    answer = visit.client.post("/fhir/r4/Practitioner/_search", json={"name": "nobodyatall"})
    assert (answer.status_code, answer.get_json()["issue"][0]["code"]) == (415, "not-supported")


def test_a_search_may_be_asked_in_the_body(app: Flask) -> None:
    save(app.extensions["attune.database"], somebody(), somebody("Bob Other"))
    answer = Visit(app).client.post("/fhir/r4/Practitioner/_search", data={"name": "bob"})
    assert [entry["resource"]["name"][0]["text"] for entry in answer.get_json()["entry"]] == ["Bob Other"]


def test_what_refers_to_each_other_is_told_along(app: Flask, database: Database) -> None:
    [ada] = save(database, somebody())
    save(database, somebody("Bob Other"))
    visit = Visit(app)
    [role] = found(visit, f"/PractitionerRole?practitioner=Practitioner/{ada}")
    path = f"/PractitionerRole?_id={ada}&_include=PractitionerRole:practitioner&_include=PractitionerRole:service"
    along = [(one["resourceType"], one["id"]) for one in found(visit, path, "include")]
    told = [part["reference"].split("/")[1] for part in role["healthcareService"]]
    assert sorted(along) == sorted([("Practitioner", str(ada)), *(("HealthcareService", id) for id in told)])
    back = found(visit, f"/Practitioner?_id={ada}&_revinclude=PractitionerRole:practitioner", "include")
    assert [one["id"] for one in back] == [str(ada)]
    [place] = found(visit, f"/Location?_id={role['location'][0]['reference'].split('/')[1]}")
    assert len(found(visit, f"/HealthcareService?location={place['id']}")) == 1
    assert len(found(visit, "/HealthcareService?location=")) == len(found(visit, "/HealthcareService?name="))


def test_what_a_service_is_is_said_in_codes(app: Flask, database: Database) -> None:
    save(database, somebody())
    there, afar = sorted(found(Visit(app), "/HealthcareService"), key=lambda one: "location" not in one)
    parts = {part["url"].rpartition("/")[2]: part for part in there["extension"]}
    assert parts["standard-fee"]["valueMoney"] == {"value": 60.1, "currency": "GBP"}
    assert parts["payer"]["valueCodeableConcept"]["coding"][0]["code"] == "bupa"
    codes = {
        name: [part["valueCodeableConcept"]["coding"][0]["code"] for part in parts[name]["extension"]]
        for name in ("newpatients", "delivery-method")
    }
    assert codes == {"newpatients": ["newpt"], "delivery-method": ["physical"]}
    assert afar["comment"] == "Waiting list open"
    far = {part["url"].rpartition("/")[2]: part for part in afar["extension"]}
    assert far["standard-fee"]["valueMoney"] == {"value": 6000, "currency": "JPY"}
    assert "newpatients" not in far
    [place] = found(Visit(app), "/Location")
    assert [part["url"].rpartition("/")[2] for part in place["extension"]] == ["accessibility"]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_pages_lose_nobody_while_somebody_goes(app: Flask, database: Database, count: int) -> None:
    ids = sorted(save(database, *(somebody(f"Ada {number}") for number in range(5))), key=lambda id: id.bytes)
    visit, path, told = Visit(app), f"/HealthcareService?_count={count}", list[str]()
    while path:
        bundle = get(visit, path)
        told += [entry["resource"]["id"] for entry in bundle["entry"]]
        links = {link["relation"]: link["url"] for link in bundle["link"]}
        path = links.get("next", "").removeprefix(f"{app.config['BASE_URL']}/fhir/r4")
        if len(told) == count:
            # Who was told of on the first page goes; nobody after them is skipped.
            with database.writing() as session:
                session.get_one(Record, ids[0]).status = "paused"
    assert len(set(told)) == len(told)
    assert {one.partition(".")[0] for one in told} == {str(id) for id in ids}
    assert len([one for one in told if not one.startswith(str(ids[0]))]) == 8


def test_a_page_reads_no_more_than_it_may(app: Flask, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MOST_READ", 2)
    save(database, *(somebody(f"Ada {number}") for number in range(5)), somebody("Zoë Last"))
    visit = Visit(app)
    assert len(get(visit, "/Practitioner?name=zoe").get("entry", ())) < 2
    assert [one["name"][0]["text"] for one in everything(visit, "Practitioner")].count("Zoë Last") == 1


@pytest.mark.parametrize(
    "path",
    [
        "/Practitioner?_count=x",
        "/Practitioner?_count=-1",
        "/Practitioner?_count=0",
        "/Practitioner?page=!",
        "/Practitioner?page=é",
        "/Practitioner?_lastUpdated=yesterday",
        "/Practitioner?_lastUpdated=2026-13-01",
        "/Practitioner?_lastUpdated=2026-01-01T00:00:00",
        "/Practitioner?name:text=a",
        "/Practitioner?_include=Location:organization",
        "/Practitioner?near=1|1|1",
        "/Location?colour=blue",
        "/Location?near=91|0|1",
        "/Location?near=nan|0|1",
        "/Location?near=1|0|1|ell",
    ],
)
def test_what_cannot_be_asked_is_said(visit: Visit, path: str) -> None:
    assert get(visit, path, 400)["resourceType"] == "OperationOutcome"


def test_every_refusal_is_an_outcome(visit: Visit) -> None:
    client = visit.client
    refused = {
        404: client.get("/fhir/r4/Practitioner/1/_history/1"),
        405: client.delete("/fhir/r4/Practitioner"),
        406: client.get("/fhir/r4/Practitioner", headers={"Accept": "application/fhir+xml"}),
        414: client.get(f"/fhir/r4/Practitioner?name={'a' * 20_000}"),
    }
    for status, answer in refused.items():
        assert (answer.status_code, answer.get_json()["resourceType"]) == (status, "OperationOutcome")
    assert client.get("/fhir/r4/Practitioner?_format=xml").status_code == 406
    assert client.get("/fhir/r4/metadata?_format=application/fhir+json").status_code == 200
    assert {
        kind for kind in TYPES if client.get(f"/fhir/r4/{kind}", headers={"Accept": "*/*"}).status_code != 200
    } == set()
