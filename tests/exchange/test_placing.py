"""Points are believed only as far as the rest of the row bears them out."""

from collections.abc import Callable
from pathlib import Path

from app.listings.listing import Place
from tests.exchange.conftest import Imports

HEADING = "name,country,postcode,locality,region,lat,lon"


def _places(imports: Imports, path: Path) -> dict[str, Place]:
    imports.apply("csv", path)
    return {name: x.offers[0].place for name, x in imports.published().items() if x.offers[0].place}


def test_a_point_of_many_towns_is_nobodys(imports: Imports, table: Callable[..., Path]) -> None:
    towns = [("LS6 1AA", "Leeds"), ("BD1 1AA", "Bradford"), ("HX1 1AA", "Halifax"), ("YO1 7HH", "York")]
    rows = [f"{town} House,GB,{code},{town},,53.5,-1.5" for code, town in towns]
    places = _places(imports, table(HEADING, *rows))
    assert len({(place.lat, place.lon) for place in places.values()}) == 4


def test_a_house_of_many_services_keeps_its_point(imports: Imports, table: Callable[..., Path]) -> None:
    rows = [f"Service {n},GB,LS6 1AA,{town},,53.82,-1.57" for n, town in enumerate(["Leeds", "leeds", "Headingley"])]
    places = _places(imports, table(HEADING, *rows))
    assert {(place.lat, place.lon) for place in places.values()} == {(53.82, -1.57)}


def test_a_point_far_from_postcode_and_town_is_dropped(imports: Imports, table: Callable[..., Path]) -> None:
    places = _places(imports, table(HEADING, "Far House,US,06708,Waterbury,CT,34.05,-118.24"))
    place = places["Far House"]
    assert place.lat is not None
    assert place.lat > 41


def test_a_mistyped_postcode_does_not_move_a_point_in_its_town(imports: Imports, table: Callable[..., Path]) -> None:
    places = _places(imports, table(HEADING, "Front Street,US,90210,Binghamton,New York,42.108734,-75.913824"))
    assert places["Front Street"].lat == 42.10873


def test_a_town_places_at_the_precision_of_a_town(imports: Imports, table: Callable[..., Path]) -> None:
    place = _places(imports, table(HEADING, "Town House,US,,Oriskany,New York,,"))["Town House"]
    assert place.precision == "town"
    assert place.lat is not None


def test_a_town_is_not_taken_for_another(imports: Imports, table: Callable[..., Path]) -> None:
    place = _places(imports, table(HEADING, "Falls House,US,,Glens Fall,New York,,"))["Falls House"]
    assert (place.lat, place.lon) == (None, None)
