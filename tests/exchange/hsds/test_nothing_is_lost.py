"""Whatever a listing says, its HSDS service with our profile says, in nested form and in tables."""

import io
import json
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from app.api.hsds.parts import Terms
from app.api.hsds.services import Services
from app.exchange.hsds.completing import completed
from app.exchange.hsds.packaging import write_package
from app.exchange.hsds.reading import listing_of
from app.exchange.hsds.telling import read_services
from app.listings.facets import STATED
from app.listings.listing import Fact, Fees, Listing, Offer, Place, ReducedPlaces, Registration, Source
from app.vocabulary.lexicon import Lexicon

TODAY = date(2026, 11, 29)
# Words as people write them, and as a spreadsheet would take for a formula.
words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20) | st.sampled_from(
    ["=1+1", "+44 1", "'=x", " a", "a\nb", '"', "a,b;c", "@x", "null"]
)
days = st.dates(date(2020, 1, 1), TODAY)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2026, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
amounts = st.integers(0, 100_000)
slugs = st.sampled_from(["anxiety", "evening", "woman", "emdr", "pa", "zh-Hant", "unheard-of"])


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


places = st.builds(
    Place, maybe(words), maybe(words), st.just("GB"), st.floats(50, 55), st.floats(-5, 0), st.just("town")
)
fees = st.builds(
    Fees,
    st.sampled_from(["GBP", "JPY"]),
    maybe(amounts),
    maybe(amounts),
    maybe(st.just("range")),
    st.lists(slugs, max_size=2, unique=True).map(tuple),
    st.lists(slugs, max_size=2, unique=True).map(tuple),
    maybe(st.builds(ReducedPlaces, st.integers(3, 9), maybe(st.integers(0, 3)), maybe(days))),
    maybe(words),
    maybe(days),
    maybe(st.just({"tiers": [{"label": "=A", "amount": 5}]})),
    st.booleans(),
)
offers = st.builds(
    Offer,
    st.uuids().map(str),
    maybe(st.just("individual")),
    maybe(st.sampled_from(["in-person", "video"])),
    maybe(st.just(50)),
    maybe(places),
    fees,
    st.lists(slugs, max_size=2, unique=True).map(tuple),
    st.dictionaries(slugs, st.sampled_from(["yes", "no", "ask"]), max_size=2),
    st.lists(slugs, max_size=2, unique=True).map(tuple),
    st.sampled_from(["now", "closed", "unknown"]),
    maybe(days),
    st.booleans(),
)
facts = st.builds(Fact, slugs, maybe(st.sampled_from(["clinical", "trained"])), maybe(words))
registers = st.builds(
    Registration, st.just("hcpc"), words, st.sampled_from(["stated", "checked", "lapsed"]), maybe(days), maybe(days)
)
listings = st.builds(
    Listing,
    id=st.uuids(),
    slug=st.just("somebody-1"),
    kind=st.sampled_from(["individual", "clinic"]),
    name=words,
    headline=maybe(words),
    about=maybe(words),
    facts=st.dictionaries(
        st.sampled_from([facet.key for facet in STATED]),
        st.lists(facts, min_size=1, max_size=2, unique_by=lambda fact: fact.slug).map(tuple),
        max_size=3,
    ),
    registers=st.lists(registers, max_size=2).map(tuple),
    may_see_people_in=st.lists(st.sampled_from(["GB", "US-CA", "IE"]), max_size=2, unique=True).map(tuple),
    offers=st.lists(offers, max_size=2).map(tuple),
    source=maybe(st.builds(Source, words, maybe(words), maybe(days), maybe(words), maybe(words))),
    fictional=st.booleans(),
    confirmed_on=maybe(days),
    updated_at=moments,
    photo=st.none(),
    receives_messages=st.just(True),
    takes_messages=st.just(False),
    promised_days=st.none(),
    replies=st.none(),
)


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, UUID) else repr(value)


@settings(max_examples=60)
@given(listing=listings)
def test_a_listing_comes_back_from_both_forms(lexicon: Lexicon, listing: Listing) -> None:
    terms = Terms(lexicon, "en")
    service = completed(Services(terms, "https://there.example").full(listing), listing, terms, TODAY)
    assert listing_of(json.loads(json.dumps(service, default=_text))) == (listing, TODAY)
    target = io.BytesIO()
    write_package([service], terms, datetime(2026, 11, 29, tzinfo=UTC), target)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "all.zip"
        path.write_bytes(target.getvalue())
        (whole,) = read_services(path).whole
    assert whole.listing == listing
