"""Signing in: accounts and the server-side table of signed-in sessions behind Flask-Login.

The only importer of Flask-Login's manager. May import: plumbing, vocabulary, places, access.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    from app.accounts import factors, signing_in, views

    signing_in.init_app(app)
    factors.init_app(app)
    app.register_blueprint(views.accounts)
