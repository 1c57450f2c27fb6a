"""The second run: what stays, what changes, and what must never come back."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from app.exchange.planning import OWNED, REMOVED
from app.listings.publishing import publish
from app.organisations.models import Organisation, Service
from app.practitioners.models import Fact, Record
from app.practitioners.offers import Offer
from tests.exchange.conftest import DATA, Imports

HEADING = "id,name,phone,country,postcode,locality,language"
BOTH = [HEADING, "a,Alpha,+44 1928 753968,GB,WA7 2DA,Runcorn,pa (clinical)", "b,Beta,,GB,LS6 1AA,Leeds,ur"]


@pytest.mark.parametrize(
    ("format_name", "file"),
    [("samhsa", "samhsa.csv"), ("ny-omh", "ny_omh.csv"), ("nhs", "nhs.csv"), ("findtreatment", "findtreatment.json")],
)
def test_a_second_run_changes_nothing(imports: Imports, format_name: str, file: str) -> None:
    first = imports.apply(format_name, DATA / file)
    second = imports.apply(format_name, DATA / file)
    assert (second.changes, second.unchanged) == (0, len(first.creates))
    assert second.new_organisations == second.renamed_organisations == []


def test_a_dry_run_writes_nothing(imports: Imports) -> None:
    imports.plan("samhsa", DATA / "samhsa.csv")
    assert imports.published() == {}


def test_a_new_value_updates_that_service_only(imports: Imports, table: Callable[..., Path]) -> None:
    imports.apply("csv", table(*BOTH))
    plan = imports.apply("csv", table(HEADING, BOTH[1].replace("753968", "753926"), BOTH[2]))
    assert [(u.planned.record.name, u.differs) for u in plan.updates] == [("Alpha", ("phone",))]
    source = imports.published()["Alpha"].source
    assert source is not None
    assert source.phone == "+44 1928 753926"


def test_changed_terms_and_place_are_written(imports: Imports, table: Callable[..., Path]) -> None:
    imports.apply("csv", table(*BOTH))
    imports.apply("csv", table(HEADING, "a,Alpha,,GB,LS6 1AA,Leeds,pa (clinical); pl", BOTH[2]))
    listing = imports.published()["Alpha"]
    assert [(f.slug, f.detail) for f in listing.facts["language"]] == [("pa", "clinical"), ("pl", None)]
    assert listing.offers[0].place is not None
    assert listing.offers[0].place.locality == "Leeds"


def test_a_renamed_service_keeps_its_address(imports: Imports, table: Callable[..., Path]) -> None:
    imports.apply("csv", table(*BOTH))
    before = imports.published()["Alpha"].slug
    imports.apply("csv", table(HEADING, BOTH[1].replace("Alpha", "Alpha Centre"), BOTH[2]))
    assert imports.published()["Alpha Centre"].slug == before


def test_a_file_speaks_only_for_its_own_columns(imports: Imports, table: Callable[..., Path]) -> None:
    imports.apply("csv", table(*BOTH))
    plan = imports.apply("csv", table("id,name", "a,Alpha", "b,Beta"))
    assert (plan.changes, plan.unchanged) == (0, 2)


def test_what_was_added_here_stays(imports: Imports, table: Callable[..., Path]) -> None:
    imports.apply("csv", table(*BOTH))
    with imports.database.writing() as session:
        record = session.scalars(select(Record).where(Record.name == "Alpha")).one()
        session.add(Fact(record_id=record.id, facet="approach", slug="emdr", position=5))
        session.add(Offer(record_id=record.id, position=9, format="video"))
    plan = imports.apply("csv", table(HEADING, BOTH[1].replace("753968", "753926"), BOTH[2]))
    assert [update.differs for update in plan.updates] == [("phone",)]
    listing = imports.published()["Alpha"]
    assert listing.slugs("approach") == ("emdr",)
    assert [offer.format for offer in listing.offers] == [None, "video"]


def test_what_a_steward_removed_does_not_come_back(imports: Imports, table: Callable[..., Path]) -> None:
    imports.apply("csv", table(*BOTH))
    with imports.database.writing() as session:
        record = session.scalars(select(Record).where(Record.name == "Alpha")).one()
        record.status = "removed"
        publish(session, [record.id])
    plan = imports.apply("csv", table(HEADING, BOTH[1].replace("753968", "753926"), BOTH[2]))
    assert [(row.name, row.reason) for row in plan.skipped] == [("Alpha", REMOVED)]
    assert set(imports.published()) == {"Beta"}


def test_a_deleted_record_does_not_come_back(imports: Imports, table: Callable[..., Path]) -> None:
    imports.apply("csv", table(*BOTH))
    with imports.database.writing() as session:
        record = session.scalars(select(Record).where(Record.name == "Alpha")).one()
        record.status = "removed"
        publish(session, [record.id])
        session.delete(record)
    assert [row.reason for row in imports.apply("csv", table(*BOTH)).skipped] == [REMOVED]


def test_a_paused_service_is_updated_and_stays_paused(imports: Imports, table: Callable[..., Path]) -> None:
    imports.apply("csv", table(*BOTH))
    with imports.database.writing() as session:
        session.scalars(select(Record).where(Record.name == "Alpha")).one().status = "paused"
    imports.apply("csv", table(HEADING, BOTH[1].replace("753968", "753926"), BOTH[2]))
    with imports.database.reading() as session:
        service = session.scalars(select(Service).where(Service.name == "Alpha")).one()
    assert (service.status, service.phone) == ("paused", "+44 1928 753926")


@pytest.mark.parametrize("claim", [{"source": None, "source_key": None}, {"confirmed_on": date(2026, 11, 1)}])
def test_a_claimed_service_is_left_to_its_organisation(
    imports: Imports, table: Callable[..., Path], claim: dict[str, object]
) -> None:
    imports.apply("csv", table(*BOTH))
    with imports.database.writing() as session:
        service = session.scalars(select(Service).where(Service.name == "Alpha")).one()
        for name, value in claim.items():
            setattr(service, name, value)
    plan = imports.plan("csv", table(HEADING, BOTH[1].replace("753968", "753926"), BOTH[2]))
    assert [(row.name, row.reason) for row in plan.skipped] == [("Alpha", OWNED)]


def test_services_that_a_file_no_longer_names_stay(imports: Imports, table: Callable[..., Path]) -> None:
    imports.apply("csv", table(*BOTH))
    plan = imports.apply("csv", table(*BOTH[:2]))
    assert plan.absent == 1
    assert set(imports.published()) == {"Alpha", "Beta"}


def test_an_offer_that_ended_goes(imports: Imports, table: Callable[..., Path]) -> None:
    heading = "id,name,format,session"
    imports.apply("csv", table(heading, "a,Alpha,video,individual", "a,Alpha,phone,individual"))
    imports.apply("csv", table(heading, "a,Alpha,phone,couple"))
    assert [(o.format, o.session) for o in imports.published()["Alpha"].offers] == [("phone", "couple")]


def test_an_organisation_is_renamed_with_its_source(imports: Imports, tmp_path: Path) -> None:
    imports.apply("ny-omh", DATA / "ny_omh.csv")
    renamed = tmp_path / "ny.csv"
    renamed.write_text((DATA / "ny_omh.csv").read_text().replace("Lake Clinic,20", "Lake Practice,20"))
    imports.apply("ny-omh", renamed)
    with imports.database.reading() as session:
        names = set(session.scalars(select(Organisation.name)))
    assert names == {"River Trust", "Lake Practice"}
