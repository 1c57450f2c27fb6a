"""Logs say what happened and never to whom."""

import json
import logging

import pytest
from flask import Flask

from app.plumbing.logging import JsonLines

SECRETS = ("zebrafish", "LS6 2AB", "203.0.113.7")


@pytest.fixture
def lines(directory_app: Flask) -> list[str]:
    """Everything logged during a test, formatted as it would be written."""
    written: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            written.append(JsonLines().format(record))

    keep, logger = Keep(), logging.getLogger("attune")
    before = logger.level
    logger.setLevel("DEBUG")
    logger.addHandler(keep)
    directory_app.test_client()
    yield written  # type: ignore[misc]
    logger.removeHandler(keep)
    logger.setLevel(before)


@pytest.mark.parametrize(
    "path", ["/find?q=zebrafish&near=LS6+2AB", "/zebrafish", "/api/v1/listings?q=zebrafish", "/listings/zebrafish"]
)
def test_a_search_leaves_no_word_in_the_log(directory_app: Flask, lines: list[str], path: str) -> None:
    directory_app.test_client().get(path, environ_base={"REMOTE_ADDR": "203.0.113.7"})
    assert lines
    assert not [line for line in lines for secret in SECRETS if secret in line]


def test_an_error_is_logged_without_its_message(lines: list[str]) -> None:
    from app.plumbing.logging import log

    try:
        raise ValueError("zebrafish")
    except ValueError as error:
        log("unforeseen_error", exc_info=error)
    entry = json.loads(lines[-1])
    assert (entry["error"], "zebrafish" in lines[-1]) == ("ValueError", False)


def test_every_line_is_json_in_utc(directory_app: Flask, lines: list[str]) -> None:
    directory_app.test_client().get("/livez")
    assert json.loads(lines[-1])["at"].endswith("+00:00")
