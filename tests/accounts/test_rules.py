"""Decisions that are pure: which paths are here, what a browser is called."""

from urllib.parse import urlsplit

import pytest
from flask import Flask
from hypothesis import example, given
from hypothesis import strategies as st

from app.accounts.rules import label_of, path_here
from tests.signed_in import ARRIVED, PASSWORD, Person, make_account

# AUTH-14: none of these is a path on this host, or all browsers would not agree that it is.
HOSTILE = (
    "//evil.example", "///evil.example", "////evil.example", "/\\evil.example", "\\\\evil.example", "\\/evil.example",
    "/\\/evil.example", "//\\evil.example", "https:evil.example", "https:/evil.example", "https://evil.example",
    "http:evil.example", "HTTPS://evil.example", "https:\\\\evil.example", "//evil.example/..", "/%2fevil.example",
    "/%2Fevil.example", "%2f%2fevil.example", "/%5cevil.example", "/%5Cevil.example", "/\tevil.example",
    "/\n/evil.example", "/\r/evil.example", "\t//evil.example", "\n//evil.example", " //evil.example",
    "/\t/evil.example", "/ /evil.example", "//evil.example%2f@here", "//user@evil.example", "//here@evil.example/a",
    "javascript:alert(1)", "JavaScript:alert(1)", "java\nscript:alert(1)", "data:text/html,evil", "vbscript:evil",
    "evil.example", "evil.example/account", "@evil.example", ".evil.example", "?next=//evil.example", "#//evil",
    "/\x00/evil.example", "\x00//evil.example", "/\x0b/evil.example", "/\x7f/evil.example", "/\u2028/evil.example",
    "/\u3000/evil.example", "/／evil.example", "／／evil.example", "/account\r\nSet-Cookie: a=b", "/account\\..\\evil",
    "//[::1]/", "//127.0.0.1", "//0x7f000001", "//evil。example", "/" + "a" * 3000, "",
)  # fmt: skip


@pytest.mark.parametrize("target", HOSTILE)
def test_auth_14_nothing_hostile_is_a_path_here(target: str) -> None:
    assert path_here(target) is None


@pytest.mark.parametrize("target", ["/", "/account", "/account/email?a=b&c=%2F%2Fd", "/find?near=Leeds%20(UK)#top"])
def test_a_path_here_is_one(target: str) -> None:
    assert path_here(target) == target


@given(st.text(alphabet="/\\:.@%2f5c?#a\t\n \u3000", max_size=12))
@example("/.//evil")
def test_auth_14_what_passes_names_no_host(target: str) -> None:
    passed = path_here(target)
    assert passed is None or (passed[0] == "/" and passed[1:2] not in ("/", "\\") and urlsplit(passed)[:2] == ("", ""))


def test_auth_14_signing_in_stays_here_whatever_was_asked_for(app: Flask) -> None:
    make_account(app, "ada@example.org")
    for target in HOSTILE[:12]:
        ada = Person(app)
        ada.be_signed_in()
        answer = ada.client.get("/account/sign-in", query_string={"next": target})
        assert (answer.status_code, answer.location) == (303, "/practitioner"), target
    ada = Person(app)
    ada.client.get("/account/sign-in")
    page = ada.get("/account/sign-in?next=//evil.example")
    assert ada.submit(page, email="ada@example.org", password=PASSWORD).h1 == ARRIVED


@pytest.mark.parametrize(
    ("user_agent", "label"),
    [
        ("Mozilla/5.0 (Android 16; Mobile; rv:150.0) Gecko/150.0 Firefox/150.0", "Firefox · Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) AppleWebKit/605 Version/19 Safari/604.1", "Safari · iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/150 Safari/537 Edg/150", "Edge · Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X) AppleWebKit/537 Chrome/150 Safari/537", "Chrome · Mac"),
        ("Mozilla/5.0 (Linux; Android 16) SamsungBrowser/30 Chrome/150 Safari/537", "Samsung Internet · Android"),
        ("curl/8", ""),
        ("<script>", ""),
    ],
)
def test_a_browser_is_named_without_its_version(user_agent: str, label: str) -> None:
    assert label_of(user_agent) == label
