"""What time alone does: the seeker is freed, one notice stands for many, everything is erased and the keys with it."""

from datetime import timedelta

from app.enquiries.models import Enquiry
from tests.enquiries.conftest import Post, link_in
from tests.signed_in import Person


def test_without_an_answer_the_seeker_is_freed_and_told(post: Post) -> None:
    mine = post.sent(answer_by="email", email="rosa@example.org")
    post.mail()
    post.clock.shift(timedelta(days=7, minutes=1))
    post.goes_round()
    [mail] = post.mail()
    assert mail.recipient == "rosa@example.org"
    page = post.visit.path(mine)
    assert "You need not wait any longer" in page.text
    assert "Others who may have room" in page.text
    assert "Ben Example" in post.visit.path(page.link("Look at everybody who fits")).text


def test_a_late_answer_still_arrives(post: Post) -> None:
    mine = post.sent()
    [notice] = post.mail()
    post.clock.shift(timedelta(days=8))
    post.goes_round()
    post.visit.client.post(link_in(notice, "/answer/"), data={"given": "yes", "reason": ""})
    assert "they have room for you" in post.visit.path(mine).text


def test_one_notice_stands_for_many(post: Post) -> None:
    for _turn in range(4):
        post.sent()
    assert len(post.mail()) == 1
    post.clock.shift(timedelta(hours=1))
    post.goes_round()
    assert len(post.mail()) == 1
    post.clock.shift(timedelta(hours=2))
    post.goes_round()
    assert post.mail() == []


def test_whoever_has_looked_is_told_of_the_next_at_once(post: Post) -> None:
    post.sent()
    ada = Person(post.app, "practice-0@example.org")
    ada.be_signed_in(strong=True)
    [conversation] = post.conversations()
    ada.submit(ada.get(f"/practitioner/messages/{conversation.id}"), "Open it")
    post.mail()
    post.sent()
    assert len(post.mail()) == 1


def test_thirty_days_after_the_end_all_is_gone(post: Post) -> None:
    mine = post.sent()
    post.visit.client.post(f"{mine}/take-back")
    post.clock.shift(timedelta(days=29))
    assert post.visit.client.get(mine).status_code == 200
    post.clock.shift(timedelta(days=1, minutes=1))
    assert post.visit.client.get(mine).status_code == 404
    post.goes_round()
    assert post.counted() == (0, 0)


def test_after_ninety_days_all_is_gone_though_nothing_ended(post: Post) -> None:
    post.sent()
    [notice] = post.mail()
    post.visit.client.post(link_in(notice, "/answer/"), data={"given": "yes", "reason": ""})
    post.clock.shift(timedelta(days=90, minutes=1))
    post.goes_round()
    assert post.counted() == (0, 0)


def test_the_key_of_a_month_is_destroyed_so_that_a_backup_cannot_be_read(post: Post) -> None:
    post.sent()
    with post.database.reading() as session:
        [kept] = session.query(Enquiry).all()
    keys = post.desk.seals.keys
    assert [path.name for path in keys.folder.iterdir()] == ["2026-11"]
    # The whole of November must be ninety days old, not only this message.
    post.clock.shift(timedelta(days=91))
    post.goes_round()
    assert [path.name for path in keys.folder.iterdir()] == ["2026-11"]
    post.clock.shift(timedelta(days=3))
    post.goes_round()
    assert list(keys.folder.iterdir()) == []
    assert kept.letter_sealed[:7] == b"2026-11"
