"""`flask steward create`: how the first steward comes in."""

from click.testing import Result
from flask import Flask

from tests.signed_in import PASSWORD, Person, make_account, steward


def create(app: Flask, email: str) -> Result:
    return app.test_cli_runner().invoke(args=["steward", "create", email])


def test_a_link_to_choose_a_password_is_printed_once(app: Flask) -> None:
    result = create(app, "Steward@example.org")
    assert result.exit_code == 0, result.output
    link = result.stdout.strip()
    assert link.startswith(app.config["BASE_URL"] + "/account/choose-password/")
    person = Person(app, "steward@example.org")
    page = person.get(link.removeprefix(app.config["BASE_URL"]))
    assert page.h1 == "Choose a password"
    assert person.submit(page, password=PASSWORD).h1 == "Sign in"
    assert person.account.role == "steward"
    assert person.sign_in().h1 == "Set up a second step"


def test_an_account_that_is_there_is_one_sentence(app: Flask) -> None:
    make_account(app, "ada@example.org")
    result = create(app, "ada@example.org")
    assert result.exit_code == 1
    assert "There is an account of ada@example.org already." in result.output


def test_what_is_no_address_is_one_sentence(app: Flask) -> None:
    assert "not an e-mail address" in create(app, "steward").output


def test_a_steward_cannot_sign_in_before_a_password_is_chosen(app: Flask) -> None:
    create(app, "steward@example.org")
    Person(app, "steward@example.org").sign_in(password="", expect=400)
    Person(app, "steward@example.org").sign_in(expect=400)


def test_the_driver_makes_a_steward_with_a_second_factor(app: Flask) -> None:
    assert steward(app).get("/account").h1 == "Your account"
