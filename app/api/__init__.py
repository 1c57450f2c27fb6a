"""The same findings as JSON: listings, facets, export, their OpenAPI description, and a page
for whoever writes a program.

May import: plumbing, vocabulary, places, access, urgent_help, search, listings, criteria.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    from app.api.developers import developers
    from app.api.fhir.views import blueprint as fhir
    from app.api.fhir.views import outcome
    from app.api.hsds.standards import STANDARDS
    from app.api.hsds.views import blueprint as lists_of
    from app.api.views import blueprint
    from app.plumbing.errors import answer_at

    app.register_blueprint(developers)
    app.register_blueprint(blueprint, url_prefix="/api/v1")
    for standard in STANDARDS.values():
        app.register_blueprint(lists_of(standard), url_prefix=standard.path)
    app.register_blueprint(fhir, url_prefix="/fhir")
    answer_at(app, "/fhir/", outcome)
