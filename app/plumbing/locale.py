"""The language of the interface: what the address names, or else the reader's first among those there are.

A choice is kept nowhere but in the addresses of the page it was made on (`lang=ar`): no cookie, and nothing to forget.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from babel import Locale, UnknownLocaleError
from flask import Flask, current_app, g, has_request_context, request, url_for
from flask_babel import Babel
from werkzeug.wrappers import Response

from app.plumbing.words import spoken_in

# The key of an address that names the language.
KEY = "lang"
# What is said on all pages. Other catalogues hold what seekers meet: whoever works here would read half a page in each
# of two languages, and hears one of them in the voice of the other.
WHOLE = "en"
_OF_WORK = re.compile(r"/(account|answer|developers|organisation|practitioner|steward|still-right)(/|$)")
RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})


def init_app(app: Flask) -> None:
    app.config["BABEL_DEFAULT_LOCALE"] = app.config["DEFAULT_LOCALE"]
    app.extensions["attune.locales"] = available(Path(app.root_path) / "translations")
    app.extensions["attune.momentary_keys"] = set()
    Babel(app, locale_selector=locale_code, timezone_selector=lambda: "UTC")
    app.after_request(_redirect_in_that_language)
    app.jinja_env.globals.update(
        locale_code=locale_code,
        text_direction=text_direction,
        chosen_language=chosen,
        other_languages=other_languages,
        url_for=_url_for,
    )


def available(folder: Path) -> tuple[str, ...]:
    """Locales with a compiled catalogue, and English, in which the sources are written."""
    return ("en", *sorted(path.parents[1].name for path in folder.glob("*/LC_MESSAGES/messages.mo")))


def locale_code() -> str:
    """The locale of this request, such as `en` or `ar`."""
    if not has_request_context():
        return str(current_app.config["DEFAULT_LOCALE"])
    if "locale_code" not in g:
        locales, named = _offered(), chosen()
        usual = request.accept_languages.best_match(locales, current_app.config["DEFAULT_LOCALE"])
        g.locale_code = named if named in locales else usual
    code: str = g.locale_code
    return code


def _offered() -> tuple[str, ...]:
    """The languages in which this request's page can be read."""
    if _OF_WORK.match(request.path):
        return tuple(dict.fromkeys((WHOLE, current_app.config["DEFAULT_LOCALE"])))
    found: tuple[str, ...] = current_app.extensions["attune.locales"]
    return found


def chosen() -> str:
    """The language this request's address names, if there is one of that name; empty otherwise."""
    named = request.args.get(KEY, "") if has_request_context() else ""
    return named if named in current_app.extensions["attune.locales"] else ""


def carried(address: str) -> str:
    """The address of a page of this site, in the language that was chosen, if one was."""
    code = chosen()
    if not code or f"{KEY}={code}" in address:
        return address
    page, hash_sign, fragment = address.partition("#")
    return f"{page}{'&' if '?' in page else '?'}{KEY}={code}{hash_sign}{fragment}"


def momentary(app: Flask, key: str) -> None:
    """A key that holds for the page it was made for, and for no page a link leads to."""
    app.extensions["attune.momentary_keys"].add(key)


def other_languages(*, repeats: bool = True) -> list[tuple[str, str, str]]:
    """Code, name in itself and address of this page in every other language there is.

    An error's page repeats nothing of what was asked, which may be what somebody else must not read.
    """
    dropped = {KEY, *current_app.extensions["attune.momentary_keys"]}
    given = request.args.items(multi=True) if repeats else ()
    kept = [(key, value) for key, value in given if key not in dropped]
    return [
        (
            code,
            own_name(code),
            f"{quote(request.path)}?{asked}",
        )
        for code in _offered()
        # What the address names is taken only where there is a catalogue of that name.
        if code != locale_code() and code in current_app.extensions["attune.locales"]
        for asked in (urlencode([*kept, (KEY, code)]),)
    ]


@lru_cache(maxsize=32)
def own_name(code: str) -> str:
    """The name of a language in itself."""
    return Locale.parse(code, sep="-" if "-" in code else "_").get_display_name() or code


def _url_for(endpoint: str, **values: Any) -> str:
    """Links of pages; what Python writes, such as the links of a mail to somebody else, says nothing of the reader."""
    return carried(url_for(endpoint, **values))


def _redirect_in_that_language(response: Response) -> Response:
    if response.location and response.location.startswith("/") and not response.location.startswith("//"):
        response.location = carried(response.location)
    return response


@contextmanager
def read_in(code: str) -> Iterator[None]:
    """For what somebody else will read, such as a sheet to take away: words, amounts and days in their language."""
    before = locale_code()
    g.locale_code = code
    try:
        with spoken_in(code):
            yield
    finally:
        g.locale_code = before


def text_direction(code: str) -> str:
    """`rtl` or `ltr`, for the `dir` attribute."""
    return "rtl" if code.split("-")[0].split("_")[0] in RIGHT_TO_LEFT else "ltr"


@lru_cache(maxsize=64)
def written_locale(code: str, country: str) -> Locale:
    """The language as it is written in the site's country where that is known: 3 October, not October 3."""
    try:
        return Locale.parse(f"{code.replace('-', '_')}_{country}")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(code, sep="-" if "-" in code else "_")
