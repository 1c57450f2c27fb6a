"""`flask places …`"""

from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from app.places.preparing import prepare
from app.places.requests import folder
from app.plumbing.commands import speaking_plainly


def init_app(app: Flask) -> None:
    app.cli.add_command(_places)


_places = AppGroup("places", help="Postcodes and towns, offline.")


@_places.command("load")
@speaking_plainly(OSError)
def _load() -> None:
    """Prepare the places that ship with the project; running it again changes nothing."""
    seeds = Path(current_app.root_path).parent / "seeds" / "places"
    target = folder(current_app._get_current_object())  # type: ignore[attr-defined]
    prepare(seeds, target, lambda text: click.echo(text, err=True))
    click.echo("Places are ready.")
