"""ZIPs against measured addresses (public domain, beside the checkout)."""

import json
from pathlib import Path

import pytest

from app.places.distance import kilometres
from app.places.gazetteer import Found, Gazetteer

ADDRESSES = Path(__file__).resolve().parents[3] / "shared" / "data" / "strings" / "us_addresses_with_coordinates.json"

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(not ADDRESSES.exists(), reason="the US addresses are not beside this checkout"),
]


def _apart(gazetteer: Gazetteer, text: str, point: dict[str, float]) -> float:
    finding = gazetteer.find(text, "US")
    if not isinstance(finding, Found):
        return float("inf")
    return kilometres(finding.place.lat, finding.place.lon, point["lat"], point["lng"])


def test_nearly_every_zip_is_within_30_km_of_its_address(gazetteer: Gazetteer) -> None:
    addresses = [row for row in json.loads(ADDRESSES.read_text())["addresses"] if "coordinates" in row]
    near = [row for row in addresses if _apart(gazetteer, row["postalCode"], row["coordinates"]) < 30]
    assert len(near) / len(addresses) > 0.99


def test_a_whole_address_is_as_good_as_its_zip(gazetteer: Gazetteer) -> None:
    addresses = [row for row in json.loads(ADDRESSES.read_text())["addresses"] if row.get("city")][:300]
    typed = [f"{row['address1']}, {row['city']}, {row['state']} {row['postalCode']}" for row in addresses]
    assert [text for text, row in zip(typed, addresses, strict=True)
            if gazetteer.find(text) != gazetteer.find(row["postalCode"])] == []  # fmt: skip
