"""Flask-Login over the server-side table of signed-in sessions.

The browser's cookie holds a random reference; who that is, and whether it still is, the table says at every
request, so that sessions can be listed and revoked (AUTH-02, AUTH-04).
"""

from flask import Flask
from flask_login import LoginManager

from app.accounts.cookies import BrowserSessions
from app.accounts.sessions import HAVE_FACTORS, load, signed_in


def init_app(app: Flask) -> None:
    sessions = BrowserSessions(secure=app.config["BASE_URL"].startswith("https://"))
    app.session_interface = sessions
    app.config.update(
        # A token is good as long as the cookie it follows from: a form left open for an hour is not lost.
        WTF_CSRF_TIME_LIMIT=None,
        # Our own Referrer-Policy keeps browsers from sending what this would look at.
        WTF_CSRF_SSL_STRICT=False,
    )
    # Templates are told nothing of who is signed in: public pages are the same for everybody.
    manager = LoginManager(app, add_context_processor=False)
    manager.session_protection = None
    manager.user_loader(load)
    app.extensions["attune.signed_in"] = signed_in
    app.extensions.setdefault(HAVE_FACTORS, [])
