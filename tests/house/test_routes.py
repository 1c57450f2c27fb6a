"""Every route says who may use it, and its address is written as the others are."""

import re

import pytest
from flask import Flask

from app.access.permissions import Permission

# RFC 8615 names the one folder that begins with a dot; FHIR those that are a type of resource, and one with a line.
_STEP = re.compile(
    r"\.well-known|StructureDefinition|CodeSystem|_search|[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z]+)?|<(?:[a-z]+:)?[a-z_]+>|"
)
# These standards name what stands below.
_NAMED_ELSEWHERE = ("/hsds/v3/", "/oruk/v3/")


def test_every_route_has_exactly_one_marker(directory_app: Flask) -> None:
    unmarked = [
        endpoint
        for endpoint, view in directory_app.view_functions.items()
        if not isinstance(getattr(view, "permission", None), Permission)
    ]
    assert unmarked == []


def test_addresses_are_kebab_case(directory_app: Flask) -> None:
    odd = [
        rule.rule
        for rule in directory_app.url_map.iter_rules()
        if not rule.rule.startswith(_NAMED_ELSEWHERE)
        and not all(_STEP.fullmatch(step) for step in rule.rule.split("/"))
    ]
    assert odd == []


def test_a_second_marker_is_refused() -> None:
    from app.access.permissions import by_key_for_export, public

    with pytest.raises(TypeError):
        public(by_key_for_export(lambda: None))


def test_a_route_without_a_marker_is_closed(make_app, database) -> None:  # type: ignore[no-untyped-def]
    app = make_app(database.url.render_as_string(hide_password=False))
    app.add_url_rule("/forgotten", "forgotten", lambda: "open")
    assert app.test_client().get("/forgotten").status_code == 403
