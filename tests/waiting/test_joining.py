"""Joining a waiting list: without a cookie, once, not by machines, and without telling who is on it."""

import threading
from collections import Counter
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import update

from app.practitioners.models import Record
from app.practitioners.offers import Offer
from app.waiting.models import WaitingEntry
from app.waiting.rules import ASKED_AN_HOUR, LONGEST_LIST, MAILS_A_DAY
from tests.waiting.conftest import NAME, START, Waiting, policed

ADDRESS = "seeker@example.org"
# PRIV-06: what the subject of a mail must not tell whoever looks over a shoulder.
TELLING = ("therap", "counsel", "wait", "place", "practition", "session", "mental", "fee", NAME.lower())


def test_a_full_offer_leads_to_the_list(waiting: Waiting) -> None:
    with waiting.database.reading() as session:
        slug = session.get_one(Record, waiting.record_id).slug
    page = waiting.visit("finder.listing", slug=slug)
    assert page.link("Tell me when a place opens") == waiting.path


def test_an_offer_with_room_does_not(waiting: Waiting) -> None:
    waiting.releases()
    with waiting.database.reading() as session:
        slug = session.get_one(Record, waiting.record_id).slug
    assert "Tell me when" not in waiting.visit("finder.listing", slug=slug).text
    assert not waiting.visit.path(waiting.path).every("input", name="email")


def test_joining_needs_no_cookie_and_sends_one_link(waiting: Waiting) -> None:
    """FORM-03: a new browser for each request."""
    response = waiting.send(ADDRESS, client=waiting.app.test_client(use_cookies=False))
    assert (response.status_code, response.headers["Location"]) == (303, "/waiting-list/asked")
    assert "Set-Cookie" not in response.headers
    [mail] = waiting.mail()
    assert mail.recipient == ADDRESS
    assert "link is on its way" in waiting.visit.path("/waiting-list/asked").text


def test_mail_says_nothing_to_who_looks_over_a_shoulder(waiting: Waiting) -> None:
    waiting.send(ADDRESS)
    waiting_link = waiting.mail()[0]
    said = f"{waiting_link.subject}\n{waiting_link.body}".lower().replace("/waiting-list/", "")
    assert [word for word in TELLING if word in waiting_link.subject.lower()] == []
    assert [word for word in ("therap", "counsel", NAME.lower(), "practition") if word in said] == []


def test_looking_at_the_link_changes_nothing(waiting: Waiting) -> None:
    """A scanner of mail follows links, and joins nobody."""
    waiting.send(ADDRESS)
    link = waiting.link()
    for _time in range(3):
        waiting.visit.path(link)
        waiting.visit.client.head(link)
    assert waiting.entries()[0].confirmed_at is None


def test_the_button_confirms(waiting: Waiting) -> None:
    waiting.send(ADDRESS)
    page = waiting.press(waiting.link(), "confirm")
    assert "You are on the list" in page.text
    assert waiting.entries()[0].confirmed_at is not None


def test_leaving_is_one_click_and_leaves_nothing(waiting: Waiting) -> None:
    link = waiting.joins(ADDRESS)
    assert "forgotten" in waiting.press(link, "leave").h1
    assert waiting.entries() == []
    assert "nowhere" in waiting.visit.path(link, expect=404).h1


def test_whoever_was_typed_in_by_another_can_be_forgotten_at_once(waiting: Waiting) -> None:
    waiting.send(ADDRESS)
    waiting.press(waiting.link(), "leave")
    assert waiting.entries() == []


@pytest.mark.parametrize("key", ["nothing", "x" * 43, "é", "asked "])
def test_a_made_up_link_leads_nowhere(waiting: Waiting, key: str) -> None:
    waiting.joins(ADDRESS)
    waiting.visit.path(f"/waiting-list/{key}", expect=404)
    assert waiting.visit.client.post(f"/waiting-list/{key}", data={"answer": "leave"}).status_code == 404
    assert len(waiting.entries()) == 1


def test_an_answer_that_is_no_button_is_refused(waiting: Waiting) -> None:
    link = waiting.joins(ADDRESS)
    assert waiting.visit.client.post(link, data={"answer": "delete everybody"}).status_code == 400


