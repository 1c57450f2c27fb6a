"""What is offered, with its zeros: each number is what the search behind it finds (issue 6, point 7)."""

import csv
import io
import itertools
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask import Flask

from app.criteria.requests import asking, parsed
from app.finder.supply_map import size_of
from app.finder.unmet import unmet_page
from app.listings.facets import BY_KEY
from app.listings.requests import directory
from app.places.distance import kilometres_to_all
from app.places.requests import gazetteer
from app.unmet.asking import figures
from app.unmet.bands import AT_MOST
from app.unmet.supply import FACETS, supply
from tests.visit import Visit, text_of

LEEDS = [("of", "language"), ("near", "Leeds"), ("within", "20km"), ("format", "in-person")]


@pytest.mark.parametrize("facet", FACETS)
@pytest.mark.parametrize("narrowed", [[], LEEDS[1:], [("format", "video")]], ids=["all", "Leeds", "video"])
def test_every_number_is_what_its_search_finds(
    directory_app: Flask, facet: str, narrowed: list[tuple[str, str]]
) -> None:
    with directory_app.test_request_context():
        put, asked = asking("site"), figures([("of", facet), *narrowed])
        slugs = list(directory().lexicon.terms(facet))
        rows = supply(put, asked.of_table, facet, slugs)
        assert [row.slug for row in rows] == slugs
        cells = [cell for row in rows for cell in row.cells]
        assert [cell.listings for cell in cells] == [put.total(cell.criteria) for cell in cells]
        assert any(cell.listings for cell in cells)
        assert not all(cell.listings for cell in cells)


def test_a_dearer_band_holds_the_cheaper_ones(directory_app: Flask) -> None:
    with directory_app.test_request_context():
        rows = supply(asking("site"), figures([]).of_table, "language", list(directory().lexicon.terms("language")))
    assert AT_MOST == (None, 60, 30, 0)
    for row in rows:
        counts = [cell.listings for cell in row.cells]
        assert counts == sorted(counts, reverse=True)


def test_who_somebody_is_is_no_figure(directory_app: Flask) -> None:
    assert not any(BY_KEY[facet].special for facet in FACETS)
    with directory_app.test_request_context(), pytest.raises(ValueError, match="who somebody is"):
        supply(asking("site"), figures([]).of_table, "faith", ["muslim"])


def test_nobody_offers_tigrinya_in_leeds_for_thirty_pounds(directory_app: Flask) -> None:
    data = directory_app.test_client().get("/unmet-need/supply.json", query_string=LEEDS).json
    [row] = [row for row in data["rows"] if row["label"] == "Tigrinya"]
    assert {"at_most": 30, "listings": 0} in row["cells"]
    assert data["place"] == "Leeds, England"
    assert data["licence"] == "CC0-1.0"
    assert data["as_of"]


def test_the_page_leads_to_the_searches_and_they_find_as_many(visit: Visit) -> None:
    page = visit.path("/unmet-need?of=language&near=Leeds&within=20km")
    cells = [(a.get("href", ""), int(text_of(a))) for td in page.every("td") for a in td.iter("a")]
    told = [(address, number) for address, number in cells if "language=" in address]
    assert {number > 0 for _address, number in told} == {True, False}
    for address, number in (max(told, key=lambda cell: cell[1]), min(told, key=lambda cell: cell[1])):
        found = visit.client.get("/api/v1/listings", query_string=parse_qsl(urlsplit(address).query)).json
        assert found["total"] == number


