"""What is said of answers, where, and to whom."""

from datetime import timedelta
from typing import Any

from app.editor.exporting import listing
from app.enquiries.measuring.models import ReplyMark
from app.listings.listing import Replies
from app.listings.models import PublishedListing
from app.practitioners.models import Fact, Practitioner
from tests.enquiries.conftest import Post, policed
from tests.enquiries.measuring.conftest import NEXT_MONTH, Counting
from tests.signed_in import Person


def test_ten_answers_to_ten_people_are_told_when_the_month_is_over(counting: Counting) -> None:
    for address in counting.strangers(10):
        counting.answered(address)
    assert counting.kept() == {24: 10}
    assert counting.seen().replies is None
    counting.post.clock.shift(NEXT_MONTH)
    told = counting.seen()
    assert told.replies == Replies(9, 24)
    page = counting.post.visit.path(f"/listings/{told.slug}").text
    assert "Answers at least 9 in 10 first messages, usually within a day." in page
    card = counting.post.visit.path("/find?concern=anxiety").text
    assert card.count("Answers at least 9 in 10 first messages") == 1


def test_what_is_missing_cannot_be_written_by_oneself(counting: Counting) -> None:
    """Nine strangers are one too few. No address, an invented one, and every way to write one's own change nothing."""
    for address in counting.strangers(9):
        counting.answered(address)
    _page, invented = counting.write("nobody@gmail.com")
    counting.answer(invented)
    counting.post.mail()
    for address in (None, None, "practice-0@example.org", "Practice-0+a@EXAMPLE.org", "b@mail.example.org"):
        counting.answered(address)
    for address in counting.strangers(2):
        local, _at, domain = address.partition("@")
        counting.post.clock.shift(timedelta(days=8))
        counting.answered(f"{local[0]}.{local[1:]}+again@{domain}")
    counting.post.clock.shift(NEXT_MONTH)
    assert (sum(counting.kept().values()), counting.seen().replies) == (9, None)


def test_a_figure_is_forgotten_after_a_year(counting: Counting) -> None:
    for address in counting.strangers(10):
        counting.answered(address)
    counting.post.clock.shift(timedelta(days=340))
    counting.post.goes_round()
    assert counting.kept() == {24: 10}
    counting.post.clock.shift(timedelta(days=60))
    counting.post.goes_round()
    assert (counting.kept(), counting.rows(ReplyMark)) == ({}, [])


def test_a_published_listing_is_right_until_the_month_ends(counting: Counting) -> None:
    counting.unanswered()
    with counting.post.database.reading() as session:
        good_until = session.get_one(PublishedListing, counting.post.ids[0]).good_until
    assert good_until is not None
    assert (good_until + timedelta(days=1)).day == 1


def test_the_practitioner_reads_what_is_said_and_how_it_is_counted(counting: Counting) -> None:
    ada = Person(counting.post.app, "practice-0@example.org")
    ada.be_signed_in()
    assert "Nothing. It says something once 10 messages" in ada.get("/practitioner/messages").text
    counting.tell({48: 12, 0: 3})
    ada.be_signed_in()
    page = ada.get("/practitioner/messages").text
    assert "Answers at least 8 in 10 first messages, usually within 2 days." in page
    assert "12" not in page.split("How it is counted")[0].split("What your listing says")[1]


def test_few_answers_are_said_as_such(counting: Counting) -> None:
    counting.tell({24: 5, 0: 11})
    assert (
        "Answers fewer than half of first messages."
        in counting.post.visit.path(f"/listings/{counting.seen().slug}").text
    )


def test_beside_others_each_has_what_is_known(counting: Counting) -> None:
    counting.tell({24: 5, 0: 11})
    counting.seen()
    ids = [str(id) for id in counting.post.ids]
    page = policed(counting.post.visit.client.post("/shortlist", data={"kept": ids})).text
    assert page.count("Promised within 7 days") >= 2
    assert page.count("Answers fewer than half of first messages") == 1


def test_programs_read_the_same(counting: Counting) -> None:
    counting.tell({24: 5, 336: 5})
    counting.seen()
    [found] = [each for each in _api(counting.post) if each["id"] == str(counting.post.ids[0])]
    assert found["replies"] == {"in_ten": 9, "within_hours": 24}
    assert found["promised_days"] == 7
    assert [each["replies"] for each in _api(counting.post)].count(None) == 2


def test_it_moves_nobody_up_or_down(counting: Counting) -> None:
    counting.post.clock.shift(NEXT_MONTH)
    before = [each["id"] for each in _api(counting.post)]
    counting.post.clock.shift(-NEXT_MONTH)
    counting.tell({24: 40})
    counting.seen()
    assert [each["id"] for each in _api(counting.post)] == before


def test_whoever_takes_no_messages_says_nothing_of_answers(counting: Counting) -> None:
    with counting.post.database.writing() as session:
        session.add(Fact(record_id=counting.post.ids[0], facet="contact_mode", slug="phone"))
    counting.tell({24: 40})
    seen = counting.seen()
    assert (seen.replies, seen.promised_days) == (None, None)


def test_it_is_taken_away_as_it_is_told(counting: Counting) -> None:
    counting.tell({24: 40})
    with counting.post.database.reading() as session, counting.post.app.test_request_context():
        taken = listing(session, session.get_one(Practitioner, counting.post.ids[0]))
    assert taken["replies"] == {"in_ten": 9, "within_hours": 24}


def _api(post: Post) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = post.visit.client.get("/api/v1/listings?concern=anxiety").get_json()["results"]
    return found
