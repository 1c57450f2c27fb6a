"""What must be becomes what one would like, and back, with a click; and who does not say may be kept."""

import pytest

from tests.journeys.test_finding_care import BOTH, Arrive, results


@BOTH
def test_a_must_becomes_a_wish_and_a_must_again(visitor: Arrive, scripts: bool) -> None:
    person = visitor(scripts=scripts)
    page = person.open("/find?language=pa&format=video")
    before = results(person)
    page.get_by_role("link", name="make “Punjabi” a wish").click()
    page.wait_for_url("**prefer=language**")
    page.locator(".chip.wish").wait_for()
    assert results(person) > before
    page.get_by_role("link", name="make “Punjabi” a must").click()
    page.wait_for_url("**language=pa**")
    page.locator(".chip.wish").wait_for(state="detached")
    assert results(person) == before
    assert person.complaints == []


def test_the_order_changes_in_place(visitor: Arrive) -> None:
    person = visitor()
    page = person.open("/find?pay=60")
    page.evaluate("document.documentElement.dataset.same = 'page'")
    page.get_by_role("link", name="Lowest fee first").click()
    page.wait_for_url("**sort=cost**")
    assert page.locator(".sorts [aria-current]").inner_text() == "Lowest fee first"
    assert page.evaluate("document.documentElement.dataset.same") == "page"


@pytest.mark.parametrize("scripts", [True, False])
def test_who_does_not_say_is_kept_by_a_tick(visitor: Arrive, scripts: bool) -> None:
    person = visitor(1280, scripts=scripts)
    page = person.open("/find?access=step-free")
    before = results(person)
    page.get_by_label("Also show who does not say", exact=False).first.check()
    if not scripts:
        page.get_by_role("button", name="Show").first.click()
    page.wait_for_url("**unstated=access**")
    page.wait_for_load_state("networkidle")
    assert results(person) > before
