"""The grid that keeps distances from revealing a home."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.places.distance import kilometres
from app.places.grid import CELL_KM, DISTRICT_CELL_KM, TOWN_CELL_KM, public_point, snap

lats = st.floats(-90, 90)
lons = st.floats(-180, 180)
inhabited = st.floats(-85, 85)
cells = st.sampled_from([CELL_KM, DISTRICT_CELL_KM, TOWN_CELL_KM, 0.3, 17.0])


@given(lats, lons, cells)
def test_the_middle_of_a_cell_is_its_own_middle(lat: float, lon: float, cell: float) -> None:
    middle = snap(lat, lon, cell)
    assert snap(*middle, cell) == middle


@given(lats, lons, cells)
def test_a_middle_is_on_earth(lat: float, lon: float, cell: float) -> None:
    middle_lat, middle_lon = snap(lat, lon, cell)
    assert -90 <= middle_lat <= 90
    assert -180 <= middle_lon < 180


@given(inhabited, lons, cells)
def test_a_point_is_near_the_middle_of_its_cell(lat: float, lon: float, cell: float) -> None:
    # Half the diagonal, and some: near the 85th parallel a cell is wider at one edge than at the other.
    assert kilometres(lat, lon, *snap(lat, lon, cell)) < cell * 1.5


@given(inhabited, lons, cells)
def test_points_within_a_third_of_a_cell_of_its_middle_share_it(lat: float, lon: float, cell: float) -> None:
    middle = snap(lat, lon, cell)
    third_lat = cell / 3 / 111.2
    third_lon = third_lat / math.cos(math.radians(middle[0]))
    around = [
        (middle[0] + up * third_lat, (middle[1] + across * third_lon + 180) % 360 - 180)
        for up in (-1, 0, 1)
        for across in (-1, 0, 1)
    ]
    assert {snap(*point, cell) for point in around} == {middle}


@given(st.floats(-84, 84), lons)
def test_neighbouring_middles_are_at_least_a_cell_apart(lat: float, lon: float) -> None:
    here = snap(lat, lon)
    east = snap(here[0], (here[1] + 1.01 * _cell_width(here) + 180) % 360 - 180)
    north = snap(here[0] + 1.001 / 111.195, here[1])
    # Rounded to six decimals, a middle may be off by a tenth of a metre.
    assert kilometres(*here, here[0], east[1]) >= CELL_KM - 0.0003
    assert (north[0] - here[0]) * 111.195 >= CELL_KM - 0.0003


def _cell_width(middle: tuple[float, float]) -> float:
    """The width in degrees of the cell around a middle, felt out by moving east until the middle changes."""
    step = 0.05 / 111.195 / math.cos(math.radians(middle[0]))
    steps = next(n for n in range(1, 100) if snap(middle[0], (middle[1] + n * step + 180) % 360 - 180) != middle)
    return 2 * steps * step


@pytest.mark.parametrize(("lat", "lon"), [(90, 0), (-90, 180), (0, 180), (0, -180), (-0.0, -0.0)])
def test_the_edges_of_the_map_have_cells_too(lat: float, lon: float) -> None:
    assert snap(lat, lon) == snap(*snap(lat, lon))


def test_both_names_of_the_date_line_are_one_cell() -> None:
    assert snap(10, 180) == snap(10, -180)


@pytest.mark.parametrize(("lat", "lon"), [(91, 0), (-90.1, 0), (0, 181), (math.nan, 0), (0, math.inf)])
def test_a_point_off_the_earth_is_refused(lat: float, lon: float) -> None:
    with pytest.raises(ValueError, match="latitude"):
        snap(lat, lon)


@pytest.mark.parametrize("cell", [0, -1, math.nan, 1001])
def test_a_cell_of_no_size_is_refused(cell: float) -> None:
    with pytest.raises(ValueError, match="out of bounds"):
        snap(0, 0, cell)


def test_exact_is_the_point_to_a_metre() -> None:
    assert public_point(53.8216349, -1.5716851, "exact") == (53.82163, -1.57169)


def test_a_district_is_the_middle_of_a_cell_of_three_kilometres() -> None:
    assert public_point(53.8216, -1.5717, "postcode_district") == snap(53.8216, -1.5717, 3.0)


def test_a_town_is_the_middle_of_a_cell_of_five_kilometres() -> None:
    assert public_point(53.8216, -1.5717, "town") == snap(53.8216, -1.5717, 5.0)


def test_online_has_no_point() -> None:
    assert public_point(53.8216, -1.5717, "online") is None


def test_an_unknown_precision_reveals_nothing() -> None:
    with pytest.raises(ValueError, match="no precision"):
        public_point(53.8216, -1.5717, "street")  # type: ignore[arg-type]


@given(lats, lons, st.sampled_from(["postcode_district", "town"]))
def test_many_asks_tell_no_more_than_one(lat: float, lon: float, precision: str) -> None:
    asks = {public_point(lat, lon, precision) for _ in range(5)}  # type: ignore[arg-type]
    assert len(asks) == 1
