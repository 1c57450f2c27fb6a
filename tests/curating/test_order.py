"""Who is vouched for, or is on a list, does not come first for it: the order does not know."""

from dataclasses import replace
from datetime import date
from random import Random
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from app.criteria.asking import Asking
from app.criteria.question import question
from app.listings.documents import Projection
from app.listings.indexing import SCHEMA, index_document
from app.listings.listing import Vouch
from app.search import build
from tests.search.random_criteria import criteria, find_place
from tests.search.random_listings import directory

DAY = date(2026, 11, 28)
BODIES = tuple(UUID(int=number) for number in (1, 2))


def said_of(random: Random, shown: Projection) -> Projection:
    """The same listing, with what organisations may say of it."""
    vouches = tuple(
        Vouch(body, "Harbour Collective", "carers", DAY, DAY, None) for body in BODIES if random.random() < 0.4
    )
    lists = ("a-list",) if random.random() < 0.4 else ()
    return replace(shown, listing=replace(shown.listing, vouches=vouches, collections=lists))


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 2**32))
def test_the_order_is_the_same_with_and_without_vouches(seed: int) -> None:
    random = Random(seed)
    plain = directory(random, 30)
    said = [said_of(random, shown) for shown in plain]
    asked = replace(criteria(random), page=1, per_page=50)
    shown = []
    for projections in (plain, said):
        snapshot = build(SCHEMA, (index_document(projection) for projection in projections))
        asking = Asking(snapshot, find_place, "site", DAY, "GBP")
        answer = snapshot.answer(question(asking.asked(asked), DAY))
        shown.append([(hit.id, hit.offer, hit.met, hit.whole) for hit in answer.hits])
    assert shown[0] == shown[1]
