"""Somebody with an account, at a browser: signs in, fills in forms, reads mail."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pyotp
from flask import Flask
from sqlalchemy import select

from app.accounts import sessions
from app.accounts.factors.models import RecoveryCode
from app.accounts.models import Account
from app.plumbing import clock
from app.plumbing.database import Database
from app.plumbing.outbox import OutboxMail
from tests.accounts.device import Device
from tests.visit import Page, Visit, police, text_of

METHODS = "/account/sign-in-methods"


@dataclass
class Person:
    """An account, and the browser of whoever uses it."""

    app: Flask
    account_id: UUID
    visit: Visit

    @property
    def database(self) -> Database:
        found: Database = self.app.extensions["attune.database"]
        return found

    def sign_in(self, *, complete: bool = True, strong: bool = False) -> None:
        """Arrive at what a right password leads to."""
        with self.app.test_request_context(), self.database.writing() as session:
            account = session.get_one(Account, self.account_id)
            self.holds(sessions.begin(session, account, complete=complete, strong=strong))

    def holds(self, reference: str) -> None:
        self.visit.client.set_cookie("attune", reference)

    def another_browser(self) -> "Person":
        """The same account elsewhere, not signed in."""
        return Person(self.app, self.account_id, Visit(self.app))

    def open(self, path: str, expect: int = 200) -> Page:
        return self.visit.path(path, expect=expect)

    def fill_in(self, path: str, expect: int, *, to: str | None = None, **fields: str) -> Page:
        """Open a page and send its form that goes `to` a path (the page's own), with these fields."""
        action = to or path.partition("?")[0]
        forms = [
            form
            for form in self.open(path).every("form", action=action)
            if not fields or set(fields) & {control.get("name") for control in form.iter("input")}
        ]
        sent = {control.get("name", ""): control.get("value", "") for control in forms[0].iter("input")}
        page = Page(self.visit.client.post(action, data=sent | fields))
        assert page.status == expect, f"{action} answered {page.status}: {page.text if page.every('main') else ''}"
        if page.status != 303 and "Set-Cookie" not in page.response.headers:
            police(page)
        return page

    def is_signed_in(self) -> bool:
        return self.visit.client.get(METHODS).status_code == 200

    def set_up_app(self) -> tuple[pyotp.TOTP, list[str]]:
        """Set up an app on its pages; what it shows from then on, and the recovery codes that came with it."""
        had_codes = any(row.account_id == self.account_id for row in self.every(RecoveryCode))
        self.fill_in(METHODS, 303, to=f"{METHODS}/app")
        page = self.open(f"{METHODS}/app")
        shows = pyotp.TOTP(text_of(page.every("code", class_="secret")[0]).replace(" ", ""))
        # A code of a moment ago, so that the one of now is still to be used.
        code = shows.at(clock.now(), counter_offset=-1)
        codes = recovery_codes_on(self.fill_in(f"{METHODS}/app", 303 if had_codes else 200, code=code))
        return shows, codes

    def device(self, **changes: Any) -> Device:
        """A device of theirs, without a passkey yet."""
        address = self.app.config["BASE_URL"]
        return Device(**{"origin": address, "rp_id": urlsplit(address).hostname} | changes)

    def add_passkey(self, device: Device, expect: int = 200) -> Page:
        """Make a passkey on a device, as the page and its script do."""
        answer = device.make(self.options(f"{METHODS}/passkeys/new"))
        return self.fill_in(f"{METHODS}/passkeys/new", expect, answer=answer, name="Phone")

    def options(self, path: str) -> str:
        """What the script of a page asks for before it asks the device."""
        form = next(form for form in self.open(path).tree.iter("form") if form.get("data-passkey"))
        token = next(control.get("value") for control in form.iter("input") if control.get("name") == "csrf_token")
        answer = self.visit.client.post(form.get("data-challenge", ""), data={"csrf_token": token})
        assert answer.status_code == 200, answer.text
        return answer.text

    def show_passkey(self, device: Device, path: str) -> str | None:
        """Show a passkey on a page; where that leads."""
        return self.send_passkey(device.show(self.options(path)), path)

    def send_passkey(self, answer: str, path: str) -> str | None:
        """Send what a device answered; where that leads."""
        form = next(form for form in self.open(path).tree.iter("form") if form.get("data-passkey"))
        return self.fill_in(path, 303, to=form.get("action"), answer=answer).response.location

    def mails(self, words: str) -> list[str]:
        """The bodies of the mails with these words that wait for this account."""
        return [mail.body for mail in self.every(OutboxMail) if words in mail.body]

    def every(self, table: type[Any]) -> list[Any]:
        with self.database.reading() as session:
            return list(session.scalars(select(table)))


def person(app: Flask, role: str = "practitioner", email: str = "a@example.org") -> Person:
    """Somebody new, not signed in yet."""
    with app.extensions["attune.database"].writing() as session:
        account = Account(email=email, role=role, created_at=clock.now(), email_confirmed_at=clock.now())
        session.add(account)
    return Person(app, account.id, Visit(app))


def recovery_codes_on(page: Page) -> list[str]:
    """The codes a page shows this once."""
    return [text_of(code) for lines in page.every("ol", class_="recovery-codes") for code in lines.iter("code")]
