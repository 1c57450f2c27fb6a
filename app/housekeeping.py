"""`flask files sweep`: what is to be deleted in time, and what nobody names any more. For a timer, once an hour."""

import click
from flask import Flask
from flask.cli import AppGroup

from app.credentials.actions import clear_evidence
from app.credentials.evidence.actions import purge_evidence
from app.models import TABLES
from app.plumbing import clock, rounds
from app.plumbing.commands import speaking_plainly
from app.plumbing.files import files, sweep
from app.plumbing.requests import database
from app.plumbing.schema import require_current

# Every table is loaded by this import: a file is nobody's only when none of them names it.
assert TABLES


def init_app(app: Flask) -> None:
    app.cli.add_command(_files)
    # A promise with a date must not hang on somebody's timer; orphans harm nobody meanwhile.
    rounds.add(app, lambda session: purge_evidence(session, clock.now()))
    rounds.add(app, lambda session: clear_evidence(session, clock.today()))


_files = AppGroup("files", help="Photos and evidence.")


@_files.command("sweep")
@speaking_plainly(OSError)
def _sweep() -> None:
    """Delete evidence thirty days after its decision, and files that no row names."""
    require_current(database())
    now = clock.now()
    with database().writing() as session:
        purged = purge_evidence(session, now)
    with database().reading() as session:
        swept = sweep(session, files(), now)
    click.echo(f"{purged} files of evidence had been kept long enough, {swept} files belonged to nobody.")
