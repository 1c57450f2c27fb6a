"""A first message to its end, as a frightened person on a borrowed phone would send it: on the narrowest screen, with
and without scripts, by keyboard alone, and by what a screen reader says."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import time_machine
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.plumbing import clock
from app.plumbing.database import Database
from app.plumbing.outbox import OutboxMail
from app.practitioners.intake import NewFact
from tests.conftest import _with_vocabulary
from tests.databases import Templates
from tests.enquiries.conftest import link_in, with_account
from tests.journeys.conftest import Visitor, _app, complaints, served
from tests.records import practitioner, save

Arrive = Callable[..., Visitor]
BOTH = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
# All but the first are wishes, so that people who state no offers are found.
SEARCH = "/find?concern=anxiety&pay=25&prefer=pay&near=Leeds&prefer=near"
ANSWERS = re.compile(r"/r|/r/[\w-]+|/message(/to/[\w-]+)?|/your-page/[\w/-]+")
NARROW = 320


@dataclass
class Directory:
    """A site with Ada, Ben and Cem, who can be written to."""

    address: str
    database: Database

    def notice(self) -> str:
        """The link in what a practitioner was mailed."""
        with self.database.reading() as session:
            [mail] = [mail for mail in session.scalars(select(OutboxMail)) if "/answer/" in mail.body]
        return self.address + link_in(mail, "/answer/")


@pytest.fixture(name="directory")
def directory_of_three(tmp_path: Path, instance_dir: Path) -> Iterator[Directory]:
    templates = Templates(tmp_path, "sqlite", {"vocabulary": _with_vocabulary})
    app = _app(templates.copy("vocabulary"), instance_dir)
    database: Database = app.extensions["attune.database"]
    facts = [NewFact("concern", "anxiety"), NewFact("concern", "depression")]
    ids = save(database, *(practitioner(f"{name} Example", facts=facts) for name in ("Ada", "Ben", "Cem")))
    for number, record_id in enumerate(ids):
        with_account(database, record_id, f"practice-{number}@example.org")
    with served(app) as address:
        yield Directory(address, database)
    database.dispose()


def about_ada(words: str) -> re.Pattern[str]:
    """The name of a button that says whom it is about to whoever cannot see where it stands."""
    return re.compile(f"^{words} ?: Ada Example$")


def some_seconds_later() -> AbstractContextManager[object]:
    """A person needs that long to fill in a form; a machine does not."""
    return time_machine.travel(clock.now() + timedelta(seconds=20))


def looked_over(page: Page) -> Page:
    """Nothing is wrong with a page, and nothing of it stands beside a narrow screen, in either direction."""
    assert complaints(page) == []
    for direction in ("rtl", "ltr"):
        page.evaluate("direction => { document.documentElement.dir = direction }", direction)
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]
    return page


def to_the_form(person: Visitor, site: str) -> Page:
    page = person.page
    page.goto(site + SEARCH)
    page.get_by_role("link", name="Ada Example", exact=True).click()
    page.get_by_role("link", name="Write a first message").click()
    page.get_by_role("heading", name="Your message", exact=True).wait_for()
    return page


def send(page: Page) -> None:
    with some_seconds_later():
        page.get_by_role("button", name="Send it").click()
        page.get_by_role("heading", name="Your page").wait_for()


@BOTH
def test_from_the_search_to_the_end(visitor: Arrive, directory: Directory, scripts: bool) -> None:
    person = visitor(NARROW, scripts=scripts, bypass_csp=True)
    look = looked_over if scripts else (lambda page: page)
    page = look(to_the_form(person, directory.address))
    expect(page.get_by_role("checkbox", name="Anxiety or worry")).to_be_checked()
    expect(page.get_by_label("What can you pay for one session?")).to_have_value("£25")
    page.get_by_label("In your own words").fill("Nights are hard.")
    page.get_by_label("A name to call you by").fill("Rosa")
    send(page)
    mine = look(page).url
    expect(page.get_by_text("Sent. An answer is promised")).to_be_visible()
    ada = visitor(bypass_csp=True).page
    ada.goto(directory.notice())
    expect(ada.get_by_role("main")).not_to_contain_text("Rosa")
    looked_over(ada).get_by_role("button", name="Yes, I have room").click()
    ada.get_by_text("You said yes.").wait_for()
    page.goto(mine)
    expect(look(page).get_by_text("Yes: they have room for you.")).to_be_visible()
    page.get_by_label("Write back").fill("Tuesday at five?")
    page.get_by_role("button", name=about_ada("Send")).click()
    expect(page.get_by_text("Tuesday at five?")).to_be_visible()
    page.get_by_role("button", name=about_ada("End this")).click()
    expect(look(page).get_by_text("You have ended this.")).to_be_visible()
    expect(page.get_by_role("heading", name="Others who may have room")).to_be_visible()
    assert (person.context.cookies(), person.complaints) == ([], [])
    if scripts:
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0


@BOTH
def test_a_quiet_search_stays_quiet_to_the_end(visitor: Arrive, directory: Directory, scripts: bool) -> None:
    """PRIV-04: what is in the browser's history afterwards says neither what was looked for nor who was found."""
    person = visitor(NARROW, scripts=scripts)
    visited: list[str] = []
    person.page.on("framenavigated", lambda frame: visited.append(frame.url))
    page = person.page
    page.goto(directory.address)
    page.locator("#say").fill("anxiety")
    page.locator(".say-box").get_by_role("button", name="Search quietly").click()
    page.get_by_role("link", name="Ada Example", exact=True).click()
    page.get_by_role("link", name="Write a first message").click()
    expect(page.get_by_role("checkbox", name="Anxiety or worry")).to_be_checked()
    send(page)
    page.get_by_role("button", name=about_ada("Take it back")).click()
    page.get_by_role("link", name="Look at everybody who fits").click()
    expect(page.get_by_role("link", name="Ben Example", exact=True)).to_be_visible()
    paths = [urlsplit(url).path for url in visited if url.startswith("http")]
    assert [path for path in paths[1:] if not ANSWERS.fullmatch(path)] == []
    assert [url for url in visited if urlsplit(url).query] == []
    assert person.context.cookies() == []


