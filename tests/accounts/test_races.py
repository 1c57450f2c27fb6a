"""AUTH-10, AUTH-11: one code lets one person in, however many come with it at once, on both databases."""

from pathlib import Path
from uuid import UUID

import pyotp
import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.accounts.factors.actions import new_recovery_codes, show_code, show_recovery_code
from app.accounts.factors.models import AuthenticatorApp
from app.accounts.models import Account
from app.plumbing import clock
from app.plumbing.database import Database
from app.plumbing.sealing import cipher
from config import Config
from tests.accounts.racing import TRIES, race

KEY = "for tests only, 0123456789abcdef"
SECRET = pyotp.random_base32()


@pytest.fixture
def account_id(database: Database) -> UUID:
    """Somebody with an app."""
    sealed = cipher(KEY, "authenticator app").encrypt(SECRET.encode()).decode()
    with database.writing() as session:
        person = Account(email="a@example.org", role="practitioner", created_at=clock.now())
        session.add(person)
        session.flush()
        app = AuthenticatorApp(account_id=person.id, counts=True, sealed_secret=sealed, created_at=clock.now())
        session.add(app)
    return person.id


@pytest.fixture
def config(database: Database, instance_dir: Path) -> Config:
    """The settings of both processes."""
    url = database.url.render_as_string(hide_password=False)
    return Config(environment="testing", secret_key=KEY, database_url=url, instance_dir=instance_dir, log_level="ERROR")


def enter_code(session: Session, account_id: UUID, code: str) -> bool:
    return show_code(session, account_id, code, cipher(KEY, "authenticator app"))


def test_auth_10_of_50_who_enter_one_code_one_succeeds(config: Config, account_id: UUID) -> None:
    # Of the next half minute, so that it is good however long the processes take to start.
    code = pyotp.TOTP(SECRET).at(clock.now(), counter_offset=1)
    assert race(config, enter_code, account_id, code) == {True: 1, False: TRIES - 1}


def test_auth_11_of_50_who_enter_one_recovery_code_one_succeeds(app: Flask, config: Config, account_id: UUID) -> None:
    with app.test_request_context(), app.extensions["attune.database"].writing() as session:
        code = new_recovery_codes(session, account_id)[0]
    assert race(config, show_recovery_code, account_id, code) == {True: 1, False: TRIES - 1}
