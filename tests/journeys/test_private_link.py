"""The way back to a seeker's page: copied with one press, selected where that cannot be, read by a camera."""

from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.journeys.conftest import Visitor
from tests.journeys.test_message_to_its_end import NARROW, Directory, directory_of_three, send, to_the_form

__all__ = ["directory_of_three"]

Arrive = Callable[..., Visitor]


def test_the_private_link_is_copied_with_one_press(visitor: Arrive, directory: Directory) -> None:
    person = visitor(NARROW, permissions=["clipboard-read", "clipboard-write"])
    page = to_the_form(person, directory.address)
    send(page)
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("status").filter(has_text="Copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert urlsplit(copied).path == urlsplit(page.url).path


def test_where_nothing_can_be_copied_the_link_stands_selected(visitor: Arrive, directory: Directory) -> None:
    page = to_the_form(visitor(NARROW), directory.address)
    send(page)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('closed')) }")
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("status").filter(has_text="It is selected")).to_be_visible()
    assert (
        page.evaluate("getSelection().toString()")
        == page.get_by_role("textbox", name="Your private link").input_value()
    )


def test_without_scripts_no_button_promises_to_copy(visitor: Arrive, directory: Directory) -> None:
    page = to_the_form(visitor(NARROW, scripts=False), directory.address)
    send(page)
    expect(page.get_by_role("button", name="Copy the link")).to_have_count(0)
    page.get_by_text("Take it to another phone").click()
    expect(page.get_by_role("img", name="A picture of your private link")).to_be_visible()
