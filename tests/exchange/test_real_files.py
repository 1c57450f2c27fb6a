"""The real files beside the checkout: the defects they are known for."""

from pathlib import Path

import pytest

from tests.exchange.conftest import Imports

pytestmark = pytest.mark.real_data


def test_waterbury_is_found_by_its_zip(imports: Imports, real_data: Path) -> None:
    path = real_data / "directories" / "samhsa_facilities_five_states.csv"
    first = imports.apply("samhsa", path)
    assert (first.read, len(first.creates)) == (1320, 1320)
    names = {s.record.name for s in first.creates for p in s.record.premises if p.postcode == "06708"}
    assert names >= {"Perspectives Center for Care Inc", "Waterbury Hospital: Behavioral Health"}
    second = imports.apply("samhsa", path)
    assert (second.changes, second.unchanged) == (0, 1320)


def test_no_crowd_stands_on_one_point(imports: Imports, real_data: Path) -> None:
    path = real_data / "directories" / "ny_omh_local_mental_health_programs_2022.csv"
    plan = imports.plan("ny-omh", path)
    assert plan.read == 5450
    points = [(p.lat, p.lon) for s in plan.creates for p in s.record.premises if p.lat is not None]
    assert (42.921241, -75.59655) not in points
    assert max(points.count(point) for point in set(points)) < 30
    assert len(plan.creates) + len(plan.skipped) == 5450


def test_the_hospitals_are_296(imports: Imports, real_data: Path) -> None:
    plan = imports.apply("nhs", real_data / "directories" / "nhs_mental_health_hospitals.csv")
    assert (plan.read, len(plan.creates), len(plan.new_organisations)) == (399, 296, 296)
    assert len(imports.published()) == 294  # two names are borne by two hospitals each


def test_every_code_of_the_sample_is_judged(imports: Imports, real_data: Path) -> None:
    plan = imports.plan("findtreatment", real_data / "directories" / "findtreatment_sample.json")
    assert (len(plan.creates), dict(plan.left_out)) == (30, {})
