"""What somebody can pay."""

import pytest

from app.criteria.grammar import serialise
from tests.understanding.conftest import Asked, Hear


@pytest.mark.parametrize(
    ("text", "pay"),
    [
        ("£25", "25"),
        ("£ 25", "25"),
        ("25£", "25"),
        ("£25.50", "25.50"),
        ("25 quid", "25"),
        ("25quid", "25"),
        ("twenty five quid", "25"),
        ("twenty one pounds a session", "21"),
        ("up to twenty-one pounds", "21"),
        ("thirty two quid max", "32"),
        ("one hundred pounds", "100"),
        ("forty pounds", "40"),
        ("a tenner", "10"),
        ("a fiver", "5"),
        ("£1,000", "1000"),
        ("40 max", "40"),
        ("max 40", "40"),
        ("up to 35", "35"),
        ("no more than 20", "20"),
        ("can pay 30", "30"),
        ("my budget is 45", "45"),
        ("20 per session", "20"),
        ("20 a week", "20"),
        ("£30-40", "40"),
        ("£30–40", "40"),
        ("£30 - £40", "40"),
        ("30 to 40 pounds", "40"),
        ("between £30 and £40", "40"),
        ("between 30 and 40 pounds", "40"),
        ("£30 or £40 a session", "40"),
        ("usually £60, can only pay 30", "30"),
        ("£60 but I can pay £30 max", "30"),
        ("treinta y cinco libras", "35"),
        ("vingt livres", "20"),
        ("trzydzieści funtów", "30"),
        ("٢٥ جنيه", "25"),
        ("۲۰ پاؤنڈ", "20"),
        ("GBP 30", "30"),
    ],
)
def test_an_amount_is_the_most_to_pay(asked: Asked, text: str, pay: str) -> None:
    assert asked(text) == f"pay={pay}"


@pytest.mark.parametrize(
    ("text", "query"),
    [("25€", "currency=EUR&pay=25"), ("$60", "currency=USD&pay=60"), ("100 zł", "currency=PLN&pay=100")],
)
def test_another_currency_is_named(asked: Asked, text: str, query: str) -> None:
    assert asked(text) == query


def test_dollars_are_the_sites_own_where_it_has_dollars(hear: Hear) -> None:
    assert serialise(hear("$60", currency="CAD", country="CA").criteria) == [("pay", "60")]
    assert serialise(hear("$60", currency="EUR", country="IE").criteria) == [("currency", "USD"), ("pay", "60")]


def test_a_currency_without_cents_is_always_named(hear: Hear) -> None:
    assert serialise(hear("can pay 3000", currency="JPY", country="JP").criteria) == [
        ("currency", "JPY"),
        ("pay", "3000"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "I earn £18k",
        "I earn 18000 pounds",
        "my rent is £800",
        "I owe £3000",
        "£80 a month",
        "25 minutes",
        "3 kids",
        "I have been ill for 12 years",
        "at 25 I left home",
        "25",
        "£0",
        "not £80",
        "£999999999",
        "thats not £80 an hour",
        "10am",
        "within 5 km",
    ],
)
def test_other_numbers_are_no_price(hear: Hear, text: str) -> None:
    assert hear(text).criteria.pay is None


@pytest.mark.parametrize(
    "text", ["skint", "on benefits", "I have no money", "low cost", "affordable", "cheap", "unemployed"]
)
def test_money_is_short(asked: Asked, text: str) -> None:
    assert asked(text) == (
        "fee_help=free&fee_help=pay-what-you-can&fee_help=sliding-scale&fee_help=concession&fee_help=sponsored"
    )


def test_an_amount_says_more_than_that_money_is_short(asked: Asked) -> None:
    assert asked("skint, £15") == "pay=15"


def test_a_kind_of_help_says_more_than_that_money_is_short(asked: Asked) -> None:
    assert asked("skint, sliding scale") == "fee_help=sliding-scale"


def test_short_money_can_be_a_wish(asked: Asked) -> None:
    assert asked("ideally low cost").count("prefer=fee_help:") == 5


@pytest.mark.parametrize("text", ["I am free on Saturdays", "feel free to call", "drug free for a year"])
def test_free_is_not_always_a_price(hear: Hear, text: str) -> None:
    assert "fee_help" not in hear(text).criteria.chosen


def test_a_price_can_be_a_wish(asked: Asked) -> None:
    assert asked("ideally £30") == "prefer=pay&pay=30"


def test_what_was_taken_for_the_price_is_told(hear: Hear) -> None:
    assert hear("about £30-40 a session").understood == (("£30-40", "pay:40"),)
