"""What organisations say of who is listed here: lists with a page and a feed of their own, and vouches.

The public page of a list shows the finder's own cards. Everything else is behind a sign-in: a member's working area,
and the page on which a practitioner sees who vouches for them and takes it off.
May import: plumbing, vocabulary, places, access, accounts, practitioners, organisations, listings, criteria, finder.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    from app.curating.views import curating

    app.register_blueprint(curating)
