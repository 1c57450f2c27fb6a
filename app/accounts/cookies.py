"""The session as Flask sees it: a cookie that holds a random reference and nothing else (AUTH-01, AUTH-02).

What Flask-WTF and Flask-Login look for in a session follows from the reference, so a form shown to somebody who is not
signed in needs a cookie but no row. A page that shows no form asks for nothing, and sets no cookie.
"""

import hashlib
import hmac
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from flask import Flask, Request, Response
from flask.sessions import SessionInterface, SessionMixin

from app.accounts.references import is_reference, new_reference
from app.accounts.rules import DEVICE_KNOWN_FOR

_TOKEN, _USER = "csrf_token", "_user_id"


class BrowserSession(SessionMixin):
    """The references one browser holds; `become` and `know_device` change them with the answer."""

    def __init__(self, reference: str | None, device: str | None, key: bytes) -> None:
        self.reference = reference
        self.device = device
        self.modified = False
        self.device_is_new = False
        self._key = key

    @property
    def has_been_here(self) -> bool:
        """Whether this browser is, or was, somebody's who has an account."""
        return self.reference is not None or self.device is not None

    def become(self, reference: str | None) -> None:
        """From this answer on the browser holds this reference, or none."""
        self.reference = reference
        self.modified = True

    def known_device(self) -> str:
        """The reference by which this browser is known again; a new one where it has none."""
        if self.device is None:
            self.device = new_reference()
            self.device_is_new = True
        return self.device

    def __getitem__(self, name: str) -> Any:
        if self.reference is None or name not in (_TOKEN, _USER):
            raise KeyError(name)
        if name == _USER:
            return self.reference
        return hmac.new(self._key, self.reference.encode(), hashlib.sha256).hexdigest()

    def __setitem__(self, name: str, value: Any) -> None:
        # Flask-WTF offers a random token where it finds none: ours follows from a reference that is made now.
        if name != _TOKEN:
            raise TypeError("A session holds a reference and nothing else.")
        if self.reference is None:
            self.become(new_reference())

    def __delitem__(self, name: str) -> None:
        raise TypeError("A session holds a reference and nothing else.")

    def __iter__(self) -> Iterator[str]:
        return iter(() if self.reference is None else (_TOKEN, _USER))

    def __len__(self) -> int:
        return 0 if self.reference is None else 2


class BrowserSessions(SessionInterface):
    """Opens a session from the cookies of a request and sets those that changed."""

    def __init__(self, *, secure: bool) -> None:
        self.secure = secure
        # The prefix makes browsers hold us to Secure, Path=/ and no Domain.
        self.name = "__Host-attune" if secure else "attune"
        self.device_name = f"{self.name}-device"

    def open_session(self, app: Flask, request: Request) -> BrowserSession:
        reference, device = (request.cookies.get(name) for name in (self.name, self.device_name))
        key = hashlib.sha256(f"forged requests:{app.config['SECRET_KEY']}".encode()).digest()
        return BrowserSession(
            reference if is_reference(reference) else None, device if is_reference(device) else None, key
        )

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        assert isinstance(session, BrowserSession)
        if session.modified and session.reference is None:
            response.delete_cookie(self.name, path="/", secure=self.secure, httponly=True, samesite="Lax")
        elif session.modified:
            self._set(response, self.name, session.reference, None)
        if session.device_is_new:
            self._set(response, self.device_name, session.device, DEVICE_KNOWN_FOR)

    def _set(self, response: Response, name: str, value: str | None, age: timedelta | None) -> None:
        response.set_cookie(name, value or "", max_age=age, path="/", secure=self.secure, httponly=True, samesite="Lax")
