"""The honest time from signing up to a listing in review, on a phone: `python -m tests.benchmarks.bench_signing_up`.

A browser at 360 px does what a new practitioner does who answers as briefly as is honest: what sending needs and people
look at first, a few sentences of their own, one place and one way to be seen; then, with the listing in review, the
questions that can wait. See `hand.py` for what is counted and how it is reckoned.
"""

import argparse
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

from app import create_app
from app.places.preparing import prepare
from app.plumbing.schema import upgrade
from app.vocabulary.actions import load
from config import ROOT, Config
from tests.benchmarks.hand import DECIDING, KEY, TAP, WORDS_A_MINUTE, Hand, Spent
from tests.benchmarks.instance import SECRET
from tests.benchmarks.progress import say
from tests.benchmarks.results import table, write_section
from tests.signed_in import letters, link_in

MOST_MINUTES = 10
HOW = f"A key {KEY} s; a tap {TAP} s, and {DECIDING} s to decide on it; {WORDS_A_MINUTE} words a minute."
GO_ON = "Save and go on"
HEADLINE = "Slow, warm work with people who worry a lot"
ABOUT = (
    "I work with adults whose worry has taken up too much room. We go at your pace, and we laugh now and then. "
    "I grew up between two languages and I am glad to work in both."
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-results", action="store_true", help="print only, leave RESULTS.md as it is")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        spent, later = signed_up(_application(Path(folder)))
    text = report(spent, later)
    print(f"\n{text}\n", flush=True)
    if not given.no_results:
        write_section("signing up", "From signing up to a listing in review, at 360 px", text)


def signed_up(app: Flask) -> tuple[list[Spent], list[Spent]]:
    """What each page took, until the listing is sent and after that."""
    browser_path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))))
    with served(app) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        phone = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
        hand = Hand(phone.new_page())
        make_account(hand, app, site)
        for step in (say_who, say_what, say_where, say_how, send):
            say(step.__name__.replace("_", " "))
            step(hand)
        until_sent = len(hand.spent)
        say_more(hand)
        browser.close()
    return hand.spent[:until_sent], hand.spent[until_sent:]


def make_account(hand: Hand, app: Flask, site: str) -> None:
    hand.open(site + "/account/sign-up")
    hand.type("E-mail address", "ada.lovelace@example.org")
    hand.press("Send me a link")
    mail = letters(app)[0]
    # The app with the mail, the mail, the link in it.
    hand.elsewhere(3, f"{mail.subject} {mail.body.replace(link_in(mail, app), '')}")
    hand.open(site + link_in(mail, app))
    hand.type("New password", "seven quiet herons wade")
    hand.press("Make my account")


def say_who(hand: Hand) -> None:
    hand.type("The name people see", "Ada Lovelace")
    hand.press(GO_ON)
    hand.tick("Counsellor")
    hand.press(GO_ON)
    hand.type("Register or body 1", "BACP")
    hand.type("Your number there", "123456")
    hand.press(GO_ON)
    hand.type("In one sentence", HEADLINE)
    hand.type("In your own words", ABOUT)
    hand.press(GO_ON)
    for number, (language, level) in enumerate((("English", "Mother tongue"), ("Punjabi", "Clinical fluency"))):
        hand.type(f"Language {number + 1}", language)
        hand.choose("How well you work in it", level, number)
    hand.press(GO_ON)


def say_what(hand: Hand) -> None:
    hand.tick("Anxiety or worry", "Panic attacks", "Low mood or depression")
    hand.press(GO_ON)
    hand.tick("E-mail")
    hand.press(GO_ON)


def say_where(hand: Hand) -> None:
    hand.press("Add a place")
    hand.type("Postcode, or town", "LS6 3HN")
    hand.press(GO_ON)


