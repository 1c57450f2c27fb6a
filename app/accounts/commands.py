"""`flask steward …`"""

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from app.accounts.addresses import is_address, same_form
from app.accounts.joining import AccountRefused, make_steward
from app.accounts.links import address
from app.plumbing.commands import speaking_plainly


def init_app(app: Flask) -> None:
    app.cli.add_command(_steward)


_steward = AppGroup("steward", help="The people who answer for this installation.")


@_steward.command("create")
@click.argument("email")
@speaking_plainly(AccountRefused)
def _create(email: str) -> None:
    """Make a steward's account and print the link to choose its password, this once."""
    if not is_address(email):
        raise click.ClickException("That is not an e-mail address.")
    token = make_steward(same_form(email))
    with current_app.test_request_context():
        click.echo(address("accounts.choose_password", token=token))
    click.echo("Open it within a day to choose a password. Then sign in and add a second factor.", err=True)
