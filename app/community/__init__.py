"""Where community organisations ask to be listed, and where their members keep what they say and who belongs.

All but the public page of an organisation is behind a sign-in. Until a steward has accepted one, nothing of it is
public. May import: all that a record is, the listings, and of the editor what asks a question.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    from app.community.views import community

    app.register_blueprint(community)
