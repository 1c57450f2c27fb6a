"""What stands side by side: the same question to everybody, and prices on one scale."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

from app.criteria.labels import Labels
from app.criteria.wording import Reader
from app.finder.comparing import Row, compare
from app.listings.listing import Fact, Fees, Listing, Offer

NOBODY = Listing(
    id=uuid4(),
    slug="ada",
    kind="individual",
    name="Ada",
    headline=None,
    about=None,
    facts={},
    registers=(),
    may_see_people_in=(),
    offers=(),
    source=None,
    fictional=True,
    confirmed_on=None,
    updated_at=datetime(2026, 10, 1, tzinfo=UTC),
)


def seen(**fees: object) -> Listing:
    """Somebody who is seen in one way, at these fees."""
    offer = Offer("1", "individual", "video", 50, None, Fees(**fees), (), {}, (), "unknown", None)  # type: ignore[arg-type]
    return replace(NOBODY, offers=(offer,))


def row(rows: tuple[Row, ...], key: str) -> Row:
    return next(each for each in rows if each.key == key)


def test_who_says_nothing_is_said_to_say_nothing(labels: Labels, reader: Reader) -> None:
    rows = compare([NOBODY], labels, reader)
    assert {piece.words for each in rows for cell in each.cells for piece in cell} == {"Not stated"}
    assert not any(each.same for each in rows)


def test_what_everybody_says_is_marked_and_the_rest_is_not(labels: Labels, reader: Reader) -> None:
    one = replace(NOBODY, facts={"concern": (Fact("ocd"), Fact("grief"))})
    two = replace(NOBODY, facts={"concern": (Fact("grief"),)})
    found = row(compare([one, two], labels, reader), "concern")
    assert [[(piece.words, piece.shared) for piece in cell] for cell in found.cells] == [
        [("OCD", False), ("Grief", True)],
        [("Grief", True)],
    ]


def test_a_level_is_part_of_the_answer(labels: Labels, reader: Reader) -> None:
    one = replace(NOBODY, facts={"language": (Fact("pa", "clinical"),)})
    two = replace(NOBODY, facts={"language": (Fact("pa", "conversational"),)})
    found = row(compare([one, two], labels, reader), "language")
    assert not found.same
    assert not any(piece.shared for cell in found.cells for piece in cell)


def test_prices_stand_on_one_scale(labels: Labels, reader: Reader) -> None:
    cheap = seen(currency="GBP", standard=3000, reduced_from=1000)
    dear = seen(currency="GBP", standard=6000, reduced_from=1000)
    pictures = [cell[0].price.picture for cell in row(compare([cheap, dear], labels, reader), "price").cells]  # type: ignore[union-attr]
    starts, lengths = zip(*((picture.start, picture.length) for picture in pictures if picture), strict=True)
    assert starts[0] == starts[1]
    assert round(lengths[1] / lengths[0], 1) == 2.5


def test_other_money_is_not_put_on_the_same_scale(labels: Labels, reader: Reader) -> None:
    pounds = seen(currency="GBP", standard=6000, reduced_from=3000)
    rupees = seen(currency="INR", standard=600000, reduced_from=300000)
    cells = row(compare([pounds, rupees], labels, reader), "price").cells
    first, second = (cell[0].price for cell in cells)
    assert first is not None
    assert second is not None
    assert first.picture == second.picture