def test_joining_twice_says_the_same(waiting: Waiting) -> None:
    """No enumeration: neither page nor status tells whether an address is on the list."""
    first = waiting.send(ADDRESS)
    waiting.press(waiting.link(), "confirm")
    for again in (ADDRESS, "SEEKER@example.org", "another@example.org"):
        waiting.clock.shift(timedelta(minutes=20))
        response = waiting.send(again)
        assert (response.status_code, response.headers["Location"], response.data) == (
            first.status_code,
            first.headers["Location"],
            first.data,
        )
    assert len(waiting.entries()) == 2


def test_who_waits_and_asks_again_gets_the_link_again(waiting: Waiting) -> None:
    link = waiting.joins(ADDRESS)
    waiting.clock.shift(timedelta(minutes=20))
    waiting.send(ADDRESS)
    assert waiting.link() == link


def test_an_address_is_not_kept_in_the_clear(waiting: Waiting) -> None:
    waiting.joins(ADDRESS)
    waiting.mail()
    with waiting.database.reading() as session:
        [row] = session.execute(WaitingEntry.__table__.select()).all()
    assert not any(b"seeker" in value for value in row if isinstance(value, bytes))
    assert "seeker" not in str(row)


@pytest.mark.parametrize("email", ["", "nobody", "a@b@c", "a b@example.org", "x" * 300 + "@example.org"])
def test_what_is_no_address_is_said_and_kept_in_the_form(waiting: Waiting, email: str) -> None:
    page = policed(waiting.send(email))
    assert page.status == 400
    assert "Write one e-mail address" in page.text
    assert page.every("input", name="email")[0].get("value", "") == email
    assert waiting.mail() == []


