"""From signing up to a listing that waits for a steward, as a new practitioner does it on a phone."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page

from tests.journeys.conftest import Visitor, complaints, press
from tests.journeys.test_accounts import made

Arrive = Callable[..., Visitor]
GO_ON = "Save and go on"


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


class Filling:
    """Answers the questions as they come, looking at each page on the way where `look` is set."""

    def __init__(self, page: Page, look: bool) -> None:
        self.page, self.look = page, look
        self.found: list[str] = []
        self.seen: list[str] = []

    def go_on(self, asks: str) -> None:
        """The page asks this; what it wants is filled in by now."""
        assert heading(self.page) == asks
        self._look()
        press(self.page, GO_ON)

    def _look(self) -> None:
        self.seen.append(heading(self.page))
        if self.look:
            self.found += complaints(self.page)
            width = self.page.viewport_size
            assert width is not None
            assert self.page.evaluate("document.documentElement.scrollWidth") <= width["width"], self.seen[-1]

    def tick(self, *words: str) -> None:
        for word in words:
            box = self.page.get_by_label(word, exact=True)
            fold = self.page.locator("details.ticks-group").filter(has=box)
            if not box.is_visible():
                fold.locator("summary").first.click()
            box.check()


def say_what_comes_first(filling: Filling) -> None:
    """As a draft leads from one question to the next, and to the place and the way to be seen it lacks."""
    page = filling.page
    page.get_by_label("The name people see").fill("Ada Example")
    filling.go_on("Who is this listing about?")
    filling.tick("Counsellor")
    filling.go_on("What are you?")
    page.get_by_label("Register or body 1").fill("BACP")
    page.get_by_label("Your number there").first.fill("123456")
    filling.go_on("Which registers are you on?")
    page.get_by_label("In one sentence").fill("Slow, warm work.")
    filling.go_on("What would you like people to read first?")
    page.get_by_label("Language 1").fill("Punjabi")
    page.get_by_label("How well you work in it").first.select_option("Clinical fluency")
    filling.go_on("Which languages do you work in?")
    filling.tick("Anxiety or worry")
    filling.go_on("What do you help with?")
    filling.tick("E-mail")
    filling.go_on("How may people reach you?")
    assert heading(page) == "Ways to be seen"
    filling._look()
    page.get_by_role("link", name="Add a place").click()
    page.get_by_label("Postcode, or town").fill("Leeds")
    page.get_by_label("The town only").check()
    filling.go_on("Where do you see people?")


def add_offer(filling: Filling) -> None:
    page = filling.page
    assert heading(page) == "Ways to be seen"
    press(page, "Add a way to be seen")
    page.get_by_label("Who comes along").select_option("One person")
    page.get_by_label("How you meet").select_option("In person")
    page.get_by_label("Which of your places").select_option("Leeds")
    page.get_by_label("Minutes of a session").fill("50")
    filling.go_on("How is one seen?")
    page.get_by_label("How the fee is set").select_option("Range")
    page.get_by_label("The usual fee of one session").fill("60")
    page.get_by_label("The lowest fee you can see somebody for").fill("25.50")
    filling.go_on("What does it cost?")
    filling.go_on("How does the fee work?")
    page.get_by_label("I have room for somebody new").check()
    filling.tick("Evening")
    filling.go_on("When, and is there room?")


def say_what_can_wait(filling: Filling) -> None:
    page = filling.page
    page.get_by_role("link", name="Say more").click()
    page.get_by_role("heading", name="How do you work?").wait_for()
    filling.tick("Cognitive behavioural therapy (CBT)")
    filling.go_on("How do you work?")
    page.get_by_label("Cognitive behavioural therapy (CBT)").select_option("A full training")
    filling.go_on("What stands behind each approach?")
    filling.go_on("What do you help with?")
    filling.go_on("What do you know especially well?")
    filling.go_on("Whom do you know how to work with?")
    filling.tick("26 to 64 years")
    filling.go_on("Which ages do you see?")
    filling.tick("England")
    filling.go_on("Where may people be during sessions at a distance?")
    filling.go_on("How may people reach you?")
    filling.tick("Woman")
    filling.go_on("Your gender, if you like to say")
    filling.go_on("Who you are, if you like to say")
    filling.go_on("Your faith or worldview, if you like to say")
    filling.go_on("Your pronouns")
    filling.tick("people who look here")
    filling.go_on("Who may see what about you?")
    filling.go_on("May search engines show your page?")
    page.get_by_label("Every month").check()
    filling.go_on("How often shall we ask whether it is still right?")


def say_what_can_wait_of_place_and_offer(filling: Filling) -> None:
    page = filling.page
    page.get_by_role("link", name="Places", exact=True).click()
    page.get_by_role("link", name="How does one get in?").click()
    page.get_by_label("Step-free from the street", exact=True).select_option("Yes")
    filling.go_on("How does one get in?")
    page.get_by_role("link", name="Ways to be seen", exact=True).click()
    page.get_by_role("link", name="How many reduced places are there?").click()
    page.get_by_label("Reduced places in all").fill("4")
    page.get_by_label("Open today").fill("2")
    filling.go_on("How many reduced places are there?")
    filling.go_on("Who else may pay?")
    filling.go_on("When, and is there room?")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_from_signing_up_to_waiting_for_a_steward(app: Flask, place: str, visitor: Arrive, scripts: bool) -> None:
    """The whole way at 360 px; with scripts every page of it is free of axe violations and never scrolls sideways."""
    person = visitor(360, scripts=scripts, **({"bypass_csp": True} if scripts else {}))
    person.site = place
    filling = Filling(made(app, person), look=scripts)
    say_what_comes_first(filling)
    add_offer(filling)
    page = person.page
    filling._look()
    press(page, "Send it to be looked at")
    assert "A steward is going to look at it." in page.locator(".standing").inner_text()
    say_what_can_wait(filling)
    say_what_can_wait_of_place_and_offer(filling)
    for path in ("/practitioner/offers", "/practitioner/places", "/practitioner/photo", "/practitioner/history"):
        person.open(path)
        filling._look()
    page = person.open("/practitioner/preview")
    assert "£25.50–£60" in page.locator(".preview-frame").inner_text()
    assert (filling.found, person.outside, person.complaints) == ([], [], [])
