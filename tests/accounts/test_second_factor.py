"""The second factor at signing in, before dangerous acts, and for those who must have one (AUTH-07, -12, -15)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask, Response

from app.access.permissions import for_stewards
from app.accounts.factors.models import AuthenticatorApp, Passkey
from app.accounts.models import Account
from app.plumbing import clock
from tests.accounts.person import METHODS, SECOND, Holder, holder
from tests.signed_in import ARRIVED, letters, link_in

NOW = datetime(2026, 11, 23, 12, 0, 10, tzinfo=UTC)
SIGN_IN, CONFIRM = "/account/sign-in", "/account/confirm"
NEW_PASSKEY = f"{METHODS}/passkeys/new"


@pytest.fixture(autouse=True)
def moment() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def ada(app: Flask) -> Holder:
    return holder(app)


def test_a_password_is_enough_for_whoever_has_nothing_else(ada: Holder) -> None:
    assert Holder(ada.app, ada.email).sign_in().h1 == ARRIVED


def test_a_password_leads_to_the_second_step(ada: Holder) -> None:
    ada.set_up_app()
    elsewhere = Holder(ada.app, ada.email)
    assert elsewhere.sign_in(next="/find").h1 == "One more step"
    assert not elsewhere.is_signed_in


def test_what_was_asked_for_comes_after_both_steps(ada: Holder) -> None:
    shows, _codes = ada.set_up_app()
    elsewhere = Holder(ada.app, ada.email)
    step = elsewhere.sign_in(next="/account/browsers")
    assert elsewhere.submit(step, "Go on", code=shows.at(clock.now())).h1 == "Where you are signed in"


def test_the_first_step_waits_ten_minutes_for_the_second(ada: Holder, moment: time_machine.Traveller) -> None:
    ada.set_up_app()
    ada.half()
    moment.shift(timedelta(minutes=10, seconds=1))
    assert ada.get(SECOND).h1 == "Sign in"


def test_nobody_is_asked_for_a_second_step_before_a_first(app: Flask) -> None:
    assert Holder(app).get(SECOND).h1 == "Sign in"


def test_auth_12_a_passkey_alone_signs_in(ada: Holder) -> None:
    phone = ada.device()
    ada.add_passkey(phone)
    elsewhere = Holder(ada.app, ada.email)
    assert elsewhere.show_passkey(phone, f"{SIGN_IN}?next=/account/browsers") == "/account/browsers"
    assert elsewhere.is_signed_in
    # Strong: nothing more is asked for.
    elsewhere.get(SECOND, expect=303, follow=False)


def test_auth_03_a_passkey_gives_the_browser_another_reference(ada: Holder) -> None:
    phone = ada.device()
    ada.add_passkey(phone)
    ada.half()
    before = ada.reference
    ada.show_passkey(phone, SECOND)
    assert ada.reference not in (None, before)
    ada.hold(str(before))
    assert not ada.is_signed_in


def test_auth_04_a_passkey_of_a_suspended_account_signs_nobody_in(ada: Holder) -> None:
    phone = ada.device()
    ada.add_passkey(phone)
    with ada.app.extensions["attune.database"].writing() as session:
        session.get_one(Account, ada.account.id).suspended_at = clock.now()
    stranger = Holder(ada.app, ada.email)
    assert stranger.show_passkey(phone, SIGN_IN) == f"{SIGN_IN}?passkey=refused"
    assert "That passkey did not work here" in stranger.get(f"{SIGN_IN}?passkey=refused").text


def test_auth_12_a_challenge_of_one_account_is_not_answered_by_another(ada: Holder) -> None:
    phone = ada.device()
    ada.add_passkey(phone)
    answer = phone.show(ada.options(CONFIRM))
    assert "passkey=refused" in Holder(ada.app).send_passkey(answer, SIGN_IN)


def test_auth_07_a_new_password_by_mail_does_not_skip_the_second_step(ada: Holder) -> None:
    ada.set_up_app()
    stranger = Holder(ada.app, ada.email, "another seven quiet herons")
    stranger.submit(stranger.get("/account/forgotten-password"), email=ada.email)
    link = next(link_in(mail, ada.app) for mail in letters(ada.app, ada.email) if "choose-password" in mail.body)
    stranger.submit(stranger.get(link), password=stranger.password)
    assert stranger.sign_in().h1 == "One more step"
    assert not stranger.is_signed_in


DANGEROUS = [
    f"{METHODS}/app",
    f"{METHODS}/app/remove",
    f"{METHODS}/recovery-codes",
    NEW_PASSKEY,
    f"{METHODS}/passkeys/00000000-0000-0000-0000-000000000000",
    f"{METHODS}/passkeys/00000000-0000-0000-0000-000000000000/remove",
]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("path", DANGEROUS)
def test_auth_15_after_five_minutes_it_is_asked_again_who_this_is(
    ada: Holder, moment: time_machine.Traveller, path: str, method: str
) -> None:
    moment.shift(timedelta(minutes=5, seconds=1))
    page = getattr(ada, method)(path, expect=303, follow=False)
    assert page.response.location == f"{CONFIRM}?next={path}"


def test_auth_15_also_before_a_device_makes_a_passkey(ada: Holder, moment: time_machine.Traveller) -> None:
    moment.shift(timedelta(minutes=5, seconds=1))
    ada.post(f"{METHODS}/passkeys/challenge", expect=303, follow=False)


def test_auth_15_a_code_shows_again_who_this_is(ada: Holder, moment: time_machine.Traveller) -> None:
    shows, _codes = ada.set_up_app()
    moment.shift(timedelta(minutes=6))
    asked = ada.get(NEW_PASSKEY)
    assert asked.h1 == "Is it still you?"
    assert ada.submit(asked, "Go on", code=shows.at(clock.now())).h1 == "Make a passkey"


def test_auth_15_a_passkey_shows_again_who_this_is(ada: Holder, moment: time_machine.Traveller) -> None:
    phone = ada.device()
    ada.add_passkey(phone)
    moment.shift(timedelta(minutes=6))
    assert ada.show_passkey(phone, f"{CONFIRM}?next={NEW_PASSKEY}") == NEW_PASSKEY
    assert ada.get(NEW_PASSKEY).h1 == "Make a passkey"


def test_auth_15_a_password_is_not_enough_for_whoever_has_more(ada: Holder, moment: time_machine.Traveller) -> None:
    ada.set_up_app()
    moment.shift(timedelta(minutes=6))
    page = ada.get(CONFIRM)
    assert not page.every("input", type="password")
    ada.post(CONFIRM, {"password": ada.password}, expect=400)
    assert ada.get(NEW_PASSKEY).h1 == "Is it still you?"


def test_auth_15_a_password_is_enough_for_whoever_has_nothing_else(ada: Holder, moment: time_machine.Traveller) -> None:
    moment.shift(timedelta(minutes=6))
    assert ada.submit(ada.get(NEW_PASSKEY), password=ada.password).h1 == "Make a passkey"


def test_auth_15_somebody_elses_passkey_does_not_confirm(ada: Holder) -> None:
    ada.add_passkey(ada.device())
    ben = holder(ada.app, "ben@example.org")
    bens = ben.device()
    ben.add_passkey(bens)
    assert "passkey=refused" in ada.show_passkey(bens, CONFIRM)


@pytest.fixture
def stella(app: Flask) -> Holder:
    """A steward with a password and no more; a desk is theirs."""
    app.add_url_rule("/desk", "desk", for_stewards(lambda: Response("the desk", mimetype="text/plain")))
    return holder(app, "stella@example.org", "steward")


def test_a_steward_is_led_to_set_up_a_second_step(stella: Holder) -> None:
    stranger = Holder(stella.app, stella.email)
    assert stranger.sign_in().h1 == "Set up a second step"
    assert stranger.get("/desk").h1 == "Set up a second step"


def test_a_steward_works_once_a_second_step_is_set_up(stella: Holder) -> None:
    stella.set_up_app()
    assert stella.get("/desk").body == "the desk"


def test_a_steward_with_a_passkey_comes_to_the_desk_at_once(stella: Holder) -> None:
    phone = stella.device()
    stella.add_passkey(phone)
    assert Holder(stella.app, stella.email).show_passkey(phone, f"{SIGN_IN}?next=/desk") == "/desk"


def test_a_session_of_before_the_second_step_opens_no_desk(stella: Holder) -> None:
    before = Holder(stella.app, stella.email)
    before.be_signed_in()
    shows, _codes = stella.set_up_app()
    asked = before.get("/desk")
    assert asked.h1 == "One more step"
    assert before.submit(asked, "Go on", code=shows.at(clock.now())).body == "the desk"


@pytest.mark.parametrize("role", ["steward", "organisation-owner"])
def test_who_answers_for_others_keeps_one_second_step(app: Flask, role: str) -> None:
    stella = holder(app, "stella@example.org", role)
    stella.set_up_app()
    page = stella.enter(f"{METHODS}/app/remove", 409)
    assert "your account needs one" in page.text
    assert [row.counts for row in stella.every(AuthenticatorApp)] == [True]
    stella.add_passkey(stella.device(), expect=303)
    stella.enter(f"{METHODS}/app/remove", 303)
    stella.enter(f"{METHODS}/passkeys/{stella.every(Passkey)[0].id}/remove", 409)
    assert len(stella.every(Passkey)) == 1


def test_an_organisation_owner_is_led_to_set_up_a_second_step(app: Flask) -> None:
    owner = holder(app, "olu@example.org", "organisation-owner")
    assert Holder(owner.app, owner.email).sign_in().h1 == "Set up a second step"
