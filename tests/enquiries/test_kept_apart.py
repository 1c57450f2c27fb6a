"""A machine's message and a campaign's are kept apart, none is dropped, and whoever they are for is told once."""

import base64
import json
from datetime import timedelta

import pytest
from altcha import Challenge, Payload, solve_challenge
from sqlalchemy import update

from app.accounts.models import Account
from app.enquiries.rules import Apart, State
from app.plumbing import clock
from tests.enquiries.conftest import Post, policed
from tests.signed_in import Person
from tests.visit import Page, text_of

ADA = "practice-0@example.org"
DESK = "/steward/messages"
LINKED = "Please look at https://example.org first."
GENUINE = (
    "Since my mother died I cannot sleep, and I would like somebody to talk to on Tuesdays.",
    "I am looking for help with panic on the bus; my English is not so good.",
    "كنت أبحث عن شخص يفهم ما يعنيه أن تترك بلدك",
    "We lost our baby in May. My partner does not want to come, I do.",
    "Could you see me by video? I am in a wheelchair and the lift at home is broken.",
)


@pytest.fixture
def ada(post: Post) -> Person:
    person = Person(post.app, ADA)
    person.be_signed_in(strong=True)
    return person


def apart_of(post: Post) -> list[str | None]:
    return [one.apart for one in post.conversations()]


def asked(page: Page) -> str:
    """What the device is asked to work out."""
    [part] = page.every("section", class_="small-sum")
    return str(part.get("data-work"))


def worked_out(challenge: str) -> str:
    """What a browser would bring back."""
    found = Challenge.from_dict(json.loads(challenge))
    solution = solve_challenge(found)
    assert solution is not None
    return base64.b64decode(Payload(found, solution).to_base64()).decode()


def test_whoever_fills_in_the_trap_learns_nothing_and_nothing_is_lost(post: Post) -> None:
    page = post.visit.path(post.sent(website="https://example.org"))
    assert "Sent. An answer is promised" in page.text
    assert apart_of(post) == [Apart.MACHINE]
    assert post.mail() == []


def test_a_message_with_a_link_is_asked_for_work_and_nothing_is_lost(post: Post) -> None:
    page = policed(post.send(own_words=LINKED, pay="£20"))
    assert page.response.status_code == 400
    assert "One more step" in page.text
    assert text_of(page.every("textarea", name="own_words")[0]) == LINKED
    assert post.counted() == (0, 0)


def test_with_the_work_done_it_arrives(post: Post) -> None:
    form = post.form() | {"own_words": LINKED}
    page = policed(post.visit.client.post("/message", data=form))
    assert post.visit.client.post("/message", data=form | {"proof": worked_out(asked(page))}).status_code == 303
    assert apart_of(post) == [None]
    assert len(post.mail()) == 1


def test_without_it_the_same_message_waits(post: Post) -> None:
    """The way for a browser without scripts, and for whoever would rather not."""
    assert post.send(own_words=LINKED, waits="yes").status_code == 303
    assert apart_of(post) == [Apart.UNPROVEN]
    assert post.mail() == []


def test_work_that_was_done_for_one_form_is_none_for_another(post: Post) -> None:
    """FORM-10: a proof that is brought again is refused."""
    form = post.form() | {"own_words": LINKED}
    proof = worked_out(asked(policed(post.visit.client.post("/message", data=form))))
    assert post.visit.client.post("/message", data=form | {"proof": proof}).status_code == 303
    assert post.send(own_words=LINKED, proof=proof).status_code == 400
    assert post.counted() == (1, 1)


@pytest.mark.parametrize(
    "proof", ["", "{}", "[]", "null", "[" * 3000, '{"challenge": {"parameters": {"data": 1}}}', "é"]
)
def test_what_is_no_proof_is_none(post: Post, proof: str) -> None:
    assert post.send(own_words=LINKED, proof=proof).status_code == 400


def test_an_ordinary_message_is_asked_for_nothing(post: Post) -> None:
    post.sent(own_words=GENUINE[0])
    assert apart_of(post) == [None]


def test_words_this_site_lends_make_nobody_a_machine(post: Post) -> None:
    """Many who never heard of each other write them."""
    page = post.visit.path(f"/message/{post.ids[0]}")
    lent = text_of(next(page.every("details", class_="first-message-words")[0].iter("div")))
    for turn in range(11):
        post.sent(post.ids[turn % 3], own_words=lent)
    assert set(apart_of(post)) == {None}


def test_a_text_that_is_sent_to_many_is_asked_for_work(post: Post) -> None:
    for turn in range(9):
        post.sent(post.ids[turn % 3], own_words=f"We offer the best rates for your practice, call now, offer {turn}.")
    assert post.send(own_words="We offer the best rates for your practice, call now, offer 9.").status_code == 400


def test_a_second_message_of_one_address_within_a_week_is_kept_apart(post: Post) -> None:
    for _turn in range(2):
        post.sent(answer_by="email", email="rosa@example.org")
    assert apart_of(post) == [None, Apart.AGAIN]


def test_what_is_kept_apart_never_comes_by_growing_old(post: Post, ada: Person) -> None:
    """Whoever wrote is freed like everybody; the practitioner is spared all the same."""
    mine = post.sent(website="x")
    post.clock.shift(timedelta(days=8))
    post.goes_round()
    assert "You need not wait any longer" in post.visit.path(mine).text
    ada.be_signed_in(strong=True)
    assert "Nobody has written yet" in ada.get("/practitioner/messages").text


