"""A practitioner leaves, or cannot answer: the seeker's page stays, says so kindly, and shows whom else there is."""

import pytest
from sqlalchemy import select

from app.accounts.models import Account
from app.enquiries.models import Conversation, Words
from app.enquiries.telling import write_words
from app.ownership.actions import delete_account
from app.plumbing import clock
from app.practitioners.actions import remove
from app.practitioners.models import Practitioner
from app.practitioners.withholding.models import Withholding
from tests.enquiries.conftest import Post, link_in, words_of
from tests.visit import Page


def leaves(post: Post, number: int = 0) -> None:
    with post.app.test_request_context(), post.database.writing() as session:
        account_id = session.get_one(Practitioner, post.ids[number]).account_id
        assert account_id is not None
        delete_account(session, account_id)
    post.mail()


def answers(post: Post, given: str, reason: str = "") -> None:
    [notice] = [mail for mail in post.mail() if "/answer/" in mail.body]
    post.visit.client.post(link_in(notice, "/answer/"), data={"given": given, "reason": reason})


def private(post: Post, path: str) -> Page:
    page = post.visit.path(path)
    assert "Ada" not in page.text
    return page


def test_the_page_stays_and_says_that_they_have_left(post: Post) -> None:
    mine = post.sent()
    leaves(post)
    for _when in ("at once", "after a round"):
        page = private(post, mine)
        assert "They have left this site and cannot answer any more." in page.text
        assert "Nights are hard." in page.text
        post.goes_round()


def test_the_next_people_are_offered_with_the_same_need(post: Post) -> None:
    mine = post.sent()
    leaves(post)
    page = private(post, mine)
    assert "Ben Example" in page.text
    form = post.visit.path(page.link("Write to these people"))
    ticked = [box.get("value") for box in form.every("input", name="need") if box.get("checked") is not None]
    assert ticked == ["concern:anxiety"]
    assert all(link.get("href", "").startswith(("/", "#")) for link in page.every("a"))
    assert "anxiety" not in page.link("Look at everybody who fits")


def test_nothing_of_what_they_wrote_is_left_and_what_the_seeker_wrote_is(post: Post) -> None:
    mine = post.sent()
    answers(post, "yes")
    [conversation] = post.conversations()
    ada_wrote, seeker_wrote = "Tuesday at five?", "Yes please."
    with post.database.writing() as session:
        for author, words in (("practitioner", ada_wrote), ("seeker", seeker_wrote)):
            write_words(post.desk, session.get_one(Conversation, conversation.id), author, words)
    assert ada_wrote in post.visit.path(mine).text
    leaves(post)
    page = private(post, mine)
    assert seeker_wrote in page.text
    assert ada_wrote not in page.text
    with post.database.reading() as session:
        assert [words.author for words in session.scalars(select(Words))] == ["seeker"]
        assert session.get_one(Conversation, conversation.id).practitioner_id is None


def test_whoever_gave_an_address_is_told_once_by_a_mail_that_says_nothing(post: Post) -> None:
    post.sent(answer_by="email", email="rosa@example.org")
    leaves(post)
    post.goes_round()
    post.goes_round()
    [mail] = post.mail()
    assert mail.recipient == "rosa@example.org"
    assert "Ada" not in words_of(mail)


def test_a_listing_that_is_removed_is_gone_for_the_seeker_too(post: Post) -> None:
    """Also without the account going."""
    mine = post.sent()
    with post.database.writing() as session:
        remove(session, session.get_one(Practitioner, post.ids[0]))
    assert "They have left this site" in private(post, mine).text


def test_what_they_had_answered_stays_answered(post: Post) -> None:
    mine = post.sent()
    answers(post, "no", "no_room")
    leaves(post)
    post.goes_round()
    page = private(post, mine)
    assert "They have no place free at the moment." in page.text
    assert "Somebody who has left this site" in page.text


def test_others_who_were_written_to_are_still_awaited(post: Post) -> None:
    mine = post.sent(*post.ids[:2])
    leaves(post)
    post.goes_round()
    page = private(post, mine)
    assert "Sent. An answer is promised" in page.text
    assert "Others who may have room" not in page.text


def test_the_link_of_their_notice_leads_nowhere(post: Post) -> None:
    post.sent()
    [notice] = post.mail()
    leaves(post)
    assert post.visit.client.get(link_in(notice, "/answer/")).status_code == 404


def test_nothing_can_be_written_to_who_has_left(post: Post) -> None:
    mine = post.sent()
    answers(post, "yes")
    [conversation] = post.conversations()
    leaves(post)
    assert not private(post, mine).every("textarea", name="words")
    post.visit.client.post(f"{mine}/{conversation.id}/write", data={"words": "Are you there?"})
    assert "Are you there?" not in private(post, mine).text


@pytest.mark.parametrize("how", ["suspended", "withheld"])
def test_whoever_cannot_answer_now_keeps_nobody_waiting(post: Post, how: str) -> None:
    """Nor do they answer until it is put right; then a late answer is still welcome. The page does not say why."""
    mine = post.sent(answer_by="email", email="rosa@example.org")
    [notice] = post.mail()
    with post.database.writing() as session:
        record = session.get_one(Practitioner, post.ids[0])
        if how == "suspended":
            session.get_one(Account, record.account_id).suspended_at = clock.now()
        else:
            steward = record.account_id
            session.add(Withholding(record_id=record.id, since=clock.now(), steward=steward, reason="Said to be false"))
    post.goes_round()
    assert [mail.recipient for mail in post.mail()] == ["rosa@example.org"]
    page = post.visit.path(mine)
    assert "They cannot answer here at the moment. You need not wait any longer" in page.text
    assert how not in page.text
    link = link_in(notice, "/answer/")
    assert post.visit.client.post(link, data={"given": "yes", "reason": ""}).status_code == 404
    with post.database.writing() as session:
        record = session.get_one(Practitioner, post.ids[0])
        session.get_one(Account, record.account_id).suspended_at = None
        record.withholding = None
    post.visit.client.post(link, data={"given": "yes", "reason": ""})
    assert "they have room for you" in post.visit.path(mine).text
