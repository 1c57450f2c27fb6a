"""Repairs, one by one, and what holds for every text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange import repairs
from app.exchange.formats.steps import named


@pytest.mark.parametrize(
    ("given_", "becomes"),
    [("6708", "06708"), ("501", "00501"), ("12601-1154", "12601"), ("6708.0", "06708"), ("12", ""), ("ABC", "")],
)
def test_zip_codes(given_: str, becomes: str) -> None:
    assert repairs.zip_code(given_) == becomes


@pytest.mark.parametrize(
    ("text", "country", "numbers"),
    [
        ("(718)557-1489x19", "US", ["+1 718-557-1489 ext. 19"]),
        ("01229 870870 (ext. 1176)", "GB", ["+44 1229 870870 x1176"]),
        ("01905 760477 / 476", "GB", ["+44 1905 760477"]),
        ("01323 446042 (see also below)", "GB", ["+44 1323 446042"]),
        ("+33 1 42 34 56 78", None, ["+33 1 42 34 56 78"]),
        ("0", "GB", []),
        ("Not Available", "US", []),
    ],
)
def test_phones(text: str, country: str | None, numbers: list[str]) -> None:
    assert repairs.phones(text, country) == numbers


@pytest.mark.parametrize(
    ("given_", "becomes"),
    [
        ("www.tewv.example", "http://www.tewv.example"),
        ("http://a.example\\b", "http://a.example/b"),
        ("javascript:alert(1)", ""),
        ("mailto:a@b.example", ""),
        ("http://[::1", ""),
        ("none yet", ""),
    ],
)
def test_websites(given_: str, becomes: str) -> None:
    assert repairs.website(given_) == becomes


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("Hospital", ""), "Hospital"),
        (("Hospital", "Clinic"), "Hospital: Clinic"),
        (("Lake Clinic", "Lake Clinic North"), "Lake Clinic North"),
        (("Lake Clinic North", "North"), "Lake Clinic North"),
        (("Good Care Inc", "DBA Harbor"), "Good Care Inc DBA Harbor"),
    ],
)
def test_names_of_two_parts(parts: tuple[str, str], name: str) -> None:
    assert named(parts) == name


def test_unfilled_forms_are_nobodys_address() -> None:
    assert repairs.mail_of_nobody("hp-staff.name@trust.example") == ""
    assert repairs.mail_of_nobody("pals@trust.example") == "pals@trust.example"


@given(st.text())
def test_clean_text_is_clean_once_and_for_all(text: str) -> None:
    clean = repairs.clean_cell(text)
    assert repairs.clean_cell(clean) == clean
    clean.encode("utf-8")
    assert not set(clean) & set("\0\x1b\u202e\u2067")


@given(st.text(), st.sampled_from(["GB", "US", None]))
def test_repairs_never_fail(text: str, country: str | None) -> None:
    for repair in (repairs.zip_code, repairs.website, repairs.point, repairs.wkt_point, repairs.american_day):
        assert isinstance(repair(text), str)
    assert isinstance(repairs.phones(text, country), list)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_a_point_survives(lat: float, lon: float) -> None:
    assert [float(part) for part in repairs.point(f"{lat!r} {lon!r}").split()] == [lat, lon]
