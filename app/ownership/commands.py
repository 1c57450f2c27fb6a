"""`flask erasures …`: who was erased stays erased, also when a backup is restored (DATA-06)."""

from typing import TextIO

import click
from flask import Flask
from flask.cli import AppGroup

from app.ownership.actions import erase_again
from app.plumbing.commands import speaking_plainly
from app.plumbing.erasures import NoLedger, ledger, read_ledger
from app.plumbing.requests import database
from app.plumbing.schema import require_current


def init_app(app: Flask) -> None:
    app.cli.add_command(_erasures)


_erasures = AppGroup("erasures", help="What was erased at somebody's wish.")


@_erasures.command("list")
@speaking_plainly()
def _list() -> None:
    """Print the ledger: random ids with a day, to be kept beside the backups."""
    require_current(database())
    with database().reading() as session:
        for line in ledger(session):
            click.echo(line)


@_erasures.command("replay")
@click.argument("file", type=click.File(encoding="utf-8"), required=False)
@speaking_plainly(NoLedger, UnicodeDecodeError)
def _replay(file: TextIO | None) -> None:
    """Erase again what a restored backup brought back, by the ledger in it and the one in FILE; before serving."""
    require_current(database())
    kept_elsewhere = read_ledger(file) if file else []
    with database().writing() as session:
        erased = {line.id: line for line in (*kept_elsewhere, *ledger(session))}
        again = erase_again(session, list(erased.values()))
    click.echo(f"{again} of {len(erased)} erasures were done again.")
