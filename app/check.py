"""`flask check`: refuses what is unsafe in production, one sentence a finding."""

import stat
from collections.abc import Iterator
from datetime import timedelta

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from app.places.requests import place_finder
from app.plumbing import clock
from app.plumbing.database import UnusableDatabase
from app.plumbing.mailing import MOST_TRIES, standing
from app.plumbing.requests import database
from app.plumbing.schema import require_current

_LINES_STALE_AFTER_DAYS = 180
_MAIL_LATE_AFTER = timedelta(minutes=15)


def init_app(app: Flask) -> None:
    app.cli.add_command(_check)


@click.command("check")
@with_appcontext
def _check() -> None:
    """Say what is unsafe or not ready, and exit with 1 if anything is."""
    findings = [*_configuration(), *_readiness(), *_files()]
    for finding in findings:
        click.echo(finding, err=True)
    for notice in _notices():
        click.echo(f"Note: {notice}")
    if findings:
        raise SystemExit(1)
    click.echo("Nothing unsafe was found.")


def _configuration() -> Iterator[str]:
    config = current_app.config
    if config["ENVIRONMENT"] != "production":
        yield "ENVIRONMENT is not production."
    if not config["TRUSTED_PROXIES"] and config["HOST"] not in ("127.0.0.1", "::1", "localhost"):
        yield "The server listens to the world without a proxy that speaks TLS; set HOST or TRUSTED_PROXIES."


def _readiness() -> Iterator[str]:
    for ready in (lambda: require_current(database()), place_finder):
        try:
            ready()
        except (UnusableDatabase, ValueError) as error:
            yield str(error)


def _files() -> Iterator[str]:
    """What others on the machine may read (OPS-03)."""
    config = current_app.config
    folder = config["INSTANCE_DIR"]
    if folder.exists() and stat.S_IMODE(folder.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO):
        yield f"INSTANCE_DIR {folder} can be read by others on this machine; give it mode 700."


def _notices() -> Iterator[str]:
    yield from _stale_lines()
    yield from _mail()


def _mail() -> Iterator[str]:
    try:
        require_current(database())
    except UnusableDatabase:
        # It has been said above.
        return
    with database().reading() as session:
        mail = standing(session)
    if mail.put_aside:
        yield f"{mail.put_aside} mails were given up after {MOST_TRIES} tries; `flask mail retry` tries them again."
    if mail.oldest is not None and clock.now() - mail.oldest > _MAIL_LATE_AFTER:
        yield f"{mail.waiting} mails wait, the oldest since {mail.oldest:%d %B %H:%M} UTC; is the mail server well?"


def _stale_lines() -> Iterator[str]:
    countries = current_app.extensions["attune.urgent_help"].countries.values()
    ages = [(clock.today() - line.checked_on).days for country in countries for line in country.lines]
    stale = sum(age > _LINES_STALE_AFTER_DAYS for age in ages)
    if stale:
        yield f"{stale} of {len(ages)} crisis lines were last checked more than {_LINES_STALE_AFTER_DAYS} days ago."
