"""The retention register of the whole application, and `flask retention`, which prints it (DATA-01)."""

import click
from flask import Flask
from flask.cli import with_appcontext

from app.access import retention as access
from app.accounts import retention as accounts
from app.credentials import retention as credentials
from app.enquiries import retention as enquiries
from app.listings import retention as listings
from app.moderation import retention as moderation
from app.organisations import retention as organisations
from app.ownership import retention as ownership
from app.plumbing import retaining
from app.plumbing import retention as plumbing
from app.practitioners import retention as practitioners
from app.unmet import retention as unmet
from app.urgent_help import retention as urgent_help
from app.vocabulary import retention as vocabulary
from app.waiting import retention as waiting
from app.widget import retention as widget

FOLDERS = (
    accounts,
    practitioners,
    credentials,
    organisations,
    widget,
    listings,
    enquiries,
    waiting,
    moderation,
    ownership,
    unmet,
    urgent_help,
    vocabulary,
    access,
    plumbing,
)
REGISTER: retaining.Register = tuple(holding for folder in FOLDERS for holding in folder.REGISTER)


def init_app(app: Flask) -> None:
    retaining.init_app(app, REGISTER)
    app.cli.command("retention")(with_appcontext(_print))


def _print() -> None:
    """Print the register: every column with its class, purpose, basis, period and what removes it."""
    click.echo("\t".join(("column", "class", "whose", "purpose", "basis", "period", "purge")))
    for entry in retaining.entries(retaining.register()):
        held = entry.holding
        periods = " ".join(str(period) for period in held.periods)
        cells = (entry.kind, held.whose, held.why, held.basis, periods, held.purge)
        click.echo("\t".join((f"{entry.table}.{entry.column}", *(str(cell) for cell in cells))))
