"""What people type, and where it is."""

import pytest

from app.places.distance import kilometres
from app.places.gazetteer import Ambiguous, Found, Gazetteer, Place, Unknown


def found(gazetteer: Gazetteer, text: str, country: str | None = None) -> Place:
    finding = gazetteer.find(text, country)
    assert isinstance(finding, Found), f"{text!r} gave {finding!r}"
    return finding.place


def labels(gazetteer: Gazetteer, text: str, country: str | None = None) -> list[str]:
    finding = gazetteer.find(text, country)
    assert isinstance(finding, Ambiguous), f"{text!r} gave {finding!r}"
    return [place.label for place in finding.candidates]


# text, label, kind, precision, jurisdiction
CODES = [
    ("LS6 2AB", "LS6 2AB, Leeds", "postcode", "exact", "GB-ENG"),
    ("ls62ab", "LS6 2AB, Leeds", "postcode", "exact", "GB-ENG"),
    ("  LS6   2AB  ", "LS6 2AB, Leeds", "postcode", "exact", "GB-ENG"),
    ("L S 6 2 A B", "LS6 2AB, Leeds", "postcode", "exact", "GB-ENG"),
    ("LS6-2AB", "LS6 2AB, Leeds", "postcode", "exact", "GB-ENG"),
    ("ＬＳ６　２ＡＢ", "LS6 2AB, Leeds", "postcode", "exact", "GB-ENG"),
    ("\u200fLS6 2AB\u200e", "LS6 2AB, Leeds", "postcode", "exact", "GB-ENG"),
    ("LS٦ ٢AB", "LS6 2AB, Leeds", "postcode", "exact", "GB-ENG"),
    ("12 Cardigan Road, Leeds LS6 2AB", "LS6 2AB, Leeds", "postcode", "exact", "GB-ENG"),
    ("sw1a 1aa", "SW1A 1AA, London", "postcode", "exact", "GB-ENG"),
    ("SW1A OAA", "SW1A 0AA, London", "postcode", "exact", "GB-ENG"),
    ("EH1 1YZ", "EH1 1YZ, Edinburgh", "postcode", "exact", "GB-SCT"),
    ("CF10 1EP", "CF10 1EP, Cardiff", "postcode", "exact", "GB-WLS"),
    ("ZE1 0AA", "ZE1 0AA, Lerwick", "postcode", "exact", "GB-SCT"),
    ("LS6", "LS6, Leeds", "outcode", "district", "GB-ENG"),
    ("LS6 2", "LS6, Leeds", "outcode", "district", "GB-ENG"),
    ("Leeds LS6", "LS6, Leeds", "outcode", "district", "GB-ENG"),
    ("LS6 Leeds", "LS6, Leeds", "outcode", "district", "GB-ENG"),
    ("LS6 9ZZ", "LS6, Leeds", "outcode", "district", "GB-ENG"),
    ("SW1A", "SW1A, London", "outcode", "district", "GB-ENG"),
    ("SW1A 1", "SW1A, London", "outcode", "district", "GB-ENG"),
    ("BT7", "BT7, Belfast", "outcode", "district", "GB-NIR"),
    ("BT7 1NN", "BT7, Belfast", "outcode", "district", "GB-NIR"),
    ("IM1 1AA", "IM1, Douglas", "outcode", "district", "IM"),
    ("JE2", "JE2, St Helier", "outcode", "district", "JE"),
    ("06708", "06708, Waterbury, Connecticut", "zip", "district", "US-CT"),
    ("06708-1234", "06708, Waterbury, Connecticut", "zip", "district", "US-CT"),
    ("Hartford, CT 06103", "06103, Hartford, Connecticut", "zip", "district", "US-CT"),
    ("90210", "90210, Beverly Hills, California", "zip", "district", "US-CA"),
    ("D02", "D02, Dublin 2", "routing_key", "district", "IE"),
    ("D02 X285", "D02, Dublin 2", "routing_key", "district", "IE"),
    ("d02x285", "D02, Dublin 2", "routing_key", "district", "IE"),
    ("Dublin 2", "D02, Dublin 2", "routing_key", "district", "IE"),
    ("D6W", "D6W, Dublin 6W", "routing_key", "district", "IE"),
    ("M5V 2T6", "M5V, Downtown Toronto, Canada", "postcode", "district", "CA-ON"),
    ("10115, Germany", "10115, Berlin, Germany", "postcode", "district", "DE"),
]


