"""`flask demo …`"""

from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from app.demonstration.loading import DemonstrationRefused, load_demonstration
from app.listings.queries import status
from app.plumbing.commands import Progress, speaking_plainly
from app.plumbing.requests import database
from app.plumbing.schema import require_current
from app.vocabulary.queries import read_lexicon

# So many fictional practitioners can be answered for while one develops.
ACCOUNTS = 12


def init_app(app: Flask) -> None:
    app.cli.add_command(_demo)


_demo = AppGroup("demo", help="Fictional listings, to try an installation with.")


@_demo.command("load")
@click.option("--listings", type=click.IntRange(1, 1_000_000), help="How many; by default DEMO_LISTINGS.")
@click.option("--seed", type=click.IntRange(0, 2**63), default=1, show_default=True, help="Another seed, other people.")
@click.option("--if-empty", is_flag=True, help="Do nothing when there are listings already.")
@speaking_plainly(DemonstrationRefused)
def _load(listings: int | None, seed: int, if_empty: bool) -> None:
    """Load fictional listings: the same ones for the same number and seed."""
    require_current(database())
    wanted = current_app.config["DEMO_LISTINGS"] if listings is None else listings
    if if_empty and current_app.config["ENVIRONMENT"] == "production":
        click.echo("This is a production installation; no demonstration listings were loaded.")
        return
    if if_empty:
        with database().reading() as session:
            present = status(session).records
        if present or not wanted:
            click.echo(f"The directory has {present} records; no demonstration listings were loaded.")
            return
    seeds = Path(current_app.root_path).parent / "seeds" / "demo"
    with database().writing() as session:
        lexicon = read_lexicon(session)
        accounts = 0 if current_app.config["ENVIRONMENT"] == "production" else ACCOUNTS
        say = Progress("Demonstration listings")
        summary = load_demonstration(session, lexicon, seeds, wanted, seed, say, accounts)
    click.echo(str(summary))
