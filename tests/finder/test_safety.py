"""The safety page, in every language that has words for it."""

import re
from pathlib import Path

import pytest
from flask import Flask

from app.finder.safety import SECTIONS, BadSafetyWords, read_words
from app.plumbing.locale import available
from config import ROOT
from tests.visit import Page, Visit, text_of

FOLDER = ROOT / "seeds" / "safety"
WRITTEN = ("ar", "en", "es", "fr", "pl", "ur")
LOCALES = available(ROOT / "app" / "translations")


def words_of(page: Page) -> str:
    return page.every("div", class_="safety-words")[0].get("lang", "")


@pytest.mark.parametrize("locale", sorted({*WRITTEN, *LOCALES}))
def test_every_language_of_the_interface_has_words(locale: str) -> None:
    known = read_words(FOLDER)
    assert locale in known or locale.split("_")[0] in known


@pytest.mark.parametrize("code", WRITTEN)
def test_a_language_is_chosen_and_runs_its_own_way(visit: Visit, code: str) -> None:
    page = visit("finder.safety_in", language=code)
    [place] = page.every("div", class_="safety-words")
    assert (place.get("lang"), place.get("dir")) == (code, "rtl" if code in ("ar", "ur") else "ltr")
    assert {section.get("aria-labelledby") for section in place.iter("section")} == set(SECTIONS)
    assert "{" not in page.text


@pytest.mark.parametrize("code", WRITTEN)
def test_every_language_can_be_chosen_from_every_other(visit: Visit, code: str) -> None:
    [nav] = visit("finder.safety_in", language=code).every("nav", class_="safety-languages")
    links = list(nav.iter("a"))
    assert [a.get("href") for a in links] == [f"/safety/{other}" for other in WRITTEN]
    assert [a.get("hreflang") for a in links if a.get("aria-current")] == [code]
    assert all(a.get("lang") == a.get("hreflang") and a.get("dir") for a in links)


@pytest.mark.parametrize(
    ("accepted", "code"),
    [("ur", "ur"), ("ar-EG,en;q=0.5", "ar"), ("pl-PL", "pl"), ("so,es;q=0.8", "es"), ("nl", "en"), ("", "en")],
)
def test_the_reader_gets_the_language_their_browser_prefers(visit: Visit, accepted: str, code: str) -> None:
    assert words_of(visit.path("/safety", headers={"Accept-Language": accepted})) == code


def test_a_language_without_words_gets_english(visit: Visit) -> None:
    assert words_of(visit.path("/safety/so")) == "en"


@pytest.mark.parametrize("code", WRITTEN)
def test_it_says_what_stands_elsewhere(visit: Visit, directory_app: Flask, code: str) -> None:
    """The button, the box on the shortlist, the sender and the subject of a mail as readers will find them."""
    page = visit("finder.safety_in", language=code)
    quoted = {text_of(e) for e in page.every("bdi")}
    assert {"Leave now", "Remember on this device", "Your link", "Attune"} <= quoted
    assert directory_app.config["MAIL_FROM"] in quoted
    assert "bbc.co.uk" in quoted
    assert any(text_of(a).startswith("Leave now") for a in page.every("a"))


def test_the_numbers_against_abuse_are_there_and_no_others(visit: Visit) -> None:
    page = visit("finder.safety")
    names = [text_of(e) for e in page.every("h3")]
    assert "Men's Advice Line" in names
    assert "Samaritans" not in names
    assert page.every("a", class_="emergency-number")[0].get("href") == "tel:999"


def test_where_no_such_line_is_known_urgent_help_is(make_app, database) -> None:  # type: ignore[no-untyped-def]
    app = make_app(database.url.render_as_string(hide_password=False), default_country="JP")
    page = Visit(app)("finder.safety")
    assert not page.every("h3")
    assert page.link("All phone numbers") == "/urgent-help"


def test_every_page_leads_to_it(visit: Visit) -> None:
    for endpoint in ("finder.home", "finder.find", "finder.urgent_help", "finder.shortlist", "finder.privacy"):
        links = [a for a in visit(endpoint).every("a") if a.get("href") == "/safety"]
        assert len(links) >= 2, endpoint


@pytest.mark.parametrize("code", WRITTEN)
def test_its_sentences_are_short(code: str) -> None:
    words = read_words(FOLDER)[code]
    lines = [line for section in words.sections for block in section.blocks for line in block.lines]
    sentences = [part for line in lines for part in re.split(r"(?<=[.!?؟۔:])\s", line)]
    assert max(len(sentence.split()) for sentence in sentences) <= 40
    assert sum(len(sentence.split()) for sentence in sentences) / len(sentences) < 14


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda text: text.replace('id = "leave"', 'id = "kept"'), "must have the sections"),
        (lambda text: text.replace("{sender}", "us"), "sender"),
        (lambda text: text.replace("{site}", "{place}"), "place"),
        (lambda text: text.replace("heading = ", "headline = ", 1), "cannot be read"),
        (lambda text: text + "[", "cannot be read"),
    ],
)
def test_words_that_break_a_rule_are_refused(tmp_path: Path, change, sentence: str) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "en.toml").write_text(change((FOLDER / "en.toml").read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(BadSafetyWords, match=sentence):
        read_words(tmp_path)


def test_english_must_be_there(tmp_path: Path) -> None:
    (tmp_path / "pl.toml").write_text((FOLDER / "pl.toml").read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(BadSafetyWords, match="'en'"):
        read_words(tmp_path)