def test_csv_says_the_same_as_json(directory_app: Flask) -> None:
    client = directory_app.test_client()
    data = client.get("/unmet-need/supply.json", query_string=LEEDS).json
    answer = client.get("/unmet-need/supply.csv", query_string=LEEDS)
    lines = list(csv.DictReader(io.StringIO(answer.text)))
    told = [(line["value"], line["at_most"], int(line["listings"])) for line in lines]
    assert told == [
        (row["value"], "" if cell["at_most"] is None else str(cell["at_most"]), cell["listings"])
        for row in data["rows"]
        for cell in row["cells"]
    ]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_csv_says_what_it_was_asked_within(directory_app: Flask) -> None:
    where = "/unmet-need/supply.csv?near=Leeds&within=5mi&format=video&format=phone"
    first = next(csv.DictReader(io.StringIO(directory_app.test_client().get(where).text)))
    assert (first["format"], first["within"], first["fictional"]) == ("video phone", "5mi", "everybody")
    assert "Leeds" in first["place"]


def test_a_page_in_money_of_others_says_so_and_counts_its_own(visit: Visit) -> None:
    page = visit.path("/unmet-need?pay=60&currency=USD")
    assert "Amounts are in GBP here." in page.text
    own = visit.path("/unmet-need?pay=60")
    assert [cell.text for cell in page.every("td")] == [cell.text for cell in own.every("td")]


@pytest.mark.parametrize(
    "wrong",
    [
        "of=faith",
        "near=Nowhereatall",
        "within=far",
        "value=xx",
        "near=Newport&pay=x",
        "pay=40&currency=USD",
        "access=step-free",
    ],
)
def test_a_file_never_answers_something_else_than_was_asked(directory_app: Flask, wrong: str) -> None:
    answer = directory_app.test_client().get(f"/unmet-need/supply.json?{wrong}")
    assert answer.status_code == 400
    assert answer.json["detail"]


def test_the_page_says_what_it_could_not_take_and_keeps_the_rest(visit: Visit) -> None:
    page = visit.path("/unmet-need?of=approach&near=Nowhereatall")
    assert "Nowhereatall" in page.text
    [chosen] = [option for option in page.every("option") if option.get("value") == "approach"]
    assert "selected" in chosen.attrib


def test_the_map_says_what_its_table_says(directory_app: Flask) -> None:
    with directory_app.test_request_context():
        page = unmet_page([("of", "language"), ("value", "en")])
        put = asking("site")
        numbers = [put.total(parsed((), parse_qsl(urlsplit(t.cells[0].address).query)).criteria) for t in page.towns]
        assert [int(town.cells[0].words) for town in page.towns] == numbers
        assert sorted(dot.size for dot in page.map.dots) == sorted(map(size_of, numbers))
        assert all(0 < dot.x < 300 and 0 < dot.y < page.map.height for dot in page.map.dots)
        assert page.how == "in person"


@pytest.mark.parametrize("path", ["/unmet-need", "/unmet-need?of=approach&value=cbt&format=video&pay=0&near=York"])
def test_the_page_holds_to_what_every_page_does(visit: Visit, path: str) -> None:
    assert visit.path(path).h1 == "Where need goes unmet"


def test_a_map_has_large_towns_apart_and_the_ground_under_them(directory_app: Flask) -> None:
    with directory_app.app_context():
        towns = gazetteer().towns_apart("GB", 40, 35)
        ground = gazetteer().settled("GB", 0.2)
    assert [town.name for town in towns[:2]] == ["London", "Birmingham"]
    assert len(towns) == 40
    pairs = itertools.combinations(towns, 2)
    assert min(float(kilometres_to_all(a.lat, a.lon, [b.lat], [b.lon])[0]) for a, b in pairs) >= 35
    assert all(any(abs(lat - t.lat) <= 0.11 for lat, _lon in ground) for t in towns)


def test_the_places_are_opened_once(directory_app: Flask) -> None:
    """What was worked out of them, such as a country's towns, is kept under them."""
    with directory_app.app_context():
        first = gazetteer()
    with directory_app.app_context():
        assert gazetteer() is first


def test_a_country_nobody_knows_has_no_map(directory_app: Flask) -> None:
    with directory_app.app_context():
        assert gazetteer().towns_apart("XX", 40, 35) == ()
        assert gazetteer().settled("XX", 0.2) == ()
