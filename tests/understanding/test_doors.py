"""The doors: a sentence is sent, an address comes back, and nothing of the sentence is anywhere else."""

import io
import logging
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from flask import Flask
from jsonschema import Draft202012Validator

from tests.visit import Page, Visit, police

SECRET = "zanzibarian accordions"


def say(visit: Visit, text: str) -> str:
    """The address a sentence leads to."""
    answer = visit.client.post("/find", data={"say": text})
    assert answer.status_code == 303
    assert "Set-Cookie" not in answer.headers
    return answer.headers["Location"]


def keys(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query)


def follow(visit: Visit, address: str) -> Page:
    return visit.path(address)


def test_a_sentence_leads_to_its_canonical_address(visit: Visit) -> None:
    assert say(visit, "a Punjabi speaking woman near Leeds, £25") == "/find?language=pa&gender=woman&near=Leeds&pay=25"


def test_what_was_understood_stands_as_chips(visit: Visit) -> None:
    page = follow(visit, say(visit, "a Punjabi speaking woman near Leeds"))
    assert "Punjabi" in page.text and "Leeds" in page.text


def test_what_was_not_understood_is_quoted_and_in_no_address(visit: Visit) -> None:
    address = say(visit, f"a woman who plays {SECRET}")
    assert "zanzibar" not in address and "accordion" not in address
    assert SECRET in follow(visit, address).text


def test_links_drop_what_was_told(visit: Visit) -> None:
    page = follow(visit, say(visit, f"a woman who plays {SECRET}"))
    assert [a.get("href") for a in page.every("a") if "told=" in a.get("href", "")] == []


def test_danger_comes_first_and_the_search_goes_on(visit: Visit) -> None:
    address = say(visit, "I can't go on any more, a woman near Leeds")
    assert keys(address)["gender"] == ["woman"]
    main = follow(visit, address).body.split("<main")[1]
    assert main.index("/urgent-help") < main.index("<h1")


def test_an_hour_later_nothing_is_told(visit: Visit) -> None:
    with time_machine.travel("2026-03-01T10:00:00Z", tick=False) as now:
        address = say(visit, f"a woman who plays {SECRET}")
        now.shift(3_590)
        assert SECRET in follow(visit, address).text
        now.shift(20)
        assert SECRET not in follow(visit, address).text


@pytest.mark.parametrize("token", ["", "x", "A" * 7_000, "gAAAAABn", "\ud83d\ude00", "%00", "ü"])
def test_a_bad_token_is_silently_ignored(visit: Visit, token: str) -> None:
    page = visit("finder.find", told=token.encode("utf-8", "replace").decode())
    assert "did not understand" not in page.text


def test_a_token_of_another_site_tells_nothing(visit: Visit, directory_app: Flask) -> None:
    from app.finder import told

    with directory_app.test_request_context():
        mine = told.sealed(told.Told(("mine",)))
        assert told.opened(mine).pieces == ("mine",)
        directory_app.config["SECRET_KEY"], kept = "another secret of another site", directory_app.config["SECRET_KEY"]
        try:
            assert told.opened(mine) == told.Told()
        finally:
            directory_app.config["SECRET_KEY"] = kept


@pytest.mark.parametrize("text", ["", "   ", "\u200f\n"])
def test_nothing_said_gets_one_sentence(visit: Visit, text: str) -> None:
    assert "Write a few words" in follow(visit, say(visit, text)).text


def test_a_long_text_is_read_up_to_a_point_and_says_so(visit: Visit) -> None:
    page = follow(visit, say(visit, "a woman near Leeds " + "la " * 1_000))
    assert "first 2,000 characters" in page.text


def test_no_key_but_told_is_added(visit: Visit) -> None:
    assert set(keys(say(visit, f"a woman who plays {SECRET}"))) == {"gender", "told"}


def test_a_form_without_the_field_is_no_error(visit: Visit) -> None:
    assert visit.client.post("/find").status_code == 303


@pytest.fixture
def log_lines() -> Iterator[io.StringIO]:
    """Everything that is logged."""
    log, written = logging.getLogger("attune"), io.StringIO()
    handler, level = logging.StreamHandler(written), log.level
    handler.setFormatter(log.handlers[0].formatter)
    log.addHandler(handler)
    log.setLevel(logging.DEBUG)
    yield written
    log.removeHandler(handler)
    log.setLevel(level)


def test_nothing_of_the_sentence_is_logged(visit: Visit, log_lines: io.StringIO) -> None:
    follow(visit, say(visit, f"a woman near Leeds who plays {SECRET}"))
    visit.client.post("/api/v1/understanding", json={"say": SECRET})
    written = log_lines.getvalue()
    assert "finder.say" in written
    for word in ("zanzibar", "accordion", "Leeds", "woman", "told"):
        assert word not in written


def test_the_home_page_begins_with_a_box_for_ones_own_words(visit: Visit) -> None:
    page = visit("finder.home")
    police(page)
    first = next(form for form in page.every("form") if form.get("method") == "post")
    box = next(first.iter("textarea"))
    assert (first.get("action"), box.get("name"), box.get("autocomplete")) == ("/find", "say", "off")


def test_the_results_page_has_a_small_box_too(visit: Visit) -> None:
    assert visit("finder.find").every("textarea", name="say")


# --- programs -----------------------------------------------------------------------------------------------


def test_a_program_gets_what_the_contract_says(visit: Visit) -> None:
    answer = visit.client.post("/api/v1/understanding", json={"say": "Punjabi, £25 max, no men, glockenspiel"})
    assert answer.get_json() == {
        "query": "language=pa&without=gender%3Aman&pay=25",
        "criteria": {"language": ["pa"], "without": ["gender:man"], "pay": "25"},
        "understood": [
            {"text": "Punjabi", "as": "language:pa"},
            {"text": "£25", "as": "pay:25"},
            {"text": "men", "as": "without:gender:man"},
        ],
        "not_understood": ["glockenspiel"],
        "urgent": False,
    }


def test_a_program_hears_of_danger(visit: Visit) -> None:
    assert visit.client.post("/api/v1/understanding", json={"say": "I want to die"}).get_json()["urgent"] is True


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"{}", b'{"say": 5}', b'{"say": null}', b'"say"', b"\xff", b'{"say": "' + b"x" * 2001 + b'"}'],
)
def test_a_bad_body_gets_a_problem_document(visit: Visit, body: bytes) -> None:
    answer = visit.client.post("/api/v1/understanding", data=body, content_type="application/json")
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert answer.get_json()["key"] == "say"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_any_page_may_ask(visit: Visit) -> None:
    before = visit.client.options("/api/v1/understanding", headers={"Access-Control-Request-Method": "POST"})
    assert before.status_code == 200
    assert before.headers["Access-Control-Allow-Origin"] == "*"
    assert before.headers["Access-Control-Allow-Methods"] == "POST"
    assert "Content-Type" in before.headers["Access-Control-Allow-Headers"]
    answer = visit.client.post("/api/v1/understanding", json={"say": "a woman"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in answer.headers


def test_the_answer_is_kept_by_nobody(visit: Visit) -> None:
    assert visit.client.post("/api/v1/understanding", json={"say": "a"}).headers["Cache-Control"] == "no-store"


def test_the_answer_has_the_shape_described(visit: Visit) -> None:
    document = visit.client.get("/api/v1/openapi.json").get_json()
    schema = {"$ref": "#/components/schemas/Understanding", "components": document["components"]}
    answer = visit.client.post("/api/v1/understanding", json={"say": "a woman, ideally Polish, no men, glockenspiel"})
    assert list(Draft202012Validator(schema).iter_errors(answer.get_json())) == []
