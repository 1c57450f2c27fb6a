"""`Person`: somebody with an account and a browser that keeps cookies, for every test of a page behind a sign-in.

    ada = practitioner(app)                      # confirmed and signed in, without a form or a hash
    page = ada.get("/account")                   # policed as every page is
    page = ada.submit(page, email="b@example.org")            # fills in the form of that page, follows where it leads
    member(app, role="editor")                   # of an approved organisation; an owner has a second factor
    steward(app)                                 # a steward, signed in with a second factor (`strong=False`: without)
    Person(app, "ada@example.org", PASSWORD)     # has a browser and nothing else yet; `sign_in()` goes by the form

`post` sends fields to an address with the token of the page seen last. Letters that were sent are in `letters(app)`.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from xml.etree.ElementTree import Element

from flask import Flask
from sqlalchemy import select

from app.accounts import sessions
from app.accounts.cookies import BrowserSessions
from app.accounts.models import Account
from app.accounts.passwords import hash_password
from app.accounts.queries import account_by_email
from app.organisations.models import Member, Organisation
from app.plumbing import clock
from app.plumbing.database import Database
from app.plumbing.outbox import OutboxMail
from tests.visit import Page, police, text_of

PASSWORD = "seven quiet herons wade"
# The heading of the page where a practitioner without a listing arrives.
ARRIVED = "Who is this listing about?"
FIREFOX = "Mozilla/5.0 (Android 16; Mobile; rv:150.0) Gecko/150.0 Firefox/150.0"
_hashed: dict[str, str] = {}


class Person:
    """A browser of somebody's own, at one network address."""

    def __init__(
        self, app: Flask, email: str = "ada@example.org", password: str = PASSWORD, *, at: str = "127.0.0.1"
    ) -> None:
        self.app, self.email, self.password = app, email, password
        self.client = app.test_client()
        self.surroundings = {"REMOTE_ADDR": at, "HTTP_USER_AGENT": FIREFOX}
        self.page: Page | None = None

    def get(self, path: str, *, expect: int = 200, follow: bool = True) -> Page:
        """Open a page, going where it leads."""
        return self._arrived(self.client.get(path, environ_overrides=self.surroundings), path, expect, follow)

    def post(
        self, path: str, fields: Mapping[str, Any] | None = None, *, expect: int = 200, follow: bool = True
    ) -> Page:
        """Send fields with the token of the page seen last, going where it leads."""
        data = {"csrf_token": self.token, **(fields or {})}
        answer = self.client.post(path, data=data, environ_overrides=self.surroundings)
        return self._arrived(answer, path, expect, follow)

    def submit(self, page: Page, button: str = "", *, expect: int = 200, follow: bool = True, **fields: Any) -> Page:
        """Fill in and send the form of a page; with several, the one whose button reads so."""
        form = _form(page, button)
        assert set(fields) <= {e.get("name") for e in form.iter()}, "the form has no such field"
        sent: dict[str, Any] = {}
        for control in filter(_is_sent, form.iter()):
            sent.setdefault(control.get("name", ""), []).append(_value(control))
        path = form.get("action") or page.response.request.full_path.rstrip("?")
        self.page = page
        if form.get("method") == "post":
            return self.post(path, sent | fields, expect=expect, follow=follow)
        return self.get(f"{path}?{urlencode(sent | fields, doseq=True)}", expect=expect)

    def sign_in(self, *, next: str = "", expect: int = 200, **fields: str) -> Page:
        """By the form."""
        page = self.get(f"/account/sign-in?next={next}" if next else "/account/sign-in")
        return self.submit(page, expect=expect, **{"email": self.email, "password": self.password} | fields)

    def be_signed_in(self, *, complete: bool = True, strong: bool = False) -> None:
        """At once: the account must be there."""
        request = self.app.test_request_context(environ_overrides=self.surroundings)
        with request, _database(self.app).writing() as session:
            account = account_by_email(session, self.email)
            assert account is not None
            self.hold(sessions.begin(session, account, complete=complete, strong=strong))

    def hold(self, reference: str) -> None:
        """Have this reference in the cookie."""
        self.client.set_cookie(self.cookies.name, reference)

    @property
    def cookies(self) -> BrowserSessions:
        interface = self.app.session_interface
        assert isinstance(interface, BrowserSessions)
        return interface

    @property
    def reference(self) -> str | None:
        cookie = self.client.get_cookie(self.cookies.name)
        return None if cookie is None else cookie.value

    @property
    def is_signed_in(self) -> bool:
        return self.client.get("/account", environ_overrides=self.surroundings).status_code == 200

    @property
    def account(self) -> Account:
        with _database(self.app).reading() as session:
            account = account_by_email(session, self.email)
        assert account is not None
        return account

    @property
    def token(self) -> str:
        tokens = [] if self.page is None else self.page.every("input", name="csrf_token")
        if not tokens:
            tokens = self.get("/account/sign-up").every("input", name="csrf_token")
        return tokens[0].get("value", "")

    def _arrived(self, answer: Any, path: str, expect: int, follow: bool) -> Page:
        for _step in range(5):
            if not follow or answer.status_code not in (301, 302, 303):
                break
            assert answer.location.startswith("/"), f"{path} leads away, to {answer.location}"
            answer = self.client.get(answer.location, environ_overrides=self.surroundings)
        page = Page(answer)
        assert page.status == expect, f"{path} answered {page.status}: {page.body[:2000]}"
        if page.response.mimetype == "text/html" and page.status not in (301, 302, 303):
            police(page, seeker=False)
            self.page = page
        return page


