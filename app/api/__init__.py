"""The same findings as JSON: listings, facets, export, and their OpenAPI description.

May import: plumbing, vocabulary, places, access, urgent_help, search, listings, criteria.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    from app.api.views import blueprint

    app.register_blueprint(blueprint, url_prefix="/api/v1")
