"""The stewards' desks: what waits for somebody who answers for the directory, and the trail of who did what.

Every page is for stewards only, but for the one by which anybody reports a listing. May import: all that a record is,
the listings, and the finder's words for them.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    from app.moderation.messages import tell_stewards_of_surges
    from app.moderation.reports.actions import forget_texts
    from app.moderation.reports.views import reports
    from app.moderation.views import moderation
    from app.plumbing import rounds

    app.register_blueprint(moderation)
    app.register_blueprint(reports)
    rounds.add(app, forget_texts)
    rounds.add(app, tell_stewards_of_surges)
