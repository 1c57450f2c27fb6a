"""MAIL-01, DUR-03, R4: whatever is killed while people write, what was acknowledged is there, once, with its notice.

Six kills here; `python -m tests.benchmarks.bench_kills` does two hundred.
"""

import random
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete

from app.enquiries.models import Conversation, Enquiry
from app.plumbing.database import Database
from app.plumbing.form_tokens import SpentFormToken
from app.plumbing.outbox import OutboxMail, put
from tests.enquiries.conftest import Post, post
from tests.kills.killing import killed
from tests.kills.reckoning import Found, reckon
from tests.kills.site import ALL, MAIL, WORKER
from tests.plumbing.mail_servers import Inbox

__all__ = ["post"]


def test_six_kills_lose_nothing_and_double_nothing(database: Database, own_instance: Path) -> None:
    """MAIL-01."""
    kinds = (MAIL, ALL, WORKER, WORKER, MAIL, ALL)
    figures = killed(database, own_instance, kinds, random.Random(6), people=1500, latest=0.5)
    assert figures.found.is_well, figures.found
    assert (figures.ledger.refused, figures.delivered) == ([], len(figures.ledger.acknowledged))
    assert figures.ledger.again > 0 and figures.delivered > 20


@pytest.fixture
def sent(post: Post) -> UUID:
    """A message that was acknowledged, whose notice waits to be sent."""
    post.sent()
    with post.database.reading() as session:
        return session.query(Enquiry).one().id


def reckoned(post: Post, *acknowledged: UUID) -> Found:
    addresses = {id: f"practice-{number}@example.org" for number, id in enumerate(post.ids)}
    return reckon(post.database, acknowledged, Inbox(), addresses)


def test_the_reckoning_finds_nothing_wrong_where_nothing_is(post: Post, sent: UUID) -> None:
    assert reckoned(post, sent).is_well


def test_the_reckoning_misses_what_is_not_there(post: Post, sent: UUID) -> None:
    other = uuid4()
    assert reckoned(post, sent, other).lost == {other}


@pytest.mark.parametrize("table", [OutboxMail, Conversation, SpentFormToken])
def test_the_reckoning_sees_what_is_there_by_halves(post: Post, sent: UUID, table: type) -> None:
    with post.database.writing() as session:
        session.execute(delete(table))
    assert len(reckoned(post, sent).torn) == 1


def test_the_reckoning_sees_a_notice_that_is_there_twice(post: Post, sent: UUID) -> None:
    with post.database.writing() as session:
        put(session, "practice-0@example.org", "Something new for you", "A link")
    assert len(reckoned(post, sent).twice) == 1
