"""Search engines may show somebody's page once they say so, and not a moment longer."""

from flask import Flask

from tests.editor.conftest import publish, record_of, say
from tests.signed_in import Person
from tests.visit import Visit


def may_be_found(app: Flask, person: Person) -> bool:
    slug = record_of(app, person, lambda r: r.slug)
    return "noindex" not in Visit(app).path(f"/listings/{slug}").response.headers["X-Robots-Tag"]


def test_a_page_is_found_elsewhere_from_a_yes_to_a_no(app: Flask, ready: Person) -> None:
    publish(app, ready)
    assert not may_be_found(app, ready)
    say(ready, "found", anywhere="yes")
    assert may_be_found(app, ready)
    say(ready, "found", anywhere="no")
    assert not may_be_found(app, ready)
