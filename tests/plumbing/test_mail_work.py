"""The worker as a process of its own: it is there, comes back when it is killed, and repeats at most once (MAIL-05)."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from sqlalchemy import update

from app.plumbing import clock
from app.plumbing.database import Database
from app.plumbing.mail_work import keep_one_running, start_process, take_lock, work
from app.plumbing.mailing import LEASE, Mailing
from app.plumbing.outbox import OutboxMail, put
from app.plumbing.posting import SmtpPost, Unreachable
from config import mail_server
from tests.benchmarks.memory import children
from tests.plumbing.mail_servers import HEAD, KEPT, Inbox, mail_is_taken, mailing_to, rows
from tests.plumbing.test_commands import run

MakeApp = Callable[..., Flask]


def write(database: Database, recipient: str = "a@example.org") -> None:
    with database.writing() as session:
        put(session, recipient, "Hello", "A link")


def installed(monkeypatch: pytest.MonkeyPatch, database: Database, folder: Path, inbox: Inbox) -> None:
    """Settings as the environment of a worker has them."""
    settings = {
        "ENVIRONMENT": "testing",
        "SECRET_KEY": "for tests only, 0123456789abcdef",
        "DATABASE_URL": database.url.render_as_string(hide_password=False),
        "INSTANCE_DIR": str(folder),
        "BASE_URL": "https://find.example.org",
        "MAIL_URL": f"smtp://127.0.0.1:{inbox.port}",
        "LOG_LEVEL": "ERROR",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)


def test_a_worker_killed_after_the_servers_yes_repeats_once_under_the_same_id(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(database)
    with ExitStack() as held:

        def keep(_message: object) -> str:
            # From here on nobody else can write: the worker hears the yes and cannot note it.
            session = held.enter_context(database.writing())
            session.execute(update(OutboxMail).values(subject=OutboxMail.subject))
            return KEPT

        inbox = Inbox(data=keep)
        with mail_is_taken(inbox):
            installed(monkeypatch, database, tmp_path, inbox)
            lock = take_lock(tmp_path)
            assert lock is not None
            with lock, start_process(lock) as worker:
                inbox.told.get(timeout=60)
                worker.kill()
    inbox.data = lambda _message: KEPT
    with mail_is_taken(inbox):
        mail = mailing_to(database, inbox.port)
        assert mail.send_due().sent == 0
        with time_machine.travel(clock.now() + LEASE + timedelta(seconds=1), tick=False):
            assert mail.send_due().sent == 1
            assert mail.send_due().sent == 0
    first, second = inbox.received
    assert first.as_bytes() == second.as_bytes()
    assert rows(database) == []


@pytest.fixture
def kept_running(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Inbox]:
    """A worker beside this process, as beside a worker of the server."""
    stop = threading.Event()
    with mail_is_taken(Inbox()) as inbox:
        installed(monkeypatch, database, tmp_path, inbox)
        keeper = threading.Thread(target=keep_one_running, args=(tmp_path, stop))
        keeper.start()
        yield inbox
        stop.set()
        keeper.join()


def test_a_worker_that_is_killed_is_replaced(database: Database, kept_running: Inbox) -> None:
    write(database, "first@example.org")
    kept_running.told.get(timeout=60)
    [worker] = _workers()
    os.kill(worker, signal.SIGKILL)
    write(database, "second@example.org")
    kept_running.told.get(timeout=60)
    assert kept_running.addressed == ["first@example.org", "second@example.org"]


def _workers() -> list[int]:
    commands = {pid: Path(f"/proc/{pid}/cmdline").read_bytes() for pid in children(os.getpid())}
    return [pid for pid, command in commands.items() if b"app.plumbing.mail_work" in command]


def test_a_worker_ends_with_who_started_it(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with mail_is_taken(Inbox()) as inbox:
        installed(monkeypatch, database, tmp_path, inbox)
        lock = take_lock(tmp_path)
        assert lock is not None
        with lock, start_process(lock) as worker:
            assert worker.stdin is not None
            worker.stdin.close()
            assert worker.wait(timeout=60) == 0


def test_one_worker_holds_the_lock_of_a_machine(tmp_path: Path) -> None:
    first = take_lock(tmp_path)
    assert first is not None
    assert take_lock(tmp_path) is None
    first.close()
    second = take_lock(tmp_path)
    assert second is not None
    second.close()


class _DownAtFirst(SmtpPost):
    """A server that is not there when it is called for the first time."""

    calls = 0

    def __enter__(self) -> SmtpPost:
        self.calls += 1
        if self.calls == 1:
            raise Unreachable("ConnectionRefusedError")
        return super().__enter__()


def test_a_worker_goes_on_when_the_server_comes_back(database: Database) -> None:
    write(database)
    stop = threading.Event()
    with mail_is_taken(Inbox()) as inbox:
        server = mail_server(f"smtp://127.0.0.1:{inbox.port}")
        assert server is not None
        mail = Mailing(database, _DownAtFirst(server, "find.example.org"), HEAD)
        worker = threading.Thread(target=work, args=(mail, stop))
        worker.start()
        inbox.told.get(timeout=60)
        stop.set()
        worker.join()
    assert rows(database) == []


def test_send_says_what_it_did(make_app: MakeApp, database: Database) -> None:
    write(database)
    with mail_is_taken(Inbox()) as inbox:
        app = make_app(database.url.render_as_string(hide_password=False), mail_url=f"smtp://127.0.0.1:{inbox.port}")
        result = run(app, "mail", "send")
    assert (result.exit_code, "1 sent" in result.output) == (0, True)
    assert inbox.received[0]["From"] == "Attune <no-reply@127.0.0.1>"


def test_send_says_when_the_server_is_not_there(make_app: MakeApp, database: Database) -> None:
    write(database)
    app = make_app(database.url.render_as_string(hide_password=False), mail_url="smtp://127.0.0.1:9")
    result = run(app, "mail", "send")
    assert (result.exit_code, "everything is kept" in result.output) == (1, True)
    assert "a@example.org" not in result.output


def test_retry_and_check_know_what_was_put_aside(make_app: MakeApp, database: Database) -> None:
    write(database)
    with database.writing() as session:
        session.execute(update(OutboxMail).values(parked_at=clock.now(), tries=8))
    app = make_app(database.url.render_as_string(hide_password=False))
    assert "1 mails were given up after 8 tries" in run(app, "check").output
    assert "1 will be tried again" in run(app, "mail", "retry").output
    assert "given up" not in run(app, "check").output


def test_check_notices_mail_that_waits_long(make_app: MakeApp, database: Database) -> None:
    write(database)
    app = make_app(database.url.render_as_string(hide_password=False))
    assert "mails wait" not in run(app, "check").output
    with time_machine.travel(clock.now() + timedelta(minutes=16), tick=False):
        assert "1 mails wait" in run(app, "check").output
