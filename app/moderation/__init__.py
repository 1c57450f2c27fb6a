"""The stewards' desks: what waits for somebody who answers for the directory, and the trail of who did what.

Every page is for stewards only. May import: all that a record is, the listings, and the finder's words for them.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    from app.moderation.views import moderation

    app.register_blueprint(moderation)
