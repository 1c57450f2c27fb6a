"""The words of the interface in the reader's language.

A page asks for some four hundred sentences, so the catalogue is looked up once for each request: flask_babel looks for
it anew for every one, which took a fifth of the time of a page.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Protocol

import flask_babel
from flask import Flask, g, has_app_context
from flask_babel.speaklater import LazyString
from markupsafe import Markup


class _Catalogue(Protocol):
    def ugettext(self, message: str) -> str: ...

    def ungettext(self, singular: str, plural: str, number: int) -> str: ...


# The catalogue of the request at hand, set for its length; elsewhere it is looked for.
_of_request: ContextVar[_Catalogue | None] = ContextVar("catalogue", default=None)


def init_app(app: Flask) -> None:
    app.before_request(_open)
    app.teardown_request(_close)
    app.jinja_env.globals.update(_=_marked_gettext, gettext=_marked_gettext, ngettext=_marked_ngettext)


def gettext(string: str, **variables: object) -> str:
    """The string in the reader's language, `%(name)s` filled in where there are variables."""
    said = _catalogue().ugettext(string)
    return said % variables if variables else said


def ngettext(singular: str, plural: str, num: int, /, **variables: object) -> str:
    """The form for `num`, which is a variable of it too, unless one of that name says how it is written."""
    return _catalogue().ungettext(singular, plural, num) % ({"num": num} | variables)


def lazy_gettext(string: str) -> LazyString:
    """A string to be put into words when it is read."""
    return LazyString(gettext, string)


@contextmanager
def spoken_in(code: str) -> Iterator[None]:
    """Words in the language of somebody who is not the reader of this page, such as of a mail to them."""
    if not has_app_context():
        yield
        return
    with flask_babel.force_locale(code):
        before = _of_request.set(flask_babel.get_translations())
    try:
        yield
    finally:
        _of_request.reset(before)


def _open() -> None:
    _of_request.set(flask_babel.get_translations())


def _close(_error: BaseException | None) -> None:
    _of_request.set(None)


def _catalogue() -> _Catalogue:
    return _of_request.get() or _looked_up()


def _looked_up() -> _Catalogue:
    try:
        found: _Catalogue = g.catalogue
    except AttributeError:
        found = g.catalogue = flask_babel.get_translations()
    except RuntimeError:
        return _UNTRANSLATED
    return found


class _Untranslated:
    """What is said where nobody is known to read: the source."""

    def ugettext(self, message: str) -> str:
        return message

    def ungettext(self, singular: str, plural: str, number: int) -> str:
        return singular if number == 1 else plural


_UNTRANSLATED = _Untranslated()


@lru_cache(maxsize=4096)
def _marked(said: str) -> Markup:
    return Markup(said)  # noqa: S704 - a message of ours; what is filled in is escaped.


@lru_cache(maxsize=4096)
def _plain(said: str) -> Markup:
    # In a template every message is a format, so that "%%" is read alike with variables and without.
    return Markup(said) % {}  # noqa: S704


def _marked_gettext(string: str, **variables: object) -> Markup:
    said = _catalogue().ugettext(string)
    return _marked(said) % variables if variables else _plain(said)


def _marked_ngettext(singular: str, plural: str, num: int, **variables: object) -> Markup:
    said = _catalogue().ungettext(singular, plural, num)
    return _marked(said) % ({"num": num} | variables)
