"""Flask-Login over the server-side table of signed-in sessions.

The browser's cookie holds a random reference; who that is, and whether it still is, the table says at every
request, so that sessions can be listed and revoked (AUTH-02, AUTH-04).
"""

from flask import Flask, make_response, redirect, render_template, url_for
from flask_login import LoginManager
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response

from app.accounts.cookies import BrowserSessions
from app.accounts.sessions import HAVE_FACTORS, SessionOver, load, signed_in
from app.plumbing.words import gettext as _


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
    app.register_error_handler(SessionOver, _signed_out_meanwhile)
    app.register_error_handler(CSRFError, _no_token)


def _signed_out_meanwhile(_over: Exception) -> Response:
    return redirect(url_for("accounts.sign_in"), 303)


def _no_token(_error: Exception) -> Response:
    """A form without what its page gave it: the cookie is gone or was refused, or another site sent it (FORM-01)."""
    sentence = _(
        "This form does not belong to your visit, so nothing was done. You may have signed in or out since you "
        "opened it, or your browser sends no cookies to this site. Please open the page again."
    )
    return make_response(render_template("errors/error.html", status=403, sentence=sentence), 403)