def test_what_a_practitioner_lets_through_is_among_their_messages(post: Post, ada: Person) -> None:
    post.sent(website="x")
    page = ada.get("/practitioner/messages/apart")
    assert "looked like a machine's" in page.text
    assert "Nights are hard." not in page.text
    decide(ada, page, "let-through", ["alone"])
    [conversation] = post.conversations()
    assert (conversation.state, conversation.apart) == (State.SENT, None)
    assert conversation.due_at - conversation.sent_at == timedelta(days=7)
    assert conversation.sent_at == clock.now()
    assert "Nights" in ada.submit(ada.get(f"/practitioner/messages/{conversation.id}"), "Open it").text


def test_what_is_put_away_can_be_looked_at_again(post: Post, ada: Person) -> None:
    post.sent(website="x")
    decide(ada, ada.get("/practitioner/messages/apart"), "put-away", ["alone"])
    page = ada.get("/practitioner/messages/apart")
    assert "Nothing is kept apart" in page.text
    assert "1 message is put away" in page.text
    decide(ada, page, "bring-back", [])
    assert "1 message is kept apart for you" in ada.get("/practitioner/messages/apart").text


def test_nothing_that_came_after_the_look_is_decided_about(post: Post, ada: Person) -> None:
    post.sent(website="x", own_words=GENUINE[0])
    page = ada.get("/practitioner/messages/apart")
    post.sent(website="x", own_words=GENUINE[1])
    decide(ada, page, "put-away", ["alone"])
    assert [one.put_away_at is not None for one in post.conversations()] == [True, False]


def test_without_a_tick_nothing_is_decided(post: Post, ada: Person) -> None:
    post.sent(website="x")
    assert "Please tick a group" in decide(ada, ada.get("/practitioner/messages/apart"), "put-away", []).text
    assert apart_of(post) == [Apart.MACHINE]


def test_what_nobody_looks_at_for_a_day_arrives_by_itself_if_it_is_like_no_other(post: Post) -> None:
    post.sent(own_words=LINKED, waits="yes")
    post.sent(website="x", own_words=GENUINE[0])
    post.clock.shift(timedelta(hours=23))
    post.goes_round()
    assert apart_of(post) == [Apart.UNPROVEN, Apart.MACHINE]
    post.clock.shift(timedelta(hours=2))
    post.goes_round()
    assert apart_of(post) == [None, Apart.MACHINE]
    assert [mail.recipient for mail in post.mail()] == [ADA]


def test_a_steward_who_is_listed_does_not_decide_about_their_own(post: Post, ada: Person) -> None:
    post.sent(website="x")
    with post.database.writing() as session:
        session.execute(update(Account).where(Account.email == ADA).values(role="steward"))
    ada.be_signed_in(strong=True)
    ada.get(f"{DESK}/{post.ids[0]}", expect=403)
    assert "Nothing is kept apart for anybody" in ada.get(DESK).text


def test_whoever_would_rather_wait_is_no_less_of_a_machine(post: Post) -> None:
    post.sent(website="x", waits="yes")
    assert apart_of(post) == [Apart.MACHINE]


def test_a_form_sent_twice_is_one_message_also_where_many_say_the_same(post: Post) -> None:
    """FORM-04: its own likeness does not count against it."""
    for turn in range(8):
        post.sent(post.ids[turn % 3], own_words=f"We offer the best rates for your practice, call now, offer {turn}.")
    form = post.form() | {"own_words": "We offer the best rates for your practice, call now, offer 8."}
    first, second = (post.visit.client.post("/message", data=form) for _time in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["Location"] == second.headers["Location"]


def test_whoever_sent_it_does_not_learn_that_it_was_kept_apart(post: Post, ada: Person) -> None:
    mine = post.sent(website="x")
    before = post.visit.path(mine).text
    post.clock.shift(timedelta(days=2))
    ada.be_signed_in(strong=True)
    decide(ada, ada.get("/practitioner/messages/apart"), "let-through", ["alone"])
    told = "Sent. An answer is promised by 5 December 2026."
    assert told in before
    assert told in post.visit.path(mine).text


def test_what_is_let_through_is_no_part_of_the_next_surge(post: Post, ada: Person) -> None:
    for _turn in range(6):
        post.sent(website="x")
    post.clock.shift(timedelta(days=2))
    ada.be_signed_in(strong=True)
    page = ada.get("/practitioner/messages/apart")
    decide(ada, page, "let-through", [box.get("value", "") for box in page.every("input", name="group")])
    post.sent(own_words=GENUINE[0])
    assert apart_of(post)[-1] is None


def test_of_a_group_that_is_gone_nothing_is_said_to_be_done(post: Post, ada: Person) -> None:
    post.sent(website="x")
    page = decide(ada, ada.get("/practitioner/messages/apart"), "let-through", ["00000000-0000-4000-8000-000000000000"])
    assert "Nothing was decided" in page.text


def decide(person: Person, page: Page, how: str, groups: list[str]) -> Page:
    """Press one of the buttons below the groups."""
    seen = page.every("input", name="seen_until")[0].get("value", "")
    return person.post(page.response.request.path, {"seen_until": seen, "group": groups, "decide": how})
