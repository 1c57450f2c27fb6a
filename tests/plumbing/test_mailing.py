"""Mail is sent once, whatever the server does, and nothing is lost on the way (MAIL-05, R10)."""

import itertools
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from app.plumbing import clock
from app.plumbing.database import Database
from app.plumbing.mailing import (
    DELAYS,
    LEASE,
    MOST_TRIES,
    put_aside,
    standing,
    try_again,
)
from app.plumbing.outbox import OutboxMail, put
from app.plumbing.posting import Unreachable
from tests.plumbing.mail_servers import TAKEN, Inbox, mail_is_taken, mailing_to, rows

START = datetime(2026, 11, 28, 9, tzinfo=UTC)


def write(database: Database, *recipients: str) -> None:
    with database.writing() as session:
        for recipient in recipients:
            put(session, recipient, "A link for you", f"For {recipient}")


@contextmanager
def refusing(answers: list[str | None]) -> Iterator[Inbox]:
    """A server that gives these answers to messages, then takes what comes."""
    given = itertools.chain(answers, itertools.repeat(TAKEN))
    with mail_is_taken(Inbox(data=lambda _message: next(given))) as inbox:
        yield inbox


def test_what_is_due_is_sent_and_gone(database: Database) -> None:
    write(database, "a@example.org", "b@example.org")
    with mail_is_taken(Inbox()) as inbox:
        summary = mailing_to(database, inbox.port).send_due()
    assert (summary.sent, rows(database)) == (2, [])
    assert sorted(inbox.addressed) == ["a@example.org", "b@example.org"]


def test_one_conversation_carries_many(database: Database) -> None:
    write(database, *(f"{number}@example.org" for number in range(30)))
    with mail_is_taken(Inbox()) as inbox:
        mailing_to(database, inbox.port).send_due()
    assert (len(inbox.received), len(inbox.conversations)) == (30, 1)


def test_a_server_that_takes_few_at_once_is_called_again(database: Database) -> None:
    write(database, *(f"{number}@example.org" for number in range(6)))
    with mail_is_taken(Inbox(), command_call_limit={"DATA": 2, "MAIL": 2, "NOOP": 1}) as inbox:
        summary = mailing_to(database, inbox.port).send_due()
    assert summary.sent == len(inbox.received) == 6
    assert len(inbox.conversations) > 1


def test_nothing_is_said_to_a_server_when_nothing_is_due(database: Database) -> None:
    assert mailing_to(database, _closed_port()).send_due().sent == 0


def test_a_server_that_is_down_costs_no_letter_a_try(database: Database) -> None:
    write(database, "a@example.org")
    with pytest.raises(Unreachable):
        mailing_to(database, _closed_port()).send_due()
    [row] = rows(database)
    assert (row.tries, row.parked_at) == (0, None)


def test_down_for_a_day_then_up_sends_everything(database: Database) -> None:
    with time_machine.travel(START, tick=False) as moved:
        write(database, "a@example.org", "b@example.org")
        for _hour in range(24):
            moved.shift(timedelta(hours=1))
            with pytest.raises(Unreachable):
                mailing_to(database, _closed_port()).send_due()
        with mail_is_taken(Inbox()) as inbox:
            mailing_to(database, inbox.port).send_due()
    assert (len(inbox.received), rows(database)) == (2, [])


@pytest.mark.parametrize("refusal", ["451 later", "452 full", "550 nobody", "554 no"])
def test_a_refused_letter_is_tried_again_after_a_while(database: Database, refusal: str) -> None:
    with time_machine.travel(START, tick=False) as moved, refusing([refusal]) as inbox:
        write(database, "a@example.org")
        mail = mailing_to(database, inbox.port)
        assert mail.send_due().refused == 1
        moved.shift(DELAYS[0] - timedelta(seconds=1))
        assert mail.send_due().sent == 0
        moved.shift(timedelta(seconds=1))
        assert mail.send_due().sent == 1
    assert len({message["Message-ID"] for message in inbox.received}) == 1


def test_a_refused_recipient_does_not_hold_up_the_others(database: Database) -> None:
    write(database, "gone@example.org", "a@example.org")
    with mail_is_taken(Inbox(recipient=lambda to: "550 nobody" if to.startswith("gone") else TAKEN)) as inbox:
        summary = mailing_to(database, inbox.port).send_due()
    assert (summary.sent, summary.refused, inbox.addressed) == (1, 1, ["a@example.org"])


def test_waiting_grows_and_ends_after_eight_tries(database: Database) -> None:
    with time_machine.travel(START, tick=False) as moved, refusing(["550 no"] * 20) as inbox:
        write(database, "a@example.org")
        mail = mailing_to(database, inbox.port)
        for delay in (*DELAYS, timedelta(days=9)):
            mail.send_due()
            moved.shift(delay)
        assert mail.send_due().sent == 0
        with database.reading() as session:
            [given_up] = put_aside(session)
            assert (given_up.tries, standing(session).put_aside, standing(session).waiting) == (MOST_TRIES, 1, 0)
    assert len(inbox.received) == MOST_TRIES == 8
    assert list(DELAYS) == sorted(DELAYS)


def test_what_was_put_aside_can_be_tried_again(database: Database) -> None:
    with time_machine.travel(START, tick=False) as moved, refusing(["550 no"] * MOST_TRIES) as inbox:
        write(database, "a@example.org")
        mail = mailing_to(database, inbox.port)
        for delay in (*DELAYS, timedelta(0)):
            mail.send_due()
            moved.shift(delay)
        with database.writing() as session:
            assert try_again(session) == 1
        assert mail.send_due().sent == 1


