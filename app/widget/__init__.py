"""The search on other people's sites: a frame that shows results and leads out of itself, and changes nothing.

It stands right of the finder, because a result in the frame must say what the finder's card says, in the same words.
May import: plumbing, vocabulary, places, access, urgent_help, search, listings, criteria, understanding,
organisations, finder, community.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    from app.widget import desk, views

    app.register_blueprint(views.widget)
    app.register_blueprint(desk.widgets)
