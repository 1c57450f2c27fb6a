"""Passkeys in a real browser, with the authenticator Chromium brings for tests (AUTH-12); codes without a script."""

import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyotp
import pytest
import time_machine
from flask import Flask
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

from app import create_app
from app.plumbing import clock
from config import Config
from tests.conftest import _with_vocabulary
from tests.databases import Templates
from tests.journeys.conftest import Visitor
from tests.journeys.test_every_page import complaints_of_axe
from tests.signed_in import ARRIVED, PASSWORD, make_account

METHODS = "/account/sign-in-methods"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, instance_dir: Path) -> Iterator[Flask]:
    """An application served at a name: no address of numbers can have passkeys."""
    templates = Templates(tmp_path_factory.mktemp("passkeys"), "sqlite", {"vocabulary": _with_vocabulary})
    bound = socket.create_server(("127.0.0.1", 0))
    port = bound.getsockname()[1]
    app = create_app(
        Config(
            environment="testing",
            secret_key="for tests only, 0123456789abcdef",
            log_level="ERROR",
            database_url=templates.copy("vocabulary"),
            instance_dir=instance_dir,
            base_url=f"http://localhost:{port}",
        )
    )
    server = make_server("127.0.0.1", port, app, threaded=True, fd=bound.fileno())
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield app
    server.shutdown()
    thread.join()
    server.server_close()
    bound.close()
    app.extensions["attune.database"].dispose()


@pytest.fixture
def site(app: Flask) -> str:
    """Where the visitors of this file arrive."""
    return str(app.config["BASE_URL"])


@pytest.fixture
def email(app: Flask, request: pytest.FixtureRequest) -> str:
    """Somebody with an account and a password."""
    return make_account(app, f"{request.node.name[:50].replace('[', '-').rstrip(']')}@example.org").email


@dataclass
class Authenticator:
    """The device in which a browser keeps passkeys."""

    session: Any
    id: str

    def owner_is_there(self, there: bool) -> None:
        self.session.send("WebAuthn.setUserVerified", {"authenticatorId": self.id, "isUserVerified": there})


def with_authenticator(person: Visitor) -> Authenticator:
    session = person.context.new_cdp_session(person.page)
    session.send("WebAuthn.enable")
    added = session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return Authenticator(session, added["authenticatorId"])


def sign_in(person: Visitor, email: str) -> Page:
    page = person.open("/account/sign-in")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")
    return page


def press(page: Page, words: str) -> None:
    page.locator("main").get_by_role("button", name=words, exact=True).click()


def make_passkey(person: Visitor) -> None:
    page = person.open(METHODS)
    page.get_by_role("link", name="Make a passkey").click()
    press(page, "Make the passkey")
    expect(page.get_by_role("heading", level=1)).to_have_text("Keep these recovery codes")
    page.get_by_role("link", name="I have kept them").click()


def sign_out(person: Visitor) -> Page:
    page = person.open("/account")
    press(page, "Sign out")
    return page


Arrive = Callable[..., Visitor]


def test_auth_12_a_passkey_is_made_and_signs_in(visitor: Arrive, email: str) -> None:
    person = visitor(360)
    with_authenticator(person)
    sign_in(person, email)
    make_passkey(person)
    expect(person.page.locator(".kept-passkeys li")).to_have_count(1)
    page = sign_out(person)
    press(page, "Sign in with a passkey")
    expect(page.get_by_role("heading", level=1)).to_have_text(ARRIVED)
    expect(person.open("/account").get_by_text(email)).to_be_visible()
    assert (person.complaints, person.outside) == ([], [])


def test_auth_12_a_passkey_follows_a_password(visitor: Arrive, email: str) -> None:
    person = visitor(360)
    with_authenticator(person)
    sign_in(person, email)
    make_passkey(person)
    sign_out(person)
    page = sign_in(person, email)
    expect(page.get_by_role("heading", level=1)).to_have_text("One more step")
    press(page, "Use a passkey")
    expect(page.get_by_role("heading", level=1)).to_have_text(ARRIVED)


def test_auth_12_a_device_that_does_not_know_its_owner_signs_nobody_in(visitor: Arrive, email: str) -> None:
    person = visitor()
    device = with_authenticator(person)
    sign_in(person, email)
    make_passkey(person)
    page = sign_out(person)
    device.owner_is_there(False)
    press(page, "Sign in with a passkey")
    expect(page.locator("[data-passkey-said]")).to_have_text("No passkey was shown. Try again, or use another way.")
    device.owner_is_there(True)
    press(page, "Sign in with a passkey")
    expect(page.get_by_role("heading", level=1)).to_have_text(ARRIVED)