def make_account(app: Flask, email: str, role: str = "practitioner", password: str = PASSWORD) -> Account:
    """A confirmed account. Its hash is real and computed once a run."""
    if password not in _hashed:
        _hashed[password] = hash_password(password)
    now = clock.now()
    with _database(app).writing() as session:
        account = Account(email=email, role=role, created_at=now, email_confirmed_at=now, password_changed_at=now)
        account.password_hash = _hashed[password]
        session.add(account)
    return account


def practitioner(app: Flask, email: str = "ada@example.org", *, strong: bool = False) -> Person:
    """A practitioner, signed in."""
    return _made(app, email, "practitioner", strong)


def steward(app: Flask, email: str = "steward@example.org", *, strong: bool = True) -> Person:
    """A steward, signed in with a second factor."""
    return _made(app, email, "steward", strong)


def member(
    app: Flask, email: str = "member@example.org", *, role: str = "owner", status: str = "approved", strong: bool = True
) -> Person:
    """A member of an organisation of their own, signed in with a second factor."""
    person = _made(app, email, "practitioner", strong)
    now = clock.now()
    with _database(app).writing() as session:
        body = Organisation(name="Harbour Collective", status=status, created_at=now)
        session.add(body)
        session.flush()
        session.add(Member(account_id=person.account.id, organisation_id=body.id, role=role, joined_at=now))
    return person


def letters(app: Flask, to: str | None = None) -> list[OutboxMail]:
    """The mails that wait to be sent, the oldest first."""
    with _database(app).reading() as session:
        mails = session.scalars(select(OutboxMail).order_by(OutboxMail.created_at, OutboxMail.id)).all()
    return [mail for mail in mails if to is None or mail.recipient == to]


def link_in(mail: OutboxMail, app: Flask) -> str:
    """The path of the first link of a mail; every link in it is one of ours."""
    base = app.config["BASE_URL"]
    found = [word for word in mail.body.split() if "://" in word]
    assert found and all(link.startswith(base + "/") for link in found)
    return found[0].removeprefix(base)


def _made(app: Flask, email: str, role: str, strong: bool) -> Person:
    make_account(app, email, role)
    person = Person(app, email)
    person.be_signed_in(strong=strong)
    return person


def _database(app: Flask) -> Database:
    database: Database = app.extensions["attune.database"]
    return database


def _form(page: Page, button: str) -> Element:
    forms = [form for main in page.every("main") for form in main.iter("form")]
    found = [form for form in forms if any(button in text_of(b) for b in form.iter("button"))]
    assert len(found) == 1 or (found and not button), f"{len(found)} forms with a button {button!r}"
    return found[0]


def _is_sent(control: Element) -> bool:
    if control.tag not in ("input", "select", "textarea") or not control.get("name"):
        return False
    kind = control.get("type", "")
    return kind not in ("submit", "button", "file") and (
        kind not in ("checkbox", "radio") or control.get("checked") is not None
    )


def _value(control: Element) -> str:
    if control.tag == "textarea":
        return control.text or ""
    if control.tag == "select":
        chosen = [o for o in control.iter("option") if o.get("selected") is not None] or list(control.iter("option"))
        return chosen[0].get("value", text_of(chosen[0])) if chosen else ""
    return control.get("value", "on" if control.get("type") in ("checkbox", "radio") else "")
