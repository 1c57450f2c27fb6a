"""PRIV-06: what a tab, a history, a mailbox or a folder of downloads shows says nothing of what somebody looked for."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import pytest
from flask import Flask, template_rendered

from app.plumbing.outbox import OutboxMail
from app.vocabulary.folding import fold
from app.waiting.models import WaitingEntry
from app.waiting.requests import of as room_of
from app.waiting.rules import Standing
from config import ROOT, Config
from tests.house.source import APP
from tests.seekers import SERVICE, Furnished
from tests.visit import Page, text_of

_FILE = ROOT / "tests" / "finder" / "data" / "sensitive_words.txt"
_LINES = [line for line in _FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
SENSITIVE = {fold(word) for line in _LINES for word in line.split()}
LANGUAGES = ("ar", "en", "es", "fr", "pl", "ur")
# Whoever works here sees these, and no seeker.
_NOT_FOR_SEEKERS = ("accounts", "moderation", "editor", "development", "gallery", "layouts")


def told_by(words: str) -> set[str]:
    """The words of these that would tell somebody."""
    tokens = {token for token in re.split(r"[^\w]+|_", fold(words)) if token}
    tokens |= {token.removeprefix("ال") for token in tokens}
    return {t for t in tokens for word in SENSITIVE if t == word or (len(word) >= 5 and t.startswith(word))}


@pytest.fixture
def furnished(app: Flask) -> Furnished:
    return Furnished(app)


def titles(furnished: Furnished, language: str) -> Iterator[tuple[str, str]]:
    client = furnished.app.test_client()
    for path in furnished.paths():
        answer = client.get(path, headers={"Accept-Language": language})
        if answer.mimetype == "text/html" and answer.status_code not in (301, 302, 303):
            [title] = Page(answer).every("title")
            yield path, text_of(title)


def test_there_are_words_enough_in_six_languages() -> None:
    assert len(SENSITIVE) >= 200
    assert _FILE.read_text(encoding="utf-8").count("\n# ") >= len(LANGUAGES)


def test_the_list_knows_a_telling_title() -> None:
    for title in (SERVICE, "Urgent help", "People who help with depression", "العلاج النفسي", "Terapia de pareja"):
        assert told_by(title), title
    assert not told_by("Ada Example · Attune")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_tab_says_what_somebody_looks_for(furnished: Furnished, language: str) -> None:
    found = dict(titles(furnished, language))
    assert len(found) > 20
    assert {path: told for path, title in found.items() if (told := told_by(title))} == {}


def test_every_page_of_a_seeker_was_looked_at(furnished: Furnished) -> None:
    """A page that is new must be reached by `tests/seekers.py`, so that this and the tests of Leave now see it."""
    rendered: set[str] = set()
    with template_rendered.connected_to(lambda _app, template, **_more: rendered.add(template.name), furnished.app):
        for _path, _title in titles(furnished, "en"):
            pass
    pages = [path for path in sorted((APP / "templates").rglob("*.html")) if "layouts/page.html" in path.read_text()]
    names = {path.relative_to(APP / "templates").as_posix() for path in pages}
    assert {name for name in names if not name.startswith(_NOT_FOR_SEEKERS)} - rendered == set()


def test_a_person_is_named_in_the_tab_and_a_service_is_not(furnished: Furnished) -> None:
    found = dict(titles(furnished, "en"))
    assert found["/listings/ada-example"] == "Ada Example · Attune"
    assert found["/listings/a-service"] == "A listing · Attune"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("about", [s for s in Standing if s is not Standing.TOLD_LONG_AGO])
def test_no_mail_to_a_seeker_says_what_it_is_about(furnished: Furnished, about: Standing, language: str) -> None:
    furnished.paths()
    with furnished.app.app_context(), furnished.database.writing() as session:
        session.query(OutboxMail).delete()
        entry = session.query(WaitingEntry).one()
        entry.locale = language
        assert room_of(furnished.app).letters.write(session, entry, about)
        session.flush()
        [mail] = session.query(OutboxMail).all()
        assert told_by(mail.subject) == set()
        assert told_by(mail.body) == set()


def test_neither_the_sender_nor_the_site_is_named_tellingly(furnished: Furnished) -> None:
    config = Config(environment="testing", secret_key="x" * 32)
    assert told_by(f"{config.site_name} {config.mail_from}") == set()


def _loaded(element: Element) -> str:
    return (element.get("src") if element.tag in ("script", "img") else element.get("href")) or ""


def test_no_file_is_named_tellingly(furnished: Furnished) -> None:
    client, names = furnished.app.test_client(), set()
    for path in furnished.paths():
        page = Page(client.get(path))
        if page.response.mimetype == "text/html":
            names |= {_loaded(e) for tag in ("script", "img", "link") for e in page.every(tag)}
        assert "filename" not in page.response.headers.get("Content-Disposition", "")
    # Styles are served as one file.
    served = {name for name in furnished.app.extensions["attune.assets"].files if not name.startswith("css/")}
    assert len(served) > 20
    assert {name: told for name in names | served if (told := told_by(name))} == {}
