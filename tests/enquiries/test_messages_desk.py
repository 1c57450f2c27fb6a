"""The stewards' desk for messages that are kept apart: for whom, how many, how alike, and never what they say."""

from datetime import timedelta

import pytest

from app.enquiries.rules import Apart
from app.plumbing.auditing import latest_lines
from tests.enquiries.conftest import Post
from tests.enquiries.test_kept_apart import DESK, GENUINE, apart_of, decide
from tests.signed_in import Person, steward


@pytest.fixture
def dora(post: Post) -> Person:
    return steward(post.app, "dora@example.org")


def test_an_empty_desk_says_so(dora: Person) -> None:
    assert "Nothing is kept apart for anybody" in dora.get(DESK).text


def test_it_says_for_whom_and_how_many_and_nothing_of_what_they_say(post: Post, dora: Person) -> None:
    for number in range(2):
        post.sent(website="x", own_words=f"Quokka feathers, number {number} of many", name="Wombat")
    listed = dora.get(DESK)
    page = dora.get(listed.link("Ada Example"))
    assert "2 messages" in listed.text
    assert "2 messages that are much alike" in page.text
    assert "2 without an address" in page.text
    for secret in ("Quokka", "Wombat", "anxiety"):
        assert secret not in listed.body + page.body


def test_the_overview_counts_them(post: Post, dora: Person) -> None:
    post.sent(website="x")
    assert "1 message is kept apart" in dora.get("/steward").text


def test_what_is_let_through_is_told_of_once_and_written_down(post: Post, dora: Person) -> None:
    for text in GENUINE[:2]:
        post.sent(website="x", own_words=text)
    decide(dora, dora.get(f"{DESK}/{post.ids[0]}"), "let-through", ["alone"])
    assert apart_of(post) == [None, None]
    assert [mail.recipient for mail in post.mail()] == ["practice-0@example.org"]
    with post.database.reading() as session:
        [line] = [line for line in latest_lines(session, None, 9) if line.act == "messages.let-through"]
    assert (line.actor, line.subject_id) == (dora.account.id, str(post.ids[0]))
    assert '"number":2' in line.details.replace(" ", "")


def test_what_is_put_away_is_told_to_nobody(post: Post, dora: Person) -> None:
    post.sent(website="x")
    decide(dora, dora.get(f"{DESK}/{post.ids[0]}"), "put-away", ["alone"])
    assert post.mail() == []
    assert apart_of(post) == [Apart.MACHINE]
    assert "Nothing is kept apart for anybody" in dora.get(DESK).text


def test_what_comes_from_a_blocked_sender_is_on_no_desk(post: Post, dora: Person) -> None:
    post.sent(answer_by="email", email="rex@example.org")
    ada = Person(post.app, "practice-0@example.org")
    ada.be_signed_in(strong=True)
    [first] = post.conversations()
    ada.submit(ada.get(f"/practitioner/messages/{first.id}"), "Open it")
    ada.post(f"/practitioner/messages/{first.id}/answer", {"given": "no", "reason": ""})
    ada.post(f"/practitioner/messages/{first.id}/end", {"block": "yes"})
    post.clock.shift(timedelta(days=1))
    post.sent(answer_by="email", email="rex@example.org")
    dora.be_signed_in(strong=True)
    assert apart_of(post) == [None, Apart.BLOCKED]
    assert "Nothing is kept apart for anybody" in dora.get(DESK).text


def test_of_a_surge_practitioner_and_stewards_are_told_once(post: Post, dora: Person) -> None:
    forms = [post.form() for _turn in range(14)]
    for number, form in enumerate(forms):
        form["own_words"] = f"{number} {GENUINE[number % 5]}"
        assert post.visit.client.post("/message", data=form).status_code == 303
    for _turn in range(3):
        post.goes_round()
    told = post.mail()
    assert Apart.SURGE in apart_of(post)
    assert [mail.subject for mail in told if mail.recipient == dora.email] == ["Messages are kept apart"]
    mine = [mail for mail in told if mail.recipient == "practice-0@example.org"]
    assert len(mine) == 2
    assert sum("Very many messages for you are coming in at once" in mail.body for mail in mine) == 1


def test_of_another_surge_they_are_told_again(post: Post) -> None:
    def told() -> int:
        forms = [post.form() for _turn in range(14)]
        for form in forms:
            post.visit.client.post("/message", data=form)
        post.goes_round()
        return sum("coming in at once" in mail.body for mail in post.mail())

    assert told() == 1
    assert told() == 0
    post.clock.shift(timedelta(days=2))
    post.goes_round()
    assert told() == 1


def test_nobody_decides_about_somebody_who_is_not_there(post: Post, dora: Person) -> None:
    dora.get(f"{DESK}/00000000-0000-4000-8000-000000000000", expect=404)
