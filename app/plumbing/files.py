"""Files that belong to rows: photos, which the world may see, and evidence, which is encrypted and never served.

A file is there, whole and on disk, before the row that names it commits, and goes after the row has gone: a column
declared by `names_a_file` is watched, so that whoever deletes a row, or gives it another file, deletes the file. What
a crash leaves between the two is an orphan, and `flask files sweep` removes it. Requirements UPL-04, UPL-05, UPL-08.
"""

import os
import re
import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal, get_args

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import Flask, current_app
from sqlalchemy import String, inspect, select
from sqlalchemy.event import listen
from sqlalchemy.orm import Mapped, Session, SessionTransaction, mapped_column, sessionmaker

from app.plumbing.database import Base, Database
from app.plumbing.holdings import Holdings
from app.plumbing.keys import derived
from app.plumbing.logging import log

Kind = Literal["photo", "evidence"]
KINDS: tuple[Kind, ...] = get_args(Kind)
# How old a file without a row must be before it is nobody's: no upload takes as long.
ORPHANED_AFTER = timedelta(hours=1)

_NAME = re.compile(r"[0-9a-f]{32}")
_KIND = "attune_kind_of_file"
_DOOMED = "attune_doomed_files"
_NONCE = 12


def names_a_file(kind: Kind) -> Mapped[str]:
    """A column that holds the name of a file of this kind."""
    return mapped_column(String(32), info={_KIND: kind})


class Files:
    """The files of an instance. Their names are 128 random bits; nothing a client says is ever part of a path."""

    def __init__(self, folder: Path, secret: str) -> None:
        self.folder = folder
        self._cipher = AESGCM(derived(secret, "evidence files"))

    def write(self, kind: Kind, content: bytes) -> str:
        """Keep this content; the name to put in a row of the present transaction."""
        name = secrets.token_hex(16)
        if kind == "evidence":
            nonce = secrets.token_bytes(_NONCE)
            content = nonce + self._cipher.encrypt(nonce, content, name.encode())
        _write_whole(self._prepared(kind), name, content)
        return name

    def read(self, kind: Kind, name: str) -> bytes | None:
        """What was kept under this name; None when there is no such file, or it is not as it was written."""
        if not _NAME.fullmatch(name):
            return None
        try:
            content = (self.folder / kind / name).read_bytes()
            if kind == "evidence":
                content = self._cipher.decrypt(content[:_NONCE], content[_NONCE:], name.encode())
        except (FileNotFoundError, InvalidTag, ValueError) as error:
            log("file_unreadable", 40, kind=kind, error=type(error).__name__)
            return None
        return content

    def delete(self, kind: Kind, name: str) -> None:
        """Remove the file; one that is gone already is fine."""
        if _NAME.fullmatch(name):
            (self.folder / kind / name).unlink(missing_ok=True)

    def older_than(self, kind: Kind, moment: datetime) -> Iterator[Path]:
        """Files of this kind, half-written ones too, that were last written before this moment."""
        for path in (self.folder / kind).glob("*"):
            if path.stat().st_mtime < moment.timestamp():
                yield path

    def _prepared(self, kind: Kind) -> Path:
        folder = self.folder / kind
        for each in (self.folder, folder):
            each.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder


def _write_whole(folder: Path, name: str, content: bytes) -> None:
    """Under its name there is either nothing or all of it, also after a power cut."""
    partial = folder / f"{name}.part"
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.rename(folder / name)
    except OSError:
        partial.unlink(missing_ok=True)
        raise
    directory = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)


def init_app(app: Flask) -> None:
    """Watch every session of the application's database."""
    stored = Files(app.config["INSTANCE_DIR"] / "files", app.config["SECRET_KEY"])
    app.extensions["attune.files"] = stored
    database: Database = app.extensions["attune.database"]
    watch(database.sessions, stored)


def files() -> Files:
    """The application's files."""
    found: Files = current_app.extensions["attune.files"]
    return found


def watch(sessions: sessionmaker[Session], stored: Files) -> None:
    """From now on the files of rows that these sessions delete, or give another file, go when they commit."""

    def remove_doomed(session: Session) -> None:
        if session.in_nested_transaction():
            return
        for kind, name in session.info.pop(_DOOMED, ()):
            try:
                stored.delete(kind, name)
            except OSError as error:
                # The row is gone whatever happens here; the sweep tries again.
                log("file_not_deleted", 40, exc_info=error, kind=kind)

    listen(sessions, "after_flush", _note_doomed)
    listen(sessions, "after_commit", remove_doomed)
    listen(sessions, "after_soft_rollback", _spare_doomed)


def doom(session: Session, held: Holdings) -> None:
    """Have the files of these rows go with the commit, however the rows go: the database itself deletes many."""
    doomed = session.info.setdefault(_DOOMED, set())
    for table, rows in held.items():
        for column in Base.metadata.tables[table].columns:
            if _KIND in column.info:
                doomed.update((column.info[_KIND], getattr(row, column.name)) for row in rows)


def _note_doomed(session: Session, _flush: object) -> None:
    doomed = session.info.setdefault(_DOOMED, set())
    for changed in (*session.deleted, *session.dirty):
        gone = changed in session.deleted
        state = inspect(changed)
        for key, column in _file_columns(type(changed)).items():
            history = state.attrs[key].history
            doomed.update((column.info[_KIND], name) for name in history.deleted or () if name)
            if gone:
                doomed.update((column.info[_KIND], name) for name in history.unchanged or () if name)


def _spare_doomed(session: Session, _previous: SessionTransaction) -> None:
    # Nor is anything removed after a savepoint was undone: which rows came back is not known here. The sweep knows.
    session.info.pop(_DOOMED, None)


def _file_columns(mapped: type[Base]) -> dict[str, Any]:
    columns = inspect(mapped).column_attrs
    return {a.key: a.columns[0] for a in columns if _KIND in a.columns[0].info}


def sweep(session: Session, stored: Files, now: datetime) -> int:
    """Remove the files that no row names and that are older than an hour; how many there were."""
    swept = 0
    for kind in KINDS:
        # Files first, rows after: what is written in between is too young, and what is named in between is named.
        aged = list(stored.older_than(kind, now - ORPHANED_AFTER))
        named = _named(session, kind)
        for path in aged:
            if path.name not in named:
                path.unlink(missing_ok=True)
                swept += 1
    return swept


def _named(session: Session, kind: Kind) -> set[str]:
    columns = [c for table in Base.metadata.sorted_tables for c in table.columns if c.info.get(_KIND) == kind]
    if not columns:
        raise RuntimeError(f"no table that names a file of kind {kind} is loaded: every one would seem to be nobody's")
    return {name for column in columns for name in session.scalars(select(column)) if name}
