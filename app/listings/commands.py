"""`flask index …` and `flask credentials …`"""

import time

import click
from flask import Flask
from flask.cli import AppGroup

from app.listings.publishing import publish
from app.listings.queries import every_record_id, status
from app.listings.requests import live
from app.listings.sweeping import sweep
from app.plumbing.commands import Progress, speaking_plainly
from app.plumbing.requests import database
from app.plumbing.schema import require_current

_BATCH = 1000


def init_app(app: Flask) -> None:
    app.cli.add_command(_index)
    app.cli.add_command(_credentials)


_index = AppGroup("index", help="What the world may see, and how it is found.")


@_index.command("status")
@speaking_plainly()
def _status() -> None:
    """Say what is published and how long the index takes to build."""
    require_current(database())
    with database().reading() as session:
        published = status(session)
        started = time.perf_counter()
        snapshot = live().current(session, say=Progress("Building the index")).snapshot
    click.echo(
        f"{published.public} listings are public, {published.removed} were removed, of {published.records} records. "
        f"The index of {snapshot.size} was built in {time.perf_counter() - started:.1f} s, "
        f"at change {published.counter}."
    )


@_index.command("rebuild")
@speaking_plainly()
def _rebuild() -> None:
    """Project every record anew; for after a change of what is shown."""
    require_current(database())
    progress = Progress("Publishing")
    with database().writing() as session:
        ids = every_record_id(session)
        for start in range(0, len(ids), _BATCH):
            publish(session, ids[start : start + _BATCH])
            progress(min(start + _BATCH, len(ids)), len(ids))
    click.echo(f"{len(ids)} records were projected.")


_credentials = AppGroup("credentials", help="Entries in registers, and the checks of them.")


@_credentials.command("sweep")
@speaking_plainly()
def _sweep() -> None:
    """Publish as run out what has run out; the server does so by itself once a day."""
    require_current(database())
    swept = sweep(database())
    if swept is None:
        click.echo("What ran out has been published today already.")
    else:
        click.echo(f"{swept.listings} listings were published again; {swept.evidence} notes of evidence were cleared.")
