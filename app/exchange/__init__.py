"""Importing files that others wrote: one reader, one declarative mapping a format, a report before a change.
And exporting the directory as such a file, by the presenters of the API.

May import: plumbing, vocabulary, places, access, credentials, accounts, practitioners, organisations, listings, api.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    from app.exchange import commands
    from app.exchange.views import blueprint

    commands.init_app(app)
    app.register_blueprint(blueprint, url_prefix="/hsds/v3")
