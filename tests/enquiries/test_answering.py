"""What a practitioner does with a message, and what the seeker sees of it."""

from uuid import uuid4

import pytest

from app.accounts.models import Account
from app.enquiries.models import BlockedSender, Conversation
from app.plumbing import clock
from app.practitioners.models import Practitioner
from app.practitioners.offers import Offer
from tests.enquiries.conftest import Post, link_in, policed, words_of
from tests.signed_in import Person
from tests.visit import text_of


@pytest.fixture
def ada(post: Post) -> Person:
    """The first practitioner, signed in with a second factor."""
    person = Person(post.app, "practice-0@example.org")
    person.be_signed_in(strong=True)
    return person


def path_of(conversation: Conversation) -> str:
    return f"/practitioner/messages/{conversation.id}"


def test_a_message_is_closed_until_the_button_is_pressed(post: Post, ada: Person) -> None:
    """A look changes nothing (FORM-02): whoever wrote hears "read" only when it was."""
    mine = post.sent()
    [conversation] = post.conversations()
    page = ada.get(path_of(conversation))
    assert "Nights are hard." not in page.text
    page = ada.submit(page, "Open it")
    assert "Nights are hard." in page.text
    assert "Read. An answer is promised" in post.visit.path(mine).text


def test_without_a_second_factor_nothing_is_opened(post: Post) -> None:
    post.sent()
    weak = Person(post.app, "practice-0@example.org")
    weak.be_signed_in()
    [conversation] = post.conversations()
    assert "sign in with a second step" in weak.get("/practitioner/messages").text
    page = weak.get(path_of(conversation), follow=False, expect=303)
    assert "/account/second-factor" in page.response.headers["Location"]


def test_a_name_is_shown_after_a_yes_and_not_before(post: Post, ada: Person) -> None:
    mine = post.sent(name="Rosa Parks", reach="07700 900123")
    [conversation] = post.conversations()
    page = ada.submit(ada.get(path_of(conversation)), "Open it")
    assert "Rosa" not in page.text
    page = ada.submit(page, "Yes, I have room", given="yes", words="Tuesday at five?")
    assert "Rosa Parks" in page.text
    assert "07700 900123" in page.text
    seen = post.visit.path(mine).text
    assert "they have room for you" in seen
    assert "Tuesday at five?" in seen


@pytest.mark.parametrize(("given", "shown"), [("no", "This is about their practice"), ("waiting_list", "waiting list")])
def test_other_answers_never_show_the_name(post: Post, ada: Person, given: str, shown: str) -> None:
    mine = post.sent(name="Rosa")
    [conversation] = post.conversations()
    page = ada.submit(ada.get(path_of(conversation)), "Open it")
    page = ada.post(f"{path_of(conversation)}/answer", {"given": given, "reason": ""})
    assert "Rosa" not in page.text
    assert shown in post.visit.path(mine).text


def test_another_practitioner_finds_nothing(post: Post, ada: Person) -> None:
    post.sent()
    [conversation] = post.conversations()
    ben = Person(post.app, "practice-1@example.org")
    ben.be_signed_in(strong=True)
    ben.get(path_of(conversation), expect=404)
    ben.post(f"{path_of(conversation)}/answer", {"given": "yes"}, expect=404)


def test_one_click_from_the_notice_says_no(post: Post) -> None:
    mine = post.sent(own_words="Nights are hard since March.")
    [mail] = post.mail()
    link = link_in(mail, "/answer/")
    page = post.visit.path(link)
    assert "March" not in page.text
    answer = post.visit.client.post(link, data={"given": "no", "reason": "no_room"})
    assert answer.status_code == 303
    assert "They have no place free" in post.visit.path(mine).text


def test_the_seeker_is_told_by_a_mail_that_says_nothing(post: Post) -> None:
    """MAIL-03, PRIV-06."""
    post.sent(answer_by="email", email="rosa@example.org", name="Rosa")
    [notice] = post.mail()
    post.visit.client.post(link_in(notice, "/answer/"), data={"given": "yes", "reason": ""})
    [mail] = post.mail()
    assert mail.recipient == "rosa@example.org"
    for secret in ("Rosa", "Ada", "room", "Nights", "Attune"):
        assert secret not in words_of(mail)
    page = policed(post.visit.client.post(link_in(mail, "/your-link/"), follow_redirects=True))
    assert "they have room for you" in page.text


def test_the_mailed_link_opens_once_and_for_72_hours(post: Post) -> None:
    post.sent(answer_by="email", email="rosa@example.org")
    [notice] = post.mail()
    post.visit.client.post(link_in(notice, "/answer/"), data={"given": "waiting_list", "reason": ""})
    [mail] = post.mail()
    link = link_in(mail, "/your-link/")
    assert post.visit.client.get(link).status_code == 200
    assert post.visit.client.post(link).status_code == 303
    assert post.visit.client.post(link).status_code == 404


def test_what_was_taken_back_is_seen_by_nobody(post: Post, ada: Person) -> None:
    mine = post.sent()
    [conversation] = post.conversations()
    post.visit.client.post(f"{mine}/take-back")
    assert "You took it back" in post.visit.path(mine).text
    ada.get(path_of(conversation), expect=404)
    assert "Message of" not in ada.get("/practitioner/messages").text


