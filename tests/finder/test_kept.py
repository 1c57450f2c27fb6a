"""The privacy page says what is kept, as the register has it, and a seeker's part first."""

from app.plumbing.retaining import Whose
from app.retention import REGISTER
from tests.visit import Visit


def test_whoever_only_searches_reads_that_nothing_is_kept(visit: Visit) -> None:
    words = visit("finder.privacy").text
    assert "If you only search: nothing." in words
    assert words.index("If you only search: nothing.") < min(words.index(str(holding.what)) for holding in REGISTER)


def test_everything_in_the_register_is_on_the_page(visit: Visit) -> None:
    words = visit("finder.privacy").text
    for holding in REGISTER:
        for said in (holding.what, holding.why, holding.basis, *holding.periods):
            assert " ".join(str(said).split()) in words


def test_a_seeker_reads_their_own_part_unfolded(visit: Visit) -> None:
    folded = " ".join("".join(part.itertext()) for part in visit("finder.privacy").every("details"))
    for holding in REGISTER:
        assert (str(holding.what) in folded) is (holding.whose is not Whose.SEEKERS)


def test_periods_are_said_as_people_say_them(visit: Visit) -> None:
    words = visit("finder.privacy").text
    for said in ("Gone 72 hours after you asked", "Gone 90 days after you sent it", "Gone 13 months after the month."):
        assert said in words
