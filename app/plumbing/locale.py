"""The language of the interface: the reader's first among those there are."""

from functools import lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from flask import Flask, current_app, g, has_request_context, request
from flask_babel import Babel

RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})


def init_app(app: Flask) -> None:
    app.config["BABEL_DEFAULT_LOCALE"] = app.config["DEFAULT_LOCALE"]
    app.extensions["attune.locales"] = available(Path(app.root_path) / "translations")
    Babel(app, locale_selector=locale_code, timezone_selector=lambda: "UTC")
    app.jinja_env.globals.update(locale_code=locale_code, text_direction=text_direction)


def available(folder: Path) -> tuple[str, ...]:
    """Locales with a compiled catalogue, and English, in which the sources are written."""
    return ("en", *sorted(path.parents[1].name for path in folder.glob("*/LC_MESSAGES/messages.mo")))


def locale_code() -> str:
    """The locale of this request, such as `en` or `ar`."""
    if not has_request_context():
        return str(current_app.config["DEFAULT_LOCALE"])
    if "locale_code" not in g:
        locales = current_app.extensions["attune.locales"]
        g.locale_code = request.accept_languages.best_match(locales, current_app.config["DEFAULT_LOCALE"])
    code: str = g.locale_code
    return code


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
