"""`flask index …`"""

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


@_index.command("sweep")
@speaking_plainly()
def _sweep() -> None:
    """Publish as it is now what time has changed, such as a check that ran out; the server does so once a day."""
    require_current(database())
    click.echo(f"{sweep(database(), Progress('Publishing'))} listings were published again.")
