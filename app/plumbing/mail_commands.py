"""`flask mail …`"""

import sys
from email import message_from_binary_file

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from app.plumbing import clock, rounds
from app.plumbing.bounces import came_back, returned
from app.plumbing.commands import speaking_plainly
from app.plumbing.mail_work import folder_of, mailing, stopped_by_signals, take_lock, work
from app.plumbing.mailing import Mailing, forget_old, standing, try_again
from app.plumbing.outbox import NoAddress, one_address
from app.plumbing.posting import Unreachable, forget_written
from app.plumbing.requests import database


def init_app(app: Flask) -> None:
    app.cli.add_command(_mail)
    rounds.add(app, forget_old)
    rounds.add(app, lambda _session: forget_written(folder_of(app.config), clock.now()))


_mail = AppGroup("mail", help="What waits to be sent.")


@_mail.command("send")
@speaking_plainly()
def _send() -> None:
    """Send what is due now, once."""
    try:
        done = _mailing().send_due()
    except Unreachable as trouble:
        raise click.ClickException(f"The mail server cannot be reached ({trouble}); everything is kept.") from None
    with database().reading() as session:
        left = standing(session)
    click.echo(f"{done.sent:,} sent, {done.refused:,} refused for now, {done.put_aside:,} put aside.")
    click.echo(f"{left.waiting:,} wait, {left.put_aside:,} are put aside.")


@_mail.command("work")
@speaking_plainly()
def _work() -> None:
    """Stay and send; for a process manager. The server then starts no worker of its own on this machine."""
    stop = stopped_by_signals()
    lock = take_lock(current_app.config["INSTANCE_DIR"])
    try:
        work(_mailing(), stop)
    finally:
        if lock is not None:
            lock.close()


@_mail.command("retry")
@speaking_plainly()
def _retry() -> None:
    """Try once more what was put aside."""
    with database().writing() as session:
        number = try_again(session)
    click.echo(f"{number:,} will be tried again.")


@_mail.command("bounced")
@click.argument("address", required=False)
@speaking_plainly(NoAddress)
def _bounced(address: str | None) -> None:
    """Note that mail does not reach ADDRESS; or whom the report of delivery on stdin says it has not reached."""
    lost = came_back(message_from_binary_file(sys.stdin.buffer)) if address is None else [one_address(address)]
    with database().writing() as session:
        for each in lost:
            returned(session, each)
    number = len(lost)
    click.echo(f"{number:,} address{'' if number == 1 else 'es'} noted; accounts follow within ten minutes.")


def _mailing() -> Mailing:
    return mailing(current_app.config, database())
