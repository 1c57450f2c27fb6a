"""The seeds of registers: every body of the vocabulary's countries, examples that fit, sentences people can read."""

from datetime import date
from pathlib import Path

import pytest

from app.credentials.registers import HOLDS_MONTHS, BadRegisters, Register, read_registers, register_of, registers
from app.credentials.rules import read_number
from app.vocabulary.lexicon import Lexicon

ALL = list(registers().values())
names = [register.slug for register in ALL]


def test_every_body_of_these_countries_is_described(lexicon: Lexicon) -> None:
    terms = lexicon.terms("register").values()
    wanted = {t.slug for t in terms if (t.country or "")[:2] in ("GB", "IE", "US") and t.heading != "Method marks"}
    assert wanted - set(registers()) == set()


def test_every_register_is_a_body_of_the_vocabulary(lexicon: Lexicon) -> None:
    assert set(registers()) - set(lexicon.terms("register")) == set()


@pytest.mark.parametrize("register", ALL, ids=names)
def test_its_examples_look_like_its_numbers(register: Register) -> None:
    assert all(read_number(example, register).fits for example in register.examples)
    assert bool(register.examples) == bool(register.shapes)


@pytest.mark.parametrize("register", ALL, ids=names)
def test_it_says_how_to_look_and_what_that_means(register: Register) -> None:
    for words in (register.where, register.means, register.means_not):
        assert words is not None and words.endswith(".") and "\n" not in words
        assert len(words) <= 300
    assert register.as_of is not None and register.as_of <= date(2026, 12, 31)
    assert register.url is None or register.url.startswith("https://")
    assert 1 <= register.holds_months <= 36


def test_a_body_nobody_described_has_a_register_all_the_same() -> None:
    assert register_of("hkps") == Register("hkps", holds_months=HOLDS_MONTHS)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("as_of = 2026-01-01\n[[body]]\nwhere = 'x'", "no slug"),
        ("as_of = 2026-01-01\n[[body]]\nslug = 'a'\ncolour = 'x'", "a has colour"),
        ("as_of = 2026-01-01\n[[body]]\nslug = 'a'\nshapes = ['#']", "in shapes and in words"),
        ("as_of = 2026-01-01\n[[body]]\nslug = 'a'\n[[body]]\nslug = 'a'", "described twice"),
        ("[[body]]\nslug = 'a'", "as_of"),
        ("[[body", "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path: Path, content: str, words: str) -> None:
    (tmp_path / "some.toml").write_text(content, encoding="utf-8")
    with pytest.raises(BadRegisters, match=words):
        read_registers(tmp_path)