def say_how(hand: Hand) -> None:
    hand.press("Add a way to be seen")
    hand.choose("Who comes along", "One person")
    hand.choose("How you meet", "In person")
    hand.choose("Which of your places", "Leeds")
    hand.type("Minutes of a session", "50")
    hand.press(GO_ON)
    hand.choose("How the fee is set", "Range")
    hand.type("The usual fee of one session", "60")
    hand.type("The lowest fee you can see somebody for", "30")
    hand.tick("Anyone who needs it")
    hand.press(GO_ON)
    hand.press(GO_ON)
    hand.mark("I have room for somebody new")
    hand.tick("Evening", "Weekday afternoon")
    hand.press(GO_ON)


def send(hand: Hand) -> None:
    hand.press("Send it to be looked at")
    assert "A steward is going to look at it." in hand.page.locator(".standing").inner_text()


def say_more(hand: Hand) -> None:
    """What can wait: while a steward looks at it."""
    hand.press("Say more")
    hand.tick("Cognitive behavioural therapy (CBT)", "Acceptance and commitment therapy (ACT)")
    hand.press(GO_ON)
    hand.choose("Cognitive behavioural therapy (CBT)", "A full training")
    hand.choose("Acceptance and commitment therapy (ACT)", "An introductory training")
    hand.press(GO_ON)
    # What she helps with is said; communities: none that she would claim to know.
    hand.press(GO_ON)
    hand.choose("Anxiety or worry", "I know this especially well")
    hand.press(GO_ON)
    hand.press(GO_ON)
    hand.tick("18 to 25 years", "26 to 64 years")
    hand.press(GO_ON)
    hand.tick("England")
    hand.press(GO_ON)
    hand.press(GO_ON)
    hand.tick("Woman")
    hand.press(GO_ON)
    # Who she is besides, her faith and her pronouns are nobody's business.
    for _question in range(3):
        hand.press(GO_ON)
    hand.tick("people who look here")
    hand.press(GO_ON)
    # Search engines need not show it.
    hand.press(GO_ON)
    hand.mark("Every month")
    hand.press(GO_ON)


def report(spent: list[Spent], later: list[Spent]) -> str:
    """The whole, its parts, and the pages that cost most."""
    keys, taps, words = (sum(getattr(page, part) for page in spent) for part in ("keys", "taps", "words"))
    loading = sum(page.loading for page in spent)
    total = sum(page.seconds for page in spent)
    parts = [
        (f"typing {keys} keys", keys * KEY),
        (f"tapping {taps} times, and deciding on it", taps * (TAP + DECIDING)),
        (f"reading {words:,} words", words * 60 / WORDS_A_MINUTE),
        (f"waiting for {len(spent)} pages, as measured", loading),
        ("**together**", total),
        ("what can wait, while a steward looks at it", sum(page.seconds for page in later)),
    ]
    dearest = sorted(spent, key=lambda page: -page.seconds)[:8]
    verdict = "under" if total < MOST_MINUTES * 60 else "OVER"
    return "\n\n".join(
        (
            f"{total / 60:.1f} minutes, {verdict} {MOST_MINUTES}. {HOW}",
            table(("part", "minutes"), [(part, f"{seconds / 60:.2f}") for part, seconds in parts]),
            table(
                ("the dearest pages", "keys", "taps", "words", "seconds"),
                [(page.page, page.keys, page.taps, page.words, f"{page.seconds:.0f}") for page in dearest],
            ),
        )
    )


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The address at which an application listens for the length of a block."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def _application(folder: Path) -> Flask:
    """An application without a listing, with the vocabulary and the places."""
    config = Config(environment="testing", secret_key=SECRET, instance_dir=folder, log_level="ERROR")
    app = create_app(config)
    database = app.extensions["attune.database"]
    upgrade(database)
    prepare(ROOT / "seeds" / "places", folder / "places", lambda _text: None)
    with database.writing() as session:
        load(session, ROOT / "seeds" / "vocabulary")
    return app


if __name__ == "__main__":
    main()
