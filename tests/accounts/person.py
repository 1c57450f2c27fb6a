"""Somebody with an account who sets up second factors and shows them: an app, recovery codes, a device."""

from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import pyotp
from flask import Flask
from sqlalchemy import select

from app.accounts.factors.models import RecoveryCode
from app.plumbing import clock
from tests.accounts.device import Device
from tests.signed_in import Person, letters, make_account
from tests.visit import Page, text_of

METHODS = "/account/sign-in-methods"
SECOND = "/account/second-factor"


class Holder(Person):
    """A person with things to show."""

    def half(self) -> None:
        """Be where a right password leads whoever has a second factor."""
        self.be_signed_in(complete=False)

    def enter(self, path: str, expect: int, **fields: str) -> Page:
        """Open a page, fill in the one form that has these fields, send it; where that leads is not followed."""
        page = self.get(path)
        form = next(form for form in page.every("form") if set(fields) <= {c.get("name") for c in form.iter("input")})
        sent = {control.get("name", ""): control.get("value", "") for control in form.iter("input")}
        return self.post(form.get("action") or path, sent | fields, expect=expect, follow=False)

    def set_up_app(self) -> tuple[pyotp.TOTP, list[str]]:
        """Set up an app on its pages; what it shows from then on, and the recovery codes that came with it."""
        has_codes = any(row.account_id == self.account.id for row in self.every(RecoveryCode))
        page = self.begin_app()
        shows = pyotp.TOTP(text_of(page.every("code", class_="secret")[0]).replace(" ", ""))
        # A code of a moment ago, so that the one of now is still to be used.
        code = shows.at(clock.now(), counter_offset=-1)
        return shows, recovery_codes_on(self.enter(f"{METHODS}/app", 303 if has_codes else 200, code=code))

    def begin_app(self) -> Page:
        """Have a secret made; the page that tells it."""
        self.get(METHODS)
        return self.post(f"{METHODS}/app")

    def device(self, **changes: Any) -> Device:
        """A device of theirs, without a passkey yet."""
        address = self.app.config["BASE_URL"]
        return Device(**{"origin": address, "rp_id": urlsplit(address).hostname} | changes)

    def add_passkey(self, device: Device, expect: int = 200) -> Page:
        """Make a passkey on a device, as the page and its script do."""
        answer = device.make(self.options(f"{METHODS}/passkeys/new"))
        return self.enter(f"{METHODS}/passkeys/new", expect, answer=answer, name="Phone")

    def options(self, path: str) -> str:
        """What the script of a page asks for before it asks the device."""
        where = _passkey_form(self.get(path)).get("data-challenge", "")
        return self.post(where).body

    def show_passkey(self, device: Device, path: str) -> str:
        """Show a passkey on a page; where that leads."""
        return self.send_passkey(device.show(self.options(path)), path)

    def send_passkey(self, answer: str, path: str) -> str:
        """Send what a device answered; where that leads."""
        where = _passkey_form(self.get(path)).get("action", "")
        return str(self.post(where, {"answer": answer}, expect=303, follow=False).response.location)

    def told(self, words: str) -> int:
        """How many letters to them say this."""
        return sum(words in letter.body for letter in letters(self.app, self.email))

    def every(self, table: type[Any]) -> list[Any]:
        """The rows of a table."""
        with self.app.extensions["attune.database"].reading() as session:
            return list(session.scalars(select(table)))


def holder(app: Flask, email: str = "ada@example.org", role: str = "practitioner") -> Holder:
    """Somebody signed in with their password, without a second factor yet."""
    make_account(app, email, role)
    person = Holder(app, email)
    person.be_signed_in()
    return person


def recovery_codes_on(page: Page) -> list[str]:
    """The codes a page shows this once."""
    return [text_of(code) for lines in page.every("ol", class_="recovery-codes") for code in lines.iter("code")]


def _passkey_form(page: Page) -> Element:
    return next(form for form in page.tree.iter("form") if form.get("data-passkey"))
