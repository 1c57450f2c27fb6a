"""`visit`: the one way tests fetch a page. On every page it holds what must hold of every page."""

import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask import Flask, url_for
from werkzeug.test import TestResponse

# Values given to private fields in tests; none may ever be seen in a public body.
CANARY = "canary-private"
# What a tab is called where the heading would say too much to whoever looks at it or at the history (PRIV-06).
NEUTRAL = {"", "Search", "A listing", "Phone numbers", "About this site"}
NEUTRAL |= {"بحث", "صفحة", "أرقام هاتف", "حول هذا الموقع"}
# All that a title of the quiet search may be; the last two of a language are of errors.
_QUIET = ("Start", "Results", "Details", "List", "Page not found", "No longer listed")
_QUIET_ARABIC = ("البداية", "نتائج", "تفاصيل", "قائمة", "الصفحة غير موجودة", "لم يعد مدرجًا")
QUIET_TITLES = tuple(f"{words} · Attune" for words in _QUIET + _QUIET_ARABIC)
_LABELLED = {"input", "select", "textarea"}
_NOT_SHOWN = {"hidden", "submit", "button"}
_OUTSIDE = re.compile(r"^(?:[a-z]+:)?//", re.IGNORECASE)


@dataclass(frozen=True)
class Page:
    """A fetched page."""

    response: TestResponse

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def body(self) -> str:
        return self.response.get_data(as_text=True)

    @cached_property
    def tree(self) -> Element:
        """The document, parsed as a browser does."""
        return html5lib.parse(self.body, namespaceHTMLElements=False)

    @property
    def h1(self) -> str:
        # What stands in a heading stands in a line: an element in it makes no blank.
        return " ".join("".join(self.every("h1")[0].itertext()).split())

    @property
    def text(self) -> str:
        """What a person reads in the main part."""
        return text_of(self.every("main")[0])

    def every(self, tag: str, **attributes: str) -> list[Element]:
        """Elements of this tag with these attributes; a class matches one of several."""
        return [element for element in self.tree.iter(tag) if _has(element, attributes)]

    def link(self, words: str) -> str:
        """The address of the one link that reads so."""
        found = [a.get("href", "") for a in self.tree.iter("a") if words in text_of(a)]
        assert found, f"no link reads {words!r}"
        return found[0]


class Visit:
    """`visit("finder.find", language="pa")` or `visit.path("/find?language=pa")`."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()

    def __call__(
        self, endpoint: str, *, expect: int = 200, headers: dict[str, str] | None = None, **values: Any
    ) -> Page:
        with self.app.test_request_context():
            path = url_for(endpoint, **values)
        return self.path(path, expect=expect, headers=headers)

    def path(self, path: str, *, expect: int = 200, headers: dict[str, str] | None = None) -> Page:
        page = Page(self.client.get(path, headers=headers or {}))
        assert page.status == expect, f"{path} answered {page.status}: {page.body[:300]}"
        if page.response.mimetype == "text/html" and page.status not in (301, 302, 303):
            police(page)
        return page


def police(page: Page, *, seeker: bool = True) -> None:
    """What holds of every page; only a seeker's sets no cookie."""
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    parser.parse(page.body)
    assert not parser.errors, f"invalid HTML: {parser.errors[:3]}"
    headings = page.every("h1")
    assert len(headings) == 1, f"{len(headings)} h1"
    title = text_of(page.every("title")[0])
    called = title.rpartition(" · ")[0]
    if any(page.every("aside", class_="quiet-bar")):
        assert title in QUIET_TITLES, f"title {title!r} says something of a quiet search"
    else:
        assert called in NEUTRAL or title.startswith(page.h1), f"title {title!r} does not begin with {page.h1!r}"
    ids = [element.get("id") for element in page.tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids)), f"ids twice: {sorted(id for id in ids if ids.count(id) > 1)[:3]}"
    _check_controls(page)
    _check_nothing_inline(page)
    _check_nothing_outside(page)
    assert any("urgent-help" in a.get("href", "") for a in page.every("a")), "urgent help cannot be reached"
    assert CANARY not in page.body, "a private value is on the page"
    assert not seeker or "Set-Cookie" not in page.response.headers, "a seeker got a cookie"
    assert page.every("html")[0].get("lang"), "no language"


def _check_controls(page: Page) -> None:
    labelled = {label.get("for") for label in page.every("label")}
    wrapped = {id(control) for label in page.every("label") for control in label.iter() if control.tag in _LABELLED}
    for tag in _LABELLED:
        for control in page.every(tag):
            if control.get("type") in _NOT_SHOWN:
                continue
            named = control.get("aria-label") or control.get("aria-labelledby") or control.get("id") in labelled
            assert named or id(control) in wrapped, f"a control without a label: {control.attrib}"


def _check_nothing_inline(page: Page) -> None:
    for element in page.tree.iter():
        if not isinstance(element.tag, str):
            continue
        assert element.get("style") is None, f"inline style on {element.tag}"
        assert not [name for name in element.attrib if name.startswith("on")], f"inline handler on {element.tag}"
    assert not page.every("style"), "inline style sheet"
    for script in page.every("script"):
        if script.get("type") == "application/ld+json":
            # Data that no browser runs: it parses, and nothing in it could end the element or a line of a script.
            assert json.loads(script.text or "") and not set(script.attrib) - {"type"}
            assert not set("<>&\u2028\u2029") & set(script.text or ""), "data that is not escaped"
            continue
        assert script.get("src") and not (script.text or "").strip(), "inline script"


def _check_nothing_outside(page: Page) -> None:
    for element in page.tree.iter():
        for name in ("src", "srcset", "poster", "data"):
            assert not _OUTSIDE.match(element.get(name, "")), f"{element.tag} loads {element.get(name)}"
        if element.tag == "link":
            assert not _OUTSIDE.match(element.get("href", "")), f"link to {element.get('href')}"


def text_of(element: Element) -> str:
    """The text of an element, with single blanks."""
    return " ".join(" ".join(element.itertext()).split())


def _has(element: Element, attributes: dict[str, str]) -> bool:
    for name, value in attributes.items():
        present = element.get(name.rstrip("_").replace("_", "-"), "")
        if value not in (present.split() if name == "class_" else [present]):
            return False
    return True
