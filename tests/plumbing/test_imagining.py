"""What is only imagined is never written."""

import pytest

from app.plumbing.database import Database
from app.plumbing.outbox import OutboxMail, put


def test_a_session_that_imagines_refuses_to_write(database: Database) -> None:
    with database.imagining() as session:
        put(session, "ada@example.org", "subject", "body")
        with pytest.raises(RuntimeError, match="never written"):
            session.flush()


def test_a_question_asked_of_it_writes_nothing_either(database: Database) -> None:
    with database.imagining() as session:
        put(session, "ada@example.org", "subject", "body")
        assert session.query(OutboxMail).count() == 0
