"""Within how many days an answer is promised: said before writing, kept as it was said, and held to."""

from datetime import timedelta

import pytest

from app.plumbing import clock
from app.practitioners.models import Practitioner
from app.practitioners.rules import PROMISES
from tests.enquiries.conftest import Post


def promise(post: Post, days: int | None) -> None:
    with post.database.writing() as session:
        session.get_one(Practitioner, post.ids[0]).promised_days = days


def by(days: int) -> str:
    """The last day of a promise that is given now."""
    day = clock.now() + timedelta(days=days)
    return f"{day.day} {day:%B %Y}"


def test_who_chose_nothing_promises_seven_days(post: Post) -> None:
    assert "Ada Example promises to answer within 7 days." in post.visit.path(f"/message/{post.ids[0]}").text


@pytest.mark.parametrize("days", PROMISES)
def test_the_promise_is_told_before_and_after_and_ends_when_it_says(post: Post, days: int) -> None:
    promise(post, days)
    told = f"Ada Example promises to answer within {days} days."
    assert told in post.visit.path(f"/message/{post.ids[0]}").text
    mine = post.sent()
    assert f"An answer is promised by {by(days)}." in post.visit.path(mine).text
    post.clock.shift(timedelta(days=days, hours=-1))
    post.goes_round()
    assert "You need not wait" not in post.visit.path(mine).text
    post.clock.shift(timedelta(hours=2))
    post.goes_round()
    assert "You need not wait any longer" in post.visit.path(mine).text


def test_each_of_several_is_told_with_their_own(post: Post) -> None:
    promise(post, 2)
    form = post.for_some([str(id) for id in post.ids]).text
    page = post.visit.path(post.sent(*post.ids)).text
    for name, days in (("Ada", 2), ("Ben", 7)):
        assert f"{name} Example promises to answer within {days} days." in form
        assert f"An answer is promised by {by(days)}." in page


def test_a_promise_holds_as_it_was_when_somebody_wrote(post: Post) -> None:
    promise(post, 5)
    mine = post.sent()
    promise(post, 14)
    page = post.visit.path(mine).text
    assert "An answer is promised by 3 December 2026." in page
