"""Somebody has lost every second step: they are taken off, but never behind their owner's back (T6, T8)."""

from datetime import timedelta

import pyotp
import time_machine
from flask import Flask

from app.plumbing import clock
from app.plumbing.database import Database
from tests.accounts.person import SECOND, Holder, holder
from tests.moderation.test_people import act, go_round, trail
from tests.signed_in import Person, steward


def with_app(app: Flask) -> tuple[Holder, pyotp.TOTP]:
    """A practitioner with an app for codes, and what it shows."""
    ada = holder(app)
    shows, _codes = ada.set_up_app()
    return ada, shows


def is_asked_for_a_step(person: Person) -> bool:
    """Whether a right password alone signs nobody in."""
    return str(person.sign_in().response.request.path).startswith(SECOND)


def test_lost_steps_are_taken_off_after_three_days_with_a_letter_first(app: Flask) -> None:
    with time_machine.travel("2026-11-23 12:00Z", tick=False) as time:
        (ada, _shows), sam = with_app(app), steward(app)
        done = act(sam, ada, "reset-factors", "seen")
        assert "Second steps are taken off on" in done.text
        assert ada.told("It will be taken off on 2026-11-26, 12:00 UTC.") == 1
        time.shift(timedelta(hours=72) - timedelta(seconds=1))
        go_round(app)
        assert is_asked_for_a_step(ada)
        time.shift(timedelta(seconds=1))
        go_round(app)
        assert ada.told("was taken off your account") == 1
        assert not is_asked_for_a_step(ada)
        assert ada.is_signed_in


def test_whoever_shows_a_step_meanwhile_keeps_them(app: Flask, database: Database) -> None:
    with time_machine.travel("2026-11-23 12:00Z", tick=False) as time:
        (ada, shows), sam = with_app(app), steward(app)
        act(sam, ada, "reset-factors", "called")
        time.shift(timedelta(hours=1))
        ada.half()
        ada.enter(SECOND, 303, code=shows.at(clock.now()))
        time.shift(timedelta(hours=80))
        go_round(app)
        assert "account.factors-shown" in [line.act for line in trail(database)]
        assert is_asked_for_a_step(ada)


def test_a_steward_who_doubts_leaves_them(app: Flask) -> None:
    with time_machine.travel("2026-11-23 12:00Z", tick=False) as time:
        (ada, _shows), sam = with_app(app), steward(app)
        act(sam, ada, "reset-factors", "called")
        act(sam, ada, "keep-factors", "doubt")
        assert ada.told("stays: it will not be taken off") == 1
        time.shift(timedelta(hours=80))
        go_round(app)
        assert is_asked_for_a_step(ada)
