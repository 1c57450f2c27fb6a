"""Words for a first message: in every language of the interface, and in one the practitioner speaks."""

from pathlib import Path

import pytest
from flask import Flask

from app.finder.first_message import BLANKS, BadMessage, messages, read_messages
from app.plumbing.locale import available
from config import ROOT
from tests.records import language, practitioner, save
from tests.visit import Page, Visit, text_of

FOLDER = ROOT / "seeds" / "first_message"
WRITTEN = ("ar", "en", "es", "fr", "pl", "ur")
LOCALES = available(ROOT / "app" / "translations")


def codes(page: Page) -> list[str]:
    return [part.get("data-code", "") for part in page.every("details", class_="first-message-words")]


@pytest.mark.parametrize("locale", sorted({*WRITTEN, *LOCALES}))
def test_every_language_of_the_interface_has_words(locale: str) -> None:
    known = read_messages(FOLDER, "Attune")
    assert locale in known or locale.split("_")[0] in known


@pytest.mark.parametrize("code", WRITTEN)
def test_each_blank_is_there_once_and_says_what_to_write(code: str) -> None:
    message = read_messages(FOLDER, "Attune")[code]
    blanks = [part for paragraph in message.paragraphs for line in paragraph for part in line if part.slot]
    assert sorted(str(blank.slot) for blank in blanks) == sorted(BLANKS)
    assert all(blank.words.strip() for blank in blanks)


@pytest.mark.parametrize("code", WRITTEN)
def test_need_comes_first_and_the_name_is_not_asked_for(code: str) -> None:
    message = read_messages(FOLDER, "Attune")[code]
    lines = [line for paragraph in message.paragraphs for line in paragraph]
    slots = [part.slot for line in lines for part in line if part.slot]
    assert slots[0] == "looking"
    assert len(" ".join(part.words for line in lines for part in line)) < 1000


@pytest.mark.parametrize(("code", "direction"), [("ar", "rtl"), ("ur", "rtl"), ("pl", "ltr")])
def test_words_run_the_way_of_their_language(code: str, direction: str) -> None:
    assert read_messages(FOLDER, "Attune")[code].direction == direction


def test_a_language_without_words_gets_english_first(directory_app: Flask) -> None:
    with directory_app.app_context():
        assert messages("nl")[0].code == "en"
        assert messages("es_MX")[0].code == "es"


def test_a_language_the_practitioner_speaks_comes_second(app: Flask, database) -> None:  # type: ignore[no-untyped-def]
    facts = [language("ur", "mother-tongue"), language("pl", "interpreter")]
    save(database, practitioner("Ada One", slug="ada-one", facts=facts))
    page = Visit(app)("finder.listing", slug="ada-one")
    assert codes(page)[:2] == ["en", "ur"]
    spoken = [text_of(part) for part in page.every("summary") if "spoken by" in text_of(part)]
    assert spoken == ["اردو · spoken by Ada One"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("autonym = 3", "cannot be read"),
        ("autonym = 'x'\ntext = 'Hello {looking}'\n[blanks]\nlooking = 'x'", "must have each of the blanks"),
        ("not toml", "cannot be read"),
    ],
)
def test_words_with_a_mistake_are_refused(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "en.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadMessage, match=said):
        read_messages(tmp_path, "Attune")


def test_english_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(BadMessage, match="'en'"):
        read_messages(tmp_path, "Attune")
