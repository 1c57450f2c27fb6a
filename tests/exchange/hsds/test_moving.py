"""A directory that moves by a file is the same directory; where it does not move, nobody is listed by a file."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.exchange.formats.own_values import PEOPLE
from app.exchange.hsds.exporting import export
from app.exchange.hsds.taking_over import CONSENT_WORDING, unfit
from app.exchange.hsds.telling import read_services
from app.exchange.moving import OF_AN_ACCOUNT
from app.exchange.planning import HERE, INVENTED, NOT_OUR_ACT, SAID_TWICE
from app.listings.facets import SPECIAL
from app.listings.listing import Listing
from app.listings.publishing import publish
from app.listings.source import every_listing
from app.places.gazetteer import Gazetteer
from app.plumbing.database import Database
from app.practitioners.models import IdentityFact, Practitioner
from app.vocabulary.lexicon import Lexicon
from tests.databases import Templates, opened
from tests.exchange.conftest import Imports

FORMS = [("hsds", "all.ndjson"), ("hsds-tables", "all.zip")]


def published(database: Database) -> dict[str, Listing]:
    with database.reading() as session:
        return {str(found.id): replace(found, **OF_AN_ACCOUNT) for found in every_listing(session, "api")}


@dataclass(frozen=True)
class Written:
    """The demonstration directory as files, and as it was."""

    folder: Path
    listings: dict[str, Listing]

    def copied(self, name: str, to: Path) -> Path:
        return Path(shutil.copy(self.folder / name, to / name))


@pytest.fixture(scope="session")
def written(templates: Templates, tmp_path_factory: pytest.TempPathFactory) -> Written:
    folder = tmp_path_factory.mktemp("written")
    with opened(templates.copy("demonstration")) as database:
        for form, name in FORMS:
            with database.reading() as session, (folder / name).open("wb") as target:
                export(session, form, "https://there.example", target)
        return Written(folder, published(database))


@pytest.fixture
def elsewhere(templates: Templates, gazetteer: Gazetteer, words: Lexicon) -> Iterator[Imports]:
    """An empty installation."""
    url = templates.copy("vocabulary")
    with opened(url) as database:
        yield Imports(database, gazetteer, words)
    templates.drop(url)


@pytest.mark.parametrize("name", ["all.ndjson", "all.zip"])
def test_a_directory_that_moves_is_the_same_directory(written: Written, elsewhere: Imports, name: str) -> None:
    plan = elsewhere.apply("hsds", written.folder / name)
    assert plan.skipped == []
    assert len(written.listings) > 100
    assert published(elsewhere.database) == written.listings
    again = elsewhere.apply("hsds", written.folder / name)
    assert (again.changes, again.unchanged, again.skipped) == (0, len(written.listings), [])
    # What was given to programs is seen by nobody else.
    with elsewhere.database.reading() as session:
        facts = list(session.scalars(select(IdentityFact)))
    assert {(tuple(fact.audiences), fact.consent_wording) for fact in facts} == {(("api",), CONSENT_WORDING)}
    special = {facet.key for facet in SPECIAL}
    assert [listing.name for listing in elsewhere.published().values() if listing.facts.keys() & special] == []


def as_if_real(lines: Path, folder: Path) -> Path:
    """The same file, as if nobody in it were invented."""
    services = [json.loads(line) for line in lines.read_text().splitlines()]
    for service in services:
        named = ("fictional", "attune-fictional")
        service["attributes"] = [row for row in service["attributes"] if row["link_type"] not in named]
    made = folder / "real.ndjson"
    made.write_text("\n".join(map(json.dumps, services)))
    return made


def test_where_others_are_listed_nobody_is_taken_over(
    written: Written, elsewhere: Imports, table: Callable[..., Path], tmp_path: Path
) -> None:
    elsewhere.apply("csv", table("name,town", "Here before,Leeds"))
    plan = elsewhere.apply("hsds", as_if_real(written.folder / "all.ndjson", tmp_path))
    assert {row.reason for row in plan.skipped} == {NOT_OUR_ACT}
    with elsewhere.database.reading() as session:
        assert session.scalars(select(Practitioner.id)).all() == []
    services = {x.name: x for x in written.listings.values() if x.kind not in ("individual", "group_practice")}
    found = elsewhere.published()
    assert set(found) == {"Here before", *services}
    assert all(found[name].source is not None for name in services)
    assert all(set(found[name].slugs("concern")) == set(services[name].slugs("concern")) for name in services)


@pytest.mark.parametrize("name", ["all.ndjson", "all.zip"])
def test_nobody_who_is_invented_is_listed_among_others(
    written: Written, elsewhere: Imports, table: Callable[..., Path], name: str
) -> None:
    elsewhere.apply("csv", table("name,town", "Here before,Leeds"))
    plan = elsewhere.apply("hsds", written.folder / name)
    assert {row.reason for row in plan.skipped} == {NOT_OUR_ACT, INVENTED}
    assert set(elsewhere.published()) == {"Here before"}


@pytest.mark.parametrize("invented", [True, False])
def test_what_everybody_may_fetch_lists_nobody_without_their_act(
    directory_app: Flask, elsewhere: Imports, tmp_path: Path, invented: bool
) -> None:
    fetched = tmp_path / "fetched.ndjson"
    fetched.write_bytes(directory_app.test_client().get("/hsds/v3/services?full=true&format=ndjson").get_data())
    plan = elsewhere.apply("hsds", fetched if invented else as_if_real(fetched, tmp_path))
    reasons = {row.reason for row in plan.skipped}
    found = {listing.kind for listing in elsewhere.published().values()}
    assert (reasons, bool(found)) == (({INVENTED}, False) if invented else ({NOT_OUR_ACT}, True))
    assert PEOPLE.isdisjoint(found)


def test_a_directory_does_not_write_over_itself(
    written: Written, demonstration: Database, gazetteer: Gazetteer, words: Lexicon
) -> None:
    with demonstration.writing() as session:
        someone = session.scalars(select(Practitioner)).first()
        assert someone is not None
        someone.headline = "Something else"
        publish(session, [someone.id])
    plan = Imports(demonstration, gazetteer, words).apply("hsds", written.folder / "all.ndjson")
    assert (plan.changes, [row.reason for row in plan.skipped]) == (0, [HERE])


def forged(path: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """The file with its first service changed."""
    first, *others = path.read_text(encoding="utf-8").splitlines()
    service = json.loads(first)
    change(service)
    path.write_text("\n".join([json.dumps(service), *others[:1]]), encoding="utf-8")
    return path


def valued(link_type: str, **members: Any) -> Callable[[dict[str, Any]], None]:
    """Changes members of the JSON of the first attribute of a type."""

    def change(service: dict[str, Any]) -> None:
        row = next(row for row in service["attributes"] if row["link_type"] == link_type)
        row["value"] = json.dumps(json.loads(row["value"]) | members)

    return change


def added(link_type: str, value: Any, code: str | None = None) -> Callable[[dict[str, Any]], None]:
    term = {} if code is None else {"taxonomy_term": {"code": code}}
    return lambda service: service["attributes"].append({"link_type": link_type, "value": value} | term)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (valued("attune-offer", minutes="fifty"), "has a value for attune-offer at minutes that will not do"),
        (valued("attune-offer", minutes=-5), "has an offer that cannot be one"),
        (valued("attune-offer", id="../../etc/passwd"), "has an offer that cannot be one"),
        (valued("attune-offer", session="wobble"), "has “wobble” for session, and that the vocabulary does not know"),
        (valued("attune-offer", format="a" * 30_000), "has a text that no page can show, or one that is too long"),
        (added("attune-offer", "[" * 50_000), "has a value for attune-offer that will not do"),
        (added("attune-offer", 7), "has a value for attune-offer that will not do"),
        (added("attune-registration", '{"body": "hcpc"}'), "has a value for attune-registration at"),
        (added("attune-gender", '{"own_words": 5}', "woman"), "has a value for attune-gender at own_words"),
        (added("attune-gender", "{}"), "has no term for attune-gender"),
        (added("attune-headline", "a\0b"), "has a text that no page can show"),
        (added("attune-headline", "a\ud800b"), "has a text that no page can show"),
        (added("attune-slug", "../admin"), "has an address that is none"),
        (added("attune-kind", "toothpaste"), "has “toothpaste” for kind, and that the vocabulary does not know"),
        (added("attune-as-of", "yesterday"), "has no day for attune-as-of"),
        (added("attune-updated_at", '"2026-01-01"'), "has a value for attune-updated_at that will not do"),
        (lambda service: service.update(id="1; drop table record"), "has a value for its fields at id"),
    ],
)
def test_a_forged_listing_is_told(
    written: Written, lexicon: Lexicon, tmp_path: Path, change: Callable[[dict[str, Any]], None], says: str
) -> None:
    content = read_services(forged(written.copied("all.ndjson", tmp_path), change))
    told = [fault.reason for fault in content.faults]
    told += [reason for entry in content.whole for reason in unfit(entry.listing, lexicon)]
    assert told[0].startswith(says)
    assert "\n" not in told[0]


def test_who_has_the_address_of_another_stays_out_and_the_other_comes(
    written: Written, elsewhere: Imports, tmp_path: Path
) -> None:
    path = written.copied("all.ndjson", tmp_path)
    second = json.loads(path.read_text(encoding="utf-8").splitlines()[1])
    plan = elsewhere.apply("hsds", forged(path, lambda service: service.update(url=second["url"])))
    assert [(row.line, row.reason) for row in plan.skipped] == [(2, SAID_TWICE)]
    assert len(published(elsewhere.database)) == 1


def test_an_old_file_says_nothing_that_has_run_out(written: Written, elsewhere: Imports, tmp_path: Path) -> None:
    """What was confirmed long ago rests, as it would have where it was."""

    def age(service: dict[str, Any]) -> None:
        service["last_modified"], service["assured_date"] = "2020-01-01T00:00:00Z", "2020-01-01"
        for row in service["attributes"]:
            if row["link_type"] == "attune-offer":
                offer = json.loads(row["value"]) | {"availability_confirmed_on": "2020-01-01"}
                offer["fees"] |= {"confirmed_on": "2020-01-01", "reduced_places": None}
                row["value"] = json.dumps(offer)

    plan = elsewhere.apply("hsds", forged(written.copied("all.ndjson", tmp_path), age))
    (first,) = [new.id for new in plan.people if new.updated_at.year == 2020]
    assert str(first) not in published(elsewhere.database)