def test_both_sides_write_on_and_either_ends_it(post: Post, ada: Person) -> None:
    mine = post.sent()
    [conversation] = post.conversations()
    ada.submit(ada.get(path_of(conversation)), "Open it")
    ada.post(f"{path_of(conversation)}/answer", {"given": "yes", "reason": "", "words": "Tuesday?"})
    post.visit.client.post(f"{mine}/{conversation.id}/write", data={"words": "نعم، الثلاثاء"})
    assert "نعم، الثلاثاء" in ada.get(path_of(conversation)).text
    ada.post(f"{path_of(conversation)}/end", {})
    assert "They have ended this" in post.visit.path(mine).text
    post.visit.client.post(f"{mine}/{conversation.id}/write", data={"words": "One more thing"})
    assert "One more thing" not in ada.get(path_of(conversation)).text


def test_whoever_is_blocked_learns_nothing_and_reaches_nobody(post: Post, ada: Person) -> None:
    post.sent(answer_by="email", email="bad@example.org")
    [conversation] = post.conversations()
    ada.submit(ada.get(path_of(conversation)), "Open it")
    ada.post(f"{path_of(conversation)}/end", {"block": "yes"})
    post.mail()
    again = post.sent(answer_by="email", email="BAD@example.org")
    assert "Sent. An answer is promised" in post.visit.path(again).text
    assert post.mail() == []
    assert ada.get("/practitioner/messages").text.count("Message of") == 1


def test_a_yes_takes_a_reduced_place_and_never_one_that_is_not_there(post: Post, ada: Person) -> None:
    offer_id = uuid4()
    with post.database.writing() as session:
        reduced = {"currency": "GBP", "standard": 6000, "reduced_from": 2000, "reduced_total": 2, "reduced_open": 1}
        kept = Offer(id=offer_id, record_id=post.ids[0], session="individual", format="video", position=0, **reduced)
        kept.reduced_confirmed_on, kept.availability = clock.today(), "now"
        session.add(kept)
    post.sent()
    post.sent()
    for place, shown in ((offer_id, "You said yes."), (offer_id, "No reduced place is open any more")):
        conversation = next(each for each in post.conversations() if each.state == "sent")
        ada.submit(ada.get(path_of(conversation)), "Open it")
        page = ada.post(f"{path_of(conversation)}/answer", {"given": "yes", "reason": "", "place": str(place)})
        assert shown in page.text
        with post.database.reading() as session:
            assert session.get_one(Offer, offer_id).reduced_open == 0


def test_somebody_who_gave_no_address_cannot_be_blocked_and_the_page_says_so(post: Post, ada: Person) -> None:
    post.sent()
    [conversation] = post.conversations()
    page = ada.submit(ada.get(path_of(conversation)), "Open it")
    assert "They gave no address" in page.text
    assert page.every("input", name="block") == []
    assert "it counts as not answered" in page.text


def test_after_the_end_only_blocking_is_offered(post: Post, ada: Person) -> None:
    post.sent(answer_by="email", email="rosa@example.org")
    [conversation] = post.conversations()
    ada.submit(ada.get(path_of(conversation)), "Open it")
    ada.post(f"{path_of(conversation)}/answer", {"given": "no", "reason": ""})
    page = ada.get(path_of(conversation))
    assert "End it" not in page.text
    ada.submit(page, "Hear nothing more from the same address")
    with post.database.reading() as session:
        assert session.query(BlockedSender).count() == 1


def test_a_practitioner_who_is_suspended_answers_nobody(post: Post) -> None:
    mine = post.sent()
    [notice] = post.mail()
    with post.database.writing() as session:
        session.query(Account).filter_by(email="practice-0@example.org").one().suspended_at = clock.now()
    link = link_in(notice, "/answer/")
    assert post.visit.client.get(link).status_code == 404
    assert post.visit.client.post(link, data={"given": "yes", "reason": ""}).status_code == 404
    assert "they have room for you" not in post.visit.path(mine).text


def test_without_the_key_of_its_month_a_page_says_what_it_can(post: Post, ada: Person) -> None:
    """As after a backup was brought back without its keys."""
    mine = post.sent()
    [conversation] = post.conversations()
    ada.submit(ada.get(path_of(conversation)), "Open it")
    for key in post.desk.seals.keys.folder.iterdir():
        key.unlink()
    assert "can no longer be read" in post.visit.path(mine).text
    assert "can no longer be read" in ada.get(path_of(conversation)).text
    assert post.visit.client.post(f"{mine}/take-back").status_code == 303


def test_a_letter_to_an_address_that_is_forgotten_is_not_sent(post: Post) -> None:
    mine = post.sent(answer_by="email", email="rosa@example.org")
    link = link_in(post.mail()[0], "/answer/")
    post.visit.client.post(link, data={"given": "waiting_list", "reason": ""})
    post.visit.client.post(f"{mine}/forget-address")
    assert post.mail() == []
    assert "a mail that says nothing" not in post.visit.path(mine).text


def test_when_nobody_is_there_any_more_what_was_written_is_given_back(post: Post) -> None:
    """FORM-08."""
    form = post.form() | {"where": "حلب"}
    with post.database.writing() as session:
        session.get_one(Practitioner, post.ids[0]).status = "paused"
    page = policed(post.visit.client.post("/message", data=form))
    assert page.response.status_code == 409
    assert "Nobody you chose takes messages here any more" in page.text
    assert [text_of(area) for area in page.every("textarea")] == ["Nights are hard.", "حلب"]
