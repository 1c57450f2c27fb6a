"""Waiting: for a reduced place, or for news of a search. Seekers join by e-mail, say that it was them, and leave with
one click.

Right of `listings`, because it shows whom somebody waits for as the public may see them, and beside the doors, not one
of them: it keeps addresses, and hears from the record when a place opens. Nobody here needs an account or a cookie.
May import: plumbing, vocabulary, places, access, practitioners, listings, criteria.
"""

from functools import partial

from flask import Flask


def init_app(app: Flask) -> None:
    from app.plumbing import rounds
    from app.waiting import actions, requests, views
    from app.waiting.news import actions as news
    from app.waiting.news import requests as news_requests
    from app.waiting.news.asking import look_round
    from app.waiting.news.views import news as news_pages

    requests.init_app(app)
    actions.watch(app.extensions["attune.database"].sessions, requests.of(app))
    rounds.add(app, actions.forget)
    for task in (actions.remind, actions.pass_on):
        rounds.add(app, partial(task, room=requests.of(app)))
    app.register_blueprint(views.waiting)
    news_requests.init_app(app)
    desk = news_requests.of(app)
    rounds.add(app, news.forget)
    rounds.add(app, partial(news.remind, desk=desk))
    rounds.add(app, partial(look_round, desk=desk))
    app.register_blueprint(news_pages)