def test_auth_15_a_passkey_shows_again_who_this_is(visitor: Arrive, email: str) -> None:
    person = visitor()
    with_authenticator(person)
    sign_in(person, email)
    make_passkey(person)
    with time_machine.travel(clock.now() + timedelta(minutes=6)):
        page = person.open(f"{METHODS}/recovery-codes")
        expect(page.get_by_role("heading", level=1)).to_have_text("Is it still you?")
        press(page, "Use a passkey")
        expect(page.get_by_role("heading", level=1)).to_have_text("New recovery codes")


def test_a_page_left_open_asks_who_this_is_before_a_passkey_is_made(visitor: Arrive, email: str) -> None:
    person = visitor()
    with_authenticator(person)
    page = sign_in(person, email)
    person.open(f"{METHODS}/passkeys/new")
    with time_machine.travel(clock.now() + timedelta(minutes=6)):
        press(page, "Make the passkey")
        expect(page.get_by_role("heading", level=1)).to_have_text("Is it still you?")


def test_a_device_has_one_passkey_for_an_account(visitor: Arrive, email: str) -> None:
    person = visitor()
    with_authenticator(person)
    page = sign_in(person, email)
    make_passkey(person)
    person.open(f"{METHODS}/passkeys/new")
    press(page, "Make the passkey")
    expect(page.locator("[data-passkey-said]")).to_have_text("This device has a passkey for your account already.")


def test_auth_10_an_app_needs_no_script(visitor: Arrive, email: str) -> None:
    person = visitor(360, scripts=False)
    page = sign_in(person, email)
    person.open(METHODS)
    press(page, "Set up an app")
    page.get_by_text("I cannot scan: type it in").click()
    shows = pyotp.TOTP(page.locator(".secret").inner_text().replace(" ", ""))
    page.get_by_role("textbox", name="Code from your app").fill(shows.at(clock.now(), counter_offset=-1))
    press(page, "Confirm")
    codes = page.locator(".recovery-codes code").all_inner_texts()
    assert len(codes) == 10
    sign_out(person)
    sign_in(person, email)
    page.get_by_role("textbox", name="Code from your app").fill(shows.at(clock.now()))
    press(page, "Go on")
    assert page.locator("h1").inner_text() == ARRIVED
    sign_out(person)
    sign_in(person, email)
    page.get_by_text("use a recovery code").click()
    page.get_by_role("textbox", name="Recovery code").fill(codes[0])
    press(page, "Use this code")
    assert page.locator("h1").inner_text() == ARRIVED


def test_without_scripts_a_page_says_what_passkeys_need(visitor: Arrive, email: str) -> None:
    person = visitor(scripts=False)
    sign_in(person, email)
    page = person.open(f"{METHODS}/passkeys/new")
    expect(page.get_by_text("An app that shows codes works without")).to_be_visible()
    expect(page.get_by_role("button", name="Make the passkey")).to_be_hidden()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(visitor: Arrive, email: str, dark: bool) -> None:
    person = visitor(360 if dark else 1280, dark=dark, bypass_csp=True)
    with_authenticator(person)
    page = sign_in(person, email)
    found = {"first": complaints_of_axe(person) if person.open(METHODS) else []}
    press(page, "Set up an app")
    secret = page.locator(".secret").text_content() or ""
    found["app"] = complaints_of_axe(person)
    page.get_by_role("textbox", name="Code from your app").fill("12")
    press(page, "Confirm")
    found["wrong"] = complaints_of_axe(person)
    page.get_by_role("textbox", name="Code from your app").fill(pyotp.TOTP(secret.replace(" ", "")).at(clock.now()))
    press(page, "Confirm")
    found["codes"] = complaints_of_axe(person)
    for path in (f"{METHODS}/passkeys/new", f"{METHODS}/recovery-codes", f"{METHODS}/app/remove", METHODS):
        person.open(path)
        found[path] = complaints_of_axe(person)
        assert page.evaluate("document.documentElement.scrollWidth") <= (360 if dark else 1280)
    sign_out(person)
    sign_in(person, email)
    found["second"] = complaints_of_axe(person)
    assert {where: complaints for where, complaints in found.items() if complaints} == {}
