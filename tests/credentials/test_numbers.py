"""Register numbers: one spelling of each, however it is typed; doubted or refused only as surely as is known (T5)."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.credentials.numbers import fits, normalise_number
from app.credentials.registers import Register, register_of
from app.credentials.rules import read_number
from app.credentials.wording import doubt

HCPC = register_of("hcpc")
GMC = register_of("gmc")


@pytest.mark.parametrize(
    "typed",
    [
        "PYL 12345",
        "pyl-12345",
        " pyl.123/45 ",
        "PYL–12345",
        "ＰＹＬ１２３４５",
        "РYL12345",  # a Cyrillic Er
        "ΡΥL12345",  # a Greek Rho and Upsilon
        "PYL\u200b12345",
        "\ufeffPYL12\u00ad345\u2060",
        "PYL1234\N{ARABIC-INDIC DIGIT FIVE}",
        "P\u0301YL12345",
        "PYLI2345",
        "pyll2345",
    ],
)
def test_one_entry_has_one_number(typed: str) -> None:
    assert normalise_number(typed, HCPC.shapes) == "PYL12345"


def test_a_letter_is_a_digit_only_where_a_digit_stands() -> None:
    assert normalise_number("98O1234O", register_of("nmc").shapes) == "98O1234O"
    assert normalise_number("9BO1234E", register_of("nmc").shapes) == "9BO1234E"
    assert normalise_number("l2O4567", GMC.shapes) == "1204567"
    assert normalise_number("PYLO12345", HCPC.shapes) == "PYL012345"
    assert normalise_number("LOL123") == "LOL123"


@given(st.text(), st.sampled_from(["gmc", "hcpc", "nmc", "bacp", "us-ca", "ncps"]))
def test_normalising_twice_changes_nothing(typed: str, body: str) -> None:
    once = normalise_number(typed, register_of(body).shapes)
    assert normalise_number(once, register_of(body).shapes) == once


_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"


@given(st.from_regex(r"[A-Z0-9]{1,12}", fullmatch=True), st.data())
def test_what_cannot_be_seen_or_told_apart_makes_no_other_number(number: str, data: st.DataObject) -> None:
    disguised = ""
    for character in number:
        between = data.draw(st.sampled_from(["", " ", "-", ".", *_INVISIBLE]))
        full_width = chr(ord(character) + 0xFEE0)
        disguised += between + data.draw(st.sampled_from([character, character.lower(), full_width]))
    assert normalise_number(disguised) == normalise_number(number)


@given(st.text())
def test_what_is_compared_is_letters_and_digits(typed: str) -> None:
    assert all(unicodedata.category(character)[0] in "LN" for character in normalise_number(typed))


@pytest.mark.parametrize(
    ("body", "number", "looks_right"),
    [
        ("gmc", "1234567", True),
        ("gmc", "123456", False),
        ("gmc", "12345678", False),
        ("nmc", "98I1234E", True),
        ("nmc", "9811234E", False),
        ("hcpc", "AS012345", True),
        ("hcpc", "12345", False),
        ("us-npi", "1234567893", True),
        ("us-npi", "LMFT 1234", False),
        ("bacp", "00123456", True),
        ("us-ca", "LMFT 12345", True),
        ("a-body-nobody-knows", "anything", True),
    ],
)
def test_a_number_looks_like_one_of_its_register(body: str, number: str, looks_right: bool) -> None:
    assert read_number(number, register_of(body)).fits is looks_right


def test_nothing_is_no_number() -> None:
    assert not read_number(" – ", register_of("us-ca")).fits


def test_no_shape_fits_everything() -> None:
    assert fits("", ())


def test_a_doubt_is_said_with_the_shape_in_words() -> None:
    words = doubt("12", register_of("bacp"), "BACP")
    assert words == "This does not look like a BACP number: they are five to eight digits."
    assert doubt("123456", register_of("bacp"), "BACP") is None
    assert doubt("anything", Register("unknown"), "Unknown") is None