@pytest.mark.parametrize(("text", "label", "kind", "precision", "jurisdiction"), CODES)
def test_a_postal_code_is_found(
    gazetteer: Gazetteer, text: str, label: str, kind: str, precision: str, jurisdiction: str
) -> None:
    place = found(gazetteer, text)
    assert (place.label, place.kind, place.precision, place.jurisdiction) == (
        label,
        kind,
        precision,
        jurisdiction,
    )


# text, hint, label, jurisdiction
NAMES = [
    ("Leeds", None, "Leeds, England", "GB-ENG"),
    ("Leeds", "GB", "Leeds, England", "GB-ENG"),
    ("LEEDS", "gb", "Leeds, England", "GB-ENG"),
    ("\u202bLeeds\u202c", None, "Leeds, England", "GB-ENG"),
    ("Leeds, West Yorkshire", None, "Leeds, England", "GB-ENG"),
    ("12 High Street, Leeds", None, "Leeds, England", "GB-ENG"),
    ("Some Quarter Nobody Knows, Leeds", None, "Leeds, England", "GB-ENG"),
    ("Chapel Allerton", None, "Chapel Allerton, England", "GB-ENG"),
    ("Caerdydd", None, "Cardiff, Wales", "GB-WLS"),
    ("القاهرة", None, "Cairo, Egypt", "EG"),
    ("東京", None, "Tokyo, Japan", "JP"),
    ("서울", None, "Seoul, South Korea", "KR"),
    ("Лондон", None, "London, England", "GB-ENG"),
    ("zurich", None, "Zürich, Switzerland", "CH"),
    ("Portland, Maine", None, "Portland, Maine", "US-ME"),
    ("Portland Maine", None, "Portland, Maine", "US-ME"),
    ("Portland، Maine", None, "Portland, Maine", "US-ME"),
    ("Portland, OR", None, "Portland, Oregon", "US-OR"),
    ("Portland, ME, USA", None, "Portland, Maine", "US-ME"),
    ("Washington, IN", None, "Washington, Indiana", "US-IN"),
    ("Salem, IN", None, "Salem, Indiana", "US-IN"),
    ("Hyderabad, IN", None, "Hyderabad, India", "IN"),
    ("Washington, D.C.", None, "Washington, District of Columbia", "US-DC"),
    ("NYC", None, "New York City, New York", "US-NY"),
    ("New York", None, "New York City, New York", "US-NY"),
    ("Cambridge, UK", None, "Cambridge, England", "GB-ENG"),
    ("Cambridge", "GB", "Cambridge, England", "GB-ENG"),
    ("Cambridge, Mass.", None, "Cambridge, Massachusetts", "US-MA"),
    ("Perth", "GB", "Perth, Scotland", "GB-SCT"),
    ("Perth", "AU", "Perth, Western Australia", "AU-WA"),
    ("Perth", None, "Perth, Western Australia", "AU-WA"),
    ("London", "CA", "London, Ontario", "CA-ON"),
    ("Galway", "GB", "Galway, Ireland", "IE"),
    ("Kildare", "IE", "Kildare, Ireland", "IE"),
    ("Derry", "GB", "Derry, Northern Ireland", "GB-NIR"),
    ("St Albans", "GB", "St Albans, England", "GB-ENG"),
    ("Saint Albans", "GB", "St Albans, England", "GB-ENG"),
    ("kings lynn", None, "King's Lynn, England", "GB-ENG"),
    ("King’s  Lynn", None, "King's Lynn, England", "GB-ENG"),
    ("berwick upon tweed", None, "Berwick-Upon-Tweed, England", "GB-ENG"),
    ("Newport, Isle of Wight", None, "Newport, Isle of Wight", "GB-ENG"),
    ("Newport Wales", None, "Newport, Wales", "GB-WLS"),
    ("Bangor, County Down", None, "Bangor, Northern Ireland", "GB-NIR"),
    ("Bangor, Gwynedd", None, "Bangor, Wales", "GB-WLS"),
    ("Richmond, Surrey", None, "Richmond, Greater London", "GB-ENG"),
    ("Brixton, London", None, "Brixton, England", "GB-ENG"),
    ("Kent", "GB", "Kent, England", "GB-ENG"),
    ("Singapore", None, "Singapore, Singapore", "SG"),
    ("Ireland", None, "Ireland", "IE"),
    ("Ireland", "US", "Ireland", "IE"),
    ("Iwerddon", None, "Ireland", "IE"),
    ("Mexico", None, "Mexico", "MX"),
    ("UK", None, "United Kingdom", "GB"),
    ("Deutschland", None, "Germany", "DE"),
    ("Scotland", None, "Scotland, United Kingdom", "GB-SCT"),
    ("Cymru", None, "Wales, United Kingdom", "GB-WLS"),
    ("California", None, "California, United States", "US-CA"),
    ("Georgia", "US", "Georgia, United States", "US-GA"),
    ("Ontario", "CA", "Ontario, Canada", "CA-ON"),
    ("Victoria", "AU", "Victoria, Australia", "AU-VIC"),
]


