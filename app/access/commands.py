"""`flask api-key …`"""

import click
from flask import Flask
from flask.cli import AppGroup

from app.access.actions import KeyRefused, create_key, revoke_key
from app.access.keys import SCOPES
from app.plumbing.commands import speaking_plainly
from app.plumbing.requests import database


def init_app(app: Flask) -> None:
    app.cli.add_command(_api_key)


_api_key = AppGroup("api-key", help="Keys for the parts of the API that need one.")


@_api_key.command("create")
@click.argument("name")
@click.option("--scope", "scopes", multiple=True, type=click.Choice(SCOPES), help="What it opens; all when not said.")
@click.option("--daily-limit", type=int, help="Requests a day, instead of API_KEY_PER_DAY.")
@speaking_plainly(KeyRefused)
def _create(name: str, scopes: tuple[str, ...], daily_limit: int | None) -> None:
    """Make a key and print it, this once."""
    with database().writing() as session:
        key = create_key(session, name, scopes=scopes or SCOPES, daily_limit=daily_limit)
    click.echo(str(key))


@_api_key.command("revoke")
@click.argument("name")
@speaking_plainly(KeyRefused)
def _revoke(name: str) -> None:
    """Make a key useless from now on."""
    with database().writing() as session:
        revoke_key(session, name)
    click.echo(f"The key {name!r} is revoked.")
