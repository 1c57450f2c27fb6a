"""Codes as rules: which are right at what moment, and how they may be typed."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.accounts.factors import rules

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NOW = datetime(2026, 11, 23, 12, 0, 10, tzinfo=UTC)
STEP = timedelta(seconds=30)
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_auth_10_a_code_is_good_a_step_off(steps: int) -> None:
    code = pyotp.TOTP(SECRET).at(NOW + steps * STEP)
    assert rules.matching_step(SECRET, code, NOW) == int(NOW.timestamp()) // 30 + steps


@pytest.mark.parametrize("steps", [-2, 2, 100])
def test_auth_10_a_code_is_not_good_further_off(steps: int) -> None:
    assert rules.matching_step(SECRET, pyotp.TOTP(SECRET).at(NOW + steps * STEP), NOW) is None


@pytest.mark.parametrize("write", [lambda code: f" {code[:3]} {code[3:]} ", lambda code: code.translate(ARABIC)])
def test_a_code_may_be_typed_with_blanks_and_in_other_digits(write) -> None:  # type: ignore[no-untyped-def]
    assert rules.matching_step(SECRET, write(pyotp.TOTP(SECRET).at(NOW)), NOW)


@given(st.text())
def test_whatever_is_typed_has_an_answer(typed: str) -> None:
    assert rules.matching_step(SECRET, typed, NOW) is None or len(typed) >= 6
    assert len(rules.recovery_hash(typed)) == 32


@given(st.sampled_from(["", " ", "-", " – "]), st.booleans(), st.randoms(use_true_random=False))
def test_auth_11_a_recovery_code_is_known_however_it_is_typed(between: str, lower: bool, random) -> None:  # type: ignore[no-untyped-def]
    code = rules.new_recovery_code()
    typed = "".join(sign + between * random.randint(0, 1) for sign in code.replace("-", ""))
    typed = typed.replace("0", random.choice("0Oo")).replace("1", random.choice("1IlL"))
    assert rules.recovery_hash(typed.lower() if lower else typed) == rules.recovery_hash(code)


def test_auth_11_recovery_codes_have_80_bits_and_no_letter_that_is_taken_for_another() -> None:
    codes = [rules.new_recovery_code().replace("-", "") for _ in range(1000)]
    assert {len(code) for code in codes} == {16}
    # Every one of 32 signs at every place: five bits a place.
    assert all(len({code[place] for code in codes}) == 32 for place in range(16))
    assert not set("".join(codes)) & set("OILU")


@pytest.mark.parametrize(
    ("stored", "shown", "back"), [(0, 0, False), (0, 1, False), (4, 9, False), (4, 4, True), (4, 3, True), (4, 0, True)]
)
def test_a_count_that_does_not_grow_went_back(stored: int, shown: int, back: bool) -> None:
    assert rules.went_back(stored, shown) is back
