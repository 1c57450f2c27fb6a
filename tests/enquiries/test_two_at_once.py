"""Both sides, and many seekers, at the same moment, as a server has them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from app.enquiries.rules import State
from tests.enquiries.conftest import Post, link_in

Sent = tuple[str, dict[str, object]]


def at_once(post: Post, *sent: Sent) -> list[int]:
    """The answers' codes."""

    def send(one: Sent) -> int:
        return post.app.test_client().post(one[0], data=one[1]).status_code

    with ThreadPoolExecutor(len(sent)) as pool:
        return list(pool.map(send, sent))


def test_of_many_first_messages_at_once_each_arrives_and_one_is_told_of(post: Post) -> None:
    assert at_once(post, *(("/message", post.form()) for _turn in range(4))) == [303] * 4
    assert post.counted() == (4, 4)
    assert len(post.mail()) == 1


def test_shortlists_that_overlap_wait_for_each_other_and_none_is_lost(post: Post) -> None:
    for number in range(4):
        lists = [post.ids if turn % 2 else post.ids[::-1] for turn in range(4)]
        forms = [post.form(*ids) | {"own_words": f"{number} {turn}"} for turn, ids in enumerate(lists)]
        assert at_once(post, *(("/message", form) for form in forms)) == [303] * 4
        post.clock.shift(timedelta(days=1))
    assert post.counted() == (16, 48)


def test_a_yes_and_a_taking_back_at_the_same_moment_come_one_after_the_other(post: Post) -> None:
    for number in range(8):
        mine = post.sent(own_words=f"{number}", answer_by="email", email=f"s{number}@example.net")
        link = next(link_in(mail, "/answer/") for mail in post.mail() if "/answer/" in mail.body)
        both: list[Sent] = [(link, {"given": "yes"}), (f"{mine}/take-back", {})]
        # The link of a message that was taken back leads nowhere any more.
        assert set(at_once(post, *(both if number % 2 else reversed(both)))) <= {303, 404}
        last = post.conversations()[-1]
        # Taken back after a yes it has ended; a yes after that is no longer possible.
        expected = State.ENDED if last.answered_at else State.WITHDRAWN
        assert last.state == expected
        post.clock.shift(timedelta(days=1))
