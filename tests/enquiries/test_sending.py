"""A first message from the form to the practitioner's notice and the seeker's private page."""

import threading
from datetime import timedelta
from uuid import uuid4

from app.listings.counts.keeping import hand_over
from app.listings.counts.models import MonthlyCount
from app.listings.counts.rules import ENQUIRIES
from tests.enquiries.conftest import NEED, Post, link_in, policed, words_of


def test_a_listing_that_takes_messages_leads_to_the_form(post: Post) -> None:
    page = post.visit.path(f"/message/{post.ids[0]}")
    assert "Ada Example" in page.text
    assert [box.get("value") for box in page.every("input", name="need")][:1] == [NEED]


def test_a_message_arrives_with_a_notice_that_says_nothing(post: Post) -> None:
    """MAIL-04."""
    post.sent(own_words="Nights are hard since March.", name="Rosa")
    [mail] = post.mail()
    assert mail.recipient == "practice-0@example.org"
    for secret in ("Nights", "Rosa", "anxiety", "Ada"):
        assert secret not in words_of(mail)


def test_the_private_page_says_that_it_was_sent(post: Post) -> None:
    page = post.visit.path(post.sent())
    assert "It has been sent" in page.text
    assert "Sent. An answer is promised by 5 December 2026." in page.text
    assert "Nights are hard." in page.text


def test_one_message_goes_to_several_and_each_hears_of_their_own(post: Post) -> None:
    page = post.visit.path(post.sent(*post.ids))
    assert page.text.count("Sent. An answer is promised") == 3
    assert len({mail.recipient for mail in post.mail()}) == 3


def test_a_form_sent_twice_is_one_message_and_the_same_page(post: Post) -> None:
    """FORM-04."""
    form = post.form()
    first, second = (post.visit.client.post("/message", data=form) for _time in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert post.counted() == (1, 1)
    assert len(post.mail()) == 1


def test_twenty_forms_at_once_are_one_message(post: Post) -> None:
    """FORM-04."""
    form, gate, led = post.form(), threading.Barrier(20), []

    def send() -> None:
        client = post.app.test_client(use_cookies=False)
        gate.wait()
        led.append(client.post("/message", data=form).headers["Location"])

    senders = [threading.Thread(target=send) for _sender in range(20)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert (len(led), len(set(led)), post.counted(), len(post.mail())) == (20, 1, (1, 1), 1)


def test_a_form_works_without_cookies_for_two_hours(post: Post) -> None:
    """FORM-03."""
    blocked = post.app.test_client(use_cookies=False)
    early, late = post.form(), post.form()
    post.clock.shift(timedelta(hours=2, seconds=-60))
    response = blocked.post("/message", data=early)
    assert (response.status_code, response.headers.getlist("Set-Cookie")) == (303, [])
    post.clock.shift(timedelta(minutes=2))
    assert blocked.post("/message", data=late).status_code == 400
    assert post.counted() == (1, 1)


def test_a_token_that_was_changed_anywhere_is_none(post: Post) -> None:
    """FORM-03."""
    form = post.form()
    for place in range(len(form["token"])):
        token = form["token"]
        other = "1" if token[place] != "1" else "2"
        changed = token[:place] + other + token[place + 1 :]
        assert post.visit.client.post("/message", data=form | {"token": changed}).status_code == 400
    assert post.counted() == (0, 0)


def test_fields_that_the_form_has_not_are_not_heard(post: Post) -> None:
    """FORM-06."""
    post.sent(state="yes", read_at="2020-01-01", id=str(uuid4()), practitioner_id=str(post.ids[1]), held="1")
    [conversation] = post.conversations()
    assert (conversation.state, conversation.read_at, conversation.practitioner_id) == ("sent", None, post.ids[0])


def test_a_form_of_more_than_a_hundred_fields_is_refused(post: Post) -> None:
    """FORM-05."""
    form = post.form() | {f"field-{number}": "x" for number in range(101)}
    assert post.visit.client.post("/message", data=form, content_type="multipart/form-data").status_code in (400, 413)
    assert post.counted() == (0, 0)


def test_a_form_made_for_one_practitioner_is_none_for_another(post: Post) -> None:
    """FORM-03."""
    form = post.form(post.ids[0]) | {"offered": str(post.ids[1]), "to": str(post.ids[1])}
    assert post.visit.client.post("/message", data=form).status_code == 400
    assert post.counted() == (0, 0)


def test_nothing_that_was_written_is_lost_when_something_is_wrong(post: Post) -> None:
    """FORM-08."""
    fields = {"need": [], "own_words": "", "pay": "£20", "where": "حلب", "answer_by": "email", "email": "nowhere"}
    page = policed(post.send(**fields))
    assert page.response.status_code == 400
    assert "Write one e-mail address" in page.text
    assert page.every("input", name="pay")[0].get("value") == "£20"
    assert page.every("input", name="where")[0].get("value") == "حلب"
    assert post.counted() == (0, 0)


def test_nobody_is_written_to_who_is_not_there(post: Post) -> None:
    assert post.visit.client.get(f"/message/{uuid4()}").status_code == 404


def test_what_was_written_is_in_no_column_as_it_was_written(post: Post) -> None:
    post.sent(own_words="Quokka feathers", name="Wombat", answer_by="email", email="numbat@example.org")
    with post.database.reading() as session:
        for table in ("enquiry", "conversation", "outbox_mail"):
            rows = session.connection().exec_driver_sql(f"select * from {table}").fetchall()
            for secret in ("Quokka", "Wombat", "numbat"):
                assert secret.encode() not in repr(rows).encode()


def test_a_message_of_more_than_32_kib_is_refused(post: Post) -> None:
    """FORM-05."""
    assert post.send(own_words="x" * 33 * 1024).status_code == 413


def test_the_practitioners_notice_leads_to_a_page(post: Post) -> None:
    post.sent()
    [mail] = post.mail()
    assert link_in(mail, "/practitioner/messages").startswith("/practitioner/messages")


def test_a_message_is_counted_once_for_each_it_reached(post: Post) -> None:
    """By whole months, as views are: see `listings/counts`."""
    form = post.form(*post.ids[:2])
    for _time in range(3):
        post.visit.client.post("/message", data=form)
    hand_over(post.app)
    with post.database.reading() as session:
        counted = {(row.listing_id, row.kind): row.total for row in session.query(MonthlyCount)}
    assert {key: total for key, total in counted.items() if key[1] == ENQUIRIES} == {
        (id, ENQUIRIES): 1 for id in post.ids[:2]
    }