def test_a_form_sent_twice_joins_once(waiting: Waiting) -> None:
    """FORM-04: a double click, or twenty of them at once, and the same answer to each."""
    token = waiting.token()
    waiting.clock.shift(timedelta(seconds=5))
    answers: Counter[tuple[int, str]] = Counter()

    def send(number: int) -> None:
        response = waiting.send(f"seeker{number}@example.org", token, waiting.app.test_client())
        answers[response.status_code, response.headers.get("Location", "")] += 1

    senders = [threading.Thread(target=send, args=(number,)) for number in range(8)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert answers == {(303, "/waiting-list/asked"): 8}
    assert (len(waiting.entries()), len(waiting.mail())) == (1, 1)


def test_one_address_at_once_with_many_forms_joins_once(waiting: Waiting) -> None:
    tokens = [waiting.token() for _form in range(6)]
    waiting.clock.shift(timedelta(seconds=5))
    senders = [
        threading.Thread(target=waiting.send, args=(ADDRESS, token, waiting.app.test_client())) for token in tokens
    ]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert (len(waiting.entries()), len(waiting.mail())) == (1, 1)


def test_a_machine_that_is_too_quick_waits_and_a_person_sends_once_more(waiting: Waiting) -> None:
    token = waiting.token()
    page = policed(waiting.send(ADDRESS, token))
    assert (page.status, "very quick" in page.text) == (400, True)
    assert waiting.mail() == []
    waiting.clock.shift(timedelta(seconds=3))
    assert waiting.send(ADDRESS, page.every("input", name="token")[0].get("value", "")).status_code == 303


def test_a_form_that_lay_open_too_long_comes_back_with_what_was_typed(waiting: Waiting) -> None:
    token = waiting.token()
    waiting.clock.shift(timedelta(hours=2, seconds=1))
    page = policed(waiting.send(ADDRESS, token))
    assert (page.status, page.every("input", name="email")[0].get("value")) == (400, ADDRESS)
    waiting.clock.shift(timedelta(seconds=5))
    assert waiting.send(ADDRESS, page.every("input", name="token")[0].get("value", "")).status_code == 303


@pytest.mark.parametrize("token", ["", "x", "1.2.3", "zz.zz.zz", "é.é.é"])
def test_a_made_up_token_joins_nobody(waiting: Waiting, token: str) -> None:
    assert waiting.send(ADDRESS, token).status_code == 400
    assert waiting.mail() == []


def test_a_token_is_good_for_its_own_offer_only(waiting: Waiting) -> None:
    token = waiting.token()
    waiting.clock.shift(timedelta(seconds=5))
    from tests.records import practitioner, save
    from tests.waiting.conftest import full_offer

    other = uuid4()
    save(waiting.database, practitioner("Bea Example", offers=[full_offer(id=other)]))
    form = {"email": ADDRESS, "token": token}
    assert waiting.visit.client.post(f"/waiting-list/join/{other}", data=form).status_code == 400
    assert waiting.mail() == []


def test_a_trap_that_is_filled_in_goes_nowhere_and_says_nothing(waiting: Waiting) -> None:
    response = waiting.send(ADDRESS, website="https://spam.example")
    assert (response.status_code, response.headers["Location"]) == (303, "/waiting-list/asked")
    assert (waiting.entries(), waiting.mail()) == ([], [])


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_other_sites_cannot_send_the_form_or_press_the_button(waiting: Waiting, site: str) -> None:
    """FORM-01, where there is no session to hold a token."""
    link = waiting.joins(ADDRESS)
    token = waiting.token()
    waiting.clock.shift(timedelta(seconds=5))
    for path, form in ((waiting.path, {"email": "b@example.org", "token": token}), (link, {"answer": "leave"})):
        assert waiting.visit.client.post(path, data=form, headers={"Sec-Fetch-Site": site}).status_code == 403
    assert len(waiting.entries()) == 1


def test_unknown_fields_change_nothing(waiting: Waiting) -> None:
    """FORM-06"""
    waiting.send(ADDRESS, confirmed_at="2020-01-01", told_at="2020-01-01", offer_id=str(uuid4()))
    [entry] = waiting.entries()
    assert (entry.confirmed_at, entry.told_at, entry.offer_id) == (None, None, waiting.offer_id)


def test_an_address_is_not_flooded_with_mail(waiting: Waiting) -> None:
    """It may be somebody else's: MAILS_A_DAY, a quarter of an hour apart, over all lists."""
    for _hour in range(10):
        waiting.send(ADDRESS)
        waiting.send(ADDRESS)
        waiting.clock.shift(timedelta(hours=1))
    assert len(waiting.mail()) == MAILS_A_DAY
    waiting.clock.move_to(START + timedelta(hours=36))
    waiting.send(ADDRESS)
    assert len(waiting.mail()) == 1


def test_an_offer_believes_so_many_an_hour(waiting: Waiting) -> None:
    for number in range(ASKED_AN_HOUR):
        assert waiting.send(f"{number}@example.org").status_code == 303
    waiting.mail()
    page = policed(waiting.send("one-more@example.org"))
    assert (page.status, "Very many people" in page.text) == (400, True)
    assert waiting.mail() == []


def test_a_list_has_an_end(waiting: Waiting) -> None:
    waiting.joins(ADDRESS)
    with waiting.database.writing() as session:
        session.execute(update(WaitingEntry).values(asked_at=START - timedelta(hours=2)))
        for number in range(LONGEST_LIST - 1):
            session.add(
                WaitingEntry(
                    offer_id=waiting.offer_id,
                    address_sealed=b"",
                    address_hash=str(number).encode(),
                    key_hash=str(number).encode(),
                    locale="en",
                    asked_at=START - timedelta(hours=2),
                    confirmed_at=START,
                    renewed_at=START,
                    mails=0,
                )
            )
    assert "Very many people" in policed(waiting.send("one-more@example.org")).text


def test_nobody_waits_for_what_is_not_public(waiting: Waiting) -> None:
    waiting.visit.path(f"/waiting-list/join/{uuid4()}", expect=404)
    with waiting.database.writing() as session:
        session.get_one(Record, waiting.record_id).status = "paused"
    waiting.visit.path(waiting.path, expect=410)
    assert waiting.visit.client.post(waiting.path, data={"email": ADDRESS}).status_code == 410


def test_an_offer_that_goes_takes_its_list_along(waiting: Waiting) -> None:
    waiting.joins(ADDRESS)
    with waiting.database.writing() as session:
        session.delete(session.get_one(Offer, waiting.offer_id))
    assert waiting.entries() == []
