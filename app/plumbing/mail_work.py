"""The worker: sends what is due until it is told to stop; and how one is kept running beside the server.

It is a process of its own, because a write on SQLite waits for other writers and would hold up every request of a
worker meanwhile. Whoever holds the lock in INSTANCE_DIR sends for this machine; the server's workers look each second
whether somebody does, and start a process if not. The kernel frees the lock when its holder dies, however it dies.
"""

import fcntl
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from flask import Flask
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app.plumbing import logging
from app.plumbing.composing import Letterhead
from app.plumbing.database import Database, UnusableDatabase
from app.plumbing.logging import log
from app.plumbing.mailing import Mailing
from app.plumbing.posting import FolderPost, Post, SmtpPost, Unreachable
from config import ROOT, Config, ConfigError, mail_host, mail_server, sender_of

# Seconds between looks at the outbox; after trouble they double up to LONGEST_PAUSE.
PAUSE, LONGEST_PAUSE = 1.0, 120.0
_LOCK = "mail-worker.lock"
_FOLDER = "mail"


def mailing(settings: Mapping[str, Any], database: Database) -> Mailing:
    """The mailing of an installation, from its settings under Flask's names."""
    host = mail_host(settings["BASE_URL"])
    name, address = sender_of(settings["MAIL_FROM"])
    server = mail_server(settings["MAIL_URL"])
    post: Post = FolderPost(folder_of(settings)) if server is None else SmtpPost(server, host)
    return Mailing(database, post, Letterhead(name or settings["SITE_NAME"], address, host))


def folder_of(settings: Mapping[str, Any]) -> Path:
    """Where mail is written that no server takes."""
    folder: Path = settings["INSTANCE_DIR"] / _FOLDER
    return folder


def work(mail: Mailing, stop: threading.Event) -> None:
    """Send what is due, look again, and so on until `stop` is set; a letter that has been begun is finished."""
    pause = PAUSE
    while not stop.is_set():
        try:
            mail.send_due(stop.is_set)
            pause = PAUSE
        except Unreachable as trouble:
            log("mail_server_unreachable", 30, trouble=str(trouble))
            pause = min(pause * 2, LONGEST_PAUSE)
        except (DBAPIError, PoolTimeout, UnusableDatabase) as error:
            log("mail_worker_without_database", 30, exc_info=error)
            pause = min(pause * 2, LONGEST_PAUSE)
        stop.wait(pause)


def stopped_by_signals() -> threading.Event:
    """An event that SIGTERM and SIGINT set."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop


def take_lock(folder: Path) -> IO[bytes] | None:
    """The lock of this machine's worker while the file is open; None when another holds it."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = (folder / _LOCK).open("ab")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        return None
    return lock


def start(app: Flask) -> threading.Thread:
    """From now on, see to it that a worker runs on this machine."""
    arguments = (app.config["INSTANCE_DIR"], threading.Event())
    thread = threading.Thread(target=keep_one_running, args=arguments, name="mail worker", daemon=True)
    thread.start()
    return thread


def keep_one_running(folder: Path, stop: threading.Event) -> None:
    """Start a worker whenever nobody holds the lock; `stop` ends it and this."""
    while not stop.wait(PAUSE):
        try:
            if (lock := take_lock(folder)) is not None:
                _run_one(lock, stop)
        except OSError as error:
            log("mail_worker_not_started", 40, exc_info=error)


def _run_one(lock: IO[bytes], stop: threading.Event) -> None:
    with lock:
        worker = start_process(lock)
    with worker:
        while worker.poll() is None and not stop.wait(PAUSE):
            """It runs."""
    if not stop.is_set():
        log("mail_worker_ended", 30, status=worker.returncode)


def start_process(lock: IO[bytes]) -> "subprocess.Popen[bytes]":
    """A worker that holds this lock, and ends when whoever started it closes its stdin or dies."""
    command = [sys.executable, "-m", __name__]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, pass_fds=[lock.fileno()])  # noqa: S603


def _main() -> None:
    """Like the command `mail work`, without the application: it needs a tenth of the memory."""
    try:
        config = Config.from_environment()
        logging.start(config.log_level)
        settings = {name.upper(): getattr(config, name) for name in config.__slots__}
        mail = mailing(settings, Database(config.database_url))
    except (ConfigError, UnusableDatabase) as error:
        sys.exit(f"The mail worker cannot start: {error}")
    stop = stopped_by_signals()
    threading.Thread(target=_stop_when_alone, args=(stop,), daemon=True).start()
    work(mail, stop)


def _stop_when_alone(stop: threading.Event) -> None:
    sys.stdin.buffer.read()
    stop.set()


if __name__ == "__main__":
    _main()