FOCUSED = """() => {
  const element = document.activeElement, box = element.getBoundingClientRect();
  const words = element.labels?.[0]?.innerText ?? element.innerText ?? "";
  const seen = document.elementFromPoint(box.left + Math.min(box.width / 2, 8), box.top + box.height / 2);
  return { words: words.trim(), hidden: !(element === seen || element.contains(seen) || seen?.contains(element)) };
}"""


def tab_to(page: Page, words: str, most: int = 60) -> list[str]:
    """Press Tab until something reads so; what was passed on the way. Nothing that has the focus is covered."""
    passed: list[str] = []
    for _press in range(most):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        assert not focused["hidden"], f"{focused['words']} has the focus and is covered"
        passed.append(focused["words"])
        if words in passed[-1]:
            return passed
    raise AssertionError(f"Tab never comes to {words!r}: {passed}")


def test_by_keyboard_alone(visitor: Arrive, directory: Directory) -> None:
    page = visitor(NARROW).page
    page.goto(directory.address + SEARCH)
    tab_to(page, "Ada Example", 90)
    page.keyboard.press("Enter")
    page.wait_for_url("**/listings/**")
    tab_to(page, "Write a first message")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Your message", exact=True).wait_for()
    tab_to(page, "begin with an empty form")
    assert tab_to(page, "In your own words") == [
        "Anxiety or worry",
        "Add something else",
        "In your own words, if you like",
    ]
    page.keyboard.type("Nights are hard.")
    tab_to(page, "What can you pay")
    passed = tab_to(page, "Not at all")
    assert "Your e-mail address" not in passed
    page.keyboard.press("ArrowDown")
    assert tab_to(page, "Your e-mail address") == ["Your e-mail address"]
    page.keyboard.type("nowhere")
    with some_seconds_later():
        tab_to(page, "Send it")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_be_focused()
    tab_to(page, "Write one e-mail address", 1)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Your e-mail address")).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("rosa@example.org")
    with some_seconds_later():
        tab_to(page, "Send it")
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Your page").wait_for()
    tab_to(page, "Take it back")
    page.keyboard.press("Enter")
    expect(page.get_by_text("You took it back.")).to_be_visible()


