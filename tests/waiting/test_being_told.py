"""Whoever waits longest hears of a place first, once, and nobody is kept for ever."""

from datetime import timedelta

from sqlalchemy import text

from app.practitioners.models import Record
from app.waiting.models import WaitingEntry
from app.waiting.rules import CONFIRM_WITHIN, KEPT_FOR, NEWS_FOR, PASSED_ON_AFTER, REMINDED_BEFORE, TOLD_FOR
from tests.waiting.conftest import NAME, Waiting, link_in

SECOND = timedelta(seconds=1)


def told(waiting: Waiting) -> list[str]:
    return [mail.recipient for mail in waiting.mail()]


def test_a_released_place_is_told_to_the_next_in_order_of_confirming(waiting: Waiting) -> None:
    waiting.send("late@example.org")
    late = waiting.link()
    waiting.joins("first@example.org")
    waiting.press(late, "confirm")
    waiting.releases()
    assert told(waiting) == ["first@example.org"]
    waiting.releases()
    assert told(waiting) == ["late@example.org"]
    waiting.releases()
    assert told(waiting) == []


def test_who_did_not_confirm_hears_nothing(waiting: Waiting) -> None:
    waiting.send("a@example.org")
    waiting.mail()
    waiting.releases()
    assert told(waiting) == []


def test_several_places_at_once_are_told_to_several(waiting: Waiting) -> None:
    for name in "abc":
        waiting.joins(f"{name}@example.org")
    with waiting.database.writing() as session:
        session.get_one(Record, waiting.record_id).offers[0].reduced_open = 2
    assert sorted(told(waiting)) == ["a@example.org", "b@example.org"]


def test_taking_a_place_or_changing_something_else_tells_nobody(waiting: Waiting) -> None:
    waiting.releases()
    waiting.mail()
    waiting.takes()
    waiting.joins("a@example.org")
    with waiting.database.writing() as session:
        session.get_one(Record, waiting.record_id).offers[0].minutes = 50
    assert told(waiting) == []


def test_a_release_that_is_undone_tells_nobody(waiting: Waiting) -> None:
    waiting.joins("a@example.org")
    from app.practitioners.reduced_places.actions import release_place

    with waiting.database.sessions() as session:
        release_place(session, waiting.offer_id)
        session.flush()
        session.rollback()
        session.commit()
    assert told(waiting) == []


def test_the_mail_is_neutral_and_its_page_says_it(waiting: Waiting) -> None:
    link = waiting.joins("a@example.org")
    waiting.releases()
    [mail] = waiting.mail()
    assert link_in(mail) == link
    assert not [word for word in (NAME, "place", "therap", "fee") if word in f"{mail.subject}{mail.body}"]
    page = waiting.visit.path(link)
    assert f"{NAME} has a place at the reduced fee open" in page.text
    assert "/listings/ada-example" in page.link("See the listing")


def test_before_there_is_news_the_page_names_nobody(waiting: Waiting) -> None:
    link = waiting.joins("a@example.org")
    assert NAME not in waiting.visit.path(link).body


def test_news_is_named_for_three_days(waiting: Waiting) -> None:
    link = waiting.joins("a@example.org")
    waiting.releases()
    waiting.clock.shift(NEWS_FOR)
    assert NAME in waiting.visit.path(link).body
    waiting.clock.shift(SECOND)
    assert NAME not in waiting.visit.path(link).body


def test_a_place_that_was_taken_meanwhile_is_said_to_be(waiting: Waiting) -> None:
    link = waiting.joins("a@example.org")
    waiting.releases()
    waiting.takes()
    assert "no longer open" in waiting.visit.path(link).text


def test_who_waits_for_the_next_one_waits_behind_the_others(waiting: Waiting) -> None:
    first = waiting.joins("a@example.org")
    waiting.releases()
    assert told(waiting) == ["a@example.org"]
    waiting.takes()
    waiting.joins("b@example.org")
    waiting.press(first, "stay")
    waiting.releases()
    assert told(waiting) == ["b@example.org"]
    waiting.releases()
    assert told(waiting) == ["a@example.org"]