@pytest.mark.parametrize(("text", "hint", "label", "jurisdiction"), NAMES)
def test_a_name_is_found(gazetteer: Gazetteer, text: str, hint: str | None, label: str, jurisdiction: str) -> None:
    place = found(gazetteer, text, hint)
    assert (place.label, place.jurisdiction) == (label, jurisdiction)


# text, hint, the labels that must be offered first
SEVERAL = [
    ("Portland", None, ["Portland, Oregon", "Portland, Maine"]),
    ("Portland", "US", ["Portland, Oregon", "Portland, Maine"]),
    ("Cambridge", None, ["Cambridge, England", "Cambridge, Ontario", "Cambridge, Massachusetts"]),
    ("Newport", "GB", ["Newport, Wales", "Newport, Isle of Wight"]),
    ("Richmond", "GB", ["Richmond, Greater London", "Richmond, North Yorkshire"]),
    ("Bangor", "GB", ["Bangor, Northern Ireland", "Bangor, Wales"]),
    ("Newcastle", "GB", ["Newcastle upon Tyne, England", "Newcastle under Lyme, England"]),
    ("Georgia", None, ["Georgia, United States", "Georgia (country)"]),
    ("Springfield", "US", ["Springfield, Missouri", "Springfield, Massachusetts"]),
    ("Melbourne", "GB", ["Melbourne, Victoria", "Melbourne, Derbyshire"]),
    ("Headingley", "GB", ["Headingley, Manitoba"]),
    ("W12", None, ["W12, London", "W12, Newbridge"]),
    ("6708", None, ["06708, Waterbury, Connecticut"]),
]


@pytest.mark.parametrize(("text", "hint", "first"), SEVERAL)
def test_namesakes_are_offered_by_population(
    gazetteer: Gazetteer, text: str, hint: str | None, first: list[str]
) -> None:
    assert labels(gazetteer, text, hint)[: len(first)] == first


@pytest.mark.parametrize(("text", "hint", "first"), SEVERAL)
@pytest.mark.parametrize("reader", [None, "GB", "US", "CA", "AU", "IE"])
def test_a_candidate_typed_back_finds_itself(
    gazetteer: Gazetteer, text: str, hint: str | None, first: list[str], reader: str | None
) -> None:
    finding = gazetteer.find(text, hint)
    assert isinstance(finding, Ambiguous)
    assert 1 <= len(finding.candidates) <= 8
    assert [gazetteer.find(place.label, reader) for place in finding.candidates] == [
        Found(place) for place in finding.candidates
    ]


