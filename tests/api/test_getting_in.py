"""Getting in: two rooms may be at one public place, and nobody may be sent to the stairs of one by the other's ramp."""

from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from app.api.getting_in import getting_in
from app.plumbing.database import Database
from tests.records import offer, practitioner, premises, save
from tests.visit import Visit


class Way:
    """As much of a way to be seen as is asked about."""

    def __init__(self, access: dict[str, str]) -> None:
        self.access = access


ANSWERS = st.dictionaries(st.sampled_from(["step-free", "lift"]), st.sampled_from(["yes", "no", "ask"]))


@given(st.lists(ANSWERS, min_size=1, max_size=4), st.sampled_from(["step-free", "lift"]))
def test_only_what_all_of_them_say_is_so(said: list[dict[str, str]], slug: str) -> None:
    ways: list[Any] = [Way(access) for access in said]
    answers = [access.get(slug) for access in said]
    for word in ("yes", "no"):
        assert (getting_in(ways).get(slug) == word) is all(answer == word for answer in answers)
    assert (slug in getting_in(ways)) is any(answers)


@pytest.mark.parametrize(("other", "told"), [("yes", "yes"), ("no", "ask"), (None, "ask")])
def test_every_standard_tells_of_a_place_what_is_so_of_all_of_it(
    app: Flask, database: Database, other: str | None, told: str
) -> None:
    rooms = [
        premises(53.8, -1.55, locality="Leeds", access={"step-free": {"answer": answer}} if answer else {})
        for answer in ("yes", other)
    ]
    save(database, practitioner(premises=rooms, offers=[offer(format="in-person", premises_id=r.id) for r in rooms]))
    visit = Visit(app)
    service = visit.client.get("/hsds/v3/services?full=true").get_json()["contents"][0]
    [place] = [at["location"] for at in service["service_at_locations"]]
    assert [row["details"] for row in place["accessibility"]] == [told]
    assert any(row["link_type"] == "access" for row in place["attributes"]) is (told == "yes")
    [entry] = visit.client.get("/fhir/r4/Location").get_json()["entry"]
    assert ("extension" in entry["resource"]) is (told == "yes")