def test_a_place_that_stays_open_is_told_to_the_next_after_three_days(waiting: Waiting) -> None:
    waiting.joins("a@example.org")
    waiting.joins("b@example.org")
    waiting.releases()
    assert told(waiting) == ["a@example.org"]
    waiting.clock.shift(PASSED_ON_AFTER - SECOND)
    waiting.goes_round()
    assert told(waiting) == []
    waiting.clock.shift(SECOND)
    waiting.goes_round()
    waiting.goes_round()
    assert told(waiting) == ["b@example.org"]


def test_who_confirms_while_a_place_is_open_hears_at_once(waiting: Waiting) -> None:
    waiting.send("a@example.org")
    link = waiting.link()
    waiting.releases()
    page = waiting.press(link, "confirm")
    assert "has a place at the reduced fee open" in page.text
    assert told(waiting) == ["a@example.org"]


def test_nobody_is_told_of_a_listing_that_is_not_public(waiting: Waiting) -> None:
    waiting.joins("a@example.org")
    with waiting.database.writing() as session:
        session.get_one(Record, waiting.record_id).status = "paused"
    waiting.releases()
    assert told(waiting) == []
    with waiting.database.writing() as session:
        session.get_one(Record, waiting.record_id).status = "published"
    waiting.goes_round()
    assert told(waiting) == ["a@example.org"]


def test_who_does_not_confirm_is_gone_after_72_hours(waiting: Waiting) -> None:
    waiting.send("a@example.org")
    link = waiting.link()
    waiting.clock.shift(CONFIRM_WITHIN - timedelta(seconds=10))
    waiting.visit.path(link)
    waiting.clock.shift(timedelta(seconds=10))
    waiting.visit.path(link, expect=404)
    assert waiting.visit.client.post(link, data={"answer": "confirm"}).status_code == 404
    waiting.goes_round()
    assert waiting.entries() == []


def test_each_link_is_good_for_as_long_as_its_mail_says(waiting: Waiting) -> None:
    waiting.send("a@example.org")
    waiting.mail()
    waiting.clock.shift(CONFIRM_WITHIN - timedelta(hours=1))
    waiting.send("a@example.org")
    link = waiting.link()
    waiting.clock.shift(CONFIRM_WITHIN - SECOND)
    assert "You are on the list" in waiting.press(link, "confirm").text


def test_who_waits_is_asked_in_time_and_gone_after_180_days(waiting: Waiting) -> None:
    link = waiting.joins("a@example.org")
    waiting.clock.shift(KEPT_FOR - REMINDED_BEFORE)
    waiting.goes_round()
    waiting.goes_round()
    assert told(waiting) == ["a@example.org"]
    waiting.clock.shift(REMINDED_BEFORE)
    waiting.visit.path(link, expect=404)
    waiting.goes_round()
    assert (waiting.entries(), told(waiting)) == ([], [])


def test_who_still_waits_says_so_and_keeps_their_turn(waiting: Waiting) -> None:
    link = waiting.joins("a@example.org")
    waiting.clock.shift(KEPT_FOR - timedelta(days=1))
    waiting.press(link, "stay")
    waiting.joins("b@example.org")
    waiting.clock.shift(timedelta(days=2))
    waiting.mail()
    waiting.releases()
    assert told(waiting) == ["a@example.org"]


def test_who_was_told_and_says_nothing_is_gone_after_two_weeks(waiting: Waiting) -> None:
    link = waiting.joins("a@example.org")
    waiting.releases()
    waiting.clock.shift(TOLD_FOR)
    waiting.visit.path(link, expect=404)
    waiting.goes_round()
    assert waiting.entries() == []


def test_numbers_of_forms_are_forgotten_when_they_have_run_out(waiting: Waiting) -> None:
    waiting.joins("a@example.org")
    waiting.clock.shift(timedelta(hours=2))
    waiting.goes_round()
    with waiting.database.reading() as session:
        assert session.execute(text("select count(*) from spent_form_token")).scalar() == 0


def test_an_address_sealed_under_another_secret_is_passed_over(waiting: Waiting) -> None:
    waiting.joins("a@example.org")
    waiting.joins("b@example.org")
    with waiting.database.writing() as session:
        first = session.query(WaitingEntry).order_by(WaitingEntry.confirmed_at).first()
        assert first is not None
        first.address_sealed = b"sealed elsewhere"
    waiting.releases()
    assert told(waiting) == ["b@example.org"]