@pytest.mark.parametrize(("text", "label", "kind", "precision", "jurisdiction"), CODES)
def test_the_label_of_a_code_typed_back_finds_the_same(
    gazetteer: Gazetteer, text: str, label: str, kind: str, precision: str, jurisdiction: str
) -> None:
    assert gazetteer.find(label, "IE") == gazetteer.find(text)


@pytest.mark.parametrize(("text", "hint", "label", "jurisdiction"), NAMES)
def test_the_label_of_a_name_typed_back_finds_the_same(
    gazetteer: Gazetteer, text: str, hint: str | None, label: str, jurisdiction: str
) -> None:
    assert gazetteer.find(label, "US") == gazetteer.find(text, hint)


def test_four_digits_are_a_zip_that_lost_its_zero_for_an_american(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "6708", "US").label == "06708, Waterbury, Connecticut"


def test_five_digits_are_another_countrys_where_the_asker_is_there(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "10115", "DE").label == "10115, Berlin, Germany"


def test_a_routing_key_shared_with_london_goes_to_who_is_there(gazetteer: Gazetteer) -> None:
    assert (found(gazetteer, "W12", "IE").country, found(gazetteer, "W12", "GB").country) == ("IE", "GB")


@pytest.mark.parametrize(
    ("text", "jurisdiction"),
    [
        ("TD15 1AA", "GB-ENG"),  # Berwick-upon-Tweed, in England beyond the rest of it
        ("DG16 5EA", "GB-SCT"),  # Gretna
        ("CA6 5UA", "GB-ENG"),  # Longtown
        ("CH4 0DS", "GB-WLS"),  # Broughton, whose post town is in England
        ("CH4 7HS", "GB-ENG"),  # Chester
        ("SY10 0LP", "GB-WLS"),  # Llanfyllin's valley, whose post town is in England
        ("SY10 8HH", "GB-ENG"),
        ("LL14 5AR", "GB-WLS"),
    ],
)
def test_a_postcode_near_a_border_is_in_its_nation(gazetteer: Gazetteer, text: str, jurisdiction: str) -> None:
    assert found(gazetteer, text).jurisdiction == jurisdiction


@pytest.mark.parametrize(
    ("text", "lat", "lon", "within_km"),
    [
        ("SW1A 1AA", 51.50101, -0.14159, 0.1),  # Buckingham Palace
        ("EH99 1SP", 55.95205, -3.17483, 0.3),  # the Scottish Parliament
        ("Leeds", 53.7965, -1.5478, 1),
        ("BT7", 54.58, -5.93, 3),
        ("T12", 51.88, -8.47, 6),  # Cork
        ("New York", 40.7143, -74.006, 1),
        ("Fiji", -17.9, 178.1, 150),  # astride the 180th meridian
    ],
)
def test_a_place_is_where_it_is(gazetteer: Gazetteer, text: str, lat: float, lon: float, within_km: float) -> None:
    place = found(gazetteer, text)
    assert kilometres(place.lat, place.lon, lat, lon) < within_km


@pytest.mark.parametrize("text", ["", "   ", ",,,", "x" * 10_000, "99999", "ZZ9 9ZZ", "qwxzv", "0", "-1", "\x00", "🙂"])
def test_nonsense_is_unknown(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.find(text) == Unknown(text)


@pytest.mark.parametrize("hint", ["", "XX", "🙂", "United Kingdom", "zz", "1", "ſ"])
def test_a_strange_hint_is_no_hint(gazetteer: Gazetteer, hint: str) -> None:
    assert found(gazetteer, "القاهرة", hint).label == "Cairo, Egypt"


def test_the_jurisdiction_of_a_point_is_that_of_the_nearest_town(gazetteer: Gazetteer) -> None:
    assert gazetteer.jurisdiction_of(55.95, -3.19) == "GB-SCT"


def test_the_open_sea_has_no_jurisdiction(gazetteer: Gazetteer) -> None:
    assert gazetteer.jurisdiction_of(45.0, -35.0) is None
