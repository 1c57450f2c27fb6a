"""How commands behave: progress on long work, a summary, and one clear sentence when they fail."""

import functools
import sys
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import click
from flask import Flask
from flask.cli import AppGroup
from sqlalchemy.exc import DBAPIError

from app.plumbing.database import UnusableDatabase
from app.plumbing.requests import database
from app.plumbing.schema import require_current, upgrade

_P = ParamSpec("_P")
_R = TypeVar("_R")


def init_app(app: Flask) -> None:
    app.cli.add_command(_schema)


def speaking_plainly(*refusals: type[Exception]) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """Turn these errors, and those of the database, into one sentence on stderr and exit status 1."""

    plain: tuple[type[Exception], ...] = (UnusableDatabase, *refusals)

    def wrap(command: Callable[_P, _R]) -> Callable[_P, _R]:
        @functools.wraps(command)
        def run(*args: _P.args, **kwargs: _P.kwargs) -> _R:
            try:
                return command(*args, **kwargs)
            except plain as error:
                raise click.ClickException(str(error)) from None
            except DBAPIError as error:
                reason = str(error.orig).strip().splitlines()[0].rstrip(".")
                raise click.ClickException(f"The database refused: {reason}.") from None

        return run

    return wrap


class Progress:
    """A line on stderr that says how far long work has come; plain lines where it is not a terminal."""

    def __init__(self, what: str) -> None:
        self.what = what
        self._last = -1

    def __call__(self, done: int, total: int | None = None) -> None:
        share = f"{done:,} of {total:,}" if total else f"{done:,}"
        if sys.stderr.isatty():
            click.echo(f"\r{self.what}: {share}   ", err=True, nl=bool(total and done >= total))
        elif total and (decile := done * 10 // total) != self._last:
            self._last = decile
            click.echo(f"{self.what}: {share}", err=True)

    def say(self, text: str) -> None:
        """A step without a number."""
        click.echo(f"{self.what}: {text}", err=True)


_schema = AppGroup("schema", help="The database's tables.")


@_schema.command("upgrade")
@speaking_plainly()
def _upgrade() -> None:
    """Bring the database to this version's tables."""
    upgrade(database())
    require_current(database())
    click.echo("The database is at this version.")