def test_by_what_a_screen_reader_says(visitor: Arrive, directory: Directory) -> None:
    page = to_the_form(visitor(NARROW), directory.address)
    about = page.get_by_role("group", name="What is it about?")
    about.get_by_role("checkbox", name="Anxiety or worry").uncheck()
    expect(page.get_by_role("textbox", name="In your own words")).to_have_accessible_description(
        re.compile("A few words")
    )
    with some_seconds_later():
        page.get_by_role("button", name="Send it").click()
        alert = page.get_by_role("alert")
        expect(alert).to_be_focused()
    expect(page).to_have_title(re.compile("something is missing"))
    words = page.get_by_role("textbox", name="In your own words")
    expect(words).to_have_accessible_description(re.compile("Tick what it is about"))
    expect(words).to_have_attribute("aria-invalid", "true")
    alert.get_by_role("link", name="Tick what it is about").click()
    expect(words).to_be_focused()
    words.fill("Nights are hard.")
    send(page)
    link = page.get_by_role("region", name="Your private link")
    expect(link.get_by_role("textbox", name="Your private link")).to_have_value(re.compile(r"/your-page/[\w-]+$"))
    steps = page.get_by_role("list", name="Where your message is").get_by_role("listitem")
    expect(steps).to_have_text(["Sent", "Not read yet", "An answer"])
    expect(steps.first).to_have_attribute("aria-current", "step")
    page.get_by_role("button", name=about_ada("Take it back")).click()
    expect(steps).to_have_text(["Sent", "Taken back"])


def test_an_address_that_is_copied_from_the_bar_says_nothing_of_the_search(
    visitor: Arrive, directory: Directory
) -> None:
    page = visitor().page
    page.goto(directory.address + SEARCH)
    page.get_by_role("link", name="Ada Example", exact=True).click()
    page.get_by_role("link", name="Write a first message").wait_for()
    page.wait_for_function("!location.search")
    assert re.fullmatch(r"/listings/ada-example[\w-]*", urlsplit(page.url).path)


def test_people_who_were_kept_are_written_to_after_the_same_search(visitor: Arrive, directory: Directory) -> None:
    """With scripts the list is fetched by the page of the list, which knows the search too."""
    page = visitor(NARROW).page
    page.goto(directory.address + SEARCH)
    for name in ("Ada", "Ben"):
        page.get_by_role("button", name=f"Keep {name} Example").click()
    page.locator("#kept-bar a").click()
    page.get_by_role("link", name="Write to up to five of them at once").click()
    expect(page.get_by_role("checkbox", name="Anxiety or worry")).to_be_checked()
    expect(page.get_by_role("group", name="Who gets it").get_by_role("checkbox")).to_have_count(2)


def test_borrowed_words_are_put_into_the_message_and_send_nothing(visitor: Arrive, directory: Directory) -> None:
    person = visitor(NARROW)
    page = to_the_form(person, directory.address)
    page.get_by_text("Words you can borrow").click()
    own = page.get_by_role("textbox", name="In your own words")
    own.fill("Hello.")
    before = len(person.requests)
    page.get_by_label("How it is safe to answer me").fill("by the private link")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Put it into my message").click()
    expect(own).to_be_focused()
    expect(own).to_have_value(re.compile("^Hello\\..*by the private link", re.DOTALL))
    assert [url for url in person.requests[before:] if not urlsplit(url).path.startswith("/find")] == []
