"""Flask-Login over the server-side table of signed-in sessions.

The browser's cookie holds a random reference; who that is, and whether it still is, the table says at every
request, so that sessions can be listed and revoked (AUTH-02, AUTH-04). Nobody who has not signed in gets a
cookie at all.
"""

from flask import Flask
from flask_login import LoginManager

from app.accounts.queries import account_of
from app.plumbing import clock
from app.plumbing.requests import database_session


def init_app(app: Flask) -> None:
    secure = app.config["BASE_URL"].startswith("https://")
    app.config.update(
        # The prefix makes browsers hold us to Secure, Path=/ and no Domain (AUTH-01).
        SESSION_COOKIE_NAME="__Host-attune" if secure else "attune",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
    )
    manager = LoginManager(app)
    manager.session_protection = None
    manager.user_loader(lambda reference: account_of(database_session(), reference, clock.now()))