def test_a_server_that_drops_after_data_gets_the_same_letter_later(database: Database) -> None:
    with time_machine.travel(START, tick=False) as moved, refusing([None]) as inbox:
        write(database, "a@example.org")
        mail = mailing_to(database, inbox.port)
        with pytest.raises(Unreachable):
            mail.send_due()
        moved.shift(DELAYS[0])
        assert mail.send_due().sent == 1
    first, second = inbox.received
    assert first.as_bytes() == second.as_bytes()


def test_a_server_that_says_it_closes_gets_nothing_more_now(database: Database) -> None:
    write(database, "a@example.org", "b@example.org")
    with refusing(["421 closing"]) as inbox:
        with pytest.raises(Unreachable):
            mailing_to(database, inbox.port).send_due()
        assert len(inbox.received) == 1
    assert sorted(row.tries for row in rows(database)) == [0, 1]


def test_a_server_that_never_greets_is_left(database: Database) -> None:
    write(database, "a@example.org")
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(Unreachable):
        mailing_to(database, silent.getsockname()[1], patience=0.2).send_due()
    assert rows(database)[0].tries == 0


def test_a_server_that_speaks_a_byte_at_a_time_is_left(database: Database) -> None:
    """Each byte is in time for the library; the whole is not."""
    write(database, "a@example.org")
    with _dribbling() as port, pytest.raises(Unreachable):
        mailing_to(database, port, patience=0.3).send_due()
    assert rows(database)[0].tries == 0


def test_a_server_that_hangs_over_a_letter_is_left_and_the_letter_kept(database: Database) -> None:
    write(database, "a@example.org")
    released = threading.Event()

    def hang(_message: object) -> str:
        released.wait(30)
        return TAKEN

    with mail_is_taken(Inbox(data=hang)) as inbox:
        with pytest.raises(Unreachable):
            mailing_to(database, inbox.port, patience=0.3).send_due()
        released.set()
    assert rows(database)[0].tries == 1


def test_a_letter_that_kills_its_worker_is_put_aside_too(database: Database) -> None:
    with time_machine.travel(START, tick=False) as moved, mail_is_taken(Inbox(data=_fatal)) as inbox:
        write(database, "a@example.org")
        mail = mailing_to(database, inbox.port)
        for _death in range(MOST_TRIES):
            mail._take()  # a worker that takes it and is never heard of again
            moved.shift(LEASE)
        assert mail.send_due().put_aside == 1


def _fatal(_message: object) -> str:
    raise AssertionError("it was sent once more")


def test_a_letter_that_cannot_be_composed_is_put_aside_and_others_go(database: Database) -> None:
    write(database, "bad@example.org", "a@example.org")
    with database.writing() as session:
        # As no form and no `put` lets it through.
        bad = session.query(OutboxMail).filter_by(recipient="bad@example.org").one()
        bad.recipient = "bad@example.org\r\nBcc: everybody@example.org"
    with mail_is_taken(Inbox()) as inbox:
        summary = mailing_to(database, inbox.port).send_due()
    assert (summary.sent, summary.put_aside, inbox.addressed) == (1, 1, ["a@example.org"])


def test_workers_side_by_side_send_each_letter_once(database: Database) -> None:
    write(database, *(f"{number}@example.org" for number in range(40)))
    with mail_is_taken(Inbox()) as inbox:
        sent = _side_by_side([mailing_to(database, inbox.port).send_due for _worker in range(4)])
    assert sum(summary.sent for summary in sent) == 40
    assert sorted(inbox.addressed) == sorted(f"{number}@example.org" for number in range(40))


def _side_by_side(work: list[Callable[[], object]]) -> list:  # type: ignore[type-arg]
    done: list[object] = []
    workers = [threading.Thread(target=lambda one=one: done.append(one())) for one in work]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(done) == len(work)
    return done


@pytest.mark.parametrize("step", [timedelta(days=-1), timedelta(hours=-1), timedelta(hours=1), timedelta(days=400)])
def test_a_clock_that_is_set_delays_nothing(database: Database, step: timedelta) -> None:
    """R12: at most five minutes, whatever the tries so far."""
    with time_machine.travel(START, tick=False) as moved, refusing(["451 later"]) as inbox:
        write(database, "fresh@example.org", "tried@example.org")
        mail = mailing_to(database, inbox.port)
        mail.send_due()
        write(database, "late@example.org")
        moved.move_to(START + step + timedelta(minutes=5))
        mail.send_due()
    assert rows(database) == []


def test_the_oldest_that_waits_is_known(database: Database) -> None:
    with time_machine.travel(START, tick=False):
        write(database, "a@example.org")
        with database.reading() as session:
            assert standing(session).oldest == clock.now()


def _closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port


@contextmanager
def _dribbling() -> Iterator[int]:
    """A server that greets for ever, one byte at a time."""
    ended = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def dribble() -> None:
            visitor, _address = server.accept()
            with visitor:
                while not ended.wait(0.05):
                    try:
                        visitor.sendall(b"2")
                    except OSError:
                        return

        thread = threading.Thread(target=dribble)
        thread.start()
        yield server.getsockname()[1]
        ended.set()
        thread.join()
