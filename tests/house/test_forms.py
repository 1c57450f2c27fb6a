"""FORM-06, FORM-10: a form hears the fields it names and no other, and asks nobody else whether it is a person."""

import ast
import re
from pathlib import Path

import pytest
from flask import Flask

from tests.house.source import APP, name_of, python_files, tree
from tests.signed_in import practitioner

VIEWS = [path for path in python_files(APP) if path.is_relative_to(APP)]
SOURCES = sorted(path for path in APP.rglob("*") if path.suffix in (".html", ".js", ".css"))
# What would put whatever was sent into an object, whether it was asked for or not.
_WHOLE = {"populate_obj", "to_dict", "from_dict"}
_ELSEWHERE = re.compile(
    r"""(?:src|href|action|@import|url\()\s*=?\s*["'(]?\s*(?:https?:)?//(?!www\.w3\.org)""", re.IGNORECASE
)
_CAPTCHA = re.compile(r"recaptcha|hcaptcha|turnstile|gstatic|googleapis|friendlycaptcha", re.IGNORECASE)


@pytest.mark.parametrize("path", VIEWS, ids=name_of)
def test_nothing_takes_whatever_was_sent(path: Path) -> None:
    """FORM-06."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            whole = [ast.unparse(k.value) for k in node.keywords if k.arg is None]
            assert not any(re.match(r"request\.(form|args|json|values)|request\.get_json", text) for text in whole)
            if isinstance(node.func, ast.Attribute) and node.func.attr in _WHOLE:
                assert not ast.unparse(node.func.value).startswith("request"), ast.unparse(node)
            assert not (isinstance(node.func, ast.Attribute) and node.func.attr == "populate_obj"), ast.unparse(node)


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_no_page_asks_another_host_for_anything(path: Path) -> None:
    """FORM-10: no captcha, script, font or picture; PRIV-02 has a browser look."""
    text = path.read_text(encoding="utf-8")
    assert (_ELSEWHERE.findall(text), _CAPTCHA.findall(text)) == ([], [])


def test_json_hears_no_more_than_it_names(app: Flask) -> None:
    """FORM-06."""
    client = app.test_client()
    plain = client.post("/api/v1/understanding", json={"say": "a woman near Leeds"})
    more = client.post("/api/v1/understanding", json={"say": "a woman near Leeds", "role": "steward", "is_verified": 1})
    assert more.status_code == 400 or more.json == plain.json


def test_an_account_is_what_it_was_whatever_its_owner_sends(app: Flask) -> None:
    """FORM-06."""
    ada = practitioner(app)
    first = ada.get("/practitioner").response.request.path
    fields = {
        "name": "Ada",
        "kind": "individual",
        "role": "steward",
        "is_verified": "1",
        "org_id": "1",
        "state": "public",
    }
    ada.post(first, fields)
    assert ada.account.role == "practitioner"
    assert ada.client.get("/steward", environ_overrides=ada.surroundings).status_code == 404
