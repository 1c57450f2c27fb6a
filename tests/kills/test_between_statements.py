"""MAIL-01: what breaks off between any two statements is there with its notice and its number, or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from app.enquiries.models import Conversation, Enquiry, EnquiryNotice
from app.plumbing.database import _WRITES
from app.plumbing.form_tokens import SpentFormToken
from app.plumbing.outbox import OutboxMail
from tests.enquiries.conftest import Post, post

__all__ = ["post"]

_TABLES = (SpentFormToken, Enquiry, Conversation, EnquiryNotice, OutboxMail)


class BrokenOff(BaseException):
    """As sudden as a kill: nothing of ours catches it."""


@contextmanager
def breaking_off(engine: Engine, at: int) -> Iterator[list[str]]:
    """Break off before statement `at`; a commit counts as one. Gives what was said until then."""
    said: list[str] = []

    def count(statement: str) -> None:
        if len(said) == at:
            raise BrokenOff
        said.append(statement)

    def before(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        count(statement)

    def commits(connection: Any) -> None:
        # What was only read ends as well, and leaves nothing to be by halves.
        if connection.get_execution_options().get(_WRITES):
            count("COMMIT")

    event.listen(engine, "before_cursor_execute", before)
    event.listen(engine, "commit", commits)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", before)
        event.remove(engine, "commit", commits)


def there(post: Post) -> tuple[int, ...]:
    with post.database.reading() as session:
        return tuple(session.query(table).count() for table in _TABLES)


def test_a_message_that_breaks_off_anywhere_is_whole_or_not_there(post: Post) -> None:
    engine = post.database.engine
    form = post.form(*post.ids[:2])
    at, acknowledged = 0, False
    while not acknowledged:
        with breaking_off(engine, at) as said, suppress(BrokenOff):
            acknowledged = post.visit.client.post("/message", data=form).status_code == 303
        # The dead hold no connection.
        engine.dispose()
        assert acknowledged or there(post) == (0, 0, 0, 0, 0), said
        at += 1
    assert there(post) == (1, 1, 2, 2, 2)
    assert at > 12 and said.count("COMMIT") == 1
    assert sum("INSERT INTO" in statement for statement in said) >= len(_TABLES)


def test_a_message_whose_answer_did_not_arrive_is_one_when_it_is_sent_again(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = post.form()
    with monkeypatch.context() as patched:
        # What comes next after the commit.
        patched.setattr("app.enquiries.composing.count", _break_off)
        with pytest.raises(BrokenOff):
            post.visit.client.post("/message", data=form)
    assert there(post) == (1, 1, 1, 1, 1)
    assert post.visit.client.post("/message", data=form).status_code == 303
    assert there(post) == (1, 1, 1, 1, 1)


def _break_off(*_given: Any) -> None:
    raise BrokenOff
