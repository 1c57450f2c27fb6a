"""Many first messages at the same moment, as a server has them."""

from concurrent.futures import ThreadPoolExecutor

from tests.enquiries.conftest import Post


def test_of_many_first_messages_at_once_each_arrives_and_one_is_told_of(post: Post) -> None:
    forms = [post.form() for _turn in range(4)]

    def send(form: dict[str, object]) -> int:
        return post.app.test_client().post("/message", data=form).status_code

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(send, forms)) == [303] * 4
    assert post.counted() == (4, 4)
    assert len(post.mail()) == 1
